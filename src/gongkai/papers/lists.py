"""A recurring list: its columns and lines, what changed since last time, and a copy with fewer columns."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from gongkai.documents.model import Document, Table
from gongkai.documents.writers.spreadsheet import Look, Sheet, SheetCell, write
from gongkai.screening.columns import profile

# What a column holds by its head or its values, where publishing it harms somebody.
HARMFUL = {
    "resident_id": "身份证件号码",
    "account": "银行卡号或账号",
    "social_security": "社会保障号码",
    "passport": "护照号码",
    "travel_permit": "通行证号码",
    "disability_number": "残疾人证号",
    "household_number": "户号、户口簿号",
    "telephone": "个人电话",
    "birth_date": "出生日期",
    "address": "住址",
    "illness": "病情",
    "disability": "残疾情况",
    "cause": "致贫或救助原因",
    "plate": "车牌号",
    "email": "电子邮箱",
    "wechat": "微信号",
    "qq": "QQ号",
}
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|小\s*计|累\s*计)")
_SPACES = re.compile(r"\s+")
_WIDEST = 40


@dataclass(frozen=True)
class ListColumn:
    """A column: its head, and in words what harmful content it shows, empty where none."""

    head: str
    harm: str
    index: int


@dataclass(frozen=True)
class ReadList:
    """A list as it stands in a file. ``lines`` counts the people or cases, totals aside; ``start`` is the
    table's first row below its heads."""

    columns: tuple[ListColumn, ...]
    lines: int
    table: Table
    start: int

    @property
    def heads(self) -> list[str]:
        """The heads, from left to right."""
        return [column.head for column in self.columns]


@dataclass(frozen=True)
class Comparison:
    """A list beside what is expected of it."""

    missing: tuple[str, ...]
    new: tuple[str, ...]
    beyond: tuple[ListColumn, ...]
    lines_before: int | None
    lines: int

    @property
    def as_before(self) -> bool:
        """Whether the columns are those of last time."""
        return not self.missing and not self.new


def read_list(document: Document) -> ReadList | None:
    """The longest table of a document as a list; ``None`` where there is no table with heads."""
    tables = sorted(document.tables(), key=lambda table: -table.row_count)
    return _read(tables[0]) if tables else None


def _read(table: Table) -> ReadList | None:
    seen = profile(table)
    rows = [[cell for cell in row if cell.text.strip()] for row in table.rows()]
    head_row = seen.head_row
    if head_row < 0:
        head_row = next((number for number, row in enumerate(rows) if len(row) > 1), -1)
        heads = {cell.column: cell.text for cell in rows[head_row]} if head_row >= 0 else {}
    else:
        heads = {column.index: column.head for column in seen.columns if column.head}
    if not heads:
        return None
    meanings = {column.index: column.meaning for column in seen.columns}
    columns = tuple(
        ListColumn(
            _SPACES.sub("", head) or f"第{index + 1}列",
            HARMFUL.get(meanings.get(index) or "", ""),
            index,
        )
        for index, head in sorted(heads.items())
    )
    lines = sum(
        1 for row in rows[head_row + 1 :] if len(row) > 1 and not _TOTAL.match(row[0].text.strip())
    )
    return ReadList(columns, lines, table, head_row + 1)


@dataclass(frozen=True)
class ShownList:
    """A list as a reader may look through it: heads, lines of as many cells, and the lines of totals below them.

    What a merged cell covers holds what the cell says, so that each line can be found and sorted by itself.
    """

    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    totals: tuple[tuple[str, ...], ...] = ()


_FEWEST_LINES, _FEWEST_COLUMNS = 3, 2


def shown_list(document: Document, *, most_lines: int, most_columns: int) -> ShownList | None:
    """The longest list of a document; ``None`` where there is none, or a longer or wider one than that."""
    found = read_list(document)
    if found is None or not _FEWEST_COLUMNS <= len(found.columns) <= most_columns:
        return None
    if not _FEWEST_LINES <= found.table.row_count - found.start <= most_lines:
        return None
    grid: dict[int, dict[int, str]] = {}
    for cell in found.table.cells:
        for row in range(max(cell.row, found.start), cell.row + cell.row_span):
            grid.setdefault(row, {})[cell.column] = " ".join(cell.text.split())
    lines: list[tuple[str, ...]] = []
    totals: list[tuple[str, ...]] = []
    for _, cells in sorted(grid.items()):
        line = tuple(cells.get(column.index, "") for column in found.columns)
        told = [text for text in line if text]
        if len(told) < _FEWEST_COLUMNS:
            continue
        (totals if _TOTAL.match(told[0]) else lines).append(line)
    if len(lines) < _FEWEST_LINES:
        return None
    return ShownList(tuple(found.heads), tuple(lines), tuple(totals))


def compare(
    found: ReadList,
    *,
    publish: Collection[str],
    before: Sequence[str] = (),
    lines_before: int | None = None,
) -> Comparison:
    """Hold a list against last time's heads and against the columns that should be published."""
    return Comparison(
        missing=tuple(head for head in before if head not in found.heads),
        new=tuple(head for head in found.heads if before and head not in before),
        beyond=tuple(column for column in found.columns if publish and column.head not in publish),
        lines_before=lines_before,
        lines=found.lines,
    )


def with_columns(found: ReadList, keep: Collection[str], *, title: str) -> bytes:
    """The list as a new .xlsx file with these columns only: a title, the heads, the values as text."""
    kept = [column for column in found.columns if column.head in keep]
    places = {column.index: place for place, column in enumerate(kept)}
    cells = [SheetCell(0, 0, title, Look.TITLE, column_span=max(len(kept), 1))]
    cells += [SheetCell(1, place, column.head, Look.HEAD) for place, column in enumerate(kept)]
    widths = [min(_WIDEST, 2 * len(column.head) + 2) for column in kept]
    line = 2
    for row in found.table.rows():
        values = {
            places[cell.column]: cell.text
            for cell in row
            if cell.row >= found.start and cell.column in places
        }
        if any(values.values()):
            for place, text in values.items():
                cells.append(SheetCell(line, place, text, Look.LABEL))
                widths[place] = min(_WIDEST, max(widths[place], 2 * len(text) + 2))
            line += 1
    sheet = Sheet("名单", tuple(cells), tuple(float(width) for width in widths), frozen=(2, 0))
    return write([sheet], title=title)
