"""Rows of words as a table of a 公文: cells with spans laid into a grid, columns as wide as their words want."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gongkai.documents.writers.official import OfficialCell, OfficialTable, width

MANY_COLUMNS = 8
"""More columns than this want a page that is turned."""
_TABLE_SIZE, _SMALL_SIZE = 10.5, 9.0
_NARROWEST, _WIDEST = 3.0, 24.0
_TOGETHER = 12
"""A table of so many rows stays on one page where it fits."""


class Span(NamedTuple):
    """Over how many rows and columns a cell reaches, and whether it heads them."""

    rows: int = 1
    columns: int = 1
    is_head: bool = False


def tiled(rows: Sequence[tuple[Sequence[str], Sequence[Span]]]) -> OfficialTable:
    """Rows of cells with their spans as a table whose cells tile its grid: gaps are filled, what reaches out is cut."""
    taken: set[tuple[int, int]] = set()
    cells: list[OfficialCell] = []
    heads = 0
    for row, (texts, spans) in enumerate(rows):
        column = 0
        for place, text in enumerate(texts):
            span = spans[place] if place < len(spans) else Span()
            while (row, column) in taken:
                column += 1
            columns = 1
            while columns < span.columns and (row, column + columns) not in taken:
                columns += 1
            down = min(span.rows, len(rows) - row)
            taken |= {
                (row + below, column + beside) for below in range(down) for beside in range(columns)
            }
            cells.append(OfficialCell(row, column, text, down, columns, span.is_head))
            column += columns
        if heads == row and spans and all(span.is_head for span in spans):
            heads = row + 1
    count = max((column for _row, column in taken), default=0) + 1
    gaps = {(row, column) for row in range(len(rows)) for column in range(count)} - taken
    cells += [OfficialCell(row, column, "") for row, column in sorted(gaps)]
    size = _SMALL_SIZE if count > MANY_COLUMNS - 2 else _TABLE_SIZE
    # A cell that heads rows below the heads would be torn off by a repeated head.
    deepest = max((cell.row + cell.row_span for cell in cells if cell.row < heads), default=0)
    return OfficialTable(
        tuple(cells),
        _widths(cells, count),
        head_rows=heads if deepest <= heads < len(rows) else 0,
        size=size,
        together=len(rows) <= _TOGETHER,
    )


def _widths(cells: Sequence[OfficialCell], count: int) -> tuple[float, ...]:
    """Each column as wide as its longest cell wants, within bounds."""
    wanted = [_NARROWEST] * count
    for cell in cells:
        if cell.column_span == 1:
            wanted[cell.column] = max(wanted[cell.column], min(width(cell.text) + 1, _WIDEST))
    return tuple(wanted)
