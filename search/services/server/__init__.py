"""Keeps the search server equal to the documents of the database."""
