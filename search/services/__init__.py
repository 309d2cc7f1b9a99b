"""Indexing of content items and answering of queries."""
