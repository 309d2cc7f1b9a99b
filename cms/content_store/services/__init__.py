"""Rendering, writing, sweeping and reading of content items."""
