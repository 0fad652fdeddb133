"""Engines: text and index machinery without Django models, usable alone."""
