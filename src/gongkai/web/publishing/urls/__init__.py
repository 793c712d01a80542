"""Addresses of the office, a module for each noun."""
