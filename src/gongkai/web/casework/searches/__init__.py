"""检索: what was asked of the sections, and what they signed."""
