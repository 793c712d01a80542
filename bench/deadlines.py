"""Due dates per second: the statutory last day, and the whole clock with its trace, beside chinesecalendar's bare day count.

chinesecalendar has no function for the n-th working day; the peer here asks it day by day, as its users do.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar

from gongkai.statute.clock import start_clock
from gongkai.statute.deadlines import reply_due
from gongkai.statute.trace import trace
from gongkai.statute.workdays import load_calendar

CALENDAR = load_calendar()
FIRST = date(2019, 5, 15)
ONE_DAY = timedelta(days=1)
ROUNDS = 5


def peer(received_on: date) -> date:
    """The twentieth working day after receipt, counted with chinesecalendar."""
    day, left = received_on, 20
    while left:
        day += ONE_DAY
        left -= chinese_calendar.is_workday(day)
    return day


def rate(compute: Callable[[date], date | None], days: list[date]) -> float:
    """Last days per second: the best of several rounds."""
    best = 0.0
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        for day in days:
            compute(day)
        best = max(best, len(days) / (time.perf_counter() - begun))
    return best


def clock(received_on: date) -> date | None:
    """The last day through the clock, events and all."""
    return start_clock(received_on, CALENDAR).course.due_on


def explained(received_on: date) -> date | None:
    """The last day with every day accounted for."""
    course = start_clock(received_on, CALENDAR).course
    trace(course)
    return course.due_on


def main() -> None:
    """Print the rates and their ratios to the peer."""
    dice = random.Random(20260918)
    days = [FIRST + timedelta(days=dice.randrange(2700)) for _ in range(5_000)]
    assert all(peer(day) == reply_due(day, CALENDAR) == clock(day) for day in days)
    base = rate(peer, days)
    print(f"chinesecalendar, day by day   {base:>12,.0f} /s   1.0x")
    for label, compute in (
        ("gongkai, last day", lambda day: reply_due(day, CALENDAR)),
        ("gongkai, clock", clock),
        ("gongkai, clock and trace", explained),
    ):
        found = rate(compute, days)
        print(f"{label:<29} {found:>12,.0f} /s   {found / base:.1f}x")


if __name__ == "__main__":
    main()
