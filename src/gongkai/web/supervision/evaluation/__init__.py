"""评议: what the public thinks of it, by code, paper, telephone or box; each with its answer."""
