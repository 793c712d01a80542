"""A county's catalogue set beside the entries that are there: what is new, what differs, what is missing."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gongkai.catalogue.county import Line


@dataclass(frozen=True, slots=True)
class Held:
    """An entry that is there. `key` names it to the caller; `values` are its columns in words."""

    key: int
    code: str
    field: str
    level_1: str
    level_2: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pair:
    """A line of the workbook with the entry it stands for, or None where it is new.

    `is_sure` is False where the two agree on the second level only; `changes` are column → (as it is, as it would be),
    without columns on which the workbook is silent.
    """

    line: Line
    held: Held | None
    is_sure: bool
    changes: Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`pairs` in the order of the workbook; `repeated` are lines that stand for an entry already taken; `absent` are
    entries of the workbook's fields that the workbook lacks."""

    pairs: tuple[Pair, ...]
    repeated: tuple[Line, ...]
    absent: tuple[Held, ...]


def folded(name: str) -> str:
    """A name without blanks, marks and widths, for matching."""
    plain = unicodedata.normalize("NFKC", name)
    return re.sub(r"[\s、，,。.;；:：“”\"'《》()\[\]·]|^\d+", "", plain)


def compare(
    lines: Iterable[Line],
    held: Iterable[Held],
    values_of: Mapping[int, Mapping[str, str]],
) -> Comparison:
    """Match on field, level 1 and level 2.

    A line without a field matches where only one entry has its names; a line whose first level differs matches an entry
    of its field with the same second level, unsurely. `values_of` gives a line's columns in words by its position.
    """
    entries = list(held)
    exact = {(each.field, folded(each.level_1), folded(each.level_2)): each for each in entries}
    by_names: dict[tuple[str, str], list[Held]] = defaultdict(list)
    by_second: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for each in entries:
        by_names[folded(each.level_1), folded(each.level_2)].append(each)
        by_second[each.field, folded(each.level_2)].append(each)
    read = list(lines)
    exact_keys = {
        (line.field, folded(line.level_1), folded(line.level_2)) for line in read if line.field
    }
    pairs: list[Pair] = []
    repeated: list[Line] = []
    taken: set[int] = set()
    new: set[tuple[str | None, str, str]] = set()
    for at, line in enumerate(read):
        names = folded(line.level_1), folded(line.level_2)
        found = exact.get((line.field or "", *names))
        is_sure = True
        if found is None and line.field is None and len(by_names[names]) == 1:
            found = by_names[names][0]
        if found is None and line.field is not None:
            near = by_second[line.field, names[1]]
            if (
                len(near) == 1
                and (near[0].field, folded(near[0].level_1), names[1]) not in exact_keys
            ):
                found, is_sure = near[0], False
        if (found is not None and found.key in taken) or (line.field, *names) in new:
            repeated.append(line)
            continue
        if found is None:
            new.add((line.field, *names))
            pairs.append(Pair(line, None, True, {}))
            continue
        taken.add(found.key)
        changes = {
            column: (found.values.get(column, ""), value)
            for column, value in values_of[at].items()
            if value and value != found.values.get(column, "")
        }
        pairs.append(Pair(line, found, is_sure, changes))
    fields = {line.field for line in read if line.field}
    absent = tuple(each for each in entries if each.field in fields and each.key not in taken)
    return Comparison(tuple(pairs), tuple(repeated), absent)
