"""Readers: one module per file format, each turning bytes or text into a `Source` of blocks."""
