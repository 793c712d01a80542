"""Draft letters and decisions, and change their words."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.letters.writing import in_chinese
from gongkai.statute.course import Course, State
from gongkai.statute.events import Extended
from gongkai.statute.outcomes import outcome
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.casework import acts
from gongkai.web.casework.calendars.calendar import current_calendar
from gongkai.web.casework.choices.reading import settings_of
from gongkai.web.casework.clock.actions import locked
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.clock.workflow import require_step
from gongkai.web.casework.decisions.guide import advise
from gongkai.web.casework.decisions.models import Decision
from gongkai.web.casework.letters.charging import fee_of
from gongkai.web.casework.letters.checking import hindered
from gongkai.web.casework.letters.effects import without_effect
from gongkai.web.casework.letters.labels import LABELS
from gongkai.web.casework.letters.models import Letter, LetterState
from gongkai.web.casework.letters.parties import inquiry_of
from gongkai.web.casework.letters.volume import agrees, counts_by_month, in_words
from gongkai.web.casework.letters.writing import asked_for, details_of, text_of, write
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.redactions.actions import (
    covered_grounds,
    finished_copies,
    undecided,
)
from gongkai.web.casework.requests.files import NewFile, keep_file
from gongkai.web.casework.requests.models import DisclosureRequest, TriageKind
from gongkai.web.casework.searches.actions import search_lines
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState

EVENT_DAYS = (("answer_by", "by"), ("longer_day", "until"), ("release_day", "not_before"))
LAPSES = {
    State.AWAITING_SUPPLEMENT.value: ("other_not_supplemented", "supplement_notice"),
    State.AWAITING_PAYMENT.value: ("other_fee_unpaid", "fee_notice"),
}


@transaction.atomic
def draft_letter(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    code: str,
    facts: Mapping[str, Any],
) -> Letter:
    """A letter under way, such as a supplement notice; it takes effect when it is sent."""
    current = locked(disclosure_request)
    require_step(code, current, acting_user)
    return _draft(current, code, facts, by=acting_user, at=at)


@transaction.atomic
def draft_decision(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    answers: Mapping[str, str],
    facts: Mapping[str, Any],
    chosen: str = "",
    because: str = "",
    further: Collection[str] = (),
) -> Letter:
    """The outcome that the answers lead to, with its letter; another one only with a reason.

    ``further`` are the grounds beside the main one on which the same is withheld; the case keeps them (C7, C8).
    """
    current = locked(disclosure_request)
    require_step("decide", current, acting_user)
    if current.matter == TriageKind.CORRECTION:
        raise WrongState(_("要求更正本人记录的，不用处理决定；请起草更正的文书。"))
    advice = advise(answers)
    code = chosen or advice.outcome
    if not code:
        raise ActionError(
            _("还不能得出结果，请先查明：{missing}。").format(missing="、".join(advice.missing))
        )
    if advice.outcome != code and not because.strip():
        raise ActionError(
            _("按所答的问题应为“{advised}”，选的是“{chosen}”；请写明理由，或者改答案。").format(
                advised=outcome(advice.outcome).label if advice.outcome else _("尚不能得出结果"),
                chosen=outcome(code).label,
            )
        )
    given = dict(facts)
    if code == "disclosed_over_objection" and not str(given.get("over_objection") or "").strip():
        raise ActionError(_("请填写：{lacking}。").format(lacking=LABELS["over_objection"]))
    if code == "not_existing":
        given["search_record"] = "\n".join(search_lines(current))
        if not given["search_record"]:
            raise ActionError(_("说“不存在”要有检索记录；请先布置检索，收齐站所签字的反馈。"))
    amiss = list(hindered(current, code, timezone.localdate(at)))
    if amiss:
        raise ActionError("".join(amiss))
    if code == "partly_disclosed":
        waiting = undecided(current, timezone.localdate(at))
        if waiting:
            raise ActionError("".join(waiting))
    if code == "partly_disclosed" and advice.ground == "not_existing":
        given["search_record"] = "\n".join(search_lines(current))
        if not given["search_record"]:
            raise ActionError(
                _("说其中一部分“不存在”要有检索记录；请先布置检索，收齐站所签字的反馈。")
            )
    return _decide(
        current, code, advice.ground, given, answers, because, further, by=acting_user, at=at
    )


@transaction.atomic
def draft_lapse(
    disclosure_request: DisclosureRequest, *, acting_user: User | Platform, at: datetime
) -> Letter:
    """The letter that a request not supplemented, or a fee not paid, is no longer processed."""
    current = locked(disclosure_request)
    require_step("lapse", current, acting_user)
    today = timezone.localdate(at)
    code, notice_code = LAPSES[current.state]
    course = clock_of(current).course
    last = course.supplement_by or course.payment_by
    if last is None or today <= last:
        raise WrongState(_("申请人的最后一日是{last}，尚未届满。").format(last=last))
    if course.is_guessed(last):
        raise WrongState(
            _(
                "申请人的最后一日{last}按法定节假日暂计，放假安排公布后可能推迟；请先载入{year}年的放假安排。"
            ).format(last=last, year=last.year)
        )
    asked = current.letters.filter(code=notice_code, state=LetterState.ISSUED).last()
    reached = asked.deliveries.exclude(signed_on=None).last() if asked else None
    if asked is None or reached is None or reached.signed_on is None:
        raise WrongState(_("没有告知书送达的记录；请先登记送达和签收日期。"))
    facts = {
        "notice_title": asked.get_code_display(),
        "notice_number": asked.number,
        "served_on": in_chinese(reached.signed_on),
        "was_due_on": in_chinese(last),
    }
    return _decide(current, code, "", facts, {}, "", (), by=acting_user, at=at)


def _decide(
    current: DisclosureRequest,
    code: str,
    ground: str,
    facts: Mapping[str, Any],
    answers: Mapping[str, str],
    because: str,
    further: Collection[str],
    *,
    by: User | Platform,
    at: datetime,
) -> Letter:
    if current.letters.filter(state=LetterState.UNDER_REVIEW).exclude(decision=None).exists():
        raise WrongState(_("{number}已有答复在审签，请先撤回。").format(number=current.number))
    covered = covered_grounds(current) if code == "partly_disclosed" else set()
    if code.startswith("withheld_"):
        covered = set(further)
    decision = Decision.objects.create(
        disclosure_request=current,
        outcome=code,
        ground=ground if code == "partly_disclosed" or code.startswith("withheld_") else "",
        further_grounds=sorted(covered - {ground}),
        answers=dict(answers),
        overridden_because=because.strip(),
        facts=json.dumps(dict(facts), ensure_ascii=False, default=str),
        drafted_by=by if isinstance(by, User) else None,
        drafted_at=at,
    )
    record(
        acts.DECISION_DRAFTED,
        by=by,
        body=current.body,
        subject=current,
        after={"outcome": code, "ground": decision.ground},
        reason=because,
        at=at,
    )
    letter = _draft(current, outcome(code).letter, facts, by=by, at=at, decision=decision)
    if code == "partly_disclosed":
        letter.enclosures.add(*finished_copies(current))
    return letter


def _draft(
    current: DisclosureRequest,
    code: str,
    facts: Mapping[str, Any],
    *,
    by: User | Platform,
    at: datetime,
    decision: Decision | None = None,
) -> Letter:
    today = timezone.localdate(at)
    given = {name: value for name, value in facts.items() if value not in ("", None)}
    if code == "fee_notice" and given.get("fee_pages"):
        fee = fee_of(current, int(given["fee_pages"]))
        given |= {"fee_lines": "\n".join(fee.in_chinese()), "fee_amount": str(fee.total)}
    if code == "fee_notice" and _nothing(str(given.get("fee_amount", ""))):
        raise ActionError(_("收费数额是0元的，不发收费通知；请按期答复。"))
    lacking = [
        str(LABELS.get(name, name)) for name, must in asked_for(code) if must and name not in given
    ]
    if lacking:
        raise ActionError(_("请填写：{lacking}。").format(lacking="、".join(lacking)))
    event_facts = {
        name: given[name] for name in ("days", "approved_by", "supplement_days") if name in given
    }
    if code == "fee_notice":
        event_facts["fee_amount"] = _yuan(str(given["fee_amount"]))
    for name, event_name in EVENT_DAYS:
        if name in given:
            event_facts[event_name] = str(given[name])
    if code == "third_party_notice":
        _refuse_too_early(current, _day(given["release_day"]), today)
        event_facts["ref"] = given["ref"]
        given |= _party_to_tell(current, str(given["ref"]))
    untrue = without_effect(
        Letter(disclosure_request=current, code=code, event_facts=event_facts), today
    )
    if untrue:
        raise ActionError(untrue)
    if code == "reasons_request":
        given |= _counted(current, given, today)
    if code == "extension_notice":
        given |= _extended(current, today, int(given["days"]))
    elif code == "consultation_notice":
        given |= _guessed(clock_of(current).course, _day(given["pause_ends"]))
    details = {name: str(value) for name, value in given.items()}
    current.letters.filter(code=code, state=LetterState.DRAFT).update(state=LetterState.VOID)
    document = write(current, code, details, on=today, decision=decision)
    letter = Letter.objects.create(
        disclosure_request=current,
        code=code,
        decision=decision,
        details=json.dumps(details, ensure_ascii=False),
        text=text_of(document),
        event_facts=event_facts,
        drafted_by=by if isinstance(by, User) else None,
        drafted_at=at,
    )
    record(
        acts.LETTER_DRAFTED,
        by=by,
        body=current.body,
        subject=current,
        after={"letter": code},
        at=at,
    )
    return letter


def _extended(current: DisclosureRequest, on: date, days: int) -> dict[str, Any]:
    course = clock_of(current).after(Extended(on, days, "")).course
    if course.due_on is None:
        raise ActionError(course.no_due_because)
    return {"new_last_day": in_chinese(course.due_on), **_guessed(course, course.due_on)}


def _refuse_too_early(current: DisclosureRequest, release_on: date, on: date) -> None:
    """A third party is told of a day that lies ahead: no letter has come on the day it is written, and the body may hold longer."""
    held = settings_of(current.body, current.received_on).number("third_party_holding_days")
    earliest = current_calendar(current.body).add(on, held) if held else on + date.resolution
    if release_on < earliest:
        raise ActionError(
            {
                "release_day": _("公开的日期不能早于{earliest}，填写的是{day}。").format(
                    earliest=earliest, day=release_on
                )
            }
        )


def _guessed(course: Course, on: date) -> dict[str, Any]:
    """The year whose holidays are not published, where the letter names a day in it."""
    return {"guessed": str(on.year)} if course.is_guessed(on) else {}


def _nothing(amount: str) -> bool:
    """Whether a sum as written is nothing: 0, 0.00, 零."""
    plain = amount.strip().removesuffix("元").strip()
    return plain == "零" or bool(re.fullmatch(r"0+(?:\.0*)?", plain))


def _yuan(amount: str) -> int:
    """A sum as written, in whole yuan: the standards know no smaller ones."""
    written = re.fullmatch(r"(\d{1,9})(?:\.0+)?元?", amount.strip())
    if written is None:
        raise ActionError(
            {
                "fee_amount": _("收费数额请写整数元，如200，填写的是“{amount}”。").format(
                    amount=amount
                )
            }
        )
    return int(written[1])


def _counted(current: DisclosureRequest, given: Mapping[str, Any], on: date) -> dict[str, Any]:
    """What the register has, where the letter says otherwise: only with the reason, and both are printed."""
    counts = counts_by_month(current, on)
    if agrees(str(given["volume"]), counts):
        return {}
    registered = in_words(counts)
    if not str(given.get("volume_because", "")).strip():
        raise ActionError(
            {
                "volume_because": _(
                    "登记的是{registered}，文中写的是“{volume}”；请照登记数写，确有不同的写明原因。"
                ).format(registered=registered, volume=given["volume"])
            }
        )
    return {"register_counts": registered}


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def _party_to_tell(current: DisclosureRequest, ref: str) -> dict[str, Any]:
    """The third party against whose objection it was decided to release: its name, and whether it is a person."""
    weighed = {each.ref: each for each in clock_of(current).course.consultations}
    inquiry = inquiry_of(current, ref)
    if ref not in weighed or inquiry is None:
        raise ActionError(_("没有征求过该第三方的意见；请选择征求意见书。"))
    weight = weighed[ref].weight
    if weight is None or not weight.releases:
        raise ActionError(_("还没有判断为予以公开；请先登记“判断第三方的理由”。"))
    asked = details_of(inquiry)
    return {name: asked[name] for name in ("addressee", "addressee_is") if name in asked}


@transaction.atomic
def revise_letter(
    letter: Letter, *, acting_user: User | Platform, at: datetime, text: str
) -> Letter:
    """Change the words of a draft."""
    require(acting_user, HANDLE, letter.disclosure_request.body)
    current = _draft_of(letter)
    if not text.strip():
        raise ActionError(_("正文不能为空。"))
    current.text = "\n".join(line.strip() for line in text.splitlines() if line.strip())
    current.save(update_fields=["text"])
    record(
        acts.LETTER_REVISED,
        by=acting_user,
        body=current.disclosure_request.body,
        subject=current.disclosure_request,
        after={"letter": current.code},
        at=at,
    )
    return current


@transaction.atomic
def enclose(
    letter: Letter, *, acting_user: User | Platform, at: datetime, files: Iterable[NewFile]
) -> Letter:
    """Put with a draft what goes out with it, such as the copy with what is withheld removed."""
    require(acting_user, HANDLE, letter.disclosure_request.body)
    current = _draft_of(letter)
    for each in files:
        current.enclosures.add(keep_file(current.disclosure_request, each, at=at))
    _enclosures_told(current, acting_user, at)
    return current


@transaction.atomic
def take_out(
    letter: Letter, *, acting_user: User | Platform, at: datetime, files: Collection[int]
) -> Letter:
    """Leave out of a draft, by their numbers, files that were to go with it; they stay with the case."""
    require(acting_user, HANDLE, letter.disclosure_request.body)
    current = _draft_of(letter)
    current.enclosures.remove(*current.enclosures.filter(pk__in=files))
    _enclosures_told(current, acting_user, at)
    return current


@transaction.atomic
def discard_draft(letter: Letter, *, acting_user: User | Platform, at: datetime) -> Letter:
    """A draft that nobody needs: it stays readable, and goes nowhere."""
    require(acting_user, HANDLE, letter.disclosure_request.body)
    current = _draft_of(letter)
    current.state = LetterState.VOID
    current.save(update_fields=["state"])
    record(
        acts.LETTER_DISCARDED,
        by=acting_user,
        body=current.disclosure_request.body,
        subject=current.disclosure_request,
        after={"letter": current.code},
        at=at,
    )
    return current


def _enclosures_told(current: Letter, by: User | Platform, at: datetime) -> None:
    record(
        acts.LETTER_REVISED,
        by=by,
        body=current.disclosure_request.body,
        subject=current.disclosure_request,
        after={"letter": current.code, "enclosures": current.enclosures.count()},
        at=at,
    )


def _draft_of(letter: Letter) -> Letter:
    current: Letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if current.state != LetterState.DRAFT:
        raise WrongState(
            _("“{letter}”{state}，不能修改。").format(
                letter=current, state=current.get_state_display()
            )
        )
    return current
