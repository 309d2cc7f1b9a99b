"""What may be done with accounts and their roles."""
