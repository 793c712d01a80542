"""What a list of a kind may show, as data with a cite and dates: the choices that a clerk has for each column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.screening.errors import ChoiceNotAllowed
from gongkai.screening.kinds import Kind
from gongkai.screening.lexicon import lexicon


class Choice(StrEnum):
    """What becomes of a column."""

    MASK = "mask"
    """What was found in it is hidden, as the profile says; may always be chosen."""
    DROP = "drop"
    """Every cell is emptied, whatever stands in it."""
    LAST_FOUR = "last-four"
    """The last four characters stay."""
    KEEP = "keep"
    """The cells stay as they are."""


CHOICES = {
    Choice.MASK: "遮盖",
    Choice.DROP: "删去",
    Choice.LAST_FOUR: "只留后四位",
    Choice.KEEP: "保留",
}
"""The choices in Chinese."""


class Distinct(StrEnum):
    """How people are told apart who would become the same 王某某."""

    ORDER = "order"
    """By their order in the file: 王某某, 王某某（2）."""
    LAST_DIGITS = "last-digits"
    """By the last four characters of the number in their row: 王某某（尾号0016）; by order where that tells nothing."""


@dataclass(frozen=True, slots=True)
class ListPolicy:
    """The choices that the law leaves for a list of a kind, from `from_` (and before `until`); the first is proposed.

    `distinct` are the ways in which people may be told apart; `note` is a sentence on names for whoever publishes such a
    list; `unverified` says which part of the cite nobody has compared with the published text yet.
    """

    name: str
    label: str
    title: str
    from_: date
    until: date | None
    cite: str
    choices: Mapping[Kind, tuple[Choice, ...]]
    distinct: tuple[Distinct, ...] = (Distinct.ORDER,)
    note: str = ""
    unverified: str | None = None

    @property
    def basis(self) -> str:
        """The law that the choices rest on, with the day from which they hold."""
        return f"{self.cite}；自{self.from_.year}年{self.from_.month}月{self.from_.day}日起"

    def allowed(self, kind: Kind) -> tuple[Choice, ...]:
        """The choices for a column that holds `kind`; a kind that no policy names is masked or dropped."""
        return self.choices.get(kind, (Choice.MASK, Choice.DROP))

    def hiding(self, kind: Kind) -> Choice:
        """How a value of `kind` is hidden where `MASK` was chosen: as the profile says, or more where the law asks more."""
        allowed = self.allowed(kind)
        if Choice.MASK in allowed:
            return Choice.MASK
        return Choice.LAST_FOUR if allowed[0] is Choice.LAST_FOUR else Choice.DROP

    def check_distinct(self, way: Distinct) -> None:
        """Raise `ChoiceNotAllowed` where people of such a list may not be told apart in this way."""
        if way not in self.distinct:
            raise ChoiceNotAllowed("姓名", choice=way, allowed=self.distinct, cite=self.cite)

    def check(self, column: str, kind: Kind, choice: Choice) -> None:
        """Raise `ChoiceNotAllowed` where the law does not leave `choice` for a column that holds `kind`."""
        if choice is not Choice.MASK and choice not in self.allowed(kind):
            raise ChoiceNotAllowed(
                column, choice=choice, allowed=tuple(self.allowed(kind)), cite=self.cite
            )


@cache
def policies() -> tuple[ListPolicy, ...]:
    """Every policy in the order of `lists/policies.toml`."""
    return tuple(
        ListPolicy(
            name=entry["name"],
            label=entry["label"],
            title=entry["title"],
            from_=entry["from"],
            until=entry.get("until"),
            cite=entry["cite"],
            choices={
                Kind(kind): tuple(Choice(choice) for choice in choices)
                for kind, choices in entry["choices"].items()
            },
            distinct=tuple(Distinct(way) for way in entry["distinct"]),
            note=entry.get("note", ""),
            unverified=entry.get("unverified"),
        )
        for entry in lexicon("policies")["policy"]
    )


def policy_for(title: str, *, on: date) -> ListPolicy:
    """The policy for a list under `title` on the day `on`; one without a known title has the last."""
    for policy in policies():
        in_force = policy.from_ <= on and (policy.until is None or on < policy.until)
        if in_force and policy.title and re.search(policy.title, title):
            return policy
    return policies()[-1]
