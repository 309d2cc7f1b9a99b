"""Engines that answer the query object; one contract suite holds them to the same hits."""
