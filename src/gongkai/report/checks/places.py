"""How findings name the places of a report."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gongkai.report.edition import (
    NARRATIVE,
    Edition,
    TableForm,
    edition,
    newest_edition,
    obsolete_row,
)
from gongkai.report.model import AnnualReport, Number


def form_of(report: AnnualReport) -> Edition:
    """The edition of a report that has tables."""
    return edition(report.edition)


def table_label(report: AnnualReport, table: str) -> str:
    """`表三` for `requests`."""
    return form_of(report).table(table).label


def row_label(report: AnnualReport, table: str, row: str) -> str:
    """What messages call a row: `属于国家秘密`, `新收`."""
    rows = form_of(report).table(table).rows()
    own = next((item for item in rows if item.id == row), None) or obsolete_row(table, row)
    short = row if own is None else own.short
    return short if len(short) <= 20 else short[:16] + "…"


def column_label(form: TableForm, row: str, column: str) -> str:
    """The printed head of a column: `自然人`."""
    return next((item.label for item in form.columns_of(row) if item.id == column), column)


def cell_label(report: AnnualReport, id: str) -> str:
    """`表三“予以公开”行“自然人”列` for `requests.disclosed.natural_person`."""
    return table_label(report, id.split(".")[0]) + cell_label_within(report, id)


def cell_label_within(report: AnnualReport, id: str) -> str:
    """`“予以公开”行“自然人”列`, where the table is already named."""
    table, row, column = id.split(".")
    head = column_label(form_of(report).table(table), row, column)
    return f"“{row_label(report, table, row)}”行“{head}”列"


def figure(value: Number | str | bool) -> str:
    """A figure as a report prints it: plain digits without an exponent, `96171.6`."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def terms(parts: Iterable[tuple[str, Number]]) -> str:
    """`新收30＋结转2＝32`: the parts of a sum and what they make; zeros are left out where something remains."""
    items = list(parts)
    total = sum(value for _, value in items)
    shown = [(name, value) for name, value in items if value] or items[:1]
    if len(shown) > 6:
        shown = [*shown[:5], (f"等{len(shown)}项", sum(value for _, value in shown[5:]))]
    text = "＋".join(f"{name}{figure(value)}" for name, value in shown)
    return text if len(shown) == 1 else f"{text}＝{figure(total)}"


_AROUND = {"preamble": "第一部分之前", "signature": "第六部分之后"}


def heading_of(report: AnnualReport, section: str) -> str:
    """What messages call a part: its heading as prescribed, `一、总体情况`."""
    form = newest_edition() if report.edition == NARRATIVE else form_of(report)
    known = {item.id: item.heading for item in form.sections}
    return known.get(section) or _AROUND.get(section, section)


def excerpt(text: str, start: int = 0, end: int | None = None, *, width: int = 40) -> str:
    """At most about `width` characters of `text` around `start` to `end`, with … where words were left out."""
    stop = len(text) if end is None else end
    spare = max(width - (stop - start), 0)
    first = max(0, start - spare // 2)
    last = min(len(text), max(stop, first + width))
    if end is None:
        first, last = start, min(len(text), start + width)
    return ("…" if first > 0 else "") + text[first:last].strip() + ("…" if last < len(text) else "")
