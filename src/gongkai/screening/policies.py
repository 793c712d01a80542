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
    """As the profile says."""
    DROP = "drop"
    """The cells are emptied."""
    LAST_FOUR = "last-four"
    """The last four characters stay."""
    KEEP = "keep"
    """The cells stay as they are."""


@dataclass(frozen=True, slots=True)
class ListPolicy:
    """The choices that the law leaves for a list of a kind, from `from_` (and before `until`); the first is proposed."""

    name: str
    label: str
    title: str
    from_: date
    until: date | None
    cite: str
    choices: Mapping[Kind, tuple[Choice, ...]]

    def allowed(self, kind: Kind) -> tuple[Choice, ...]:
        """The choices for a column that holds `kind`; a kind that no policy names is masked or dropped."""
        return self.choices.get(kind, (Choice.MASK, Choice.DROP))

    def check(self, column: str, kind: Kind, choice: Choice) -> None:
        """Raise `ChoiceNotAllowed` where the law does not leave `choice` for a column that holds `kind`."""
        if choice not in self.allowed(kind):
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
