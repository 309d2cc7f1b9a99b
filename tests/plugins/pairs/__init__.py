"""Pages of pairs of places, whose titles are data."""
