"""语料 corpus: many reports at once, on the cores of one machine or on several machines."""
