"""The three tables of the form as rows to be shown, with a figure and an address in each cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from gongkai.report.checks.places import figure as as_printed
from gongkai.report.edition import edition
from gongkai.report.model import Number
from gongkai.report.writers.layout import table_layout
from gongkai.web.reporting.counting.figures import label_of

ShownTable = tuple[str, list[list[dict[str, Any]]]]


def shown_tables(
    form: str, numbers: Mapping[str, Number | None], url: Callable[[str], str] | None = None
) -> Iterator[ShownTable]:
    """Each table's label and rows; an unknown figure is no number."""
    for table in edition(form).tables:
        rows: dict[int, list[dict[str, Any]]] = {}
        for cell in table_layout(form, table.id).cells:
            shown: dict[str, Any] = {"cell": cell, "counted": bool(cell.id)}
            if cell.id:
                number = numbers.get(cell.id)
                shown |= {
                    "number": None if number is None else as_printed(number),
                    "label": label_of(cell.id),
                    "url": url(cell.id) if url else "",
                }
            rows.setdefault(cell.row, []).append(shown)
        yield table.label, list(rows.values())
