"""期限: the events of a case, what `statute` makes of them, and who may do what next."""
