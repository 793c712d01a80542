"""What waits for a user and what the home screen shows, a module for each noun."""
