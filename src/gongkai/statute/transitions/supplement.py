"""补正 (条例第三十条)."""

from __future__ import annotations

from datetime import date

from gongkai.statute import events as ev
from gongkai.statute.case_account import CaseAccount
from gongkai.statute.citations import resolve
from gongkai.statute.course import State
from gongkai.statute.errors import WrongArgument
from gongkai.statute.transitions.effect import NoEffect, must_run, must_wait

CITE = "ogi-2019#30"


def ask_supplement(event: ev.SupplementAsked, account: CaseAccount) -> None:
    """Once, within the days of the article; the applicant's time runs from arrival."""
    if account.supplement_used:
        raise NoEffect(CITE, f"不能成立：{resolve(CITE)}要求一次性告知补正，此前已经告知过一次")
    must_run(event, account, CITE)
    if event.on > account.notice_by:
        raise NoEffect(
            CITE,
            f"不能成立：{resolve(CITE)}要求自收到申请之日起{account.said('supplement_notice')}内告知补正，"
            f"最后一日为{account.notice_by}，答复期限不因此重新计算",
        )
    reached = event.reached_on or event.on
    if reached < event.on:
        raise WrongArgument("补正告知书的收到日期", reached, f"不早于发出之日{event.on}")
    account.supplement_by = supplement_by(event, reached, account)
    account.supplement_used = True
    account.supplement = event
    account.waiting, account.waiting_since = State.AWAITING_SUPPLEMENT, event.on


def supplement_by(event: ev.SupplementAsked, reached: date, account: CaseAccount) -> date:
    """The last day for the applicant: the day the letter names, else so many working days from arrival."""
    if event.by is None:
        days = event.days or account.settings.number("supplement_period")
        return account.calendar.add(reached, days)
    if event.by <= event.on:
        raise WrongArgument(
            "补正期限", event.by, f"晚于告知之日{event.on}的日期（{resolve(CITE)}）"
        )
    return event.by


def receive_supplement(event: ev.SupplementReceived, account: CaseAccount) -> None:
    """The period begins afresh the day after; a late one with good reason opens an abandoned case again."""
    excused = bool(event.good_reason.strip())
    if account.closed is State.ABANDONED and account.supplement is not None and excused:
        if account.fee_notified_on is None and account.replied_on is None:
            account.closed = None
            account.waiting = State.AWAITING_SUPPLEMENT
    asked_on = must_wait(account, State.AWAITING_SUPPLEMENT, CITE, "告知补正")
    if account.supplement_by and event.on > account.supplement_by and not excused:
        raise NoEffect(
            CITE,
            f"晚于补正期限{account.supplement_by}而没有写明正当理由，{resolve(CITE)}视为放弃申请",
        )
    account.restart(
        event.on, asked_on, "补正", "收到补正之日不计入，自次日起重新计算答复期限", CITE
    )


def let_supplement_lapse(event: ev.SupplementLapsed, account: CaseAccount) -> None:
    """Only after the applicant's last day."""
    must_wait(account, State.AWAITING_SUPPLEMENT, CITE, "告知补正")
    if account.supplement_by and event.on <= account.supplement_by:
        raise NoEffect(CITE, f"过早：补正期限至{account.supplement_by}，次日起才能视为放弃申请")
    account.waiting = None
    account.closed = State.ABANDONED
