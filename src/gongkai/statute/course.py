"""The course of a case: what the clock knows after its events. Immutable; `clock` makes it, `trace` and `steps` read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.statute.consultation import Consultation
from gongkai.statute.delivery import Attempt
from gongkai.statute.event_codes import Coded
from gongkai.statute.events import Event
from gongkai.statute.pauses import Pause, Span, paused_working_days
from gongkai.statute.receipt import Caution
from gongkai.statute.workdays import Calendar


class State(Coded):
    """Where a case stands."""

    RUNNING = ("running", "答复期限正在计算")
    CONSULTING = ("consulting", "正在征求意见，所需时间不计算在期限内")
    AWAITING_SUPPLEMENT = ("awaiting_supplement", "等待申请人补正")
    AWAITING_PAYMENT = ("awaiting_payment", "等待申请人缴费")
    SUSPENDED = ("suspended", "中止")
    REPLIED = ("replied", "已作出答复，尚未送达")
    DELIVERED = ("delivered", "答复已送出")
    ABANDONED = ("abandoned", "视为放弃申请，不再处理")
    WITHDRAWN = ("withdrawn", "申请人已撤回")
    MERGED = ("merged", "已并入其他申请办理")


ENDED = (State.ABANDONED, State.WITHDRAWN, State.MERGED)
CLOSED = (State.DELIVERED, *ENDED)


@dataclass(frozen=True)
class Entry:
    """One event as it was recorded.

    Attributes:
        event: what happened.
        effective: False where the law gives it no effect; then nothing follows from it.
        cautions: what was not done as prescribed.
        why_not: why it has no effect, for a screen before it is done; empty where it has.
    """

    event: Event
    effective: bool
    cautions: tuple[Caution, ...]
    why_not: str = ""


@dataclass(frozen=True)
class Course:
    """What follows from the receipt and the events so far.

    Attributes:
        received_on: T.
        receipt_cite: the rule that makes T the day of receipt.
        calendar: the calendar used, with the years ahead guessed after its `certain_through`.
        state: where the case stands after its last event.
        due_on: last day to answer, or None with `no_due_because`.
        no_due_because: why there is no last day; empty where there is one.
        provisional: the last day may still move because a consultation is open; computed as if it ran to its end.
        start: the day the running period counts from (not counted itself).
        start_why, start_cite: why the period counts from there.
        base_days, base_cite: working days of the period and where they stand.
        extension_days: working days added by extension in this period.
        extension_left: working days that may still be added.
        longer_until: the longer day set under article 35, or None.
        pauses: spans not counted, in order, not overlapping.
        given_up: spans before the period began afresh.
        consultations: each consultation.
        supplement_by, payment_by: last days for the applicant, where asked.
        supplement_notice_by: last day to ask for a supplement.
        waiting_since: since when the agency waits for the applicant, or None.
        last_event_on: day of the last event (or of receipt).
        replied_on: day of the decision, or None.
        delivered_on: the moment that decides whether it was in time, that of the first attempt; or None.
        served_on: the day from which the periods for review and suit run; None while it is not known.
        in_time: True or False once delivered; None before.
        attempts: every attempt at delivery, in order.
        entries: every event as recorded, in order.
        extension_used, supplement_used, fee_used: whether these once-only steps were taken.
        cautions: what was not done as prescribed, those of the entries included.
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
    extension_left: int
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
    served_on: date | None
    in_time: bool | None
    attempts: tuple[Attempt, ...]
    entries: tuple[Entry, ...]
    extension_used: bool
    supplement_used: bool
    fee_used: bool
    cautions: tuple[Caution, ...]

    def is_guessed(self, day: date | None) -> bool:
        """Whether a last day lies in a year without a notice and may still move."""
        return day is not None and day > self.calendar.certain_through

    @property
    def guessed(self) -> bool:
        """Whether `due_on` may still move."""
        return self.is_guessed(self.due_on)

    @property
    def certain_until(self) -> date | None:
        """The last day that is in time whatever the missing notice will say.

        None where `due_on` rests on notices alone, and where the whole period lies in the year without one.
        """
        certain = self.calendar.last_certain_working_day()
        return certain if self.guessed and certain >= self.start else None

    @property
    def late_by(self) -> int:
        """Working days by which the answer was delivered too late; 0 where it was in time or is still owed."""
        if self.in_time is not False or self.due_on is None or self.delivered_on is None:
            return 0
        return self.calendar.count(self.due_on, self.delivered_on)

    @property
    def without_effect(self) -> tuple[Entry, ...]:
        """The events to which the law gives no effect."""
        return tuple(entry for entry in self.entries if not entry.effective)

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
        return self.state not in ENDED and self.due_on is not None and on > self.due_on
