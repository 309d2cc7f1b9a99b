"""Views of the admin: the translator's editor, the beginning of translations, their end with their source."""
