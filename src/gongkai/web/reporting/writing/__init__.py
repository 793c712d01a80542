"""The words of a report: proposed from facts, bound to their figures, checked as they are written."""
