"""Factories of models, one module per app."""
