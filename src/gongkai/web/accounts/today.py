"""What waits for a user today. Rooms register their sources in ``apps.py: ready()``; the home screen
gathers them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any


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


Source = Callable[[Any, date], Iterable[Errand]]
_sources: dict[str, Source] = {}


def provide_errands(room: str, source: Source) -> None:
    """Register a room's source: ``source(user, day)`` gives the user's errands as of that day."""
    _sources[room] = source


def errands_of(user: Any, day: date) -> dict[Slot, list[Errand]]:
    """Everything that waits for the user, by heap, soonest first."""
    heaps: dict[Slot, list[Errand]] = {slot: [] for slot in Slot}
    for source in _sources.values():
        for errand in source(user, day):
            heaps[errand.slot].append(errand)
    for heap in heaps.values():
        heap.sort(key=lambda errand: (errand.due_on or date.max, errand.text))
    return heaps
