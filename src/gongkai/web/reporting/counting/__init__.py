"""The tables of a report counted from records, each figure open to them."""
