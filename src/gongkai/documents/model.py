"""One model for every office file: what is written, where it stands, and what is hidden.

A `Document` is a sequence of blocks in reading order. Nothing here knows what the words mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Origin(NamedTuple):
    """Where something stands in its file; every number counts from 1, None means the form has no such thing.

    `raw` is the text as the file has it, before any tidying. `confidence` is None for characters that the file
    itself holds, and 0–1 for characters that were recognised in a picture.
    """

    file: str | None = None
    page: int | None = None
    line: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    raw: str | None = None
    confidence: float | None = None

    def place(self) -> str:
        """The place as a Chinese phrase without the file, such as `第4页第7行第2列`; empty where nothing is known."""
        parts = []
        if self.sheet is not None:
            parts.append(f"工作表“{self.sheet}”")
        if self.page is not None:
            parts.append(f"第{self.page}页")
        if self.line is not None:
            parts.append(f"第{self.line}行")
        elif self.row is not None:
            parts.append(f"第{self.row}行")
        if self.column is not None:
            parts.append(f"第{self.column}列")
        return "".join(parts)


NOWHERE = Origin()


class TableCell(NamedTuple):
    """One cell of a table; `row` and `column` count from 0 in the table's grid.

    `text` has its inner white space tidied (line breaks of a wrapped label are dropped); `origin.raw` keeps the
    file's text. `readings` holds further readings of the same ink where a picture was read more than once. In a
    recognised picture an empty `text` with `origin.confidence` 0.0 is ink that could not be read; a cell without
    ink has confidence None.
    """

    row: int
    column: int
    text: str
    origin: Origin = NOWHERE
    row_span: int = 1
    column_span: int = 1
    tables: tuple[Table, ...] = ()
    readings: tuple[str, ...] = ()


class Layout(StrEnum):
    """How far the positions of a table's cells can be trusted."""

    GRID = "grid"
    """Rows, columns and spans are those of the file."""
    FLOW = "flow"
    """Cells are in reading order within their row; merged cells may have shifted what follows them."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its cells in reading order. In a grid each cell stands once, at the top left of its span."""

    cells: tuple[TableCell, ...]
    origin: Origin = NOWHERE
    layout: Layout = Layout.GRID

    @property
    def row_count(self) -> int:
        """Rows of the grid, spans included."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)

    @property
    def column_count(self) -> int:
        """Columns of the grid, spans included."""
        return max((cell.column + cell.column_span for cell in self.cells), default=0)

    def rows(self) -> Iterator[tuple[TableCell, ...]]:
        """The cells that start in each row, left to right; a row without cells of its own is an empty tuple."""
        by_row: list[list[TableCell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            by_row[cell.row].append(cell)
        for row in by_row:
            yield tuple(sorted(row, key=lambda cell: cell.column))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or heading. `heading_level` is 1–9 where the file marks a heading as such."""

    text: str
    origin: Origin = NOWHERE
    heading_level: int | None = None


@dataclass(frozen=True, slots=True)
class Image:
    """A picture that stands in the text; `data` is None where its bytes were left out for their size."""

    media_type: str
    data: bytes | None
    origin: Origin = NOWHERE


Block = Paragraph | Table | Image


class HiddenKind(StrEnum):
    """What a file can carry without showing it."""

    HIDDEN_SHEET = "hidden-sheet"
    VERY_HIDDEN_SHEET = "very-hidden-sheet"
    HIDDEN_ROW = "hidden-row"
    HIDDEN_COLUMN = "hidden-column"
    PIVOT_CACHE = "pivot-cache"
    DATA_MODEL = "data-model"
    EXTERNAL_LINK = "external-link"
    DEFINED_NAME = "defined-name"
    COMMENT = "comment"
    INSERTED_TEXT = "inserted-text"
    DELETED_TEXT = "deleted-text"
    HIDDEN_TEXT = "hidden-text"
    COVERED_TEXT = "covered-text"
    METADATA = "metadata"
    EMBEDDED_FILE = "embedded-file"
    MACRO = "macro"
    EXIF = "exif"
    GPS = "gps"
    EARLIER_REVISION = "earlier-revision"
    CARRIED_TEXT = "carried-text"
    """Words in a place that nobody looks at (an attribute, a name, a format); no fault by itself."""


@dataclass(frozen=True, slots=True)
class HiddenPart:
    """Something the file carries without showing it.

    `name` says what it is within its kind (a sheet's name, `author`, a file name); `text` is its readable content,
    empty where it has none; `count` is how many cells, rows or places of this sort it stands for.
    """

    kind: HiddenKind
    name: str
    text: str = ""
    origin: Origin = NOWHERE
    count: int = 1


@dataclass(frozen=True, slots=True)
class Source:
    """The file: its name without folders, the SHA-256 of its bytes in hex, its media type and its size in bytes."""

    name: str
    sha256: str
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """A file, opened: its blocks in reading order and its hidden parts.

    `furniture` is what is shown around the text and is no part of it: headers, footers, watermarks. `recognised` is
    True where the words were read from pictures. `notes` are Chinese sentences on what the reader had to leave out or
    could not read. `carried` are words in places where nobody looks (addresses of links, alternative texts, names,
    formats): that there are any is no fault.
    `unsure` are places of a recognised picture that cannot be relied on: a page that makes no sense or is poor (without text), a
    long number with doubtful digits.
    """

    source: Source
    blocks: tuple[Block, ...]
    hidden: tuple[HiddenPart, ...] = ()
    recognised: bool = False
    notes: tuple[str, ...] = ()
    furniture: tuple[Paragraph, ...] = ()
    carried: tuple[HiddenPart, ...] = ()
    unsure: tuple[Paragraph, ...] = ()

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs in reading order, those within tables not among them."""
        return (block for block in self.blocks if isinstance(block, Paragraph))

    def tables(self) -> Iterator[Table]:
        """The outermost tables in reading order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def lines(self) -> Iterator[str]:
        """What the file shows, never what it hides: a line for each paragraph and each cell, inner tables too."""
        for block in self.blocks:
            yield from _lines_of(block)


def _lines_of(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Table):
        for cell in block.cells:
            yield cell.text
            for inner in cell.tables:
                yield from _lines_of(inner)
