"""What is handed over: evidence to an inspection, and the desk to a successor."""
