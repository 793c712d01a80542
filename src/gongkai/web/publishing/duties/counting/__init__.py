"""Counts of what was published, each open to its records."""
