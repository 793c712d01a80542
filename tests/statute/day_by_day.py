"""A second, plain model of the clock: it walks the days one at a time and knows nothing of `gongkai`.

Working days come from the chinesecalendar package. Events are tuples `(kind, day, value)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar

ONE = timedelta(days=1)
FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)
WORKING = frozenset(
    FIRST + timedelta(days=n)
    for n in range((LAST - FIRST).days + 1)
    if chinese_calendar.is_workday(FIRST + timedelta(days=n))
)


class OutOfYears(Exception):
    """The walk left the years that are known."""


class NotAllowed(Exception):
    """The law does not allow the event."""


def nth_working_day(after: date, count: int) -> date:
    day = after
    while count:
        day += ONE
        if day > LAST:
            raise OutOfYears
        count -= day in WORKING
    return day


@dataclass
class Walk:
    """One case, walked day by day."""

    received: date
    same_day_pause: bool = False
    reply_day_counts: bool = False
    fee_resumes: bool = False
    need: int = 20
    used: int = 0
    start: date = field(init=False)
    reached: date | None = None
    waiting: str = ""
    asked: bool = False
    extended: bool = False
    noticed: bool = False
    wait_by: date | None = None
    wait_since: date | None = None
    consultations: dict[str, list[date | None]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.start = self.received
        self.seventh = nth_working_day(self.received, 7)

    def paused(self, day: date) -> bool:
        for sent, expires, returned in self.consultations.values():
            begins = sent if self.same_day_pause else sent + ONE
            if day < begins or day > expires:
                continue
            if (
                returned is None
                or day < returned
                or (day == returned and not self.reply_day_counts)
            ):
                return True
        return False

    def counts(self, day: date) -> bool:
        if day <= self.start or day not in WORKING or self.paused(day):
            return False
        return not self.waiting or day <= self.wait_since

    def run(self, events) -> date | None:
        pending = list(events)
        day = self.received
        while True:
            if day > LAST:
                raise OutOfYears
            while pending and pending[0][1] == day:
                self.happen(*pending.pop(0))
            if self.counts(day):
                self.used += 1
            if self.used >= self.need and self.reached is None:
                self.reached = day
            if not pending:
                if self.waiting:
                    return None
                if self.reached is not None:
                    return self.reached
            day += ONE

    def must_run(self) -> None:
        if self.waiting or self.used >= self.need:
            raise NotAllowed

    def happen(self, kind: str, day: date, value) -> None:
        if kind == "supplement_asked":
            self.must_run()
            if self.asked or day > self.seventh:
                raise NotAllowed
            self.asked, self.waiting, self.wait_since = True, "supplement", day
            self.wait_by = nth_working_day(day, 15)
        elif kind == "supplement_received":
            if self.waiting != "supplement" or day > self.wait_by:
                raise NotAllowed
            self.afresh(day)
        elif kind == "consultation_sent":
            if not self.waiting:
                self.must_run()
            if value in self.consultations:
                raise NotAllowed
            self.consultations[value] = [day, nth_working_day(day, 15), None]
        elif kind == "consultation_returned":
            if value not in self.consultations or self.consultations[value][2] is not None:
                raise NotAllowed
            self.consultations[value][2] = day
        elif kind == "extended":
            self.must_run()
            if self.extended:
                raise NotAllowed
            self.extended = True
            self.need += value
        elif kind == "fee_notified":
            self.must_run()
            if self.noticed or day < date(2021, 1, 1):
                raise NotAllowed
            self.noticed, self.waiting, self.wait_since = True, "fee", day
            self.wait_by = nth_working_day(day, 20)
        elif kind == "fee_paid":
            if self.waiting != "fee" or day > self.wait_by:
                raise NotAllowed
            if self.fee_resumes:
                self.waiting = ""
                self.consultations[f"fee-{day}"] = [self.wait_since, day, None]
                if self.same_day_pause:
                    self.consultations[f"fee-{day}"][0] = self.wait_since + ONE
            else:
                self.afresh(day)

    def afresh(self, day: date) -> None:
        self.start, self.used, self.need, self.waiting = day, 0, 20, ""
        self.reached = None
