"""Search: what the public may read, as records of the index engine; who drains changes into it; and the one way to ask it."""
