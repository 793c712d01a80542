"""Small registers: what table two counts and nothing else of the platform records."""
