"""Hostile input and races: what nobody means to send or do at once."""
