"""The annual report as data. "Missing", "zero" and "unread" are different things, and a value knows where it came from.

Equality compares what a report says, never where it stood: origins, notes and irregularities take no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gongkai.documents.model import NOWHERE, Document, Origin, Paragraph, Source, Table

Number = int | Decimal


class CellState(StrEnum):
    """How a cell came by its value. Only `READ` and `REPAIRED` carry one."""

    READ = "read"
    """Read as it stands."""
    REPAIRED = "repaired"
    """Read after a repair of the shape (a shifted, split or wrapped row); the repair is an `Irregularity`."""
    MISSING = "missing"
    """The document has no such cell."""
    UNREAD = "unread"
    """The cell is there, but what stands in it is no number: blank, `/`, `无`, `12（含3）`."""
    CONFLICTING = "conflicting"
    """Two readings are possible and nothing decides between them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a table, addressed `<table>.<row>.<column>`.

    `value` is a count (int) or an amount (Decimal), or None. `note` is the reason in Chinese where the value is None
    or repaired. `readings` are the candidates of a conflicting cell.
    """

    id: str
    value: Number | None
    state: CellState
    origin: Origin = field(default=NOWHERE, compare=False)
    note: str = field(default="", compare=False)
    readings: tuple[Number, ...] = field(default=(), compare=False)

    @property
    def table(self) -> str:
        """The table's id."""
        return self.id.split(".")[0]

    @property
    def row(self) -> str:
        """The row's id."""
        return self.id.split(".")[1]

    @property
    def column(self) -> str:
        """The column's id."""
        return self.id.split(".")[2]


class IrregularityKind(StrEnum):
    """What was not as the form prescribes while reading."""

    TABLE_MISSING = "table-missing"
    CELLS_RUN_TOGETHER = "cells-run-together"
    ROW_MISSING = "row-missing"
    ROW_DUPLICATE = "row-duplicate"
    ROW_UNKNOWN = "row-unknown"
    ROW_OBSOLETE = "row-obsolete"
    ROW_SHIFTED = "row-shifted"
    ROW_SPLIT = "row-split"
    ROW_MERGED = "row-merged"
    COLUMN_COUNT = "column-count"
    COLUMN_UNKNOWN = "column-unknown"
    HEADER_DAMAGED = "header-damaged"
    HEADER_SPLIT = "header-split"
    LABEL_VARIANT = "label-variant"
    VALUE_FORM = "value-form"
    VALUE_DOUBTFUL = "value-doubtful"
    TEXT_RUN_TOGETHER = "text-run-together"
    TRADITIONAL_SCRIPT = "traditional-script"
    HEADING_MISSING = "heading-missing"
    HEADING_VARIANT = "heading-variant"
    HEADING_ORDER = "heading-order"


@dataclass(frozen=True, slots=True)
class Irregularity:
    """Something about the document's shape that reading had to cope with.

    `repaired` is True where the figures could still be read with certainty; `before` and `after` then say what was
    read as what. `where` is a table id or `<table>.<row>` or a section id.
    """

    kind: IrregularityKind
    where: str
    before: str
    after: str = ""
    repaired: bool = False
    origin: Origin = NOWHERE


class SourceQuality(StrEnum):
    """How a report came, which says what its figures are worth before anyone is blamed for them."""

    DATA = "data"
    """As data (JSON), not as a document."""
    TABLES = "tables"
    """With tables of its own."""
    LINES = "lines"
    """As text only: tables are lines, or one cell a line."""
    RUN_TOGETHER = "run-together"
    """As text whose cells or headings run together."""
    RECOGNISED = "recognised"
    """As pictures; the characters are recognised."""


