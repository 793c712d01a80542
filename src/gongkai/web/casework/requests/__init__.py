"""申请: what came in, through which door, and who asked."""
