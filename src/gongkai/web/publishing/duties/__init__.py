"""What a body owes: the board, quotas, lateness, fiscal tables, villages."""
