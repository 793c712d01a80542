"""演练: a body per county in which a new clerk does everything once, with colleagues who always agree; nothing is ever public."""
