"""征求意见 (条例第三十二条至第三十四条)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gongkai.statute import events as ev
from gongkai.statute.case_account import CaseAccount
from gongkai.statute.consultation import ASKING, CITES, WITHOUT_PERIOD, Consultation
from gongkai.statute.errors import ImpossibleEvent, WrongArgument
from gongkai.statute.event_codes import Consultee, Position
from gongkai.statute.transitions.effect import NoEffect


def send_consultation(event: ev.ConsultationSent, account: CaseAccount) -> None:
    """The time it takes is not counted, from the day after by default; a used-up period gains nothing by it."""
    cite = CITES[event.consultee]
    if event.ref in account.consultations:
        raise ImpossibleEvent(
            event.kind,
            event.on,
            cite,
            f"“{event.label}”（{event.on}）的编号“{event.ref}”已经用过，请用ref=…区分几次征求意见。",
        )
    reached = event.reached_on or event.on
    if reached < event.on:
        raise WrongArgument("征求意见书的收到日期", reached, f"不早于发出之日{event.on}")
    expires = expires_on(event, reached, account)
    due = account.due()
    late = due is not None and event.on > due
    account.consultations[event.ref] = Consultation(
        event.ref,
        event.consultee,
        event.on,
        reached,
        expires,
        dated=event.until is not None,
        stops_until=_stops_until(event, expires, account),
        late=late,
    )
    if late:
        raise NoEffect(cite, f"不能成立：答复期限已于{due}届满，应当在期限届满前作出")
    if event.on == due and account.settings["pause_begins"] == "next_day":
        account.caution(
            f"征求意见书于答复期限最后一日（{event.on}）发出，自次日起扣除，已没有剩余的期限可以扣除。",
            "setting:pause_begins",
        )


def _stops_until(event: ev.ConsultationSent, expires: date, account: CaseAccount) -> date | None:
    """However late a day is agreed with another agency, the clock does not stand still without end (条例第三十三条第三款)."""
    if event.until is None:
        return None
    most = account.settings.number("other_agency_period")
    last = account.calendar.add(event.on, most)
    if expires <= last:
        return None
    account.caution(
        f"{ASKING[event.consultee]}约定{expires}答复，超过{most}个工作日；只扣除至{last}，以后照常计算。",
        "setting:other_agency_period",
    )
    return last


def expires_on(event: ev.ConsultationSent, reached: date, account: CaseAccount) -> date:
    """The last day to answer: the article's, or where there is none the day named or the setting's."""
    if event.consultee not in WITHOUT_PERIOD:
        if event.until is not None:
            raise WrongArgument(
                "征求意见的until",
                event.until,
                f"空：{event.consultee.label}的期限为法定{account.said(event.consultee.value)}",
            )
        return account.working_days(event.consultee.value, reached)
    if event.until is None:
        days = account.settings.number("other_agency_period")
        expires = account.calendar.add(reached, days)
        account.caution(
            f"{ASKING[event.consultee]}没有约定答复日期，暂按{days}个工作日计，至{expires}止；请约定日期。",
            "setting:other_agency_period",
        )
        return expires
    if event.until < event.on:
        raise WrongArgument("征求意见的答复日期", event.until, f"不早于发出之日{event.on}")
    return event.until


def return_consultation(event: ev.ConsultationReturned, account: CaseAccount) -> None:
    """An opinion that comes too late is heard, but its time is counted."""
    consultation = open_consultation(event, account, event.ref)
    _check_position(event, consultation)
    if event.on < consultation.reached_on:
        raise WrongArgument(
            "收到意见的日期", event.on, f"不早于对方收到征求意见书之日{consultation.reached_on}"
        )
    if event.on > consultation.expires_on:
        account.caution(
            f"意见于{event.on}收到，晚于期限{consultation.expires_on}，逾期的时间仍计算在答复期限内；"
            f"{consultation.silence}。",
            consultation.cite,
        )
    account.consultations[event.ref] = replace(
        consultation, returned_on=event.on, position=event.position
    )


def _check_position(event: ev.ConsultationReturned, consultation: Consultation) -> None:
    """An authority determines, everybody else has an opinion."""
    determines = consultation.consultee is Consultee.AUTHORITY
    if event.position is not None and event.position.determines is not determines:
        raise WrongArgument(
            f"{consultation.consultee.label}的答复",
            event.position.label,
            "、".join(each.label for each in Position if each.determines is determines) + "之一",
        )


def let_consultation_expire(event: ev.ConsultationExpired, account: CaseAccount) -> None:
    """A note for the file: the clock resumes by itself. One whose period nobody set ends here."""
    consultation = open_consultation(event, account, event.ref)
    if consultation.consultee in WITHOUT_PERIOD and not consultation.dated:
        account.consultations[event.ref] = replace(consultation, expires_on=event.on)
    elif event.on < consultation.expires_on:
        raise NoEffect(consultation.cite, f"过早：提出意见的期限至{consultation.expires_on}")


def weigh_opinion(event: ev.OpinionWeighed, account: CaseAccount) -> None:
    """Reasons are weighed in writing; to release against them the head agrees. The last weighing holds."""
    consultation = account.consultations.get(event.ref)
    if consultation is None or not consultation.objected:
        raise ImpossibleEvent(
            event.kind,
            event.on,
            CITES[Consultee.THIRD_PARTY],
            f"“{event.label}”（{event.on}）不能成立：没有该第三方不同意公开的意见，请核对编号和次序。",
        )
    if not event.reasons.strip():
        raise WrongArgument("判断的理由（reasons）", "空", "一句话")
    if event.weight.releases and not (event.approved_by or "").strip():
        account.caution(
            "第三方不同意而决定公开，未见负责人同意的记录。", CITES[Consultee.THIRD_PARTY]
        )
    account.consultations[event.ref] = replace(consultation, weight=event.weight)


def tell_third_party(event: ev.ThirdPartyTold, account: CaseAccount) -> None:
    """The third party learns what will go out and why; the body holds the release for its own number of days."""
    consultation = account.consultations.get(event.ref)
    if consultation is None or consultation.consultee is not Consultee.THIRD_PARTY:
        raise ImpossibleEvent(
            event.kind,
            event.on,
            CITES[Consultee.THIRD_PARTY],
            f"“{event.label}”（{event.on}）不能成立：没有征求过该第三方的意见，请核对编号。",
        )
    if account.attempts:
        account.caution(
            f"答复已于{account.attempts[0].on}发出，之后才告知第三方。",
            CITES[Consultee.THIRD_PARTY],
        )
    reached = event.reached_on
    if reached is not None and reached < event.on:
        raise WrongArgument("告知书的收到日期", reached, f"不早于发出之日{event.on}")
    told = replace(consultation, told_on=event.on, not_before=event.not_before)
    account.consultations[event.ref] = _held(told, reached, account) if reached else told


def notice_arrives(event: ev.LetterArrived, account: CaseAccount) -> None:
    """From the day on which the third party has the letter the body holds the release."""
    consultation = account.consultations.get(event.ref)
    if consultation is None or consultation.told_on is None:
        raise ImpossibleEvent(
            event.kind,
            event.on,
            CITES[Consultee.THIRD_PARTY],
            f"“{event.label}”（{event.on}）不能成立：没有发出给该第三方的告知书，请核对编号。",
        )
    account.consultations[event.ref] = _held(consultation, event.on, account)


def _held(consultation: Consultation, reached: date, account: CaseAccount) -> Consultation:
    """The holding days of the body from arrival, or the day that the letter names where that is later."""
    days = account.settings.number("third_party_holding_days")
    release = account.calendar.add(reached, days) if days else reached
    return replace(consultation, release_from=max(release, consultation.not_before or release))


def open_consultation(event: ev.Event, account: CaseAccount, ref: str) -> Consultation:
    """The consultation with this ref that is not answered yet.

    Raises:
        ImpossibleEvent: there is none.
    """
    consultation = account.consultations.get(ref)
    if consultation is None or consultation.returned_on is not None:
        named = f"编号为“{ref}”的" if ref else ""
        raise ImpossibleEvent(
            event.kind,
            event.on,
            "ogi-2019#32",
            f"“{event.label}”（{event.on}）不能成立：没有{named}尚未答复的征求意见，请核对编号和次序。",
        )
    return consultation
