"""Core: the small mechanisms that carry every domain."""
