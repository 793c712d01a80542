"""追责问责: what was done about a failure to publish or to answer. None is a statement too."""
