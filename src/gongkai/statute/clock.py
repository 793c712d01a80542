"""The statutory clock of a request: its receipt and events in, its course out (条例第三十条至第三十五条、办法第六条).

A `Clock` is immutable: `after(event)` gives the next one. An event that the law does not allow is refused with the article
(`IllegalEvent`). Nothing here knows what day it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
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
from gongkai.statute.errors import IllegalEvent, NotInForce, WrongArgument
from gongkai.statute.parameters import parameter
from gongkai.statute.receipt import Caution, Receipt
from gongkai.statute.settings import DEFAULT, Settings
from gongkai.statute.workdays import Calendar

FIRST_DAY = date(2019, 5, 15)
CLOSED = (State.DELIVERED, State.ABANDONED, State.WITHDRAWN)


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
        IllegalEvent: the law does not allow an event where it stands.
        NotInForce: received before the Regulations of 2019 came into force.
        CalendarNotLoaded: a day falls outside the loaded years.
    """

    receipt: Receipt
    calendar: Calendar
    events: tuple[ev.Event, ...] = ()
    settings: Settings = DEFAULT
    course: Course = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Run the events."""
        object.__setattr__(self, "course", _run(self))

    def after(self, *more: ev.Event) -> Clock:
        """The clock after further events."""
        return replace(self, events=(*self.events, *more))

    def under(self, calendar: Calendar) -> Clock:
        """The same case counted by another calendar."""
        return replace(self, calendar=calendar)


def start_clock(
    received_on: date,
    calendar: Calendar,
    events: Iterable[ev.Event] = (),
    settings: Settings = DEFAULT,
) -> Clock:
    """A clock where only the day of receipt is known."""
    return Clock(Receipt(received_on), calendar, tuple(events), settings)


def _run(clock: Clock) -> Course:
    if clock.receipt.received_on < FIRST_DAY:
        raise NotInForce(
            "2019年修订的《政府信息公开条例》的期限", clock.receipt.received_on, FIRST_DAY
        )
    ledger = _Ledger(clock)
    for event in clock.events:
        ledger.record(event)
    return ledger.course()


class _Ledger:
    """The running account of one pass over the events."""

    def __init__(self, clock: Clock) -> None:
        self.calendar = clock.calendar
        self.settings = clock.settings
        self.receipt = clock.receipt
        self.received_on = clock.receipt.received_on
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
        self.cautions = list(clock.receipt.cautions)

    def working_days(self, name: str, after: date) -> date:
        """The last day of the statutory period `name` after a day."""
        return self.calendar.add(after, parameter(name, self.received_on).amount)

    # What is known so far

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

    # Recording

    def record(self, event: ev.Event) -> None:
        """Check one event against the law and enter it."""
        if event.on < self.received_on:
            raise IllegalEvent(
                event.kind,
                event.on,
                self.receipt.cite,
                f"“{event.label}”（{event.on}）早于收到申请之日{self.received_on}（条例第三十一条），请核对日期。",
            )
        if event.on < self.last_on:
            raise IllegalEvent(
                event.kind,
                event.on,
                None,
                f"“{event.label}”（{event.on}）早于前一事件（{self.last_on}），请按时间先后填写。",
            )
        if self.closed is not None:
            raise IllegalEvent(
                event.kind,
                event.on,
                None,
                f"“{event.label}”（{event.on}）不能成立：{self.closed.label}，此件已经办结。",
            )
        if self.replied_on is not None and not isinstance(event, ev.Delivered):
            raise IllegalEvent(
                event.kind,
                event.on,
                None,
                f"“{event.label}”（{event.on}）不能成立：已于{self.replied_on}作出答复，其后只有送达。",
            )
        handler = {
            ev.SupplementAsked: self._supplement_asked,
            ev.SupplementReceived: self._supplement_received,
            ev.SupplementLapsed: self._supplement_lapsed,
            ev.ConsultationSent: self._consultation_sent,
            ev.ConsultationReturned: self._consultation_returned,
            ev.ConsultationExpired: self._consultation_expired,
            ev.Extended: self._extended,
            ev.LongerPeriodSet: self._longer_period_set,
            ev.FeeNotified: self._fee_notified,
            ev.FeePaid: self._fee_paid,
            ev.FeeLapsed: self._fee_lapsed,
            ev.Suspended: self._suspended,
            ev.Resumed: self._resumed,
            ev.Replied: self._replied,
            ev.Delivered: self._delivered,
            ev.Withdrawn: self._withdrawn,
        }[type(event)]
        handler(event)  # type: ignore[operator]  # each handler takes the event of its key
        self.last_on = event.on

    def _refuse(self, event: ev.Event, cite: str, why: str) -> IllegalEvent:
        return IllegalEvent(event.kind, event.on, cite, f"“{event.label}”（{event.on}）{why}。")

    def _must_run(self, event: ev.Event, cite: str) -> None:
        """The answer period must be running, not waiting for the applicant and not expired."""
        if self.waiting is not None:
            raise self._refuse(event, cite, f"不能成立：{self.no_due_because()}，期限没有在计算")
        due = self.due()
        if due is not None and event.on > due:
            raise self._refuse(
                event, cite, f"不能成立：答复期限已于{due}届满，应当在期限届满前作出"
            )

    def _supplement_asked(self, event: ev.SupplementAsked) -> None:
        cite = "ogi-2019#30"
        if self.supplement_used:
            raise self._refuse(
                event, cite, "不能成立：条例第三十条要求一次性告知补正，此前已经告知过一次"
            )
        self._must_run(event, cite)
        if event.on > self.notice_by:
            raise self._refuse(
                event,
                cite,
                f"不能成立：条例第三十条要求自收到申请之日起7个工作日内告知补正，最后一日为{self.notice_by}",
            )
        by = event.by
        if by is None:
            by = self.calendar.add(event.on, self.settings.number("supplement_period"))
        if by <= event.on:
            raise WrongArgument("补正期限", by, f"晚于告知之日{event.on}的日期（条例第三十条）")
        self.supplement_used = True
        self.supplement_by = by
        self.waiting, self.waiting_since = State.AWAITING_SUPPLEMENT, event.on

    def _must_wait(self, event: ev.Event, state: State, cite: str, before: str) -> date:
        if self.waiting is not state or self.waiting_since is None:
            raise self._refuse(event, cite, f"不能成立：此前没有{before}")
        return self.waiting_since

    def _supplement_received(self, event: ev.SupplementReceived) -> None:
        cite = "ogi-2019#30"
        asked_on = self._must_wait(event, State.AWAITING_SUPPLEMENT, cite, "告知补正")
        if self.supplement_by and event.on > self.supplement_by and not event.good_reason.strip():
            raise self._refuse(
                event,
                cite,
                f"晚于补正期限{self.supplement_by}而没有写明正当理由，条例第三十条视为放弃申请",
            )
        self._restart(
            event.on, asked_on, "补正", "收到补正之日不计入，自次日起重新计算答复期限", cite
        )

    def _restart(self, on: date, asked_on: date, what: str, why: str, cite: str) -> None:
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

    def _supplement_lapsed(self, event: ev.SupplementLapsed) -> None:
        cite = "ogi-2019#30"
        self._must_wait(event, State.AWAITING_SUPPLEMENT, cite, "告知补正")
        if self.supplement_by and event.on <= self.supplement_by:
            raise self._refuse(
                event, cite, f"过早：补正期限至{self.supplement_by}，次日起才能视为放弃申请"
            )
        self.waiting = None
        self.closed = State.ABANDONED

    def _consultation_sent(self, event: ev.ConsultationSent) -> None:
        cite = {
            ev.Consultee.THIRD_PARTY: "ogi-2019#32",
            ev.Consultee.JOINT_MAKER: "ogi-2019#34",
            ev.Consultee.OTHER_AGENCY: "ogi-2019#33.3",
        }[event.consultee]
        self._must_run(event, cite)
        if event.ref in self.consultations:
            raise self._refuse(
                event, cite, f"的编号“{event.ref}”已经用过，请用ref=…区分几次征求意见"
            )
        reached = event.reached_on or event.on
        if reached < event.on:
            raise WrongArgument("征求意见书的收到日期", reached, f"不早于发出之日{event.on}")
        if event.consultee is ev.Consultee.OTHER_AGENCY:
            expires = event.until
            if expires is not None and expires < event.on:
                raise WrongArgument("征求意见的答复日期", expires, f"不早于发出之日{event.on}")
        elif event.until is not None:
            raise WrongArgument(
                "征求意见的until", event.until, "空：第三方和共同制作机关的期限为法定15个工作日"
            )
        else:
            expires = self.working_days(event.consultee.value, reached)
        self.consultations[event.ref] = Consultation(
            event.ref, event.consultee, event.on, reached, expires
        )

    def _open_consultation(self, event: ev.Event, ref: str) -> Consultation:
        consultation = self.consultations.get(ref)
        if consultation is None or consultation.returned_on is not None:
            named = f"编号为“{ref}”的" if ref else ""
            raise self._refuse(event, "ogi-2019#32", f"不能成立：没有{named}尚未答复的征求意见")
        return consultation

    def _consultation_returned(self, event: ev.ConsultationReturned) -> None:
        consultation = self._open_consultation(event, event.ref)
        if event.on < consultation.reached_on:
            raise WrongArgument(
                "收到意见的日期", event.on, f"不早于对方收到征求意见书之日{consultation.reached_on}"
            )
        if consultation.expires_on and event.on > consultation.expires_on:
            self.cautions.append(
                Caution(
                    f"意见于{event.on}收到，晚于期限{consultation.expires_on}，逾期的时间仍计算在答复期限内；"
                    f"{consultation.silence}。",
                    consultation.cite,
                )
            )
        self.consultations[event.ref] = replace(
            consultation, returned_on=event.on, position=event.position
        )

    def _consultation_expired(self, event: ev.ConsultationExpired) -> None:
        consultation = self._open_consultation(event, event.ref)
        if consultation.expires_on is None:
            self.consultations[event.ref] = replace(consultation, expires_on=event.on)
        elif event.on < consultation.expires_on:
            raise self._refuse(
                event, consultation.cite, f"过早：提出意见的期限至{consultation.expires_on}"
            )

    def _extended(self, event: ev.Extended) -> None:
        cite = "ogi-2019#33.2"
        if self.extension_used:
            raise self._refuse(
                event, cite, "不能成立：答复期限已经延长过，条例第三十三条第二款只允许延长一次"
            )
        cap = parameter("extension", self.received_on).amount
        if not 1 <= event.days <= cap:
            raise self._refuse(
                event,
                cite,
                f"的{event.days}个工作日不能成立：条例第三十三条第二款规定延长1至{cap}个工作日",
            )
        self._must_run(event, cite)
        if not (event.approved_by or "").strip():
            self.cautions.append(
                Caution(
                    "延长答复期限应当经政府信息公开工作机构负责人同意，未见同意人的记录。", cite
                )
            )
        self.extension_days = event.days
        self.extension_used = True

    def _longer_period_set(self, event: ev.LongerPeriodSet) -> None:
        cite = "ogi-2019#35"
        self._must_run(event, cite)
        due = self.due()
        if event.until is None or (due is not None and event.until <= due):
            raise WrongArgument(
                "延迟答复的合理期限（until）",
                event.until or "空",
                f"晚于现在的截止日{due or event.on}的日期（条例第三十五条）",
            )
        self.longer_until = event.until

    def _fee_notified(self, event: ev.FeeNotified) -> None:
        cite = "fees-2020#6"
        if event.on < date(2021, 1, 1):
            raise NotInForce("信息处理费", event.on, date(2021, 1, 1))
        if self.fee_used:
            raise self._refuse(
                event, "fees-2020#3", "不能成立：每件申请只能按一种标准收费，此前已经发出收费通知"
            )
        self._must_run(event, cite)
        reached = event.reached_on or event.on
        if reached < event.on:
            raise WrongArgument("收费通知的收到日期", reached, f"不早于发出之日{event.on}")
        self.fee_used = True
        self.payment_by = self.calendar.add(reached, parameter("payment", event.on).amount)
        self.waiting, self.waiting_since = State.AWAITING_PAYMENT, event.on

    def _fee_paid(self, event: ev.FeePaid) -> None:
        cite = "fees-2020#6"
        notified_on = self._must_wait(event, State.AWAITING_PAYMENT, cite, "收费通知")
        if self.payment_by and event.on > self.payment_by:
            raise self._refuse(
                event, cite, f"晚于缴费期限{self.payment_by}，办法第六条视为放弃申请、不再处理"
            )
        if self.settings["fee_payment_effect"] == "restart":
            self._restart(
                event.on,
                notified_on,
                "缴费",
                "缴费之日不计入，自次日起重新计算办理期限",
                "setting:fee_payment_effect",
            )
            return
        self.waiting = self.waiting_since = None
        self.pauses.append(
            Pause(
                notified_on + ONE_DAY,
                event.on + ONE_DAY,
                "等待申请人缴费的时间不计算在期限内",
                "setting:fee_payment_effect",
            )
        )

    def _fee_lapsed(self, event: ev.FeeLapsed) -> None:
        cite = "fees-2020#6"
        self._must_wait(event, State.AWAITING_PAYMENT, cite, "收费通知")
        if self.payment_by and event.on <= self.payment_by:
            raise self._refuse(
                event, cite, f"过早：缴费期限至{self.payment_by}，次日起才能视为放弃申请"
            )
        self.waiting = None
        self.closed = State.ABANDONED

    def _suspended(self, event: ev.Suspended) -> None:
        cite = "ogi-2019#33.3"
        if self.settings["suspension"] == "refuse":
            raise self._refuse(
                event,
                cite,
                "不能成立：条例第三十三条第三款只规定征求意见的时间不计算在内，没有其他中止事由"
                "（可用设置suspension改为接受）",
            )
        if not event.reason.strip():
            raise WrongArgument("中止的理由（reason）", "空", "一句话")
        if self.suspended is not None:
            raise self._refuse(event, cite, "不能成立：已经中止，尚未恢复")
        self._must_run(event, cite)
        self.suspended = event

    def _resumed(self, event: ev.Resumed) -> None:
        if self.suspended is None:
            raise self._refuse(event, "ogi-2019#33.3", "不能成立：此前没有中止")
        self.pauses.append(
            Pause(
                self.suspended.on + ONE_DAY,
                event.on + ONE_DAY,
                f"中止：{self.suspended.reason}",
                "setting:suspension",
            )
        )
        self.suspended = None

    def _replied(self, event: ev.Replied) -> None:
        self.replied_on = event.on

    def _delivered(self, event: ev.Delivered) -> None:
        cite = "delivery-2016"
        if self.replied_on is None:
            raise self._refuse(event, cite, "不能成立：此前没有作出答复")
        if event.channel is ev.Channel.COURIER:
            raise self._refuse(
                event,
                cite,
                "不能成立：国办公开办函〔2016〕235号规定邮寄只能通过邮政企业，不得通过其他快递企业",
            )
        moment = event.on
        if (
            event.channel is ev.Channel.ELECTRONIC
            and self.settings["electronic_delivery_moment"] == "acknowledged"
        ):
            if event.acknowledged_on is None or event.acknowledged_on < event.on:
                raise WrongArgument(
                    "电子送达的确认日期（acknowledged_on）",
                    event.acknowledged_on or "空",
                    f"不早于发送之日{event.on}的日期",
                )
            moment = event.acknowledged_on
        due = self.due()
        if due is not None:
            self.in_time = moment <= due
        elif self.waiting is not None or self.suspended is not None:
            self.in_time = True
        self.delivered_on = moment
        self.closed = State.DELIVERED

    def _withdrawn(self, event: ev.Withdrawn) -> None:
        self.waiting = None
        self.closed = State.WITHDRAWN

    # The result

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
