"""Wagtail's own search, of the explorer and the choosers, on the server: one backend module per client."""
