"""Self-assessment: indicators that the records answer, with weights that a county may change."""
