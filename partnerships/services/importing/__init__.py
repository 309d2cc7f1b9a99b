"""Tables of partnerships into profiles: read, compared, asked, written in batches, undone."""
