"""Component tags, grouped by what a reader does: find, read, act."""
