"""How items come in: what a file says of itself, read without a database."""
