"""Reports as plain text, flattened in the ways that converters flatten tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from tests.report.forge.sheet import Box, Grid, Sheet

STYLES = ("tabs", "shifted", "lines", "pipes", "layout")


@dataclass(frozen=True)
class TextLine:
    """A line of the text file and the ids of the figures in it; `table` where it belongs to one."""

    text: str
    cells: tuple[str, ...] = ()
    table: str | None = None


def write(sheet: Sheet, style: str = "tabs", rng: Random | None = None) -> bytes:
    """The text as UTF-8. `tabs`: one row a line, empty fields where a span covers; `shifted`: the same with the empty
    fields of merged labels lost or moved; `lines`: one cell a line; `pipes`: markdown; `layout`: set with spaces.
    """
    return joined(lines(sheet, style, rng))


def joined(lines: Iterable[TextLine]) -> bytes:
    """The lines as a file."""
    return "".join(line.text + "\n" for line in lines).encode()


def lines(sheet: Sheet, style: str = "tabs", rng: Random | None = None) -> list[TextLine]:
    """The text line by line."""
    rng = rng or Random(sheet.truth.seed)
    table = {
        "tabs": _tabs,
        "shifted": lambda grid: _shifted(grid, rng),
        "lines": _lines,
        "pipes": _pipes,
        "layout": _layout,
    }[style]
    out: list[TextLine] = []
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            out += [
                TextLine(text, cells, piece.table)
                for line, cells in table(piece)
                for text in line.split("\n")
            ]
        else:
            out.append(TextLine(piece.text))
        if style != "lines":
            out.append(TextLine(""))
    return out


Row = tuple[str, tuple[str, ...]]
"""A printed row and the ids of its figures."""


def _flat(text: str) -> str:
    return text.replace("\n", "")


def _ids(row: Iterable[Box | None]) -> tuple[str, ...]:
    return tuple(box.cell for box in row if box is not None and box.cell)


def _tabs(grid: Grid) -> list[Row]:
    rows = []
    for row, reach in zip(grid.matrix(), _reaches(grid), strict=True):
        fields = ["" if box is None else _flat(box.text) for box in row[:reach]]
        rows.append(("\t".join(fields), _ids(row)))
    return rows


def _reaches(grid: Grid) -> list[int]:
    """The column behind the last box of each row: a row with a cell too few ends early."""
    ends = [0] * len(grid.rows)
    for row, column, box in grid.placed():
        for down in range(box.rows):
            ends[row + down] = max(ends[row + down], column + box.columns)
    return ends


def _shifted(grid: Grid, rng: Random) -> list[Row]:
    """Fields that only a span holds open may be lost before the label or after it; figures keep their order."""
    rows: list[Row] = []
    width = len(grid.widths)
    for index, row in enumerate(grid.matrix()):
        texts = [None if box is None else _flat(box.text) for box in row]
        if index < grid.head_rows or not _ids(row):
            rows.append(("\t".join(text or "" for text in texts), ()))
            continue
        first = next(i for i, box in enumerate(row) if box is not None and box.cell)
        labels = texts[:first]
        fields = [text for text in texts[first:] if text is not None]
        leading = 0
        while leading < len(labels) and labels[leading] is None:
            leading += 1
        words = [text for text in labels[leading:] if text is not None]
        lead = rng.choice((leading, leading, 0, max(0, leading - 1)))
        held = len(labels) - leading - len(words)
        inner = rng.randint(0, held)
        out = [""] * lead + words + [""] * inner + fields
        if rng.random() < 0.7:
            out += [""] * max(0, width - len(out))
        rows.append(("\t".join(out), _ids(row)))
    return rows


def _lines(grid: Grid) -> list[Row]:
    """Each cell on a line of its own behind a tab; a cell that goes on from the row above is an empty line."""
    out: list[Row] = []
    for row, boxes in enumerate(grid.matrix()):
        started = {column: box for column, box in enumerate(boxes) if box is not None}
        column = 0
        while column < len(grid.widths):
            box = started.get(column)
            above = _above(grid, row, column)
            if box is not None:
                out.append((f"\t{box.text}", _ids([box])))
                column += box.columns
            elif above is not None:
                out.append(("\t", ()))
                column += above.columns
            else:
                column += 1
        out.append(("", ()))
    return out


def _above(grid: Grid, row: int, column: int) -> Box | None:
    """The box that reaches down into this place from a row above, if it begins in this column."""
    return next(
        (box for top, left, box in grid.placed() if left == column and top < row < top + box.rows),
        None,
    )


def _pipes(grid: Grid) -> list[Row]:
    rows = []
    for row, reach in zip(grid.matrix(), _reaches(grid), strict=True):
        fields = ["" if box is None else _flat(box.text) for box in row[:reach]]
        rows.append(("| " + " | ".join(fields) + " |", _ids(row)))
    return [rows[0], ("|" + " --- |" * len(grid.widths), ()), *rows[1:]]


def _layout(grid: Grid) -> list[Row]:
    """Columns set with spaces; labels wrap over several lines and the figures stand on the middle one."""
    total = sum(grid.widths)
    narrow = len(grid.widths) < 12
    page = 96 if narrow else 120
    widths = [max(8 if narrow else 7, round(page * w / total)) for w in grid.widths]
    starts = [sum(widths[:i]) for i in range(len(widths) + 1)]
    out: list[Row] = []
    for row in grid.matrix():
        columns: list[tuple[int, list[str]]] = []
        for column, box in enumerate(row):
            if box is None:
                continue
            room = starts[min(column + box.columns, len(widths))] - starts[column] - 2
            columns.append((starts[column], _wrap(_flat(box.text), room)))
        height = max((len(lines) for _, lines in columns), default=0)
        printed = []
        for index in range(height):
            line = ""
            for start, lines in columns:
                offset = index - (height - len(lines)) // 2
                if 0 <= offset < len(lines) and lines[offset]:
                    line += " " * max(2 if line else 0, start - _width(line)) + lines[offset]
            printed.append(line)
        out.append(("\n".join(printed), _ids(row)))
    return out


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _wrap(text: str, room: int) -> list[str]:
    lines = [""]
    for character in text:
        if _width(lines[-1] + character) > room and not (
            lines[-1][-1:].isdigit() and character.isdigit()
        ):
            lines.append("")
        lines[-1] += character
    return lines
