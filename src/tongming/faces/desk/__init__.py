"""Desk: the staff site."""
