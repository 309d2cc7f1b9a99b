"""Uploaded documents: their text, read apart from the site, and what search finds of them."""
