"""Faces: what people and programs touch: portal, desk, API and command line."""
