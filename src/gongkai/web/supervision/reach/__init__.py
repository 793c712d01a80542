"""到达: which village has been reached, by boards, scans, loudspeaker, visits and questions."""
