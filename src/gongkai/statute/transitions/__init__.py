"""What follows from each event of a case, one named function an event (条例第三十条至第三十五条、办法第六条).

An event that the law does not allow is recorded all the same, without effect and with the article (`NoEffect`). Only what cannot have
happened is refused (`ImpossibleEvent`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from gongkai.statute import events as ev
from gongkai.statute.case_account import CaseAccount
from gongkai.statute.citations import resolve
from gongkai.statute.course import Entry, State
from gongkai.statute.errors import ImpossibleEvent
from gongkai.statute.receipt import Caution
from gongkai.statute.transitions import answering, consulting, fees, period, supplement
from gongkai.statute.transitions.effect import NoEffect

TRANSITIONS: Mapping[type[ev.Event], Callable[[Any, CaseAccount], None]] = MappingProxyType(
    {
        ev.SupplementAsked: supplement.ask_supplement,
        ev.SupplementReceived: supplement.receive_supplement,
        ev.SupplementLapsed: supplement.let_supplement_lapse,
        ev.ConsultationSent: consulting.send_consultation,
        ev.ConsultationReturned: consulting.return_consultation,
        ev.ConsultationExpired: consulting.let_consultation_expire,
        ev.OpinionWeighed: consulting.weigh_opinion,
        ev.ThirdPartyTold: consulting.tell_third_party,
        ev.Extended: period.extend,
        ev.ReasonsAsked: period.ask_reasons,
        ev.ReasonsGiven: period.give_reasons,
        ev.LongerPeriodSet: period.set_longer_period,
        ev.Suspended: period.suspend,
        ev.Resumed: period.resume,
        ev.FeeNotified: fees.notify_fee,
        ev.FeePaid: fees.pay_fee,
        ev.FeeLapsed: fees.let_fee_lapse,
        ev.Replied: answering.reply,
        ev.Delivered: answering.deliver,
        ev.DeliveryReturned: answering.return_delivery,
        ev.LetterArrived: answering.arrive,
        ev.AnswerOrdered: answering.order_answer,
        ev.Merged: answering.merge,
        ev.Withdrawn: answering.withdraw,
    }
)
AFTER_THE_ANSWER = (
    ev.Delivered,
    ev.DeliveryReturned,
    ev.LetterArrived,
    ev.ThirdPartyTold,
    ev.AnswerOrdered,
)


def record(event: ev.Event, account: CaseAccount) -> None:
    """Enter one event, with or without effect.

    Raises:
        ImpossibleEvent: it cannot have happened where it stands.
        WrongArgument: a day inside it is impossible.
    """
    _must_be_possible(event, account)
    account.remarks = []
    try:
        _must_be_open(event, account)
        TRANSITIONS[type(event)](event, account)
    except NoEffect as refusal:
        why = f"“{event.label}”（{event.on}）{refusal.why}"
        caution = Caution(f"{why}；已如实记录，不产生效力。", refusal.cite)
        account.entries.append(Entry(event, False, (caution,), why))
    else:
        account.entries.append(Entry(event, True, tuple(account.remarks)))
    account.last_on = event.on


def _must_be_possible(event: ev.Event, account: CaseAccount) -> None:
    if event.on < account.received_on:
        raise ImpossibleEvent(
            event.kind,
            event.on,
            account.receipt.cite,
            f"“{event.label}”（{event.on}）早于收到申请之日{account.received_on}（{resolve(account.receipt.cite)}），请核对日期。",
        )
    if event.on < account.last_on:
        raise ImpossibleEvent(
            event.kind,
            event.on,
            None,
            f"“{event.label}”（{event.on}）早于前一事件（{account.last_on}），请按时间先后填写。",
        )


def _must_be_open(event: ev.Event, account: CaseAccount) -> None:
    """A case that has ended takes only what follows an end: delivery, its return, a new order, a late supplement."""
    if isinstance(event, AFTER_THE_ANSWER):
        return
    if account.closed is State.ABANDONED and isinstance(event, (ev.Replied, ev.SupplementReceived)):
        return
    if account.closed is not None:
        raise NoEffect("ogi-2019#33", f"不能成立：{account.closed.label}，此件已经办结")
    if account.replied_on is not None:
        raise NoEffect("ogi-2019#33", f"不能成立：已于{account.replied_on}作出答复，其后只有送达")
