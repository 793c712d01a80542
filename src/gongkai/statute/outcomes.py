"""办理结果: each decision with its row in table three, grounds, articles, letter and remedy class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from gongkai.statute.codelists import codelist
from gongkai.statute.errors import UnknownCode


@dataclass(frozen=True)
class Outcome:
    """A way to close a request.

    Attributes:
        id: e.g. `withheld_state_secret`, `not_this_agency`.
        label: Chinese name.
        row: id of the row of table three in which it counts, e.g. `unavailable_not_held`.
        grounds: codes of `grounds` on which it may rest; empty where it rests on none.
        cites: the articles of the decision; empty where no article says so expressly.
        practice: why no article is cited, or None.
        letter: code of `letters`.
        remedy: code of `remedies`.
    """

    id: str
    label: str
    row: str
    grounds: tuple[str, ...]
    cites: tuple[str, ...]
    practice: str | None
    letter: str
    remedy: str

    @property
    def refusal(self) -> bool:
        """Whether the applicant gets less than what was asked for."""
        return self.row.startswith(("withheld_", "unavailable_", "not_processed_"))


@cache
def load_outcomes() -> Mapping[str, Outcome]:
    """Every outcome by id, in the order of table three."""
    return MappingProxyType(
        {
            code.id: Outcome(
                id=code.id,
                label=code.label,
                row=code.text("row") or "",
                grounds=code.texts("grounds"),
                cites=code.cites,
                practice=code.practice,
                letter=code.text("letter") or "",
                remedy=code.text("remedy") or "",
            )
            for code in codelist("outcomes")
        }
    )


def outcome(code: str) -> Outcome:
    """The outcome with this id.

    Raises:
        UnknownCode: there is none.
    """
    known = load_outcomes()
    if code not in known:
        raise UnknownCode("办理结果", code, known)
    return known[code]
