"""The running account of a case while its events are entered."""

from __future__ import annotations

from datetime import date

from gongkai.statute import events as ev
from gongkai.statute.course import (
    ONE_DAY,
    Consultation,
    Course,
    Pause,
    Span,
    State,
    join_pauses,
    last_day,
)
from gongkai.statute.parameters import parameter
from gongkai.statute.receipt import Caution, Receipt
from gongkai.statute.settings import Settings
from gongkai.statute.workdays import Calendar


class Ledger:
    """The running account of one pass over the events; `rulings` enters them, `course` closes it.

    Args:
        receipt: when and how the request was received.
        calendar: the working days.
        settings: choices where the law is silent.
    """

    def __init__(self, receipt: Receipt, calendar: Calendar, settings: Settings) -> None:
        self.calendar = calendar
        self.settings = settings
        self.receipt = receipt
        self.received_on = receipt.received_on
        self.start = self.received_on
        self.start_why = "收到申请之日不计入，自次日起计算"
        self.start_cite = (
            "civil-code-2020#201.1"
            if self.received_on >= date(2021, 1, 1)
            else "general-provisions-2017#201.1"
        )
        reply = parameter("reply", self.received_on)
        self.base_days, self.base_cite = reply.amount, reply.cite
        self.notice_by = self.working_days("supplement_notice", self.received_on)
        self.extension_days = 0
        self.extension_used = self.supplement_used = self.fee_used = False
        self.longer_until: date | None = None
        self.pauses: list[Pause] = []
        self.given_up: list[Span] = []
        self.consultations: dict[str, Consultation] = {}
        self.waiting: State | None = None
        self.waiting_since: date | None = None
        self.supplement_by: date | None = None
        self.payment_by: date | None = None
        self.suspended: ev.Suspended | None = None
        self.replied_on: date | None = None
        self.delivered_on: date | None = None
        self.in_time: bool | None = None
        self.closed: State | None = None
        self.last_on = self.received_on
        self.cautions = list(receipt.cautions)

    def working_days(self, name: str, after: date) -> date:
        """The last day of the statutory period `name` after a day."""
        return self.calendar.add(after, parameter(name, self.received_on).amount)

    def all_pauses(self, until: date | None = None) -> tuple[Pause, ...]:
        """Every pause; open ones end after `until` where it is given."""
        pauses = list(self.pauses)
        for consultation in self.consultations.values():
            pauses.append(self._pause(consultation, until))
        if self.suspended is not None:
            begins = self.suspended.on + ONE_DAY
            ends = None if until is None else until + ONE_DAY
            pauses.append(
                Pause(begins, ends, f"中止：{self.suspended.reason}", "setting:suspension")
            )
        return join_pauses([p for p in pauses if p.ends is None or p.begins < p.ends])

    def _pause(self, consultation: Consultation, until: date | None) -> Pause:
        begins = consultation.sent_on
        if self.settings["pause_begins"] == "next_day":
            begins += ONE_DAY
        ends: date | None = None
        if consultation.returned_on is not None:
            ends = consultation.returned_on
            if self.settings["pause_ends"] == "reply_day":
                ends += ONE_DAY
        if consultation.expires_on is not None:
            expired = consultation.expires_on + ONE_DAY
            ends = expired if ends is None else min(ends, expired)
        if until is not None:
            ends = until + ONE_DAY if ends is None else min(ends, until + ONE_DAY)
        why = f"征求{consultation.consultee.label}意见所需时间不计算在期限内"
        return Pause(begins, ends, why, "ogi-2019#33.3")

    def due(self) -> date | None:
        """The last day to answer as things stand, or None."""
        if self.waiting is not None or self.closed in (State.ABANDONED, State.WITHDRAWN):
            return None
        pauses = self.all_pauses(self.replied_on)
        if pauses and pauses[-1].ends is None:
            return None
        day = last_day(self.calendar, self.start, self.base_days + self.extension_days, pauses)
        if self.longer_until is not None:
            day = max(day, self.calendar.next_working(self.longer_until))
        return day

    def no_due_because(self) -> str:
        """Why `due` is None."""
        if self.waiting is State.AWAITING_SUPPLEMENT:
            return "已告知补正，自收到补正之日起重新计算答复期限"
        if self.waiting is State.AWAITING_PAYMENT:
            return "已发出收费通知，等待缴费"
        if self.closed is not None:
            return self.closed.label
        if self.suspended is not None:
            return "中止尚未恢复"
        return "正在征求其他机关意见，没有约定答复日期"

    def restart(self, on: date, asked_on: date, what: str, why: str, cite: str) -> None:
        """Begin the period afresh after `on`."""
        if self.start < asked_on:
            self.given_up.append(
                Span(self.start + ONE_DAY, asked_on, f"{what}前已经过的时间不再计入", cite)
            )
        if on - ONE_DAY > asked_on:
            self.given_up.append(Span(asked_on + ONE_DAY, on - ONE_DAY, f"等待申请人{what}", cite))
        self.start, self.start_why, self.start_cite = on, why, cite
        self.waiting = self.waiting_since = None
        self.extension_days = 0
        self.longer_until = None
        if self.settings["extension_after_restart"] == "once_per_period":
            self.extension_used = False

    def state(self) -> State:
        """Where the case stands after its last event."""
        if self.closed is not None:
            return self.closed
        if self.replied_on is not None:
            return State.REPLIED
        if self.waiting is not None:
            return self.waiting
        if self.suspended is not None:
            return State.SUSPENDED
        if self.open_consultations():
            return State.CONSULTING
        return State.RUNNING

    def open_consultations(self) -> list[Consultation]:
        """Consultations neither answered nor expired by the day of the last event."""
        return [
            consultation
            for consultation in self.consultations.values()
            if consultation.returned_on is None
            and (consultation.expires_on is None or consultation.expires_on > self.last_on)
        ]

    def warn_of_late_december(self, due: date) -> None:
        """The next year's notice may move the last days of December, as it did in 2018."""
        last = self.calendar.loaded[1]
        if due > date(last, 12, 25):
            self.cautions.append(
                Caution(
                    f"{last + 1}年的放假安排尚未载入，可能调整{last}年12月底的上班和放假；载入后请重新计算。",
                    "ogi-2019#33.2",
                )
            )

    def course(self) -> Course:
        """The account closed."""
        due = self.due()
        if due is not None:
            self.warn_of_late_december(due)
        return Course(
            received_on=self.received_on,
            receipt_cite=self.receipt.cite,
            calendar=self.calendar,
            state=self.state(),
            due_on=due,
            no_due_because="" if due else self.no_due_because(),
            provisional=due is not None
            and self.replied_on is None
            and bool(self.open_consultations()),
            start=self.start,
            start_why=self.start_why,
            start_cite=self.start_cite,
            base_days=self.base_days,
            base_cite=self.base_cite,
            extension_days=self.extension_days,
            longer_until=self.longer_until,
            pauses=self.all_pauses(self.replied_on),
            given_up=tuple(self.given_up),
            consultations=tuple(self.consultations.values()),
            supplement_by=self.supplement_by,
            payment_by=self.payment_by,
            supplement_notice_by=self.notice_by,
            waiting_since=self.waiting_since,
            last_event_on=self.last_on,
            replied_on=self.replied_on,
            delivered_on=self.delivered_on,
            in_time=self.in_time,
            extension_used=self.extension_used,
            supplement_used=self.supplement_used,
            fee_used=self.fee_used,
            cautions=tuple(self.cautions),
        )
