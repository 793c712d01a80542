"""A resident ID written over neighbouring cells: one digit a cell, or in two to four pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.documents.model import Table
from gongkai.screening.hit import Hit, plain
from gongkai.screening.numbers import is_identity

_FRAGMENT = re.compile(r"[\dXx]{1,17}")
_SPACES = re.compile(r"[ \-'’`\n]")


def split_identities(table: Table) -> Iterator[tuple[int, Hit]]:
    """The position in `Table.cells` of each piece, with its hit."""
    row: list[int] = []
    row_number = -1
    if not _may_be_split(table):
        return
    for number, cell in enumerate(table.cells):
        if cell.row != row_number:
            yield from _split_in_row(table, row)
            row, row_number = [], cell.row
        row.append(number)
    yield from _split_in_row(table, row)


def _may_be_split(table: Table) -> bool:
    pieces = 0
    for cell in table.cells[:4_000]:
        text = _SPACES.sub("", cell.text)
        if text and _FRAGMENT.fullmatch(plain(text)):
            pieces += 1
            if pieces >= 2:
                return True
    return False


def _split_in_row(table: Table, row: Sequence[int]) -> Iterator[tuple[int, Hit]]:
    pieces = [(number, _SPACES.sub("", plain(table.cells[number].text))) for number in row]
    at = 0
    while at < len(pieces):
        joined = ""
        taken: list[int] = []
        while at + len(taken) < len(pieces) and len(joined) < 18:
            number, piece = pieces[at + len(taken)]
            if not _FRAGMENT.fullmatch(piece):
                break
            joined += piece
            taken.append(number)
        single = len(taken) == 18
        if len(joined) == 18 and (single or 2 <= len(taken) <= 4) and is_identity(joined):
            for number in taken:
                yield number, Hit("resident-id-split", 0, len(table.cells[number].text))
            at += len(taken)
        else:
            at += 1
