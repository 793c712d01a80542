"""The statistics annex of a narrative report: a label, its unit and the year's figure in each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from gongkai.report.annex import AnnexRow, annex_rows
from gongkai.report.labels import key
from gongkai.report.model import Cell, CellState
from gongkai.report.reading.tables.rows import Field, RawRow
from gongkai.report.reading.tables.values import Unread, looks_like_value, parse_value

FEWEST_ROWS = 3
_UNIT = re.compile(r"(?:条|件|次|人|个|万元|元|份)$")
_LEAD = re.compile(r"^(?:其中|另)\s*[:：]?\s*")


def read_annex(rows: Iterable[RawRow]) -> dict[str, Cell]:
    """The cells of the annex, each with its place; empty where the document has fewer than three of its rows.

    A row with several figures (本年、历年累计) has no value, for nothing says which is the year's.
    """
    found: dict[str, Cell] = {}
    above: str | None = None
    for fields in _together(rows):
        for label, values in _labelled(fields):
            row = _row(label.text, above)
            if row is None:
                continue
            if row.under is None:
                above = row.id
            if row.id not in found:
                found[row.id] = _cell(row, label, values)
    return found if len(found) >= FEWEST_ROWS else {}


def _together(rows: Iterable[RawRow]) -> Iterator[list[Field]]:
    """The fields of each table row; those of lines outside tables in one run, for a cell may be a line."""
    run: list[Field] = []
    for raw in rows:
        fields = [item for item in raw.fields if not item.blank]
        if raw.source < 0:
            run.extend(fields)
            continue
        yield run
        run = []
        yield fields
    yield run


def _labelled(fields: Sequence[Field]) -> Iterator[tuple[Field, list[Field]]]:
    """Each label of a row with the figures behind it, up to the next label."""
    label: Field | None = None
    values: list[Field] = []
    for item in fields:
        if looks_like_value(item.text):
            values.append(item)
        elif not _UNIT.fullmatch(item.text.strip()):
            if label is not None:
                yield label, values
            label, values = item, []
    if label is not None:
        yield label, values


def _row(text: str, above: str | None) -> AnnexRow | None:
    bare = _LEAD.sub("", text.strip())
    wanted = key(re.sub(r"\s+\S{1,2}$", "", bare) if _UNIT.search(bare) else bare)
    named = _index().get(wanted) or _index().get(
        key(_LEAD.sub("", re.sub(r"^[\W\d一二三四五六七八九十]+", "", bare)))
    )
    if not named:
        return None
    if len(named) == 1 and named[0].under is None:
        return named[0]
    return next((row for row in named if row.under == above), None)


@cache
def _index() -> dict[str, tuple[AnnexRow, ...]]:
    index: dict[str, list[AnnexRow]] = {}
    for row in annex_rows():
        for name in (row.label, *row.aliases):
            index.setdefault(key(name), []).append(row)
    return {name: tuple(rows) for name, rows in index.items()}


def _cell(row: AnnexRow, label: Field, values: Sequence[Field]) -> Cell:
    if len(values) != 1:
        state = CellState.CONFLICTING if values else CellState.UNREAD
        note = "这一行有几个数，不能确定哪一个是本年度的" if values else "空白"
        return Cell(row.id, None, state, label.origin, note)
    figure = parse_value(values[0].text, row.column)
    if isinstance(figure, Unread):
        return Cell(row.id, None, CellState.UNREAD, values[0].origin, figure.reason)
    return Cell(row.id, figure.value, CellState.READ, values[0].origin)
