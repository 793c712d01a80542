"""办件: the list and the page of a case."""
