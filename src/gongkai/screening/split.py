"""A resident ID written over neighbouring cells: one digit a cell, or in two to four pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from gongkai.documents.model import Table
from gongkai.screening.hit import Hit, plain
from gongkai.screening.numbers import is_identity
from gongkai.screening.telephones import WHOLE_MOBILE

_FRAGMENT = re.compile(r"[\dXx]{1,17}")
_ENDS_IN_DIGITS = re.compile(r"(?<![\dXx])\d{1,6}$")
_HEAD = re.compile(r"[\u4e00-\u9fff（）()/]{2,10}")
_HEAD_ROWS = 8
_SPACES = re.compile(r"[ \-'’`\n]")


def split_identities(table: Table) -> Iterator[tuple[int, Hit]]:
    """The position in `Table.cells` of each piece, with its hit."""
    row: list[tuple[int, str]] = []
    row_number = -1
    heads: dict[int, str] = {}
    for number, cell in enumerate(table.cells):
        if cell.row != row_number:
            yield from _split_in_row(table, row, heads)
            row, row_number = [], cell.row
        row.append((number, cell.text))
        if cell.row < _HEAD_ROWS and _HEAD.fullmatch(cell.text.strip()):
            heads[cell.column] = cell.text.strip()
    yield from _split_in_row(table, row, heads)


def _split_in_row(
    table: Table, row: Sequence[tuple[int, str]], heads: Mapping[int, str]
) -> Iterator[tuple[int, Hit]]:
    if not _may_be_split(row):
        return
    pieces = [(number, _SPACES.sub("", plain(text))) for number, text in row]
    at = 0
    while at < len(pieces):
        taken = _identity_from(pieces, at)
        if (
            not taken
            and len(pieces[at][1]) in (3, 4)
            and (mobile := _mobile_from(pieces, at))
            and not _each_has_its_head([table.cells[number].column for number in mobile], heads)
        ):
            for number in mobile:
                yield number, Hit("mobile", 0, len(table.cells[number].text))
            at += len(mobile)
            continue
        for place, number in enumerate(taken):
            text = table.cells[number].text
            start = 0 if place or _FRAGMENT.fullmatch(pieces[at][1]) else _digits_start(text)
            yield number, Hit("resident-id-split", start, len(text))
        at += len(taken) or 1


def _may_be_split(row: Sequence[tuple[int, str]]) -> bool:
    """Whether neighbours end in a digit and begin with one, so that they might be one number of 18."""
    ended = False
    for _, text in row:
        short = 0 < len(text) < 18
        if ended and short and text[0].isdigit():
            return True
        ended = short and text[-1].isdigit()
    return False


def _identity_from(pieces: Sequence[tuple[int, str]], at: int) -> list[int]:
    """The cells from `at` on that make up a resident ID; the first may have words before its digits."""
    joined = ""
    taken: list[int] = []
    while at + len(taken) < len(pieces) and len(joined) < 18:
        number, piece = pieces[at + len(taken)]
        tail = _ENDS_IN_DIGITS.search(piece) if not taken else None
        if not _FRAGMENT.fullmatch(piece) and tail is None:
            break
        joined += piece if _FRAGMENT.fullmatch(piece) else tail.group() if tail else ""
        taken.append(number)
    fits = len(taken) >= 16 or 2 <= len(taken) <= 4
    return taken if fits and len(joined) == 18 and is_identity(joined) else []


def _mobile_from(pieces: Sequence[tuple[int, str]], at: int) -> list[int]:
    """The three cells from `at` on that make up a mobile (138 | 0000 | 1234, or 138 | 000 | 01234)."""
    three = pieces[at : at + 3]
    lengths = tuple(len(piece) for _, piece in three)
    if lengths not in ((3, 4, 4), (4, 3, 4), (4, 4, 3)) or not all(
        piece.isdigit() for _, piece in three
    ):
        return []
    joined = "".join(piece for _, piece in three)
    return [number for number, _ in three] if WHOLE_MOBILE.fullmatch(joined) else []


def _each_has_its_head(columns: Sequence[int], heads: Mapping[int, str]) -> bool:
    """Whether a head of its own stands above each column: 1860 | 250 | 2110 are three sums."""
    told = {heads.get(column, "") for column in columns}
    return len(told) == len(columns) and "" not in told


def _digits_start(text: str) -> int:
    tail = re.search(r"\d+$", plain(text))
    return tail.start() if tail else 0
