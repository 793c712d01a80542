"""Labels of the form recognised in whatever dress: brackets, digits, widths, dots and spaces do not matter."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, lru_cache

from gongkai.report.edition import Edition, TableForm

_ENUMERATOR = re.compile(
    r"[*#>\-·•\s]*(?:[(（\[【〔]\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）\]】〕]|(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*[、.．,，:：·])"
    r"(?=\D)"
)
_KEPT = re.compile(r"[0-9A-Za-z㐀-鿿]")
_FUZZY_LENGTH = 5
_FUZZY_RATIO = 0.8


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """What is left of a label for comparing: its characters and digits without the leading enumerator and marks."""
    normal = unicodedata.normalize("NFKC", text)
    enumerator = _ENUMERATOR.match(normal)
    stripped = normal if enumerator is None else normal[enumerator.end() :]
    kept = "".join(_KEPT.findall(stripped))
    return kept or "".join(_KEPT.findall(normal))


@dataclass(frozen=True, slots=True)
class Match:
    """A label of the form found in a text: the ids it may stand for, how alike they are (1 = the same), its key."""

    id: str
    score: float
    variant: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class LabelIndex:
    """Keys of one table's rows, groups and columns."""

    rows: dict[str, str]
    official: frozenset[str]
    groups: frozenset[str]
    columns: dict[str, str]

    def row(self, text: str) -> Match | None:
        """The row whose label this is, exactly or nearly; None where none or more than one comes near."""
        wanted = key(text)
        return _row(self, wanted) if wanted else None

    def match(self, wanted: str) -> Match | None:
        """The row with the key `wanted`, exactly or nearly."""
        if wanted in self.rows:
            return Match(self.rows[wanted], 1.0, wanted not in self.official)
        unnumbered = wanted.lstrip("0123456789")
        if unnumbered != wanted and unnumbered in self.rows:
            return Match(self.rows[unnumbered], 1.0, variant=True)
        for group in self.groups:
            if wanted.startswith(group) and len(wanted) > len(group):
                inner = self.row(wanted[len(group) :].lstrip("0123456789一二三四五六七八九十"))
                if inner is not None:
                    return inner
        return self._near(wanted)

    def several(self, text: str) -> tuple[str, ...]:
        """Ids of the rows whose exact labels follow each other in a text, two or more; empty otherwise."""
        rest = key(text)
        found: list[str] = []
        while rest:
            fitting = [label for label in self.rows if rest.startswith(label)]
            if not fitting:
                return ()
            longest = max(fitting, key=len)
            found.append(self.rows[longest])
            rest = rest[len(longest) :].lstrip("0123456789一二三四五六七八九十")
        return tuple(found) if len(found) > 1 else ()

    def _near(self, wanted: str) -> Match | None:
        if len(wanted) < _FUZZY_LENGTH:
            return None
        best: dict[str, float] = {}
        for candidate, id in self.rows.items():
            if len(candidate) < _FUZZY_LENGTH or abs(len(candidate) - len(wanted)) > 0.5 * len(
                candidate
            ):
                continue
            matcher = SequenceMatcher(None, candidate, wanted, autojunk=False)
            if matcher.real_quick_ratio() < _FUZZY_RATIO or matcher.quick_ratio() < _FUZZY_RATIO:
                continue
            ratio = matcher.ratio()
            if ratio >= _FUZZY_RATIO:
                best[id] = max(ratio, best.get(id, 0.0))
        ranked = sorted(best.items(), key=lambda item: -item[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] - ranked[1][1] < 0.05):
            return None
        return Match(ranked[0][0], ranked[0][1], variant=True)

    def group(self, text: str) -> bool:
        """True where the text is a group label such as （三）不予公开 or 法人或其他组织."""
        return key(text) in self.groups

    def column(self, text: str) -> str | None:
        """Id of the column whose head this is."""
        return self.columns.get(key(text))


@lru_cache(maxsize=8192)
def _row(index: LabelIndex, wanted: str) -> Match | None:
    return index.match(wanted)


@cache
def build_index(table: TableForm) -> LabelIndex:
    """Collect the keys of a table's labels and aliases."""
    rows: dict[str, str] = {}
    official: set[str] = set()
    groups: set[str] = set()
    columns: dict[str, str] = {}
    for block in table.blocks:
        groups.add(key(block.label))
        for row in block.rows:
            official.add(key(row.label))
            groups.update(key(label) for label in row.groups)
            for label in (row.label, *row.aliases):
                rows.setdefault(key(label), row.id)
        for column in block.columns:
            groups.update(key(label) for label in column.groups)
            for label in (column.label, *column.aliases):
                columns.setdefault(key(label), column.id)
    return LabelIndex(rows, frozenset(official), frozenset(groups), columns)


def fingerprints(edition: Edition, other: Edition) -> frozenset[str]:
    """Keys of labels that `edition` has and `other` has not; they tell which form a document uses."""
    return _all_keys(edition) - _all_keys(other)


def _all_keys(edition: Edition) -> frozenset[str]:
    keys: set[str] = set()
    for table in edition.tables:
        for block in table.blocks:
            keys.add(key(block.label))
            keys.update(key(row.label) for row in block.rows)
            keys.update(key(column.label) for column in block.columns)
    return frozenset(keys)
