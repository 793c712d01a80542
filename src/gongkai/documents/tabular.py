"""Rows under known heads, from any file with a table: one reader for every import.

A `Column` says which field a column is and under which heads it goes. `find_sheet` finds the table that has the
heads, in one row or in two, and gives its rows with every cell named as a spreadsheet names it (B7). Merged cells and
同上 are filled with what they stand for. What a cell holds is judged by the caller, who says it by `Cell.wrong`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from gongkai.documents.legible import legible
from gongkai.documents.model import Document, Paragraph, Table, TableCell

_HEAD_ROWS = 10
"""A head is looked for in so many rows of a table."""
_NOTE = re.compile(r"[（(\[【].*?[）)\]】]|[*＊：:]")
_SPACE = re.compile(r"[\s\u3000]+")
_SAME = re.compile(r"[（(\"“]?(?:同上|〃|″|\"|”)[）)\"”]?")
_TICK = re.compile(r"[√✓✔☑■●○◯Vv]|是|有|[1１]|[Yy](?:es)?|[Tt]rue")
_CROSS = re.compile(r"[×✗✘xX☐□/／—-]|否|无|[0０]|[Nn]o?|[Ff]alse|")
_DAY = re.compile(r"(\d{4})\s*[-年./／]\s*(\d{1,2})\s*[-月./／]\s*(\d{1,2})\s*日?(?:[T\s].*)?")
_COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that an import knows: its field, and the heads under which it goes, the best first.

    `required`: a table without it is not the one. `filled`: what a merged cell covers, and 同上, stand for what is
    above. `keeps_lines`: line breaks within a cell are kept.
    """

    field: str
    heads: tuple[str, ...]
    required: bool = False
    filled: bool = True
    keeps_lines: bool = False

    @property
    def label(self) -> str:
        """How the column is called in a sentence."""
        return self.heads[0]


class Cell(NamedTuple):
    """One cell under a known head: its text, and its place as the spreadsheet has it."""

    text: str
    row: int
    column: int
    label: str

    @property
    def name(self) -> str:
        """Such as `B7`; a column that the table lacks has no letter."""
        return f"{letters(self.column)}{self.row}" if self.column else ""

    @property
    def place(self) -> str:
        """Such as `第 7 行 B7“日期”`."""
        return (
            f"第 {self.row} 行 {self.name}“{self.label}”"
            if self.column
            else f"第 {self.row} 行“{self.label}”"
        )

    def wrong(self, expected: str) -> str:
        """A sentence on what stands there and what should: `第 7 行 B7“日期”：“三月”，应为2026-03-09的写法。`"""
        found = f"“{self.text[:20]}”" if self.text else "是空的"
        return f"{self.place}：{found}，应为{expected}。"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number in the file from 1, its cells by field (every known field has one)."""

    number: int
    cells: Mapping[str, Cell]

    def text(self, field: str) -> str:
        """The text under a field, empty where the column or the content is missing."""
        return self.cells[field].text

    def is_ticked(self, field: str) -> bool | None:
        """Whether a √ column is ticked; None for what is neither a tick nor a cross."""
        return ticked(self.text(field))


@dataclass(frozen=True, slots=True)
class Sheet:
    """The table that was found: its name, the row of its head, the columns by field, what heads nobody knew."""

    name: str | None
    head_row: int
    columns: Mapping[str, int]
    unknown: tuple[Cell, ...]
    rows: tuple[Row, ...] = field(repr=False)
    above: tuple[str, ...] = ()
    """What stands over the head: titles and remarks."""


class NoSheet(Exception):
    """No table has the heads. `missing` are the labels that the nearest table lacks, `row` is its head's, if any."""

    def __init__(self, missing: Sequence[str], row: int | None) -> None:
        self.missing = tuple(missing)
        self.row = row
        where = f"第 {row} 行缺少列" if row is not None else "没有找到列"
        super().__init__(f"{where}{'、'.join(missing)}")


