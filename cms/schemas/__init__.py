"""Shapes shared by blocks, pages, content store and API; nothing here imports models or the API framework."""
