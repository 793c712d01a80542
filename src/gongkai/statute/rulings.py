"""What the law allows to happen to a request, event by event (条例第三十条至第三十五条、办法第六条).

Each event is checked against the account so far and entered, or refused with the article (`IllegalEvent`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import singledispatch

from gongkai.statute import events as ev
from gongkai.statute.course import ONE_DAY, Consultation, Pause, State
from gongkai.statute.errors import IllegalEvent, WrongArgument
from gongkai.statute.ledger import Ledger
from gongkai.statute.parameters import parameter
from gongkai.statute.receipt import Caution


@singledispatch
def _enter(event: ev.Event, ledger: Ledger) -> None:
    raise TypeError(type(event).__name__)


def record(event: ev.Event, ledger: Ledger) -> None:
    """Check one event against the law and enter it."""
    if event.on < ledger.received_on:
        raise IllegalEvent(
            event.kind,
            event.on,
            ledger.receipt.cite,
            f"“{event.label}”（{event.on}）早于收到申请之日{ledger.received_on}（条例第三十一条），请核对日期。",
        )
    if event.on < ledger.last_on:
        raise IllegalEvent(
            event.kind,
            event.on,
            None,
            f"“{event.label}”（{event.on}）早于前一事件（{ledger.last_on}），请按时间先后填写。",
        )
    if ledger.closed is not None:
        raise IllegalEvent(
            event.kind,
            event.on,
            None,
            f"“{event.label}”（{event.on}）不能成立：{ledger.closed.label}，此件已经办结。",
        )
    if ledger.replied_on is not None and not isinstance(event, ev.Delivered):
        raise IllegalEvent(
            event.kind,
            event.on,
            None,
            f"“{event.label}”（{event.on}）不能成立：已于{ledger.replied_on}作出答复，其后只有送达。",
        )
    _enter(event, ledger)
    ledger.last_on = event.on


def _refuse(event: ev.Event, cite: str, why: str) -> IllegalEvent:
    return IllegalEvent(event.kind, event.on, cite, f"“{event.label}”（{event.on}）{why}。")


def _must_run(event: ev.Event, ledger: Ledger, cite: str) -> None:
    """The answer period must be running, not waiting for the applicant and not expired."""
    if ledger.waiting is not None:
        raise _refuse(event, cite, f"不能成立：{ledger.no_due_because()}，期限没有在计算")
    due = ledger.due()
    if due is not None and event.on > due:
        raise _refuse(event, cite, f"不能成立：答复期限已于{due}届满，应当在期限届满前作出")


@_enter.register
def _(event: ev.SupplementAsked, ledger: Ledger) -> None:
    cite = "ogi-2019#30"
    if ledger.supplement_used:
        raise _refuse(event, cite, "不能成立：条例第三十条要求一次性告知补正，此前已经告知过一次")
    _must_run(event, ledger, cite)
    if event.on > ledger.notice_by:
        raise _refuse(
            event,
            cite,
            f"不能成立：条例第三十条要求自收到申请之日起7个工作日内告知补正，最后一日为{ledger.notice_by}",
        )
    by = event.by
    if by is None:
        by = ledger.calendar.add(event.on, ledger.settings.number("supplement_period"))
    if by <= event.on:
        raise WrongArgument("补正期限", by, f"晚于告知之日{event.on}的日期（条例第三十条）")
    ledger.supplement_used = True
    ledger.supplement_by = by
    ledger.waiting, ledger.waiting_since = State.AWAITING_SUPPLEMENT, event.on


def _must_wait(event: ev.Event, ledger: Ledger, state: State, cite: str, before: str) -> date:
    if ledger.waiting is not state or ledger.waiting_since is None:
        raise _refuse(event, cite, f"不能成立：此前没有{before}")
    return ledger.waiting_since


@_enter.register
def _(event: ev.SupplementReceived, ledger: Ledger) -> None:
    cite = "ogi-2019#30"
    asked_on = _must_wait(event, ledger, State.AWAITING_SUPPLEMENT, cite, "告知补正")
    if ledger.supplement_by and event.on > ledger.supplement_by and not event.good_reason.strip():
        raise _refuse(
            event,
            cite,
            f"晚于补正期限{ledger.supplement_by}而没有写明正当理由，条例第三十条视为放弃申请",
        )
    ledger.restart(event.on, asked_on, "补正", "收到补正之日不计入，自次日起重新计算答复期限", cite)


@_enter.register
def _(event: ev.SupplementLapsed, ledger: Ledger) -> None:
    cite = "ogi-2019#30"
    _must_wait(event, ledger, State.AWAITING_SUPPLEMENT, cite, "告知补正")
    if ledger.supplement_by and event.on <= ledger.supplement_by:
        raise _refuse(
            event, cite, f"过早：补正期限至{ledger.supplement_by}，次日起才能视为放弃申请"
        )
    ledger.waiting = None
    ledger.closed = State.ABANDONED


@_enter.register
def _(event: ev.ConsultationSent, ledger: Ledger) -> None:
    cite = {
        ev.Consultee.THIRD_PARTY: "ogi-2019#32",
        ev.Consultee.JOINT_MAKER: "ogi-2019#34",
        ev.Consultee.OTHER_AGENCY: "ogi-2019#33.3",
    }[event.consultee]
    _must_run(event, ledger, cite)
    if event.ref in ledger.consultations:
        raise _refuse(event, cite, f"的编号“{event.ref}”已经用过，请用ref=…区分几次征求意见")
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
        expires = ledger.working_days(event.consultee.value, reached)
    if event.on == ledger.due() and ledger.settings["pause_begins"] == "next_day":
        ledger.cautions.append(
            Caution(
                f"征求意见书于答复期限最后一日（{event.on}）发出，自次日起扣除，已没有剩余的期限可以扣除。",
                "setting:pause_begins",
            )
        )
    ledger.consultations[event.ref] = Consultation(
        event.ref, event.consultee, event.on, reached, expires
    )


def _open_consultation(event: ev.Event, ledger: Ledger, ref: str) -> Consultation:
    consultation = ledger.consultations.get(ref)
    if consultation is None or consultation.returned_on is not None:
        named = f"编号为“{ref}”的" if ref else ""
        raise _refuse(event, "ogi-2019#32", f"不能成立：没有{named}尚未答复的征求意见")
    return consultation


@_enter.register
def _(event: ev.ConsultationReturned, ledger: Ledger) -> None:
    consultation = _open_consultation(event, ledger, event.ref)
    if event.on < consultation.reached_on:
        raise WrongArgument(
            "收到意见的日期", event.on, f"不早于对方收到征求意见书之日{consultation.reached_on}"
        )
    if consultation.expires_on and event.on > consultation.expires_on:
        ledger.cautions.append(
            Caution(
                f"意见于{event.on}收到，晚于期限{consultation.expires_on}，逾期的时间仍计算在答复期限内；"
                f"{consultation.silence}。",
                consultation.cite,
            )
        )
    ledger.consultations[event.ref] = replace(
        consultation, returned_on=event.on, position=event.position
    )


@_enter.register
def _(event: ev.ConsultationExpired, ledger: Ledger) -> None:
    consultation = _open_consultation(event, ledger, event.ref)
    if consultation.expires_on is None:
        ledger.consultations[event.ref] = replace(consultation, expires_on=event.on)
    elif event.on < consultation.expires_on:
        raise _refuse(event, consultation.cite, f"过早：提出意见的期限至{consultation.expires_on}")


@_enter.register
def _(event: ev.Extended, ledger: Ledger) -> None:
    cite = "ogi-2019#33.2"
    if ledger.extension_used:
        raise _refuse(
            event, cite, "不能成立：答复期限已经延长过，条例第三十三条第二款只允许延长一次"
        )
    cap = parameter("extension", ledger.received_on).amount
    if not 1 <= event.days <= cap:
        raise _refuse(
            event,
            cite,
            f"的{event.days}个工作日不能成立：条例第三十三条第二款规定延长1至{cap}个工作日",
        )
    _must_run(event, ledger, cite)
    if not (event.approved_by or "").strip():
        ledger.cautions.append(
            Caution("延长答复期限应当经政府信息公开工作机构负责人同意，未见同意人的记录。", cite)
        )
    ledger.extension_days = event.days
    ledger.extension_used = True


@_enter.register
def _(event: ev.LongerPeriodSet, ledger: Ledger) -> None:
    cite = "ogi-2019#35"
    _must_run(event, ledger, cite)
    due = ledger.due()
    if event.until is None or (due is not None and event.until <= due):
        raise WrongArgument(
            "延迟答复的合理期限（until）",
            event.until or "空",
            f"晚于现在的截止日{due or event.on}的日期（条例第三十五条）",
        )
    ledger.longer_until = event.until


@_enter.register
def _(event: ev.FeeNotified, ledger: Ledger) -> None:
    cite = "fees-2020#6"
    to_pay = parameter("payment", event.on)
    if ledger.fee_used:
        raise _refuse(
            event, "fees-2020#3", "不能成立：每件申请只能按一种标准收费，此前已经发出收费通知"
        )
    _must_run(event, ledger, cite)
    reached = event.reached_on or event.on
    if reached < event.on:
        raise WrongArgument("收费通知的收到日期", reached, f"不早于发出之日{event.on}")
    ledger.fee_used = True
    ledger.payment_by = ledger.calendar.add(reached, to_pay.amount)
    ledger.waiting, ledger.waiting_since = State.AWAITING_PAYMENT, event.on


@_enter.register
def _(event: ev.FeePaid, ledger: Ledger) -> None:
    cite = "fees-2020#6"
    notified_on = _must_wait(event, ledger, State.AWAITING_PAYMENT, cite, "收费通知")
    if ledger.payment_by and event.on > ledger.payment_by:
        raise _refuse(
            event, cite, f"晚于缴费期限{ledger.payment_by}，办法第六条视为放弃申请、不再处理"
        )
    if ledger.settings["fee_payment_effect"] == "restart":
        ledger.restart(
            event.on,
            notified_on,
            "缴费",
            "缴费之日不计入，自次日起重新计算办理期限",
            "setting:fee_payment_effect",
        )
        return
    ledger.waiting = ledger.waiting_since = None
    ledger.pauses.append(
        Pause(
            notified_on + ONE_DAY,
            event.on + ONE_DAY,
            "等待申请人缴费的时间不计算在期限内",
            "setting:fee_payment_effect",
        )
    )


@_enter.register
def _(event: ev.FeeLapsed, ledger: Ledger) -> None:
    cite = "fees-2020#6"
    _must_wait(event, ledger, State.AWAITING_PAYMENT, cite, "收费通知")
    if ledger.payment_by and event.on <= ledger.payment_by:
        raise _refuse(event, cite, f"过早：缴费期限至{ledger.payment_by}，次日起才能视为放弃申请")
    ledger.waiting = None
    ledger.closed = State.ABANDONED


@_enter.register
def _(event: ev.Suspended, ledger: Ledger) -> None:
    cite = "ogi-2019#33.3"
    if ledger.settings["suspension"] == "refuse":
        raise _refuse(
            event,
            cite,
            "不能成立：条例第三十三条第三款只规定征求意见的时间不计算在内，没有其他中止事由"
            "（可用设置suspension改为接受）",
        )
    if not event.reason.strip():
        raise WrongArgument("中止的理由（reason）", "空", "一句话")
    if ledger.suspended is not None:
        raise _refuse(event, cite, "不能成立：已经中止，尚未恢复")
    _must_run(event, ledger, cite)
    ledger.suspended = event


@_enter.register
def _(event: ev.Resumed, ledger: Ledger) -> None:
    if ledger.suspended is None:
        raise _refuse(event, "ogi-2019#33.3", "不能成立：此前没有中止")
    ledger.pauses.append(
        Pause(
            ledger.suspended.on + ONE_DAY,
            event.on + ONE_DAY,
            f"中止：{ledger.suspended.reason}",
            "setting:suspension",
        )
    )
    ledger.suspended = None


@_enter.register
def _(event: ev.Replied, ledger: Ledger) -> None:
    ledger.replied_on = event.on


@_enter.register
def _(event: ev.Delivered, ledger: Ledger) -> None:
    cite = "delivery-2016"
    if ledger.replied_on is None:
        raise _refuse(event, cite, "不能成立：此前没有作出答复")
    if event.channel is ev.Channel.COURIER:
        raise _refuse(
            event,
            cite,
            "不能成立：国办公开办函〔2016〕235号规定邮寄只能通过邮政企业，不得通过其他快递企业",
        )
    moment = event.on
    if (
        event.channel is ev.Channel.ELECTRONIC
        and ledger.settings["electronic_delivery_moment"] == "acknowledged"
    ):
        if event.acknowledged_on is None or event.acknowledged_on < event.on:
            raise WrongArgument(
                "电子送达的确认日期（acknowledged_on）",
                event.acknowledged_on or "空",
                f"不早于发送之日{event.on}的日期",
            )
        moment = event.acknowledged_on
    due = ledger.due()
    if due is not None:
        ledger.in_time = moment <= due
    elif ledger.waiting is not None or ledger.suspended is not None:
        ledger.in_time = True
    ledger.delivered_on = moment
    ledger.closed = State.DELIVERED


@_enter.register
def _(event: ev.Withdrawn, ledger: Ledger) -> None:
    ledger.waiting = None
    ledger.closed = State.WITHDRAWN
