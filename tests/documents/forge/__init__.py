"""Makes documents with known content, in many forms and styles, for the readers to read."""
