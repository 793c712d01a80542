"""Rows to read: every table row, and every line that could be one, in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.documents.model import Block, Layout, Origin, Paragraph, Table, TableCell
from gongkai.report.reading.run_together import Piece, heads_in, pieces_of
from gongkai.report.reading.tables.values import looks_like_value

LOW_CONFIDENCE = 0.9


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row: its text, place, grid column and span, and further readings where it was recognised.

    `glued`: the figures of several cells with nothing between them.
    """

    text: str
    origin: Origin
    column: int
    span: int = 1
    readings: tuple[str, ...] = ()
    glued: bool = False

    @property
    def blank(self) -> bool:
        """True where nothing stands in it."""
        return not self.text.strip()

    @property
    def doubtful(self) -> bool:
        """True where the characters were recognised without certainty."""
        confidence = self.origin.confidence
        return confidence is not None and confidence < LOW_CONFIDENCE


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as it stands: fields in order.

    `source` numbers the table the row is of (−1 for lines outside tables); `grid` says whether columns can be trusted.
    """

    fields: tuple[Field, ...]
    source: int
    grid: bool
    block: int
    origin: Origin


def raw_rows(blocks: Sequence[Block]) -> Iterator[RawRow]:
    """Every row of every table, tables in tables after their host row, and every paragraph as a row of its own."""
    source = 0
    for index, block in enumerate(blocks):
        if isinstance(block, Table):
            yield from _table_rows(block, index, source)
            source += 1 + _nested_count(block)
        elif isinstance(block, Paragraph):
            pieces = pieces_of(block.text)
            if pieces:
                yield from _taken_apart(block, index, pieces)
            else:
                yield _line(block, index)


def _nested_count(table: Table) -> int:
    return sum(1 + _nested_count(inner) for cell in table.cells for inner in cell.tables)


def _table_rows(table: Table, block: int, source: int) -> Iterator[RawRow]:
    grid = table.layout is Layout.GRID
    nested = source + 1
    for cells in table.rows():
        origin = cells[0].origin if cells else table.origin
        yield RawRow(
            fields=tuple(_field(cell) for cell in cells),
            source=source,
            grid=grid,
            block=block,
            origin=origin,
        )
        for cell in cells:
            for inner in cell.tables:
                yield from _table_rows(inner, block, nested)
                nested += 1 + _nested_count(inner)


def _field(cell: TableCell) -> Field:
    return Field(cell.text, cell.origin, cell.column, cell.column_span, cell.readings)


_WORDS = re.compile(r"\S+")
_BAR = "|"


def _taken_apart(paragraph: Paragraph, block: int, pieces: Sequence[Piece]) -> Iterator[RawRow]:
    """The rows that run together in a paragraph, each with its figures, and the heads between them."""
    done = 0
    for piece in pieces:
        yield from _words(heads_in(paragraph.text[done : piece.start]), paragraph, block)
        figures = [
            Field(text, paragraph.origin, number + 1, glued=piece.glued)
            for number, text in enumerate(piece.figures.split())
        ]
        label = [Field(piece.label, paragraph.origin, 0)] if piece.label else []
        yield RawRow((*label, *figures), -1, grid=False, block=block, origin=paragraph.origin)
        done = piece.end
    yield from _words(heads_in(paragraph.text[done:]), paragraph, block)


def _words(texts: Sequence[str], paragraph: Paragraph, block: int) -> Iterator[RawRow]:
    if texts:
        fields = tuple(Field(text, paragraph.origin, at) for at, text in enumerate(texts))
        yield RawRow(fields, -1, grid=False, block=block, origin=paragraph.origin)


def _between_bars(paragraph: Paragraph, block: int) -> RawRow:
    """A line with bars between its cells, or behind its only one, as crawlers write a table without its left edge."""
    texts = [text.strip() for text in paragraph.text.strip().strip(_BAR).split(_BAR)]
    while len(texts) > 1 and not texts[-1]:
        texts.pop()
    fields = tuple(Field(text, paragraph.origin, at) for at, text in enumerate(texts))
    return RawRow(fields, -1, grid=False, block=block, origin=paragraph.origin)


def _line(paragraph: Paragraph, block: int) -> RawRow:
    """A paragraph as a row: its leading words are one label, its trailing numbers are one field each."""
    if _BAR in paragraph.text:
        return _between_bars(paragraph, block)
    words = _WORDS.findall(paragraph.text)
    values: list[str] = []
    while words and looks_like_value(words[-1]):
        values.insert(0, words.pop())
    texts = ([" ".join(words)] if words else []) + values
    fields = tuple(Field(text, paragraph.origin, number) for number, text in enumerate(texts))
    return RawRow(fields, -1, grid=False, block=block, origin=paragraph.origin)
