"""会议: minutes, and what was decided as tasks."""
