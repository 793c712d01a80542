"""The forms that a table takes in plain text.

- tab rows: two or more fields with tabs between;
- one cell per line: a cell's line begins with a tab, a blank line ends the row;
- pipes: markdown, with or without outer pipes, and frames of `+---+`;
- columns: fields apart by two or more spaces, several lines aligned (`pdftotext -layout`).

Whether blank cells stand for merged ones cannot be told, so every table is `Layout.FLOW` and keeps empty cells.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from gongkai.documents.model import Layout, Origin, Table, TableCell
from gongkai.documents.readers.text_columns import SomeLine, column_table
from gongkai.documents.spacing import join, tidy

# A row that only rules: `---|---`, `----<tab>---`, `+----+`, `├──┼──┤`.
_RULE = re.compile(r"^[\s|:+=\-─━┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛═╔╦╗╠╬╣╚╩╝]*$")
_FRAME = str.maketrans("│┃║｜", "||||")
_PIPE = re.compile(r"(?<!\\)\|")
_EMPHASIS_MARKS = re.compile(r"(?<!\*)\*\*(?!\*)|__")
_BREAK_TAG = re.compile(r"<br\s*/?>", re.I)
_VALUE = re.compile(r"^(?:[\d０-９][\d０-９,，.．]*|[/／—–-]+|无)$")
_PAGE_NUMBER = re.compile(r"^\s*(?:[-—–]+\s*\d+\s*[-—–]+|第\s*\d+\s*页.*|\d+\s*/\s*\d+)\s*$")
_SENTENCE = re.compile(r"[。；！？]")
_LONG = 40
_MOST_COLUMNS = 512
"""A line of more fields is no row of a table."""


class Found(NamedTuple):
    """The tables that begin at a line, and the index of the first line after them."""

    tables: tuple[Table, ...]
    end: int


_Search = Callable[[Sequence[SomeLine], int, str], "Found | int"]
"""The table that begins at a line, or the first line at which there may be one of this form."""


class _Field(NamedTuple):
    line: SomeLine
    raw: str
    text: str


class TableSearch:
    """The tables of a text, asked for line by line from its first to its last.

    A run of lines that is no table is not searched again from each of its lines: every search says up to where
    another cannot succeed, so that a hostile text costs no more than its length.
    """

    def __init__(self, lines: Sequence[SomeLine], file: str) -> None:
        self._lines = lines
        self._file = file
        self._barren: dict[_Search, int] = {}

    def at(self, start: int) -> Found | None:
        """The table that begins at `lines[start]`, or None where a paragraph stands there."""
        text = self._lines[start].text
        if _is_too_wide(text):
            return None
        if "|" in text.translate(_FRAME) or _is_rule(text):
            found = self._search(_pipe_table, start)
            if found is not None:
                return found
        if "\t" in text:
            return self._search(_cell_lines_table, start) or self._search(_tab_table, start)
        if "  " in text.strip() or "\u3000\u3000" in text.strip():
            return self._search(_column_table, start)
        return None

    def _search(self, form: _Search, start: int) -> Found | None:
        if start < self._barren.get(form, 0):
            return None
        found = form(self._lines, start, self._file)
        if isinstance(found, Found):
            return found
        self._barren[form] = found
        return None


def _is_too_wide(text: str) -> bool:
    return len(text) > _MOST_COLUMNS and (
        max(map(text.translate(_FRAME).count, ("|", "\t", "  "))) > _MOST_COLUMNS
    )


def _column_table(lines: Sequence[SomeLine], start: int, file: str) -> Found | int:
    found = column_table(lines, start, file)
    return found if isinstance(found, int) else Found((found[0],), found[1])


def _is_rule(text: str) -> bool:
    return bool(_RULE.match(text)) and any(mark in text for mark in "-─━=═")


def _build(rows: Sequence[Sequence[_Field]], file: str) -> Table:
    cells = [
        TableCell(
            row,
            column,
            field.text,
            Origin(file, field.line.page, field.line.number, None, row + 1, column + 1, field.raw),
        )
        for row, fields in enumerate(rows)
        for column, field in enumerate(fields)
    ]
    first = rows[0][0].line
    return Table(tuple(cells), Origin(file=file, page=first.page, line=first.number), Layout.FLOW)


# --- tab rows ---


def _tab_table(lines: Sequence[SomeLine], start: int, file: str) -> Found | int:
    rows: list[list[_Field]] = []
    end = start
    while end < len(lines) and "\t" in lines[end].text and not _is_too_wide(lines[end].text):
        line = lines[end]
        if not _is_rule(line.text):
            rows.append([_Field(line, part, tidy(part)) for part in line.text.split("\t")])
        end += 1
    ruled = len(rows) < end - start
    if not rows or not (ruled or _is_tab_table(rows)):
        return max(start + 1, end - 1)  # a last line alone may be a row
    return Found((_build(rows, file),), end)


def _is_tab_table(rows: list[list[_Field]]) -> bool:
    """Told from indented paragraphs and from a signature line that a tab sets apart."""
    filled = [[field for field in row if field.text] for row in rows]
    if all(len(row) <= 1 for row in filled) and all(
        len(fields) <= 2 and not fields[0].text for fields in rows
    ):
        return False
    if len(rows) == 1:
        fields = rows[0]
        return len(fields) >= 3 or any(_VALUE.match(field.text) for field in fields[1:])
    return True


# --- one cell per line ---


def _is_cell_line(text: str) -> bool:
    return text.startswith("\t") and "\t" not in text[1:].rstrip("\t ")


def _cell_lines_table(lines: Sequence[SomeLine], start: int, file: str) -> Found | int:
    if not _is_cell_line(lines[start].text):
        return start + 1
    rows: list[list[list[SomeLine]]] = [[]]
    at = start
    while at < len(lines):
        text = lines[at].text
        if _is_cell_line(text):
            rows[-1].append([lines[at]])
            at += 1
        elif not text:
            if at + 1 >= len(lines) or not _is_cell_line(lines[at + 1].text):
                break
            rows.append([])
            at += 1
        else:
            end = _continuation_end(lines, at, rows[-1][-1][0].text if rows[-1] else None)
            if end is None:
                break
            rows[-1][-1].extend(lines[at:end])
            at = end
    if sum(len(row) >= 2 for row in rows) < 2:
        return at
    cells = [cell for row in rows for cell in row]
    if skipped := _leading_prose(cells):
        return start + sum(len(cell) for cell in cells[:skipped])
    fields = [
        [
            _Field(
                cell[0],
                "\n".join(line.text for line in cell).removeprefix("\t"),
                join(line.text for line in cell),
            )
            for cell in row
        ]
        for row in rows
        if row
    ]
    return Found((_build(fields, file),), at)


def _leading_prose(cells: list[list[SomeLine]]) -> int:
    """How many cells stand before the first from which on no more than a third are prose."""
    prose = 0
    first = len(cells)
    for number in reversed(range(len(cells))):
        prose += _is_prose("".join(line.text for line in cells[number]))
        if prose * 3 <= len(cells) - number:
            first = number
    return first


def _continuation_end(lines: Sequence[SomeLine], at: int, cell: str | None) -> int | None:
    """Where the lines that continue a cell end, or None where they are what follows the table.

    They continue it when the table goes on right after them. At the table's end only a short line may continue a
    cell that is not a number.
    """
    if cell is None:
        return None
    end = at
    while end < len(lines) and lines[end].text.strip() and not _is_cell_line(lines[end].text):
        if end - at > 8 or _PAGE_NUMBER.match(lines[end].text) or "\t" in lines[end].text:
            return None
        end += 1
    if end < len(lines) and _is_cell_line(lines[end].text):
        return end
    if end + 1 < len(lines) and not lines[end].text and _is_cell_line(lines[end + 1].text):
        return end
    is_number = bool(_VALUE.match(cell.strip()))
    return end if end == at + 1 and not is_number and len(lines[at].text) <= 20 else None


def _is_prose(text: str) -> bool:
    return len(text) > _LONG and bool(_SENTENCE.search(text))


# --- pipes ---


def _pipe_table(lines: Sequence[SomeLine], start: int, file: str) -> Found | int:
    end = start
    region: list[tuple[SomeLine, str]] = []
    while end < len(lines):
        text = lines[end].text.translate(_FRAME)
        if not text.strip() or not ("|" in text or _is_rule(text)) or _is_too_wide(text):
            break
        region.append((lines[end], text))
        end += 1
    ruled = [_is_rule(text) for _, text in region]
    has_left = sum(text.lstrip().startswith("|") for _, text in region) * 2 > len(region)
    has_right = sum(text.rstrip().endswith("|") for _, text in region) * 2 > len(region)
    is_framed = sum(ruled) >= 3 and region[0][1].lstrip()[:1] in "+┌┏╔"
    if is_framed:
        has_left = has_right = True
    split = [
        (line, _pipe_fields(text, has_left, has_right))
        for (line, text), rule in zip(region, ruled, strict=True)
        if not rule
    ]
    if not split or not _is_pipe_table(region, ruled, split):
        lone = [at for at, (_, fields) in enumerate(split) if len(fields) < 2]
        return start + 1 + lone[-1] if lone and len(split) == len(region) else end
    if not is_framed:
        rows = [[_pipe_field(line, [field]) for field in fields] for line, fields in split]
        return Found((_build(rows, file),), end)
    rows, group = [], list[tuple[SomeLine, list[str]]]()
    for (line, text), rule in zip([*region, region[0]], [*ruled, True], strict=True):
        if not rule:
            group.append((line, _pipe_fields(text, has_left, has_right)))
        elif group:
            rows.append(_framed_row(group))
            group = []
    return Found((_build(rows, file),), end)


def _pipe_fields(text: str, has_left: bool, has_right: bool) -> list[str]:
    """The fields of a line; an outer pipe is dropped only where the table has outer pipes on that side."""
    fields = _PIPE.split(text.strip())
    if has_left and len(fields) > 1 and not fields[0].strip():
        del fields[0]
    if has_right and len(fields) > 1 and not fields[-1].strip():
        del fields[-1]
    return fields


def _pipe_field(line: SomeLine, parts: list[str]) -> _Field:
    raw = "\n".join(parts)
    pieces = [piece for part in parts for piece in _BREAK_TAG.split(part)]
    return _Field(
        line, raw, join(_EMPHASIS_MARKS.sub("", piece).replace("\\|", "|") for piece in pieces)
    )


def _framed_row(group: list[tuple[SomeLine, list[str]]]) -> list[_Field]:
    width = max(len(fields) for _, fields in group)
    return [
        _pipe_field(group[0][0], [fields[column] for _, fields in group if column < len(fields)])
        for column in range(width)
    ]


def _is_pipe_table(
    region: list[tuple[SomeLine, str]], ruled: list[bool], split: list[tuple[SomeLine, list[str]]]
) -> bool:
    """Told from a sentence or a web page's path that happens to hold a `|`."""
    if any(rule and "|" in text for (_, text), rule in zip(region, ruled, strict=True)):
        return True
    if all(text.strip().startswith("|") and text.strip().endswith("|") for _, text in region):
        return True
    counts = {len(fields) for _, fields in split}
    return len(split) >= 2 and min(counts) >= 2 and (max(counts) >= 3 or sum(ruled) > 0)
