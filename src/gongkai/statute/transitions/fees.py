"""信息处理费 (办法第三条、第六条)."""

from __future__ import annotations

from gongkai.statute import events as ev
from gongkai.statute.case_account import CaseAccount
from gongkai.statute.citations import resolve
from gongkai.statute.course import State
from gongkai.statute.errors import WrongArgument
from gongkai.statute.parameters import parameter
from gongkai.statute.pauses import ONE_DAY, Pause
from gongkai.statute.transitions.effect import NoEffect, must_run, must_wait

CITE = "fees-2020#6"


def notify_fee(event: ev.FeeNotified, account: CaseAccount) -> None:
    """Once, within the period; the time to pay runs from the day after arrival."""
    to_pay = parameter("payment", event.on)
    if account.fee_used:
        raise NoEffect("fees-2020#3", "不能成立：每件申请只能按一种标准收费，此前已经发出收费通知")
    must_run(event, account, CITE)
    reached = event.reached_on or event.on
    if reached < event.on:
        raise WrongArgument("收费通知的收到日期", reached, f"不早于发出之日{event.on}")
    account.fee_used = True
    account.fee_notified_on = event.on
    account.fee_owed = event.amount
    account.payment_by = account.calendar.add(reached, to_pay.amount)
    account.waiting, account.waiting_since = State.AWAITING_PAYMENT, event.on


def pay_fee(event: ev.FeePaid, account: CaseAccount) -> None:
    """The period begins afresh, or goes on (设置 fee_payment_effect)."""
    notified_on = must_wait(account, State.AWAITING_PAYMENT, CITE, "收费通知")
    if account.payment_by and event.on > account.payment_by:
        raise NoEffect(
            CITE, f"晚于缴费期限{account.payment_by}，{resolve(CITE)}视为放弃申请、不再处理"
        )
    account.fee_received += event.amount or 0
    _refuse_short(event, account)
    if account.settings["fee_payment_effect"] == "restart":
        account.restart(
            event.on,
            notified_on,
            "缴费",
            "缴费之日不计入，自次日起重新计算办理期限",
            "setting:fee_payment_effect",
        )
        return
    account.waiting = account.waiting_since = None
    account.pauses.append(
        Pause(
            notified_on + ONE_DAY,
            event.on + ONE_DAY,
            "等待申请人缴费的时间不计算在期限内",
            "setting:fee_payment_effect",
        )
    )


def _refuse_short(event: ev.FeePaid, account: CaseAccount) -> None:
    """What is paid in part is kept, and counts with what follows."""
    owed, received = account.fee_owed, account.fee_received
    if owed is None or event.amount is None or received >= owed:
        return
    told = f"应缴{owed}元，实收{received}元，少{owed - received}元"
    if not event.short_because.strip():
        raise NoEffect(
            CITE, f"不能成立：{told}，没有缴清，期限不重新计算；减免、仍继续办理的请写明理由"
        )
    account.caution(f"{told}，因“{event.short_because.strip()}”继续办理。", CITE)


def let_fee_lapse(event: ev.FeeLapsed, account: CaseAccount) -> None:
    """Only after the last day to pay."""
    must_wait(account, State.AWAITING_PAYMENT, CITE, "收费通知")
    if account.payment_by and event.on <= account.payment_by:
        raise NoEffect(CITE, f"过早：缴费期限至{account.payment_by}，次日起才能视为放弃申请")
    account.waiting = None
    account.closed = State.ABANDONED
