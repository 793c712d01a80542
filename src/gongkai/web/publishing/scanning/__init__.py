"""The scan of what is already public."""
