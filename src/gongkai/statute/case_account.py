"""The account of a case while its events are entered; `transitions` enters them, `course` closes it."""

from __future__ import annotations

from datetime import date

from gongkai.statute import events as ev
from gongkai.statute.consultation import ASKING, Consultation
from gongkai.statute.course import ENDED, Course, Entry, State
from gongkai.statute.delivery import Attempt
from gongkai.statute.event_codes import Consultee
from gongkai.statute.parameters import in_words, parameter
from gongkai.statute.pauses import ONE_DAY, Pause, Span, join_pauses, last_day
from gongkai.statute.receipt import Caution, Receipt
from gongkai.statute.settings import Settings
from gongkai.statute.workdays import Calendar

DAY_OF_RECEIPT = (  # 期间开始之日不计入，新旧法同
    (date(2021, 1, 1), "civil-code-2020#201.1"),
    (date.min, "general-provisions-2017#201.1"),
)


class CaseAccount:
    """One pass over the events.

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
        self.start_cite = next(cite for since, cite in DAY_OF_RECEIPT if since <= self.received_on)
        reply = parameter("reply", self.received_on)
        self.base_days, self.base_cite = reply.amount, reply.cite
        self.notice_by = self.working_days("supplement_notice", self.received_on)
        self.extension_days = 0
        self.extension_used = self.supplement_used = self.fee_used = False
        self.reasons_asked: ev.ReasonsAsked | None = None
        self.longer_until: date | None = None
        self.pauses: list[Pause] = []
        self.given_up: list[Span] = []
        self.consultations: dict[str, Consultation] = {}
        self.waiting: State | None = None
        self.waiting_since: date | None = None
        self.supplement: ev.SupplementAsked | None = None
        self.supplement_by: date | None = None
        self.payment_by: date | None = None
        self.fee_notified_on: date | None = None
        self.fee_owed: int | None = None
        self.fee_received = 0
        self.suspended: ev.Suspended | None = None
        self.replied_on: date | None = None
        self.delivered_on: date | None = None
        self.in_time: bool | None = None
        self.attempts: list[Attempt] = []
        self.earlier_attempts = 0
        self.closed: State | None = None
        self.last_on = self.received_on
        self.entries: list[Entry] = []
        self.remarks: list[Caution] = []

    def caution(self, message: str, cite: str) -> None:
        """Note of the event being entered what was not done as prescribed."""
        self.remarks.append(Caution(message, cite))

    def working_days(self, name: str, after: date) -> date:
        """The last day of the statutory period `name` after a day."""
        return self.calendar.add(after, parameter(name, self.received_on).amount)

    def extension_left(self) -> int:
        """Working days by which the period may still be extended: the cap is on the total, "once" is the body's setting."""
        if self.extension_used and self.settings["extension_count"] == "once":
            return 0
        return parameter("extension", self.received_on).amount - self.extension_days

    def said(self, name: str) -> str:
        """A statutory period in words, as 7个工作日."""
        return in_words(name, self.received_on)

    def all_pauses(self, until: date | None = None) -> tuple[Pause, ...]:
        """Every pause; open ones end after `until` where it is given."""
        pauses = list(self.pauses)
        for consultation in self.consultations.values():
            if self.stops(consultation):
                pauses.append(self._pause(consultation, until))
        if self.suspended is not None:
            begins = self.suspended.on + ONE_DAY
            ends = None if until is None else until + ONE_DAY
            pauses.append(
                Pause(begins, ends, f"中止：{self.suspended.reason}", "setting:suspension")
            )
        return join_pauses([p for p in pauses if p.ends is None or p.begins < p.ends])

    def stops(self, consultation: Consultation) -> bool:
        """Whether the time of asking is left out: never when asked too late, with an authority only where that was chosen."""
        if consultation.consultee is Consultee.AUTHORITY:
            return not consultation.late and self.settings["referral_stops_clock"] == "stop"
        return not consultation.late

    def _pause(self, consultation: Consultation, until: date | None) -> Pause:
        begins = consultation.sent_on
        if self.settings["pause_begins"] == "next_day":
            begins += ONE_DAY
        ends = (consultation.stops_until or consultation.expires_on) + ONE_DAY
        if consultation.returned_on is not None:
            answered = consultation.returned_on
            if self.settings["pause_ends"] == "reply_day":
                answered += ONE_DAY
            ends = min(ends, answered)
        if until is not None:
            ends = min(ends, until + ONE_DAY)
        asking = ASKING[consultation.consultee]
        cite = "ogi-2019#33.3"
        if consultation.consultee is Consultee.AUTHORITY:
            cite = "setting:referral_stops_clock"
        return Pause(begins, ends, f"{asking}所需时间不计算在期限内", cite)

    def due(self) -> date | None:
        """The last day to answer as things stand, or None."""
        if self.waiting is not None or self.closed in ENDED:
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
        return "中止尚未恢复"

    def restart(self, on: date, asked_on: date, what: str, why: str, cite: str) -> None:
        """Begin the period afresh after `on`."""
        if self.start < asked_on:
            self.given_up.append(
                Span(self.start + ONE_DAY, asked_on, f"{what}前已经过的时间不再计入", cite)
            )
        if on - ONE_DAY > asked_on:
            self.given_up.append(Span(asked_on + ONE_DAY, on - ONE_DAY, f"等待申请人{what}", cite))
        self.begin(on, why, cite)
        if self.settings["extension_after_restart"] == "once_per_period":
            self.extension_used = False

    def begin(self, on: date, why: str, cite: str) -> None:
        """Count from `on`, with nothing used up and nothing added."""
        self.start, self.start_why, self.start_cite = on, why, cite
        self.waiting = self.waiting_since = None
        self.extension_days = 0
        self.longer_until = None

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
        """Consultations that stop the clock, neither answered nor expired by the day of the last event."""
        return [
            consultation
            for consultation in self.consultations.values()
            if self.stops(consultation)
            and consultation.returned_on is None
            and consultation.expires_on > self.last_on
        ]

    def served_on(self) -> date | None:
        """The first day on which an attempt served the answer, or None."""
        days = [each.served_on for each in self.attempts[self.earlier_attempts :]]
        served = [day for day in days if day is not None]
        return min(served) if served and self.replied_on else None

    def course(self) -> Course:
        """The account closed."""
        due = self.due()
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
            extension_left=self.extension_left(),
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
            served_on=self.served_on(),
            in_time=self.in_time,
            attempts=tuple(self.attempts),
            entries=tuple(self.entries),
            extension_used=self.extension_used,
            supplement_used=self.supplement_used,
            fee_used=self.fee_used,
            cautions=tuple(self._cautions(due)),
        )

    def _cautions(self, due: date | None) -> list[Caution]:
        cautions = [*self.receipt.cautions, *self._late_confirmation()]
        cautions += [
            caution
            for entry in self.entries
            if not self._weighed_again(entry)
            for caution in entry.cautions
        ]
        if due is not None:
            cautions += self._unpublished_notice(due)
        return cautions

    def _weighed_again(self, entry: Entry) -> bool:
        """Whether an opinion was weighed once more after this: the last weighing holds, what was amiss before goes."""
        if not isinstance(entry.event, ev.OpinionWeighed):
            return False
        ref = entry.event.ref
        of_it = [
            each
            for each in self.entries
            if isinstance(each.event, ev.OpinionWeighed) and each.event.ref == ref
        ]
        return entry is not of_it[-1]

    def _late_confirmation(self) -> list[Caution]:
        """A day on which a stricter reading would count the request as received, with its last day."""
        earlier, why = self.receipt.earlier_reading(
            self.calendar, self.settings.number("confirmation_days")
        )
        if earlier is None or self.start != self.received_on:
            return []
        by = self.calendar.add(earlier, self.base_days)
        return [
            Caution(
                f"{why}；自{earlier}起算的，截止日为{by}，请尽量在该日前答复。", self.receipt.cite
            )
        ]

    def _unpublished_notice(self, due: date) -> list[Caution]:
        """A last day after the notices, or one in the late December that the next notice may move, as in 2018."""
        year = self.calendar.certain_through.year
        if due > self.calendar.certain_through:
            certain = self.calendar.last_certain_working_day()
            told = f"最迟在{certain}前答复确定不逾期，" if certain >= self.start else ""
            message = (
                f"{year + 1}年的放假安排尚未公布，截止日{due}按法定节假日暂计；"
                f"{told}放假安排载入后请重新计算。"
            )
            return [Caution(message, "public-holidays-2024#2")]
        if due > date(year, 12, 25):
            message = f"{year + 1}年的放假安排尚未载入，可能调整{year}年12月底的上班和放假；载入后请重新计算。"
            return [Caution(message, "ogi-2019#33.2")]
        return []
