"""A poster for a notice board, and a cover picture for an article, set by Typst with the faces of this machine.

The poster takes the largest letters with which everything fits on one sheet; what does not fit in the smallest goes on to
further sheets, each with the same foot: code, address, version and the day on which it comes down.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from typing import Literal

import typst

from gongkai.documents.writers.errors import NotWritten
from gongkai.documents.writers.faces import choose_faces, installed_fonts
from gongkai.documents.writers.official import printable, title_lines

COVER_WIDTH, COVER_HEIGHT = 900, 383
"""Pixels, 2.35 to 1: what an article list shows without cutting."""


class Paper(StrEnum):
    """The sheet."""

    A4 = "a4"
    A3 = "a3"


_SIZES = {
    Paper.A4: {"width": 210, "height": 297, "margin": 20, "scale": 1.0},
    # Twice the paper: larger letters and more of them on a sheet, not the small sheet blown up.
    Paper.A3: {"width": 297, "height": 420, "margin": 24, "scale": 1.2},
}
_BODY_POINTS = (26, 24, 22, 20, 18, 16, 15, 14)
"""On A4; nothing smaller can be read from where one stands before a board."""

_MOST_ROWS_A_SHEET = 60
"""More rows than this never stand on one sheet, whatever the letters."""


class PosterLine(StrEnum):
    """What a paragraph of a poster is."""

    HEADING = "heading"
    TEXT = "text"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class PosterParagraph:
    """A paragraph; a list item has its mark (`1.`, `•`) in front of its text."""

    text: str
    kind: PosterLine = PosterLine.TEXT


@dataclass(frozen=True, slots=True)
class PosterTable:
    """A table, the first of its rows the head that every sheet repeats; rows may be of different length."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Poster:
    """A notice. `facts` stand under the title and `foot` beside the code, as pairs of label and value.

    `code` are the rows of a two-dimensional code, True for a dark module, without a quiet zone; empty for none.
    """

    issuer: str
    title: str
    paragraphs: tuple[PosterParagraph | PosterTable, ...]
    facts: tuple[tuple[str, str], ...] = ()
    foot: tuple[tuple[str, str], ...] = ()
    code: tuple[tuple[bool, ...], ...] = ()
    paper: Paper = Paper.A4


def write(poster: Poster) -> bytes:
    """The poster as the bytes of a PDF with a text layer; the same poster gives the same bytes.

    Raises `FontsMissing` where the machine has no face with simplified Chinese shapes, `NotWritten`.
    """
    sheet = _SIZES[poster.paper]
    data = {
        "sheet": sheet,
        "sizes": [size * sheet["scale"] for size in _sizes_worth_trying(poster)],
        "issuer": printable(poster.issuer),
        "title": printable(poster.title),
        "title_lines": [printable(line) for line in title_lines(poster.title)],
        "facts": _pairs(poster.facts),
        "foot": _pairs(poster.foot),
        "blocks": [_block(block) for block in poster.paragraphs],
        "code": _runs(poster.code),
        "modules": len(poster.code),
    }
    return _set("poster.typ", data, "pdf")


def write_cover(*, issuer: str, title: str) -> bytes:
    """A cover picture of `COVER_WIDTH` by `COVER_HEIGHT` as the bytes of a PNG: the title, and who says it.

    Raises as `write`.
    """
    data = {
        "issuer": printable(issuer),
        "title": printable(title),
        "width": COVER_WIDTH,
        "height": COVER_HEIGHT,
    }
    return _set("cover.typ", data, "png")


def _set(template: str, data: dict[str, object], form: Literal["pdf", "png"]) -> bytes:
    fonts = installed_fonts()
    chosen, _ = choose_faces(frozenset(fonts.families()))
    words = json.dumps({"fonts": chosen, **data}, ensure_ascii=False)
    compiler = typst.Compiler(font_paths=fonts)
    try:
        # One point is one pixel of the cover.
        made = compiler.compile(
            input=_template(template), format=form, ppi=72.0, sys_inputs={"data": words}
        )
    except typst.TypstError as error:
        raise NotWritten(f"排版程序报错（{error}）") from error
    assert isinstance(made, bytes)
    return made


@cache
def _template(name: str) -> bytes:
    return (resources.files("gongkai.documents.writers") / name).read_bytes()


def _block(block: PosterParagraph | PosterTable) -> dict[str, object]:
    if isinstance(block, PosterParagraph):
        return {"kind": block.kind.value, "text": printable(block.text)}
    columns = max((len(row) for row in block.rows), default=0)
    rows = [
        [printable(cell) for cell in (*row, *("",) * (columns - len(row)))] for row in block.rows
    ]
    return {"kind": "table", "columns": columns, "rows": rows, "widest": _widest(rows)}


def _widest(rows: list[list[str]]) -> list[list[str]]:
    """The head, and one row of the widest cells: as wide as the whole table, and laid out at once."""
    if not rows:
        return []
    return [rows[0], [max(column, key=_width) for column in zip(*rows, strict=True)]]


def _width(text: str) -> int:
    return max(sum(2 if ord(char) > 0x2E80 else 1 for char in line) for line in text.split("\n"))


def _sizes_worth_trying(poster: Poster) -> tuple[int, ...]:
    """All, or only the smallest where the tables alone have more rows than a sheet."""
    tables = [block for block in poster.paragraphs if isinstance(block, PosterTable)]
    rows = sum(len(table.rows) for table in tables)
    return _BODY_POINTS if rows <= _MOST_ROWS_A_SHEET else _BODY_POINTS[-1:]


def _pairs(pairs: Sequence[tuple[str, str]]) -> list[list[str]]:
    return [[printable(label), printable(value)] for label, value in pairs]


def _runs(code: Sequence[Sequence[bool]]) -> list[list[int]]:
    """Row, first column and length of each run of dark modules: fewer shapes, no hairlines between them."""
    runs = []
    for row, modules in enumerate(code):
        start = None
        for column, dark in enumerate([*modules, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                runs.append([row, start, column - start])
                start = None
    return runs
