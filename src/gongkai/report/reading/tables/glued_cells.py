"""Figures without anything between them (`713000074`): every way to split them under the columns of their row."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gongkai.report.edition import Column, Sum, TableForm
from gongkai.report.model import Cell, CellState, IrregularityKind
from gongkai.report.reading.tables.column_assignment import Placing, Placings
from gongkai.report.reading.tables.irregular import Irregularities
from gongkai.report.reading.tables.rows import Field
from gongkai.report.sums import outcomes

LONGEST = 26
MOST_SPLITS = 200
SPLIT = "数字粘连在一起，按表内合计只有一种分法"
OPEN = "数字粘连在一起，没有分隔，合计不能确定怎样分开"


def sums_are_kept(fields: Sequence[tuple[Field, Sequence[Column]]], form: TableForm) -> bool:
    """True where every row of glued figures can be split by its own sum: one that cannot shows that sums prove nothing."""
    return all(
        next(_ways(field.text.strip(), columns, _total(columns, form)), None) is not None
        for field, columns in fields
        if field.text.strip().isdecimal() and len(columns) <= len(field.text.strip()) <= LONGEST
    )


def _total(columns: Sequence[Column], form: TableForm) -> Sum | None:
    """The sum of the form that makes the last of these columns the total of the others."""
    ids = {column.id for column in columns}
    return next(
        (
            item
            for item in form.sums
            if item.per == "row" and {*item.left, *item.right} == ids and len(item.right) == 1
        ),
        None,
    )


def ways_to_split(
    field: Field, columns: Sequence[Column], form: TableForm, *, by_sum: bool
) -> Placings:
    """The ways to split glued figures under `columns`; none where there are too many.

    `by_sum`: only those that the row's own sum allows.
    """
    digits = field.text.strip()
    if not digits.isdecimal() or not len(columns) <= len(digits) <= LONGEST:
        return Placings(())
    total = _total(columns, form) if by_sum else None
    ways = list(itertools.islice(_ways(digits, columns, total), MOST_SPLITS + 1))
    if len(ways) > MOST_SPLITS:
        return Placings(())
    return Placings(
        tuple(
            Placing(tuple(replace(field, text=part, glued=False) for part in way)) for way in ways
        )
    )


def _ways(digits: str, columns: Sequence[Column], total: Sum | None) -> Iterator[tuple[str, ...]]:
    if total is None or columns[-1].id != total.right[0]:
        yield from _parts(digits, len(columns), None)
        return
    for size in range(1, len(digits) - len(columns) + 2):
        last = digits[-size:]
        if last[0] != "0" or size == 1:
            for parts in _parts(digits[:-size], len(columns) - 1, int(last)):
                yield (*parts, last)


def _parts(digits: str, count: int, total: int | None) -> Iterator[tuple[str, ...]]:
    """Splits into `count` numbers without leading zeros, which add up to `total` where it is given."""
    if count == 1:
        fits = digits == "0" or not digits.startswith("0")
        if digits and fits and (total is None or int(digits) == total):
            yield (digits,)
        return
    for size in range(1, len(digits) - count + 2):
        first = digits[:size]
        if size > 1 and first[0] == "0":
            break
        rest = None if total is None else total - int(first)
        if rest is not None and rest < 0:
            break
        for parts in _parts(digits[size:], count - 1, rest):
            yield (first, *parts)


def judged(
    cells: dict[str, Cell], glued: Mapping[str, Field], form: TableForm, noted: Irregularities
) -> dict[str, Cell]:
    """The cells, those of glued rows doubted where a sum across rows speaks against them, each row noted."""
    found = dict(cells)
    results = outcomes(form, {id: cell.value for id, cell in found.items()})
    torn = {
        id
        for item in results
        if item.broken
        for id in (*item.left_cells, *item.right_cells)
        if found[id].row in glued
    }
    for id, cell in cells.items():
        if cell.row not in glued:
            continue
        alone = len(form.columns_of(cell.row)) == 1
        if not alone and (cell.value is None or id in torn):
            readings = cell.readings or (() if cell.value is None else (cell.value,))
            found[id] = replace(
                cell, value=None, state=CellState.CONFLICTING, note=OPEN, readings=readings
            )
    for row, field in glued.items():
        mine = [cell for cell in found.values() if cell.row == row]
        known = all(cell.value is not None for cell in mine)
        if known and len(mine) == 1:
            continue
        noted.add(
            IrregularityKind.CELLS_RUN_TOGETHER,
            row,
            field.text,
            " ".join(str(cell.value) for cell in mine) if known else "",
            repaired=known,
            origin=field.origin,
        )
    return found
