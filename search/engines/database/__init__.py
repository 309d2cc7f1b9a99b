"""The database engine: SQLite FTS5 or PostgreSQL tsvector over the same tokens."""
