"""What pictures and documents may be shown, and in which sizes."""
