"""Builds the demo: entities, accounts, pages and their translations; never touches what exists."""
