"""The conformance table: every duty that software can carry, the article it comes from, and the test that proves it, or why not.

`duties/*.toml`: `tests` names `tests/…/test_….py::test_name`; a duty without tests says in `pending` which room carries it and why
it is not proved yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from gongkai.statute.citations import read_cites
from gongkai.statute.errors import StatuteDataError, WrongArgument
from gongkai.statute.loader import Record, load_folder, refuse_repeated

ROOMS = (
    "statute",
    "screening",
    "report",
    "letters",
    "guide",
    "web.bodies",
    "web.journal",
    "web.publishing",
    "web.portal",
    "web.casework",
    "web.disputes",
    "web.supervision",
    "web.reporting",
)


@dataclass(frozen=True)
class Duty:
    """A duty that software can carry.

    Attributes:
        id: English code, for ever.
        text: the duty in one Chinese sentence.
        cites: where it stands; the first is the leading one.
        room: the room of this software that carries it, one of `ROOMS`.
        tests: the tests that prove it, as `path::name`.
        pending: why no test proves it yet, in Chinese; None where tests do.
    """

    id: str
    text: str
    cites: tuple[str, ...]
    room: str
    tests: tuple[str, ...]
    pending: str | None


def read_duties(record: Record) -> tuple[Duty, ...]:
    """The duties of one file."""
    duties: list[Duty] = []
    for entry in record.some_records("duty"):
        duty = Duty(
            id=entry.text("id"),
            text=entry.text("text"),
            cites=read_cites(entry),
            room=entry.choice("room", ROOMS),
            tests=entry.texts("tests"),
            pending=entry.optional_text("pending"),
        )
        entry.close()
        if not duty.cites:
            raise entry.wrong("cites", "缺失，请补上")
        if bool(duty.tests) == bool(duty.pending):
            raise entry.wrong("tests", "与pending应当有且只有一个：或者指出测试，或者说明为何没有")
        duties.append(duty)
    refuse_repeated(record, "duty", [duty.id for duty in duties])
    return tuple(duties)


@cache
def load_duties() -> Mapping[str, Duty]:
    """Every duty by id, in order of file and place.

    Raises:
        StatuteDataError: an id stands in two files.
    """
    duties: dict[str, Duty] = {}
    for name, found in load_folder("duties", read_duties).items():
        for duty in found:
            if duty.id in duties:
                raise StatuteDataError(f"duties/{name}.toml", duty.id, "在另一个文件中已经有了")
            duties[duty.id] = duty
    return MappingProxyType(duties)


def duties_under(cite: str) -> tuple[Duty, ...]:
    """The duties that rest on a provision or on a part of it.

    Args:
        cite: e.g. `ogi-2019#33` or `ogi-2019#33.2`; a whole instrument gives all that rest on it.
    """
    if not cite:
        raise WrongArgument("条款", cite, "如ogi-2019#33")
    below = tuple(cite + mark for mark in ("#", ".") if not (mark == "#" and "#" in cite))
    return tuple(
        duty
        for duty in load_duties().values()
        if any(known == cite or known.startswith(below) for known in duty.cites)
    )