def find_sheet(document: Document, columns: Sequence[Column]) -> Sheet:
    """The first table that has all required columns, read under its heads.

    Raises `NoSheet` where no table has them.
    """
    nearest: tuple[list[str], int] | None = None
    for name, grid, titles in _grids(document):
        for head in _heads(grid):
            found = match(head.texts, columns)
            missing = [
                column.label for column in columns if column.required and column.field not in found
            ]
            if not missing and found:
                return _read(name, grid, head, found, columns, titles)
            if found and (nearest is None or len(missing) < len(nearest[0])):
                nearest = missing, head.row
    if nearest is not None:
        raise NoSheet(*nearest)
    raise NoSheet([column.label for column in columns if column.required], None)


def find_sheets(document: Document, columns: Sequence[Column]) -> list[Sheet]:
    """Every sheet or table that has all required columns, in the order of the file; none where no table has them."""
    sheets = []
    for name, grid, titles in _grids(document):
        best: tuple[_Head, dict[str, int]] | None = None
        for head in _heads(grid):
            found = match(head.texts, columns)
            if all(column.field in found for column in columns if column.required) and (
                best is None or len(found) > len(best[1])
            ):
                best = head, found
        if best is not None:
            sheets.append(_read(name, grid, *best, columns, titles))
    return sheets


@dataclass(frozen=True, slots=True)
class Overlooked:
    """A table that lacks required columns: the name of its sheet or its first words, the columns that it lacks, and
    the row of the head that comes nearest."""

    name: str
    missing: tuple[str, ...]
    row: int | None


def overlooked(document: Document, columns: Sequence[Column]) -> list[Overlooked]:
    """The sheets and tables of more than one row that `find_sheets` passes over, in the order of the file."""
    found = []
    for name, grid, _ in _grids(document):
        nearest: tuple[list[str], int | None] = (
            [column.label for column in columns if column.required],
            None,
        )
        for head in _heads(grid):
            known = match(head.texts, columns)
            missing = [each.label for each in columns if each.required and each.field not in known]
            if len(missing) < len(nearest[0]) or not missing:
                nearest = missing, head.row
        if nearest[0] and len(grid) > 1:
            words = (place.text for row in sorted(grid) for place in grid[row].values())
            first = next((text for text in words if text), "")
            if name or first:
                found.append(Overlooked(name or first[:20], tuple(nearest[0]), nearest[1]))
    return found


def match(heads: Mapping[int, str], columns: Sequence[Column]) -> dict[str, int]:
    """Which column of the file holds which field; a column serves one field, an exact head goes before another.

    Notes in brackets, blanks, colons and asterisks in a head do not count.
    """
    exact = {column: _folded(head) for column, head in heads.items()}
    bare = {column: _folded(_NOTE.sub("", head)) for column, head in heads.items()}
    found: dict[str, int] = {}
    for folded in (exact, bare):
        for known in columns:
            if known.field in found:
                continue
            for alias in known.heads:
                place = next(
                    (
                        column
                        for column, head in folded.items()
                        if head == _folded(alias) and column not in found.values()
                    ),
                    None,
                )
                if place is not None:
                    found[known.field] = place
                    break
    return found


def ticked(text: str) -> bool | None:
    """Whether a cell is ticked (√, 是, 1); None for what is neither a tick nor a cross nor empty."""
    plain = unicodedata.normalize("NFKC", text.strip())
    if _TICK.fullmatch(plain) or _TICK.fullmatch(text.strip()):
        return True
    return False if _CROSS.fullmatch(plain) else None


def day_of(text: str) -> date | None:
    """A day as `2019-05-15`, `2019/5/15`, `2019.5.15`, `2019年5月15日` or `20190515`; None for anything else."""
    plain = unicodedata.normalize("NFKC", text.strip())
    parts = _DAY.fullmatch(plain) or _COMPACT_DAY.fullmatch(plain)
    if parts is None:
        return None
    try:
        return date(int(parts[1]), int(parts[2]), int(parts[3]))
    except ValueError:
        return None


