"""Rules for pages."""
