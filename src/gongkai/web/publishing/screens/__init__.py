"""Screens of the office about publishing, a module for each noun."""
