"""Guided walks."""
