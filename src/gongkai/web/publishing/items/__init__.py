"""What is said of an item: quality, risks, twins, links, changes."""
