"""答复、送达、重新答复、撤回."""

from __future__ import annotations

from datetime import date

from gongkai.statute import events as ev
from gongkai.statute.case_account import CaseAccount
from gongkai.statute.citations import resolve
from gongkai.statute.consultation import WITHOUT_PERIOD
from gongkai.statute.course import State
from gongkai.statute.delivery import CITES, CONSENT, OF_OFFICE, Attempt, served_by_notice
from gongkai.statute.errors import ImpossibleEvent, WrongArgument
from gongkai.statute.event_codes import Channel, Letter
from gongkai.statute.parameters import parameter
from gongkai.statute.pauses import ONE_DAY, Span
from gongkai.statute.transitions.consulting import notice_arrives, open_consultation
from gongkai.statute.transitions.effect import NoEffect
from gongkai.statute.transitions.supplement import supplement_by

WITHOUT_CONSENT = (
    "电子送达须经受送达人同意，没有此前同意的记录，不算送达；请取得同意后再发，或者换一种方式送达。"
)


def reply(event: ev.Replied, account: CaseAccount) -> None:
    """The decision is made; it still has to reach the applicant."""
    account.replied_on = event.on


def deliver(event: ev.Delivered, account: CaseAccount) -> None:
    """One attempt; the first one keeps the day that decides whether the answer was in time."""
    if account.replied_on is None:
        if account.closed is not None:
            raise NoEffect(OF_OFFICE, f"不能成立：{account.closed.label}，没有作出答复")
        raise _impossible(event, "此前没有作出答复")
    if event.channel is Channel.COURIER:
        account.caution(
            f"{resolve(OF_OFFICE)}规定邮寄只能通过邮政企业，不得通过其他快递企业；以签收之日为准。",
            OF_OFFICE,
        )
    if event.channel is Channel.LEFT and not event.proof.strip():
        account.caution(
            "留置送达应当有见证人，或者以拍照、录像记录送达过程，未见记录。", CITES[event.channel]
        )
    if event.channel is Channel.PUBLIC_NOTICE and not account.attempts:
        account.caution(
            "公告送达以其他方式无法送达为前提，未见此前的送达记录。", CITES[event.channel]
        )
    for consultation in account.consultations.values():
        if consultation.told_on and consultation.release_from is None:
            account.caution(
                f"告知第三方的文书于{consultation.told_on}发出，还没有送达的记录，答复已于{event.on}发出。",
                consultation.cite,
            )
        elif consultation.release_from and event.on < consultation.release_from:
            account.caution(
                f"已告知第三方，本机关设定的等待期至{consultation.release_from}，答复于{event.on}发出。",
                "setting:third_party_holding_days",
            )
    if _agreed(event):
        attempt = Attempt(
            event.channel, event.on, _moment(event, account), _served_on(event), event.proof
        )
    else:
        account.caution(WITHOUT_CONSENT, CONSENT)
        attempt = Attempt(event.channel, event.on, None, None, event.proof, binding=False)
    account.attempts.append(attempt)
    if account.closed is State.ABANDONED:
        return
    _count(attempt, account)


def _agreed(event: ev.Delivered) -> bool:
    """Electronic delivery needs the addressee's consent (民事诉讼法第九十条, by analogy); every other way does not."""
    if event.channel is not Channel.ELECTRONIC:
        return True
    return event.consented_on is not None and event.consented_on <= event.on


def _count(attempt: Attempt, account: CaseAccount) -> None:
    """The first attempt whose day is known decides whether the answer was in time."""
    if attempt.moment is None:
        return
    if account.delivered_on is None:
        account.delivered_on = attempt.moment
        account.in_time = _in_time(attempt.moment, account)
    account.closed = State.DELIVERED


def _moment(event: ev.Delivered, account: CaseAccount) -> date | None:
    if event.channel is Channel.COURIER:
        return event.signed_on
    if (
        event.channel is not Channel.ELECTRONIC
        or account.settings["electronic_delivery_moment"] == "sent"
    ):
        return event.on
    return event.acknowledged_on


def _served_on(event: ev.Delivered) -> date | None:
    match event.channel:
        case Channel.POST | Channel.COURIER:
            if event.signed_on and event.signed_on < event.on:
                raise WrongArgument("邮件的签收日期", event.signed_on, f"不早于交邮之日{event.on}")
            return event.signed_on
        case Channel.PUBLIC_NOTICE:
            return served_by_notice(event.on)
        case Channel.ELECTRONIC:
            if event.acknowledged_on and event.acknowledged_on < event.on:
                raise WrongArgument(
                    "电子送达的到达日期（acknowledged_on）",
                    event.acknowledged_on,
                    f"不早于发送之日{event.on}的日期",
                )
            return event.acknowledged_on
    return event.on


