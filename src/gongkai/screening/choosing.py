"""What becomes of each value of a file: by the masking profile, by the policy of the list, by what was chosen for columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.screening.columns import digits_of
from gongkai.screening.hidden import shown_place
from gongkai.screening.kinds import Kind, varieties
from gongkai.screening.masks import DROPPED, last_four, masked
from gongkai.screening.policies import Choice, Distinct, ListPolicy
from gongkai.screening.profiles import Action, Profile
from gongkai.screening.sightings import Sighting

_NUMBERS = (Kind.RESIDENT_ID, Kind.BANK_ACCOUNT, Kind.MOBILE, Kind.PASSPORT)
"""By which people with the same name are told apart, the surest first."""
_LAST = 4

Person = tuple[str, str]
"""A name, and the number in its row (empty where there is none): two people may have the same name."""


@dataclass(slots=True)
class Masks:
    """How the values of one file are masked.

    `columns` are choices by a column's head or a field's label; `policy` is None where no law of the list is asked.
    """

    profile: Profile
    columns: Mapping[str, Choice]
    policy: ListPolicy | None
    distinct: Distinct | None = None
    _shown: dict[Person, str] = field(default_factory=dict)
    _rows: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.policy is not None and self.distinct is not None:
            self.policy.check_distinct(self.distinct)

    def choice(self, sighting: Sighting) -> Choice:
        """What was chosen for the sighting's column or field; raises `ChoiceNotAllowed`."""
        choice = self.columns.get(sighting.head or "", Choice.MASK)
        if self.policy is not None:
            kind = varieties()[sighting.variety].kind
            self.policy.check(sighting.head or "", kind, choice)
        return choice

    def drops(self, column: tuple[int, str] | None) -> bool:
        """Whether every cell of the column is emptied, whatever stands in it."""
        return column is not None and self.columns.get(column[1]) is Choice.DROP

    def masked(self, sighting: Sighting) -> str:
        """What stands in place of the value; the value itself where it stays."""
        kind = varieties()[sighting.variety].kind
        rule = self.profile.masks.get(kind)
        if rule is None or rule.action is Action.LEAVE:
            return sighting.value
        choice = self.choice(sighting)
        if choice is Choice.MASK and self.policy is not None:
            choice = self.policy.hiding(kind)
        match choice:
            case Choice.KEEP:
                return sighting.value
            case Choice.DROP:
                return "" if sighting.whole else DROPPED
            case Choice.LAST_FOUR:
                return last_four(sighting.value)
        shown = self._by_profile(sighting)
        if kind is Kind.SENSITIVE_NAME:
            return self._shown.get(self._person(sighting), shown)
        return shown

    def told_apart(self, seen: Iterable[Sighting]) -> Iterable[Sighting]:
        """The same sightings, after people who would become the same 王某某 got what tells them apart."""
        if self.distinct is None:
            return seen
        held = list(seen)
        self._rows = _numbers_by_row(held)
        alike: dict[str, dict[Person, None]] = {}
        for sighting in held:
            if varieties()[sighting.variety].kind is not Kind.SENSITIVE_NAME:
                continue
            if self.choice(sighting) is Choice.MASK:
                alike.setdefault(self._by_profile(sighting), {})[self._person(sighting)] = None
        for shown, people in alike.items():
            if len(people) > 1:
                self._shown.update(self._labels(shown, list(people)))
        return held

    def with_columns(self, columns: Mapping[str, Choice]) -> Masks:
        """The same masks under other choices; people stay told apart as they are."""
        return Masks(self.profile, columns, self.policy, self.distinct, self._shown, self._rows)

    def alike(self, seen: Iterable[Sighting]) -> int:
        """How many people would share their masked name with another."""
        rows = _numbers_by_row(seen := list(seen))
        people: dict[str, set[Person]] = {}
        for sighting in seen:
            if varieties()[sighting.variety].kind is not Kind.SENSITIVE_NAME:
                continue
            if self.choice(sighting) is Choice.MASK:
                number = rows.get(sighting.row, "") if sighting.row is not None else ""
                people.setdefault(self.masked(sighting), set()).add((sighting.value, number))
        return sum(len(same) for same in people.values() if len(same) > 1)

    def _labels(self, shown: str, people: list[Person]) -> Iterator[tuple[Person, str]]:
        by_digits = self.distinct is Distinct.LAST_DIGITS
        taken: dict[str, int] = {}
        for person in people:
            digits = person[1][-_LAST:] if by_digits else ""
            label = f"{shown}（尾号{digits}）" if digits else shown
            taken[label] = taken.get(label, 0) + 1
            if taken[label] > 1:
                label = (
                    f"{label.removesuffix('）')}，{taken[label]}）"
                    if digits
                    else f"{shown}（{taken[label]}）"
                )
            yield person, label

    def _by_profile(self, sighting: Sighting) -> str:
        return masked(
            sighting.variety,
            sighting.value,
            self.profile,
            whole_cell=sighting.whole and sighting.column is not None,
        )

    def _person(self, sighting: Sighting) -> Person:
        number = self._rows.get(sighting.row, "") if sighting.row is not None else ""
        return sighting.value, number

    def kept(self) -> set[str]:
        """The heads of the columns that stay as they are, as findings show them."""
        return {
            shown_place(head, self.profile, within=True)
            for head, choice in self.columns.items()
            if choice is Choice.KEEP
        }


def _numbers_by_row(seen: Iterable[Sighting]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], tuple[int, str]] = {}
    for sighting in seen:
        kind = varieties()[sighting.variety].kind
        if sighting.row is None or kind not in _NUMBERS:
            continue
        rank = _NUMBERS.index(kind)
        if sighting.row not in found or rank < found[sighting.row][0]:
            found[sighting.row] = rank, digits_of(sighting.value)
    return {row: number for row, (_, number) in found.items()}
