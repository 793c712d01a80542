"""A finding: what a rule has found, where, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from gongkai.documents.model import NOWHERE, Origin

Value = int | float | str | None


class Level(StrEnum):
    """How sure a rule is, from "the report is wrong" to "cannot be judged"."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    UNASSESSABLE = "unassessable"

    @property
    def label(self) -> str:
        """The level in Chinese."""
        return {"error": "错误", "warning": "警告", "notice": "提示", "unassessable": "无法核验"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has found in a report.

    A rule yields `code`, `message` (one full Chinese sentence: place, found, expected, next step), and what it knows
    of `cells` (cell ids), `place`, `found`, `expected`, `hint` (the next step by itself) and `origin`. `about` is what
    sets the finding apart from others of its code at the same place, where nothing else does. The runner fills `name`
    and `level` from the rule's declaration; a rule may set a `level` of its own.
    """

    code: str
    message: str
    cells: tuple[str, ...] = ()
    place: str = ""
    found: Value = None
    expected: Value = None
    hint: str = ""
    about: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)
    level: Level | None = None
    name: str = ""
