"""Days that a period does not count, and the last day of a period that leaves them out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.statute.workdays import Calendar

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pause:
    """Days that the period does not count, from `begins` until `ends` (the first day that counts again; None = open).

    Attributes:
        why: Chinese reason.
        cite: the provision, or `setting:<id>`.
    """

    begins: date
    ends: date | None
    why: str
    cite: str

    def covers(self, day: date) -> bool:
        """Whether `day` is not counted."""
        return self.begins <= day and (self.ends is None or day < self.ends)


@dataclass(frozen=True)
class Span:
    """A stretch that was given up because the period began afresh: `first` to `last`, both inclusive."""

    first: date
    last: date
    why: str
    cite: str


def paused_working_days(
    calendar: Calendar, pauses: tuple[Pause, ...], after: date, through: date
) -> int:
    """Working days after `after` up to `through` that lie in a pause. The pauses must not overlap."""
    total = 0
    for pause in pauses:
        first = max(pause.begins, after + ONE_DAY)
        last = through if pause.ends is None else min(pause.ends - ONE_DAY, through)
        if first <= last:
            total += calendar.count(first, last) + calendar.is_working(first)
    return total


def join_pauses(pauses: list[Pause]) -> tuple[Pause, ...]:
    """The pauses in order of time, each day in one pause only: where two overlap the earlier keeps the common days."""
    joined: list[Pause] = []
    for pause in sorted(pauses, key=lambda pause: (pause.begins, pause.ends or date.max)):
        begins = pause.begins
        if joined:
            covered = joined[-1].ends
            if covered is None:
                break
            begins = max(begins, covered)
        if pause.ends is None or begins < pause.ends:
            joined.append(Pause(begins, pause.ends, pause.why, pause.cite))
    return tuple(joined)


def last_day(calendar: Calendar, start: date, working_days: int, pauses: tuple[Pause, ...]) -> date:
    """The last day of a period of working days after `start`, leaving out the pauses.

    Raises:
        CalendarNotLoaded: the day lies outside the loaded years.
    """
    needed = working_days
    while True:
        day = calendar.add(start, needed)
        more = working_days + paused_working_days(calendar, pauses, start, day)
        if more == needed:
            return day
        needed = more
