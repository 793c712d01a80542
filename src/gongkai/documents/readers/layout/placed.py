"""Blocks that still know where on which page they stand, before pages are joined."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.documents.model import Layout
from gongkai.documents.readers.layout.geometry import Box


@dataclass(slots=True)
class PlacedCell:
    """A cell of a table on one page.

    `filled` tells how far its last line reaches (0–1 of its width); `left` is where its text begins, known only
    in tables without rules.
    """

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    raw: str
    page: int
    confidence: float | None = None
    readings: tuple[str, ...] = ()
    filled: float = 0.0
    left: float = 0.0
    tables: list[PlacedTable] = field(default_factory=list)


@dataclass(slots=True)
class PlacedTable:
    """A table on one page; `edges` are the x of its column borders, one more than it has columns.

    `open_top` and `open_bottom` tell that no rule closes it there; `ruled` is False for a table found by
    alignment alone, of which the first `label_columns` columns hold labels.
    """

    page: int
    box: Box
    edges: list[float]
    cells: list[PlacedCell]
    row_count: int
    layout: Layout = Layout.GRID
    ruled: bool = True
    label_columns: int = 0
    open_top: bool = False
    open_bottom: bool = False

    def row(self, index: int) -> list[PlacedCell]:
        """The cells that start in a row, left to right."""
        return sorted(
            (cell for cell in self.cells if cell.row == index), key=lambda cell: cell.column
        )


@dataclass(slots=True)
class PlacedLine:
    """A line of running text."""

    page: int
    box: Box
    text: str
    size: float
    confidence: float | None = None


@dataclass(slots=True)
class PlacedPicture:
    """A picture in the text."""

    page: int
    box: Box


Placed = PlacedTable | PlacedLine | PlacedPicture
