"""Files: what officers upload, kept once by content, judged by content and size, wiped on purge."""
