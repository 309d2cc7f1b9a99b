"""The host: knows no content app; holds templates, static files, catalogues and commands."""
