"""Search in the admin."""