@dataclass(frozen=True, slots=True)
class Section:
    """One of the six parts: its id, the heading as printed, and its paragraphs without tables."""

    id: str
    heading: str
    paragraphs: tuple[Paragraph, ...] = field(default=(), compare=False)
    origin: Origin = field(default=NOWHERE, compare=False)
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "\n".join(paragraph.text for paragraph in self.paragraphs))


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence part of the prose that states a fact.

    `fact` is the fact's name (`requests_received`), `value` what is stated, `quote` the words, `unit` the counter
    word (件, 条, 次, 万元), `vague` True for 余, 多, 左右, `cumulative` True for totals over several years,
    `candidate` True where the words may be of the fact or of a part of it only, and nothing decides. `section` is the
    id of the part it stands in, `preamble` before part one and `signature` after part six.
    """

    fact: str
    value: Number | str | bool
    quote: str
    section: str
    unit: str = ""
    vague: bool = False
    cumulative: bool = False
    candidate: bool = False
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class BodyEvidence:
    """A body as one place of the report names it: `title`, `signature`, `head`, `preface`, `source`, `contact`, `text`, `file`."""

    place: str
    name: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports on which year. None where the document does not say.

    `organization` is the full name of the issuing body without higher places (`柳河镇人民政府`), `organization_full`
    with them. `level`: province, city, county, township, street, department, other. `period` is first and last day.
    `title_body`, `signature_body` and `text_body` are the body as each place names it; `evidence` holds every place that
    names one, the surest first.
    """

    title: str | None = None
    organization: str | None = None
    organization_full: str | None = None
    level: str | None = None
    year: int | None = None
    period: tuple[date, date] | None = None
    issued_on: date | None = None
    title_body: str | None = None
    signature_body: str | None = None
    text_body: str | None = None
    evidence: tuple[BodyEvidence, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class AnnualReport:
    """An annual report, read.

    `cells` holds every cell of the edition's three tables in the edition's order, read or not; in the edition `narrative`
    those of the statistics annex that the document has. `preamble` stands before part one, `signature` after part six.
    """

    source: Source = field(compare=False)
    identity: Identity
    edition: str
    preamble: tuple[str, ...]
    sections: tuple[Section, ...]
    signature: tuple[str, ...]
    cells: Mapping[str, Cell]
    statements: tuple[Statement, ...] = field(default=(), compare=False)
    irregularities: tuple[Irregularity, ...] = field(default=(), compare=False)
    document: Document | None = field(default=None, compare=False, repr=False)

    @property
    def body(self) -> str:
        """The issuing body's fullest name, or the file's name where the document names none."""
        return self.identity.organization_full or self.identity.organization or self.source.name

    @property
    def quality(self) -> SourceQuality:
        """How the report came. One that is read from data of a document is `DATA`."""
        if self.document is None:
            return SourceQuality.DATA
        if self.document.recognised:
            return SourceQuality.RECOGNISED
        together = (IrregularityKind.CELLS_RUN_TOGETHER, IrregularityKind.TEXT_RUN_TOGETHER)
        if any(item.kind in together for item in self.irregularities):
            return SourceQuality.RUN_TOGETHER
        tables = any(isinstance(block, Table) for block in self.document.blocks)
        return SourceQuality.TABLES if tables else SourceQuality.LINES

    def section(self, id: str) -> Section | None:
        """The part with this id, or None where the document has no such part."""
        return next((section for section in self.sections if section.id == id), None)

    def value(self, id: str) -> Number | None:
        """The value of the cell `<table>.<row>.<column>`, or None where it is unknown or not of this edition."""
        cell = self.cells.get(id)
        return None if cell is None else cell.value

    def total(self, cells: Iterable[str]) -> Number | None:
        """The sum of the cells' values; None where one of them is unknown."""
        values = [self.value(cell) for cell in cells]
        known = [value for value in values if value is not None]
        return sum(known) if len(known) == len(values) else None

    def row(self, table: str, row: str) -> Iterator[Cell]:
        """The cells of one row in the edition's order."""
        prefix = f"{table}.{row}."
        return (cell for id, cell in self.cells.items() if id.startswith(prefix))

    def unread(self) -> tuple[str, ...]:
        """Ids of the cells without a value, in the edition's order."""
        return tuple(id for id, cell in self.cells.items() if cell.value is None)

    def stated(self, fact: str) -> tuple[Statement, ...]:
        """What the prose says of a fact, in reading order, cumulative totals and mere candidates left out."""
        return tuple(
            item
            for item in self.statements
            if item.fact == fact and not item.cumulative and not item.candidate
        )

    def candidates(self, fact: str) -> tuple[Statement, ...]:
        """The statements between which nothing decides: two totals that differ, or counts of which none is the total."""
        stated = self.stated(fact)
        exact = [item for item in stated if not item.vague] or list(stated)
        if len({item.value for item in exact}) > 1:
            return tuple(exact)
        return tuple(item for item in self.statements if item.fact == fact and item.candidate)

    def has_table(self, table: str) -> bool:
        """True if at least one cell of the table is in the document."""
        prefix = f"{table}."
        return any(
            cell.state is not CellState.MISSING
            for id, cell in self.cells.items()
            if id.startswith(prefix)
        )


def plain(value: Number | None) -> int | float | None:
    """A JSON number: whole amounts as integers, others as decimals; None stays null."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
