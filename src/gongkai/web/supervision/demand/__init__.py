"""公开需求: what people ask for again and again, until it is published."""
