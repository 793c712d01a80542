"""The course of a case: what the clock knows after its events. Immutable; `clock` makes it, `trace` and `steps` read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.statute.events import Coded, Consultee, Position
from gongkai.statute.receipt import Caution
from gongkai.statute.workdays import Calendar

ONE_DAY = timedelta(days=1)


class State(Coded):
    """Where a case stands."""

    RUNNING = ("running", "答复期限正在计算")
    CONSULTING = ("consulting", "正在征求意见，所需时间不计算在期限内")
    AWAITING_SUPPLEMENT = ("awaiting_supplement", "等待申请人补正")
    AWAITING_PAYMENT = ("awaiting_payment", "等待申请人缴费")
    SUSPENDED = ("suspended", "中止")
    REPLIED = ("replied", "已作出答复，尚未送达")
    DELIVERED = ("delivered", "答复已送达")
    ABANDONED = ("abandoned", "视为放弃申请，不再处理")
    WITHDRAWN = ("withdrawn", "申请人已撤回")


CLOSED = (State.DELIVERED, State.ABANDONED, State.WITHDRAWN)


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


@dataclass(frozen=True)
class Consultation:
    """征求意见, with the rule of silence that applies.

    Attributes:
        ref: tells several apart.
        consultee: who is asked.
        sent_on, reached_on: days of sending and of arrival.
        expires_on: last day to answer; None where an other agency was given no day.
        returned_on: day the opinion came, or None.
        position: what it says, or None.
    """

    ref: str
    consultee: Consultee
    sent_on: date
    reached_on: date
    expires_on: date | None
    returned_on: date | None = None
    position: Position | None = None

    @property
    def silence(self) -> str:
        """What silence means, in Chinese."""
        return {
            Consultee.THIRD_PARTY: "第三方逾期未提出意见的，由行政机关依照条例决定是否公开",
            Consultee.JOINT_MAKER: "逾期未提出意见的，视为同意公开",
            Consultee.OTHER_AGENCY: "条例未规定逾期的后果，由行政机关依法决定",
        }[self.consultee]

    @property
    def cite(self) -> str:
        """The provision on asking this party."""
        return {
            Consultee.THIRD_PARTY: "ogi-2019#32",
            Consultee.JOINT_MAKER: "ogi-2019#34",
            Consultee.OTHER_AGENCY: "ogi-2019#33.3",
        }[self.consultee]

    def deemed_consent(self, on: date) -> bool:
        """Whether silence already counts as consent on a day: only with a joint maker, after the last day (条例第三十四条)."""
        return (
            self.consultee is Consultee.JOINT_MAKER
            and self.returned_on is None
            and self.expires_on is not None
            and on > self.expires_on
        )


@dataclass(frozen=True)
class Course:
    """What follows from the receipt and the events so far.

    Attributes:
        received_on: T.
        receipt_cite: the rule that makes T the day of receipt.
        calendar: the calendar used.
        state: where the case stands after its last event.
        due_on: last day to answer, or None with `no_due_because`.
        no_due_because: why there is no last day; empty where there is one.
        provisional: the last day may still move because a consultation is open; computed as if it ran to its end.
        start: the day the running period counts from (not counted itself).
        start_why, start_cite: why the period counts from there.
        base_days, base_cite: working days of the period and where they stand.
        extension_days: working days added by extension in this period.
        longer_until: the longer day set under article 35, or None.
        pauses: spans not counted, in order, not overlapping.
        given_up: spans before the period began afresh.
        consultations: each consultation.
        supplement_by, payment_by: last days for the applicant, where asked.
        supplement_notice_by: last day to ask for a supplement.
        waiting_since: since when the agency waits for the applicant, or None.
        last_event_on: day of the last event (or of receipt).
        replied_on: day of the decision, or None.
        delivered_on: the moment that decides whether it was in time, or None.
        in_time: True or False once delivered; None before.
        extension_used, supplement_used, fee_used: whether these once-only steps were taken.
        cautions: what was not done as prescribed.
    """

    received_on: date
    receipt_cite: str
    calendar: Calendar
    state: State
    due_on: date | None
    no_due_because: str
    provisional: bool
    start: date
    start_why: str
    start_cite: str
    base_days: int
    base_cite: str
    extension_days: int
    longer_until: date | None
    pauses: tuple[Pause, ...]
    given_up: tuple[Span, ...]
    consultations: tuple[Consultation, ...]
    supplement_by: date | None
    payment_by: date | None
    supplement_notice_by: date
    waiting_since: date | None
    last_event_on: date
    replied_on: date | None
    delivered_on: date | None
    in_time: bool | None
    extension_used: bool
    supplement_used: bool
    fee_used: bool
    cautions: tuple[Caution, ...]

    def paused(self, day: date) -> Pause | None:
        """The pause that covers a day, or None."""
        for pause in self.pauses:
            if pause.covers(day):
                return pause
        return None

    def counted(self, after: date, through: date) -> int:
        """Days that count after `after`, up to and including `through`: working days outside the pauses."""
        if through <= after:
            return 0
        return self.calendar.count(after, through) - paused_working_days(
            self.calendar, self.pauses, after, through
        )

    @property
    def working_days(self) -> int | None:
        """Working days of the whole period up to the last day; None where there is no last day."""
        return None if self.due_on is None else self.counted(self.start, self.due_on)

    def used(self, on: date) -> int:
        """Days of the running period used up by the end of `on`; none are used while the applicant is waited for."""
        through = on if self.waiting_since is None else min(on, self.waiting_since)
        return self.counted(self.start, through)

    def left(self, on: date) -> int | None:
        """Days left after `on`; negative: working days overdue; None where there is no last day."""
        if self.due_on is None:
            return None
        if on > self.due_on:
            return -self.calendar.count(self.due_on, on)
        return self.counted(max(on, self.start), self.due_on)

    def overdue(self, on: date) -> bool:
        """Whether the last day has passed on `on` without a timely answer."""
        if self.in_time is not None:
            return not self.in_time
        closed = self.state in (State.ABANDONED, State.WITHDRAWN)
        return not closed and self.due_on is not None and on > self.due_on


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
