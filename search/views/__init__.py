"""What visitors meet of the search."""
