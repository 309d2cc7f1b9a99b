"""Search over content items: profiles, the query object and its engines."""