def letters(column: int) -> str:
    """The letters of a column counted from 1: A, Z, AA."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


class _Place(NamedTuple):
    """A cell of the file: its text, the text with its line breaks, whether it stands under a merged one."""

    text: str
    raw: str
    is_covered: bool = False


_Grid = dict[int, dict[int, _Place]]
"""Row of the file → column of the file → cell; both from 1."""


class _Head(NamedTuple):
    row: int
    last_row: int
    texts: dict[int, str]


def _grids(document: Document) -> Iterator[tuple[str | None, _Grid, list[str]]]:
    """The cells of each sheet, or of each table where the file has no sheets, the largest first."""
    sheets: dict[object, tuple[str | None, _Grid, list[str]]] = {}
    before: list[str] = []
    for at, block in enumerate(document.blocks):
        sheet = block.origin.sheet
        if isinstance(block, Table):
            _, grid, _ = sheets.setdefault(at if sheet is None else sheet, (sheet, {}, before))
            before = []
            for cell in block.cells:
                _put(grid, cell)
        elif isinstance(block, Paragraph) and sheet is not None and block.origin.row is not None:
            _, grid, _ = sheets.setdefault(sheet, (sheet, {}, []))
            row = grid.setdefault(block.origin.row, {})
            row[block.origin.column or 1] = _Place(
                legible(block.text), legible(block.origin.raw or block.text)
            )
        elif isinstance(block, Paragraph) and block.text.strip():
            before = [*before[-2:], block.text.strip()]
    found = list(sheets.values())
    if all(name is None for name, _, _ in found):
        found.sort(key=lambda each: -len(each[1]))
    yield from found


def _put(grid: _Grid, cell: TableCell) -> None:
    row = cell.origin.row or cell.origin.line or cell.row + 1
    column = cell.origin.column or cell.column + 1
    place = _Place(legible(cell.text).strip(), legible(cell.origin.raw or cell.text).strip())
    for down in range(min(cell.row_span, 10_000)):
        for right in range(min(cell.column_span, 200)):
            kept = place if not (down or right) else place._replace(is_covered=True)
            grid.setdefault(row + down, {}).setdefault(column + right, kept)


def _heads(grid: _Grid) -> Iterator[_Head]:
    """The rows that may be a head, and each with the row below it as a head of two rows."""
    rows = sorted(grid)
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        upper = {column: place.text for column, place in grid[row].items() if place.text}
        if at + 1 < len(rows) and any(place.is_covered for place in grid[row].values()):
            below = grid[rows[at + 1]]
            lower = {column: place.text for column, place in below.items() if place.text}
            texts = {
                column: lower.get(column) or text for column, text in {**lower, **upper}.items()
            }
            yield _Head(row, rows[at + 1], texts)
            both = {
                column: upper[column] + text
                for column, text in lower.items()
                if upper.get(column, text) != text
            }
            yield _Head(row, rows[at + 1], {**texts, **both})
        yield _Head(row, row, upper)


def _read(
    name: str | None,
    grid: _Grid,
    head: _Head,
    found: Mapping[str, int],
    columns: Sequence[Column],
    before: Sequence[str],
) -> Sheet:
    rows = []
    above: dict[str, str] = {}
    for number in sorted(row for row in grid if row > head.last_row):
        places = grid[number]
        if not any(place.text and not place.is_covered for place in places.values()):
            continue
        if match({column: place.text for column, place in places.items()}, columns) == dict(found):
            continue  # the head again, on the next page
        cells = {}
        for column in columns:
            at = found.get(column.field, 0)
            text = _content(places.get(at), column, above.get(column.field, ""))
            above[column.field] = text
            cells[column.field] = Cell(text, number, at, column.label)
        rows.append(Row(number, cells))
    unknown = tuple(
        Cell(text, head.row, column, text)
        for column, text in sorted(head.texts.items())
        if column not in found.values()
    )
    over = [
        place.text
        for number in sorted(row for row in grid if row < head.row)
        for place in grid[number].values()
        if place.text
    ]
    titles = tuple(dict.fromkeys([*before, *over]))
    return Sheet(name, head.row, dict(found), unknown, tuple(rows), titles)


def _content(place: _Place | None, column: Column, above: str) -> str:
    if place is None:
        return ""
    if place.is_covered and not column.filled:
        return ""
    if column.filled and _SAME.fullmatch(place.text):
        return above
    return place.raw if column.keeps_lines and "\n" in place.raw else place.text


def _folded(head: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", head)).casefold()


def problems(rows: Iterable[Row], required: Iterable[str]) -> Iterator[str]:
    """A sentence for each cell that must not be empty and is."""
    wanted = tuple(required)
    for row in rows:
        for each in wanted:
            if not row.text(each):
                yield row.cells[each].wrong("有内容")
