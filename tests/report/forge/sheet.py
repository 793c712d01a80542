"""The report as it is laid out: title, headings, paragraphs and the official tables with their spans.

A `Sheet` carries its own expectation: what a faultless reader gets from every cell of what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from gongkai.report.edition import Block as FormBlock
from gongkai.report.edition import TableForm, edition
from tests.report.forge.figures import Number
from tests.report.forge.truth import Truth, money


@dataclass(frozen=True)
class Box:
    """A cell as printed. `cell` is the id of the figure it shows; `head` marks labels; line breaks are `\\n`."""

    text: str
    rows: int = 1
    columns: int = 1
    cell: str | None = None
    head: bool = False


@dataclass(frozen=True)
class Grid:
    """A table: per row the boxes that begin in it. `widths` are relative column widths."""

    table: str
    rows: tuple[tuple[Box, ...], ...]
    widths: tuple[float, ...]
    head_rows: int = 0

    def placed(self) -> Iterator[tuple[int, int, Box]]:
        """Every box with its row and column in the grid, counted from 0."""
        taken: set[tuple[int, int]] = set()
        for row, boxes in enumerate(self.rows):
            column = 0
            for box in boxes:
                while (row, column) in taken:
                    column += 1
                yield row, column, box
                taken |= {
                    (row + down, column + right)
                    for down in range(box.rows)
                    for right in range(box.columns)
                }
                column += box.columns

    def matrix(self) -> list[list[Box | None]]:
        """The grid, each box at its top left and None where a span covers."""
        cells: list[list[Box | None]] = [[None] * len(self.widths) for _ in self.rows]
        for row, column, box in self.placed():
            cells[row][column] = box
        return cells


@dataclass(frozen=True)
class Line:
    """A line of text. `kind`: title, heading, text, signature, caption or furniture (a page number)."""

    text: str
    kind: str = "text"


Piece = Line | Grid


@dataclass(frozen=True)
class Sheet:
    """A laid-out report.

    `expected` has what a reader must get from every cell, None where nothing must be read. `open_cells` are those
    where a reader may also say that it does not know: nothing but None or the expected value is right.
    """

    truth: Truth
    pieces: tuple[Piece, ...]
    expected: Mapping[str, Number | None]
    open_cells: frozenset[str] = field(default=frozenset())
    damages: tuple[str, ...] = ()

    def grid(self, table: str) -> Grid:
        """The first grid of this table."""
        return next(
            piece for piece in self.pieces if isinstance(piece, Grid) and piece.table == table
        )

    def with_grid(self, table: str, grid: Grid | tuple[Piece, ...]) -> Sheet:
        """The sheet with the table's first grid replaced."""
        old = self.grid(table)
        new = (grid,) if isinstance(grid, Grid) else grid
        pieces: list[Piece] = []
        for piece in self.pieces:
            pieces += new if piece is old else (piece,)
        return replace(self, pieces=tuple(pieces))


def lay_out(truth: Truth) -> Sheet:
    """The report as the official form has it."""
    pieces: list[Piece] = [Line(truth.title, "title")]
    pieces += [Line(text) for text in truth.preamble]
    for part in truth.parts:
        pieces.append(Line(part.heading, "heading"))
        pieces += [Line(text) for text in part.paragraphs]
        if truth.edition in ("2019", "2021"):
            table = edition(truth.edition).section(part.id).table
            if table is not None:
                pieces.append(official_grid(edition(truth.edition).table(table), truth.cells))
    pieces += [Line(text, "signature") for text in truth.signature]
    return Sheet(truth, tuple(pieces), dict(truth.cells))


def official_grid(form: TableForm, cells: Mapping[str, Number]) -> Grid:
    """The table as the notice prints it, with this report's figures."""
    if form.orientation == "columns":
        return _side_by_side(form, cells)
    if form.id == "requests":
        return _applicants(form, cells)
    return _blocks(form, cells)


def _value(cells: Mapping[str, Number], id: str, columns: int = 1) -> Box:
    return Box(money(cells[id]), columns=columns, cell=id)


def _blocks(form: TableForm, cells: Mapping[str, Number]) -> Grid:
    """Table two: blocks under each other, the last column of a short block widened."""
    rows: list[tuple[Box, ...]] = []
    width = 1 + max(len(block.columns) for block in form.blocks)

    def spans(block: FormBlock) -> list[int]:
        return [1] * (len(block.columns) - 1) + [width - len(block.columns)]

    for block in form.blocks:
        rows.append((Box(block.label, columns=width, head=True),))
        heads = zip(block.columns, spans(block), strict=True)
        rows.append(
            (
                Box(block.head, head=True),
                *(Box(column.label, columns=span, head=True) for column, span in heads),
            )
        )
        for row in block.rows:
            values = zip(block.columns, spans(block), strict=True)
            rows.append(
                (
                    Box(row.label, head=True),
                    *(
                        _value(cells, f"{form.id}.{row.id}.{column.id}", span)
                        for column, span in values
                    ),
                )
            )
    return Grid(form.id, tuple(rows), (2.2, *(1.6,) * (width - 1)))


def _applicants(form: TableForm, cells: Mapping[str, Number]) -> Grid:
    """Table three: three label columns, and applicants under a head of three rows."""
    block = form.blocks[0]
    columns = block.columns
    organizations = [column for column in columns if column.groups]
    first = columns.index(organizations[0])
    head: list[list[Box]] = [
        [
            Box(form.corner, rows=3, columns=3, head=True),
            Box(block.label, columns=len(columns), head=True),
        ],
        [],
        [Box(column.label, head=True) for column in organizations],
    ]
    for column in columns[:first]:
        head[1].append(Box(column.label, rows=2, head=True))
    head[1].append(Box(organizations[0].groups[0], columns=len(organizations), head=True))
    for column in columns[first + len(organizations) :]:
        head[1].append(Box(column.label, rows=2, head=True))
    rows = [tuple(boxes) for boxes in head]
    open_groups: tuple[str, ...] = ()
    for row in block.rows:
        boxes = []
        for depth, group in enumerate(row.groups):
            path = row.groups[: depth + 1]
            if open_groups[: depth + 1] != path:
                height = sum(other.groups[: depth + 1] == path for other in block.rows)
                boxes.append(Box(group, rows=height, head=True))
        open_groups = row.groups
        boxes.append(Box(row.label, columns=3 - len(row.groups), head=True))
        boxes += [_value(cells, f"{form.id}.{row.id}.{column.id}") for column in columns]
        rows.append(tuple(boxes))
    return Grid(form.id, tuple(rows), (0.9, 1.1, 3.4, *(0.9,) * len(columns)), head_rows=3)


def _side_by_side(form: TableForm, cells: Mapping[str, Number]) -> Grid:
    """Table four: fifteen figures in one row."""
    head: list[list[Box]] = [[], [], []]
    values: list[Box] = []
    for block in form.blocks:
        width = len(block.rows) * len(block.columns)
        head[0].append(Box(block.label, columns=width, head=True))
        for row in block.rows:
            deep = bool(row.groups)
            if deep:
                head[1].append(Box(row.label, columns=len(block.columns), head=True))
            for column in block.columns:
                box = Box(column.label, rows=1 if deep else 2, head=True)
                head[2 if deep else 1].append(box)
                values.append(_value(cells, f"{form.id}.{row.id}.{column.id}"))
    rows = (*(tuple(boxes) for boxes in head), tuple(values))
    return Grid(form.id, rows, (1.0,) * len(values), head_rows=3)
