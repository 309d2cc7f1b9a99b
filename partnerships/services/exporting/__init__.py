"""Results of the directory as files."""
