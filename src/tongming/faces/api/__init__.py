"""API: read-only JSON of library and search."""
