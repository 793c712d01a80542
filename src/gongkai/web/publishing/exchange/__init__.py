"""What comes from an existing column and what goes to the county."""
