"""What waits for a user today. Rooms register their sources in ``apps.py: ready()``; the home screen
gathers them."""

from __future__ import annotations

from collections import Counter
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
class ToDo:
    """One line: what to do, where, by when, and for which body. Lines of one ``group`` fold into one."""

    slot: Slot
    text: str
    url: str
    due_on: date | None = None
    body: str = ""
    note: str = ""
    group: str = ""


# So many lines of one kind are shown as one, which opens.
FOLDED_FROM = 3


@dataclass(frozen=True)
class Fold:
    """Lines of one kind; a line by itself has no ``label``."""

    to_dos: list[ToDo]
    label: str = ""


def folded(to_dos: Iterable[ToDo]) -> list[Fold]:
    """The lines of a heap in their order, equal kinds together where there are several."""
    lines = list(to_dos)
    kinds = Counter(line.group for line in lines if line.group)
    folds: dict[str, Fold] = {}
    found: list[Fold] = []
    for line in lines:
        if kinds[line.group] < FOLDED_FROM:
            found.append(Fold([line]))
        elif line.group in folds:
            folds[line.group].to_dos.append(line)
        else:
            folds[line.group] = Fold([line], line.group)
            found.append(folds[line.group])
    return found


class Side(Enum):
    """Which way a user looks: to whoever stands above, to whoever reports to them, at the machine."""

    UP = "上级看到的"
    DOWN = "科室和村（社区）"
    HEALTH = "系统运行"


@dataclass(frozen=True)
class Indicator:
    """One fact to be seen at a glance; ``alarm`` where something should be done about it."""

    side: Side
    text: str
    note: str = ""
    url: str = ""
    alarm: bool = False


Source = Callable[[Any, date], Iterable[ToDo]]
_sources: dict[str, Source] = {}
IndicatorSource = Callable[[Any, date], Iterable[Indicator]]
_indicator_sources: dict[str, IndicatorSource] = {}


def provide_to_dos(room: str, source: Source) -> None:
    """Register a room's source: ``source(user, on)`` gives the user's to_dos as of that day."""
    _sources[room] = source


def provide_indicators(room: str, source: IndicatorSource) -> None:
    """Register a room's indicators: ``source(user, on)``, in a fixed number of questions to the database."""
    _indicator_sources[room] = source


def indicators_of(user: Any, on: date) -> dict[Side, list[Indicator]]:
    """Everything to be seen at a glance, by side."""
    found: dict[Side, list[Indicator]] = {side: [] for side in Side}
    for source in _indicator_sources.values():
        for indicator in source(user, on):
            found[indicator.side].append(indicator)
    return found


def to_dos_of(user: Any, on: date) -> dict[Slot, list[ToDo]]:
    """Everything that waits for the user, by heap, soonest first."""
    heaps: dict[Slot, list[ToDo]] = {slot: [] for slot in Slot}
    for source in _sources.values():
        for to_do in source(user, on):
            heaps[to_do.slot].append(to_do)
    for heap in heaps.values():
        heap.sort(key=lambda to_do: (to_do.due_on or date.max, to_do.text))
    return heaps
