"""培训: plans, sessions, and a quiz whose answers are articles of the law."""
