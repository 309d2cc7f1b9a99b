"""Translations as PO files: written from the rows of the editor, read back, merged by path."""