def _in_time(moment: date, account: CaseAccount) -> bool | None:
    due = account.due()
    if due is not None:
        return moment <= due
    return True if account.waiting is not None or account.suspended is not None else None


def return_delivery(event: ev.DeliveryReturned, account: CaseAccount) -> None:
    """The answer has to be delivered again; the first posting keeps its day."""
    index = _attempt(event.sent_on, account)
    if index is None:
        raise _impossible(event, "没有尚在途中的送达")
    account.attempts[index] = account.attempts[index].returned(event.on, event.reason)
    standing = account.attempts[account.earlier_attempts :]
    if account.closed is State.DELIVERED and all(each.returned_on for each in standing):
        account.closed = None


def _attempt(sent_on: date | None, account: CaseAccount) -> int | None:
    """The place of the attempt of that day, else of the last one, that has not come back; one on its way before one that arrived."""
    found = [
        (each.served_on is None or sent_on is None, index)
        for index, each in enumerate(account.attempts)
        if each.returned_on is None
        and index >= account.earlier_attempts
        and sent_on in (None, each.on)
    ]
    return max(found)[1] if found else None


def arrive(event: ev.LetterArrived, account: CaseAccount) -> None:
    """Periods that run from arrival are set by the real day."""
    match event.letter:
        case Letter.SUPPLEMENT_NOTICE:
            if account.supplement is None or account.waiting is not State.AWAITING_SUPPLEMENT:
                raise _impossible(event, "没有发出补正告知书")
            account.supplement_by = supplement_by(account.supplement, event.on, account)
        case Letter.FEE_NOTICE:
            if account.waiting is not State.AWAITING_PAYMENT:
                raise _impossible(event, "没有发出收费通知")
            account.payment_by = account.working_days("payment", event.on)
        case Letter.CONSULTATION:
            _consultation_arrives(event, account)
        case Letter.THIRD_PARTY_NOTICE:
            notice_arrives(event, account)
        case Letter.REPLY:
            index = _attempt(event.sent_on, account)
            if index is None:
                raise _impossible(event, "没有发出答复")
            if not account.attempts[index].binding:
                raise NoEffect(CONSENT, f"不能成立：{WITHOUT_CONSENT}")
            account.attempts[index] = account.attempts[index].arrived(event.on)
            if account.closed is not State.ABANDONED:
                _count(account.attempts[index], account)


def _consultation_arrives(event: ev.LetterArrived, account: CaseAccount) -> None:
    consultation = open_consultation(event, account, event.ref)
    expires = consultation.expires_on
    if not consultation.dated:
        if consultation.consultee in WITHOUT_PERIOD:
            days = account.settings.number("other_agency_period")
            expires = account.calendar.add(event.on, days)
        else:
            expires = account.working_days(consultation.consultee.value, event.on)
    account.consultations[event.ref] = consultation.reached(event.on, expires)


def order_answer(event: ev.AnswerOrdered, account: CaseAccount) -> None:
    """A new period on the same case; the earlier answer keeps its record but no longer ends the case."""
    if account.start < event.on - ONE_DAY:
        account.given_up.append(
            Span(
                account.start + ONE_DAY,
                event.on - ONE_DAY,
                "此前的办理，已被责令重新答复",
                event.ordered_by.cite,
            )
        )
    account.base_days = event.days or parameter("reply", account.received_on).amount
    account.base_cite = event.ordered_by.cite
    account.pauses = [pause for pause in account.pauses if pause.begins > event.on]
    account.begin(
        event.on,
        f"{event.ordered_by.label}送达之日不计入，自次日起计算重新答复的期限",
        event.ordered_by.cite,
    )
    if account.attempts:
        account.caution(
            "重新答复不得以同一事实和理由作出与原答复相同或者基本相同的决定。",
            event.ordered_by.not_the_same,
        )
    account.extension_used = False
    account.closed = account.replied_on = account.delivered_on = account.in_time = None
    account.earlier_attempts = len(account.attempts)


def merge(event: ev.Merged, account: CaseAccount) -> None:
    """No article provides it; the other case answers both."""
    if not event.into.strip():
        raise WrongArgument("并入的申请（into）", "空", "一个申请编号")
    account.waiting = None
    account.closed = State.MERGED


def withdraw(event: ev.Withdrawn, account: CaseAccount) -> None:
    """No article provides it; the case is closed without a decision."""
    account.waiting = None
    account.closed = State.WITHDRAWN


def _impossible(event: ev.Event, why: str) -> ImpossibleEvent:
    return ImpossibleEvent(
        event.kind,
        event.on,
        OF_OFFICE,
        f"“{event.label}”（{event.on}）不能成立：{why}，请核对次序。",
    )
