"""A small plugin: notes in the body."""
