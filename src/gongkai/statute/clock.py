"""The statutory clock of a request: its receipt and events in, its course out (条例第三十条至第三十五条、办法第六条).

A `Clock` is immutable: `after(event)` gives the next one. An event that the law does not allow is recorded without effect, with the
article; only what cannot have happened is refused (`ImpossibleEvent`). A last day after the loaded notices is a guess and marked so
(`Course.certain_until`). Nothing here knows what day it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.statute.case_account import CaseAccount
from gongkai.statute.course import Course, Entry
from gongkai.statute.errors import NotInForce
from gongkai.statute.events import Event
from gongkai.statute.provisional import provisional
from gongkai.statute.receipt import Receipt
from gongkai.statute.settings import DEFAULT, Settings
from gongkai.statute.transitions import record
from gongkai.statute.workdays import Calendar

FIRST_DAY = date(2019, 5, 15)


@dataclass(frozen=True)
class Clock:
    """A request's clock.

    Args:
        receipt: when and how the request was received.
        calendar: the working days.
        events: what happened, in order of time.
        settings: choices where the law is silent.

    Attributes:
        course: what follows from all of it.

    Raises:
        ImpossibleEvent: an event cannot have happened where it stands.
        NotInForce: received before the Regulations of 2019 came into force.
        CalendarNotLoaded: a day falls outside the loaded years and those that can be guessed.
    """

    receipt: Receipt
    calendar: Calendar
    events: tuple[Event, ...] = ()
    settings: Settings = DEFAULT
    course: Course = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Run the events."""
        object.__setattr__(self, "course", _run(self))

    def after(self, *more: Event) -> Clock:
        """The clock after further events."""
        return replace(self, events=(*self.events, *more))

    def entry_of(self, event: Event) -> Entry:
        """How `event` would be recorded now: whether it has effect and what is amiss. For a screen, before it is done."""
        return self.after(event).course.entries[-1]

    def under(self, calendar: Calendar) -> Clock:
        """The same case counted by another calendar."""
        return replace(self, calendar=calendar)


def start_clock(
    received_on: date,
    calendar: Calendar,
    events: Iterable[Event] = (),
    settings: Settings = DEFAULT,
) -> Clock:
    """A clock where only the day of receipt is known."""
    return Clock(Receipt(received_on), calendar, tuple(events), settings)


def _run(clock: Clock) -> Course:
    if clock.receipt.received_on < FIRST_DAY:
        raise NotInForce(
            "2019年修订的《政府信息公开条例》的期限", clock.receipt.received_on, FIRST_DAY
        )
    account = CaseAccount(clock.receipt, provisional(clock.calendar), clock.settings)
    for event in clock.events:
        record(event, account)
    return account.course()
