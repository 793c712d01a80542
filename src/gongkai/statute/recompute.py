"""When a calendar changes: which open clocks move, and by how much."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.statute.clock import Clock
from gongkai.statute.course import CLOSED, Course
from gongkai.statute.errors import StatuteError
from gongkai.statute.workdays import Calendar


@dataclass(frozen=True)
class Move:
    """An open clock that the new calendar changes.

    Attributes:
        key: the caller's name for the case.
        before, after: last day by the old and by the new calendar; `after` is None where `problem` says why.
        days: calendar days between the two; positive = later; None where `after` is None.
        problem: an event has no effect under the new calendar, or the new calendar is too short; empty otherwise.
    """

    key: str
    before: date | None
    after: date | None
    days: int | None
    problem: str = ""


def recompute(clocks: Mapping[str, Clock], calendar: Calendar) -> Iterator[Move]:
    """The open clocks whose last day differs under `calendar`, in the order given.

    Args:
        clocks: the caller's key → clock; closed cases are left out.
        calendar: the new calendar.
    """
    for key, clock in clocks.items():
        if clock.course.state in CLOSED:
            continue
        before = clock.course.due_on
        try:
            course = clock.under(calendar).course
        except StatuteError as error:
            yield Move(key, before, None, None, error.message)
            continue
        after = course.due_on
        if before != after:
            days = (after - before).days if before and after else None
            yield Move(key, before, after, days, "".join(_lost(clock.course, course)))


def _lost(before: Course, after: Course) -> Iterator[str]:
    """What had effect under the old calendar and has none under the new."""
    for was, now in zip(before.entries, after.entries, strict=True):
        if was.effective and not now.effective:
            yield from (caution.message for caution in now.cautions)
