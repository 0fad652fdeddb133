"""Checks: the registry of what is examined before anything goes out, and what a finding is.

A check receives the whole set that is to be published together and returns every finding at once.
Severities: `block` stops, `warning` needs a reason, `hint` is only shown.
"""
