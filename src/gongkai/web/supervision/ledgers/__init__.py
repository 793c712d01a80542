"""台账: the hotline, letters and visits, the leader's box; and what the body answered when people talked of it."""
