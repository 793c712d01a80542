"""Channels and what is posted on them."""
