"""交接: what a successor is handed."""
