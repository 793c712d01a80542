"""What is made of a released item for each channel: one source, many forms, nothing added by hand."""
