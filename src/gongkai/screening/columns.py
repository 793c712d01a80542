"""What the columns of a table hold, by their heads and by their values."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.documents.model import Table, TableCell
from gongkai.screening.addresses import addresses
from gongkai.screening.health import CAUSE, DISABILITY, ILLNESS, is_birth_date
from gongkai.screening.hit import plain
from gongkai.screening.lexicon import lexicon
from gongkai.screening.names import is_name
from gongkai.screening.numbers import (
    is_card,
    is_identity,
    looks_like_identity,
    looks_like_old_identity,
)

_HEAD_ROWS = 8
_HEAD_LENGTH = 20
_MEANINGS = [
    (entry["name"], re.compile(entry["pattern"])) for entry in lexicon("columns")["meaning"]
]
_BUT_NOT = re.compile(lexicon("columns")["but_not"])
_UNLABELLED_SHARE = 0.6
_UNLABELLED_VALUES = 3
_SEPARATORS = re.compile(r"[ \-\n'’`]")
_DIGITS = re.compile(r"\d{4}")


@lru_cache(maxsize=4096)
def meaning_of(head: str) -> str | None:
    """What a column or field with this head holds (a name of `columns.toml`), or None where the head says nothing."""
    text = plain(head).strip()
    if not text or len(text) > _HEAD_LENGTH or _DIGITS.search(text):
        return None
    for name, pattern in _MEANINGS:
        if pattern.search(text):
            return "other_number" if _BUT_NOT.search(text) else name
    return None


def digits_of(text: str) -> str:
    """The characters of a number without the spaces and dashes between them."""
    return _SEPARATORS.sub("", plain(text))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its number in the grid, its head, what it holds, and the positions of its values in `Table.cells`.

    `by_values` is True where the values and not the head told what it holds.
    """

    index: int
    head: str
    meaning: str | None
    cells: tuple[int, ...]
    by_values: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A table's columns, the row of its last head (-1: it has none) and the words above its heads."""

    columns: tuple[Column, ...]
    head_row: int
    title: str

    def holding(self, *meanings: str) -> list[Column]:
        """The columns that hold one of `meanings`."""
        return [column for column in self.columns if column.meaning in meanings]


def letter(index: int) -> str:
    """The name that spreadsheets give to column `index` (from 0): A, B, … Z, AA."""
    name, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _is_head(row: Sequence[TableCell]) -> bool:
    texts = [cell.text for cell in row if cell.text.strip()]
    known = sum(1 for text in texts if meaning_of(text))
    if known < 2 or any(_DIGITS.search(text) and not text.strip().endswith("年") for text in texts):
        return False
    return known > len(texts) / 2 or (known >= 3 and not any(is_name(text) for text in texts))


def profile(table: Table) -> Profile:
    """Read a table's head and values. A table of one or two columns, or a form, has no head."""
    first_rows: list[list[TableCell]] = [[] for _ in range(_HEAD_ROWS)]
    by_column: dict[int, list[int]] = {}
    for number, cell in enumerate(table.cells):
        if cell.row < _HEAD_ROWS:
            first_rows[cell.row].append(cell)
        by_column.setdefault(cell.column, []).append(number)
    heads = [row for row, cells in enumerate(first_rows) if _is_head(cells)]
    head_row = heads[0] if heads else -1
    while head_row + 1 in heads:
        head_row += 1
    first_head = heads[0] if heads else 0
    title = " ".join(cell.text for row in first_rows[:first_head] for cell in row)
    columns = []
    for index, numbers in sorted(by_column.items()):
        head = _head(first_rows[first_head : head_row + 1], index)
        values = tuple(
            number
            for number in numbers
            if table.cells[number].row > head_row and table.cells[number].text != head
        )
        meaning = meaning_of(head) or meaning_of(head.rpartition(" ")[2]) if head else None
        by_values = False
        if meaning in (None, "label", "other_number") and len(values) >= _UNLABELLED_VALUES:
            told = _told_by_values(
                [table.cells[number].text for number in values], headless=head_row < 0
            )
            if told and not (meaning == "other_number" and told not in ("resident_id", "name")):
                meaning, by_values = told, True
        columns.append(Column(index, head, meaning, values, by_values))
    return Profile(tuple(columns), head_row, title)


def _head(rows: Sequence[Sequence[TableCell]], index: int) -> str:
    texts: list[str] = []
    for row in rows:
        for cell in row:
            if cell.column <= index < cell.column + cell.column_span and cell.text not in texts:
                texts.append(cell.text.strip())
    return " ".join(text for text in texts if text)


_PASSPORT = re.compile(r"[EGDSPHKM][A-Z\d]\d{7}")
_ACCOUNT = re.compile(r"62\d{14,17}|[1-9]\d{15,18}")


_SITUATIONS = (
    ("illness", re.compile(ILLNESS)),
    ("disability", re.compile(DISABILITY)),
    ("cause", re.compile(f"{CAUSE}|因\\w{{1,6}}")),
)


def _is_address(value: str) -> bool:
    return bool(addresses(value, labelled=True))


def _told_by_values(values: Sequence[str], *, headless: bool) -> str | None:
    sample = [digits_of(value) for value in values[:400] if value.strip()]
    if len(sample) < _UNLABELLED_VALUES:
        return None
    enough = len(sample) * _UNLABELLED_SHARE

    def share(test: Callable[[str], bool]) -> bool:
        return sum(1 for value in sample if test(value)) >= enough

    first = sample[0]
    if len(first) in (15, 18) or share(lambda value: len(value) in (15, 18)):
        if share(is_identity) or share(looks_like_identity):
            return "resident_id"
        if share(looks_like_old_identity):
            return "resident_id"
    if share(is_card) or share(
        lambda value: value.startswith("62") and _ACCOUNT.fullmatch(value) is not None
    ):
        return "account"
    if share(lambda value: _PASSPORT.fullmatch(value) is not None):
        return "passport"
    if headless and share(_is_address):
        return "address"
    for meaning, pattern in _SITUATIONS:
        told = sum(1 for value in sample if pattern.match(value))
        if headless and told >= enough:
            return meaning
    if headless and share(is_name) and len(set(sample)) > len(sample) / 2:
        return "name"
    if (
        headless
        and share(lambda value: is_birth_date(value) and "1900" < value[:4] < "2015")
        and len(set(sample)) > len(sample) / 2
    ):
        return "birth_date"
    return None
