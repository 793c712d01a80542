"""Tables drawn with spaces, as `pdftotext -layout` writes them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from gongkai.documents.model import Layout, Origin, Table, TableCell
from gongkai.documents.spacing import join, tidy

_VALUE = re.compile(r"^(?:[\d０-９][\d０-９,，.．]*|[/／—–-]+|无)$")
_FIELD = re.compile(r"\S+(?:[ \u00a0]\S+)*")
_WORD = re.compile(r"\S+")
# What opens a row label: 一、 （一） 1. 第一项
_NUMERAL = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]+[）)、]|\d{1,2}[.．、](?!\d)|第[一二三四五六七八九十]+)"
)


class SomeLine(Protocol):
    @property
    def number(self) -> int: ...
    @property
    def page(self) -> int | None: ...
    @property
    def text(self) -> str: ...


class _Span(NamedTuple):
    start: int
    end: int
    line: SomeLine
    raw: str

    @property
    def is_value(self) -> bool:
        return bool(_VALUE.match(self.raw))


def column_table(lines: Sequence[SomeLine], start: int, file: str) -> tuple[Table, int] | int:
    """The table of aligned columns that begins at `start` and the index after it.

    At least two lines need three fields each. A blank line inside the table is stepped over. Where there is no table
    the answer is the first line at which another may begin.
    """
    rows: list[list[_Span]] = []
    at = end = start
    seen: dict[int, list[_Span]] = {}

    def spans_at(index: int) -> list[_Span]:
        if index not in seen:
            seen[index] = _spans(lines[index]) if 0 <= index < len(lines) else []
        return seen[index]

    while at < len(lines):
        spans = spans_at(at)
        if not spans:
            if at + 1 >= len(lines) or len(spans_at(at + 1)) < 2:
                break
            at += 1
            continue
        if len(spans) < 2 and not _is_wrapped_label(spans_at(at - 1), spans, spans_at(at + 1)):
            break
        rows.append(spans)
        at += 1
        end = at
    if sum(len(row) >= 3 for row in rows) < 2:
        return max(end, start + 1)
    columns = _columns(rows)
    joined = _join_wrapped(rows) if columns else rows
    cells = []
    for number, row in enumerate(joined):
        for column, spans in sorted(_placed(row, columns).items()):
            raw = "\n".join(span.raw for span in spans)
            line = spans[0].line if spans else row[0].line
            origin = Origin(file, line.page, line.number, None, number + 1, column + 1, raw)
            cells.append(TableCell(number, column, join(span.raw for span in spans), origin))
    first = lines[start]
    table = Table(tuple(cells), Origin(file=file, page=first.page, line=first.number), Layout.FLOW)
    return table, end


def _spans(line: SomeLine) -> list[_Span]:
    """The fields of a line: apart by two spaces or more, and the numbers at its end apart by one."""
    text = line.text.replace("\u3000", "  ") if "\u3000" in line.text else line.text
    fields = [_Span(m.start(), m.end(), line, m[0]) for m in _FIELD.finditer(text)]
    spans: list[_Span] = []
    for field in fields:
        if not _VALUE.match(field.raw.split()[-1]):
            spans.append(field)
            continue
        words = [
            _Span(field.start + m.start(), field.start + m.end(), line, m[0])
            for m in _WORD.finditer(field.raw)
        ]
        tail = len(words)
        while tail and words[tail - 1].is_value:
            tail -= 1
        if tail:
            head = field.raw[: words[tail - 1].end - field.start]
            spans.append(_Span(field.start, words[tail - 1].end, line, head))
        spans.extend(words[tail:])
    return spans


def _is_wrapped_label(before: list[_Span], spans: list[_Span], after: list[_Span]) -> bool:
    """A line with one short field between the lines of a table: part of a label that was wrapped."""
    if len(spans) != 1 or len(spans[0].raw) > 30 or "。" in spans[0].raw:
        return False
    return len(after) >= 2 or (len(before) >= 3 and spans[0].start > 0 and not after)


def _columns(rows: list[list[_Span]]) -> list[tuple[int, int]]:
    """The x-ranges of the columns, from the rows that have the commonest full number of fields; empty if unclear."""
    counts = Counter(
        len(row) for row in rows if len(row) >= 3 and sum(s.is_value for s in row) >= 2
    )
    if not counts:
        return []
    full = max(counts, key=lambda count: (counts[count], count))
    anchors = [row for row in rows if len(row) == full and sum(s.is_value for s in row) >= 2]
    columns = [
        (min(row[index].start for row in anchors), max(row[index].end for row in anchors))
        for index in range(full)
    ]
    if any(left[1] > right[0] for left, right in pairwise(columns)):
        return []
    return columns


def _placed(row: list[_Span], columns: list[tuple[int, int]]) -> dict[int, list[_Span]]:
    """The fields of a row by column; a column between or after them that holds nothing is an empty list."""
    if not columns:
        return {index: [span] for index, span in enumerate(row)}
    placed: dict[int, list[_Span]] = {index: [] for index in range(len(columns))}
    for span in row:
        placed[min(placed, key=lambda index: _distance(span, columns[index]))].append(span)
    crowded = any(
        len({span.line.number for span in spans}) < len(spans) for spans in placed.values()
    )
    return {index: [span] for index, span in enumerate(row)} if crowded else placed


def _distance(span: _Span, column: tuple[int, int]) -> float:
    overlap = min(span.end, column[1]) - max(span.start, column[0])
    if overlap > 0:
        return -overlap
    return abs((span.start + span.end) / 2 - (column[0] + column[1]) / 2)


def _join_wrapped(rows: list[list[_Span]]) -> list[list[_Span]]:
    """Rows whose label was wrapped, as one row.

    A line of one field that opens with a numeral belongs to the line of values below it when that line opens with
    none; a line of one field without a numeral belongs to the values above it.
    """
    joined: list[list[_Span]] = []
    waiting: list[_Span] = []
    for row in rows:
        has_values = any(span.is_value for span in row)
        opens = bool(_NUMERAL.match(tidy(row[0].raw)))
        if has_values:
            if waiting and not opens:
                row = [*waiting, *row]
            elif waiting:
                joined.append(waiting)
            waiting = []
            joined.append(row)
        elif len(row) == 1 and not opens and (waiting or _has_values(joined)):
            if waiting:
                waiting = [*waiting, *row]
            else:
                joined[-1] = [joined[-1][0], *row, *joined[-1][1:]]
        else:
            if waiting:
                joined.append(waiting)
            waiting = []
            if len(row) == 1:
                waiting = row
            else:
                joined.append(row)
    if waiting:
        joined.append(waiting)
    return joined


def _has_values(rows: list[list[_Span]]) -> bool:
    return bool(rows) and any(span.is_value for span in rows[-1])
