"""What the prose of a report states: counts, denials, fees and telephone numbers, each with its words."""

from gongkai.report.reading.narrative.itemised import ItemisedCount, read_itemised_counts
from gongkai.report.reading.narrative.rates import Growth, Rate, read_growths, read_rates
from gongkai.report.reading.narrative.statements import read_statements

__all__ = [
    "Growth",
    "ItemisedCount",
    "Rate",
    "read_growths",
    "read_itemised_counts",
    "read_rates",
    "read_statements",
]
