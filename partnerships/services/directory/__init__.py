"""The directory in memory: every public partnership of a language as columns, searched, filtered, counted, ordered.

`find`, `points`, `suggest` and `statistics` ask it; a request costs one query for freshness and one for the cards.
"""
