"""What waits for a user today. Rooms register their sources in ``apps.py: ready()``; the home screen
gathers them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

# What falls due within this time is told beforehand.
SOON = timedelta(days=14)


class Slot(Enum):
    """The four heaps of the home screen, in their order."""

    LATE = "已逾期"
    WAITING = "等我办理"
    RETURNED = "退回给我"
    DUE = "近期到期"


@dataclass(frozen=True)
class Errand:
    """One line: what to do, where, by when, and for which body."""

    slot: Slot
    text: str
    url: str
    due_on: date | None = None
    body: str = ""
    note: str = ""


class Side(Enum):
    """Which way a user looks: to whoever stands above, to whoever reports to them, at the machine."""

    UP = "对上"
    DOWN = "对下"
    HEALTH = "运行"


@dataclass(frozen=True)
class Sign:
    """One fact to be seen at a glance; ``alarm`` where something should be done about it."""

    side: Side
    text: str
    note: str = ""
    url: str = ""
    alarm: bool = False


Source = Callable[[Any, date], Iterable[Errand]]
_sources: dict[str, Source] = {}
SignSource = Callable[[Any, date], Iterable[Sign]]
_sign_sources: dict[str, SignSource] = {}


def provide_errands(room: str, source: Source) -> None:
    """Register a room's source: ``source(user, day)`` gives the user's errands as of that day."""
    _sources[room] = source


def provide_signs(room: str, source: SignSource) -> None:
    """Register a room's signs: ``source(user, day)``, in a fixed number of questions to the database."""
    _sign_sources[room] = source


def signs_of(user: Any, day: date) -> dict[Side, list[Sign]]:
    """Everything to be seen at a glance, by side."""
    found: dict[Side, list[Sign]] = {side: [] for side in Side}
    for source in _sign_sources.values():
        for sign in source(user, day):
            found[sign.side].append(sign)
    return found


def errands_of(user: Any, day: date) -> dict[Slot, list[Errand]]:
    """Everything that waits for the user, by heap, soonest first."""
    heaps: dict[Slot, list[Errand]] = {slot: [] for slot in Slot}
    for source in _sources.values():
        for errand in source(user, day):
            heaps[errand.slot].append(errand)
    for heap in heaps.values():
        heap.sort(key=lambda errand: (errand.due_on or date.max, errand.text))
    return heaps
