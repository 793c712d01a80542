"""Submit a letter, sign it with a number, and freeze what was signed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.documents.writers import official_docx, official_pdf
from gongkai.statute.course import State
from gongkai.statute.events import FeeLapsed, Replied, SupplementLapsed
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.approvals import engine
from gongkai.web.approvals.models import Decision as Verdict
from gongkai.web.bodies.models import Membership, PublicBody
from gongkai.web.bodies.numbering import next_serial
from gongkai.web.casework import acts
from gongkai.web.casework.clock.actions import enter, locked
from gongkai.web.casework.clock.workflow import ANSWERED, must_stand
from gongkai.web.casework.letters.charging import charged_otherwise
from gongkai.web.casework.letters.checking import lacks, stops, unproven
from gongkai.web.casework.letters.models import (
    PERMISSION_OF,
    SIGNED,
    IssuedFile,
    Letter,
    LetterApproval,
    LetterState,
    Stage,
)
from gongkai.web.casework.letters.procedure import APPROVALS, LAPSE, route_of, step_of
from gongkai.web.casework.letters.screening import pass_gate
from gongkai.web.casework.letters.signals import answer_signed
from gongkai.web.casework.letters.writing import document_of
from gongkai.web.casework.permissions import HANDLE, SIGN_LETTER
from gongkai.web.casework.requests.models import DisclosureRequest, Profile, TriageKind
from gongkai.web.files.store import digest_of, place_of, store_content
from gongkai.web.journal.recording import record
from gongkai.web.office.downloads import DOCX
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from gongkai.web.vetting.models import Moment

SERIES = "letter"
LAPSES = {
    State.AWAITING_SUPPLEMENT.value: SupplementLapsed,
    State.AWAITING_PAYMENT.value: FeeLapsed,
}


def submit_letter(
    letter: Letter, *, acting_user: User | Platform, at: datetime, because: str = ""
) -> LetterApproval:
    """Screen a draft and hand it to the reviewer.

    Args:
        letter, acting_user, at: which, by whom, when.
        because: why an answer does not say what every answer says; without a reason it stays here.

    Raises:
        Blocked: the screening found what must not go out.
    """
    case = letter.disclosure_request
    require(acting_user, HANDLE, case.body)
    today = timezone.localdate(at)
    pass_gate(letter, moment=Moment.SUBMIT, by=acting_user, at=at, on=today)
    with transaction.atomic():
        current = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
        if current.state == LetterState.VOID:
            raise WrongState(_("“{letter}”已作废，请用后来起草的一份。").format(letter=current))
        if current.state != LetterState.DRAFT or current.text != letter.text:
            raise WrongState(_("“{letter}”已有变化，请刷新后再送审。").format(letter=current))
        standing = locked(case)
        _one_answer(current, standing)
        must_stand(step_of(current), standing)
        lacking = list(lacks(current, on=today))
        if lacking and not because.strip():
            raise ActionError(
                {
                    "because": _("{lacking}请改正文；确实要这样写的，写明理由。").format(
                        lacking="".join(lacking)
                    )
                }
            )
        amiss = [*unproven(current, on=today), *charged_otherwise(current)]
        if amiss:
            raise ActionError("".join(amiss))
        route = route_of(current)
        _refuse_without(Stage.SECRECY_CHECK, route, case.body, on=today)
        current.state = LetterState.UNDER_REVIEW
        current.save(update_fields=["state"])
        approval = LetterApproval.objects.create(
            letter=current,
            body=case.body,
            route=route,
            stage=route[0],
            submitted_by=acting_user,
            submitted_at=at,
            text_digest=digest_of(current.text.encode()),
            because=because.strip() if lacking else "",
        )
        record(
            acts.LETTER_SUBMITTED,
            by=acting_user,
            body=case.body,
            subject=case,
            after={"letter": current.code, "version": approval.text_digest},
            reason=approval.because,
            at=at,
        )
    return approval


def _refuse_without(stage: Stage, route: list[str], body: PublicBody, *, on: date) -> None:
    """A letter is not sent on a way on which it would lie."""
    if stage not in route:
        return
    roles = PERMISSION_OF[stage].at
    if not Membership.objects.on(on).filter(body=body, role__in=roles).exists():
        raise ActionError(
            _(
                "{body}还没有人担任“{stage}”，这份文书送出去没有人审；请管理员先在“用户”里安排。"
            ).format(body=body, stage=Stage(stage).label)
        )


@transaction.atomic
def approve_letter(
    approval: LetterApproval, *, acting_user: User, at: datetime, comment: str, proofread: bool
) -> LetterApproval:
    """The reviewer lets it go on to be signed."""
    approved: LetterApproval = engine.approve(
        APPROVALS,
        approval,
        acting_user=acting_user,
        stage=Stage.FIRST_REVIEW.value,
        at=at,
        comment=comment,
        proofread=proofread,
    )
    return approved


@transaction.atomic
def check_secrecy(
    approval: LetterApproval,
    *,
    acting_user: User,
    at: datetime,
    looked_at: Collection[str],
    comment: str = "",
) -> LetterApproval:
    """The secrecy reviewer has looked at each thing that goes out (先审查、后公开，逐项审查).

    Args:
        approval, acting_user, at: which, by whom, when.
        looked_at: what was looked at: every one of `going_out`.
        comment: what the file should know beside it.
    """
    names = going_out(approval.letter)
    missed = [name for name in names if name not in looked_at]
    if missed:
        raise ActionError(
            {
                "looked_at": _("{names}还没有勾选；要逐项审查，请打开看过再勾。").format(
                    names="、".join(f"“{name}”" for name in missed)
                )
            }
        )
    told = _("已逐项审查：{names}。").format(names="、".join(names))
    checked: LetterApproval = engine.approve(
        APPROVALS,
        approval,
        acting_user=acting_user,
        stage=Stage.SECRECY_CHECK.value,
        at=at,
        comment=f"{told}{comment.strip()}",
    )
    return checked


def going_out(letter: Letter) -> list[str]:
    """What leaves with a letter, each by the name that a reviewer ticks: its words, every enclosure."""
    return [str(_("正文")), *(each.name for each in letter.handed_over)]


@transaction.atomic
def return_letter(
    approval: LetterApproval, *, acting_user: User, at: datetime, stage: str, comment: str
) -> LetterApproval:
    """Back to its author with what is to be mended."""
    returned: LetterApproval = engine.send_back(
        APPROVALS, approval, acting_user=acting_user, stage=stage, at=at, comment=comment
    )
    _draft_again(returned)
    return returned


@transaction.atomic
def recall_letter(
    approval: LetterApproval, *, acting_user: User, at: datetime, reason: str
) -> LetterApproval:
    """Its author takes it back before it is signed."""
    recalled: LetterApproval = engine.call_back(
        APPROVALS, approval, acting_user=acting_user, at=at, reason=reason
    )
    _draft_again(recalled)
    return recalled


def _draft_again(approval: LetterApproval) -> None:
    Letter.objects.filter(pk=approval.letter_id).update(state=LetterState.DRAFT)


def sign_letter(
    approval: LetterApproval, *, acting_user: User, at: datetime, comment: str = ""
) -> Letter:
    """Sign: the letter gets its number and day, Word and PDF are frozen, and an answer closes the case's question.

    Raises:
        OwnWork: whoever wrote, submitted or reviewed it does not sign it.
        Blocked: newer rules of the screening find what must not go out.
    """
    require(acting_user, SIGN_LETTER, approval.body)
    letter = approval.letter
    today = timezone.localdate(at)
    pass_gate(letter, moment=Moment.RELEASE, by=acting_user, at=at, on=today)
    with transaction.atomic():
        return _signed(approval, acting_user=acting_user, at=at, on=today, comment=comment)


def _signed(
    approval: LetterApproval, *, acting_user: User, at: datetime, on: date, comment: str
) -> Letter:
    current = engine.at_stage(APPROVALS, approval, Stage.SIGN.value)
    engine.refuse_own_work(APPROVALS, current, acting_user)
    reviewed = current.steps.filter(stage__in=APPROVALS.reviews, decision=Verdict.APPROVED)
    if reviewed.filter(decided_by=acting_user).exists():
        raise OwnWork(_("您已审核过这份文书，须由他人签发。"))
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=current.letter_id)
    case = locked(letter.disclosure_request)
    letter.disclosure_request = case
    if digest_of(letter.text.encode()) != current.text_digest:
        raise WrongState(_("“{letter}”送审后有改动，请退回重送。").format(letter=letter))
    _one_answer(letter, case)
    must_stand(step_of(letter), case)
    amiss = list(stops(letter, on=on))
    if amiss:
        raise ActionError("".join(amiss))
    letter.number = next_number(case.body, on.year)
    letter.issued_on, letter.state = on, LetterState.ISSUED
    letter.save(update_fields=["number", "issued_on", "state"])
    current.steps.create(
        stage=Stage.SIGN,
        decision=Verdict.APPROVED,
        decided_by=acting_user,
        decided_at=at,
        comment=comment,
    )
    current.state, current.finished_at = SIGNED, at
    current.save(update_fields=["state", "finished_at"])
    _freeze(letter, on)
    _answer(case, letter, by=acting_user, at=at, on=on)
    if letter.is_answer:
        answer_signed.send(sender=Letter, letter=letter, at=at)
    record(
        acts.LETTER_SIGNED,
        by=acting_user,
        body=case.body,
        subject=case,
        after={
            "letter": letter.code,
            "number": letter.number,
            "files": [each.sha256 for each in letter.files.all()],
        },
        at=at,
    )
    return letter


def _one_answer(letter: Letter, case: DisclosureRequest) -> None:
    """One request, one answer (C6): a second one only after the first was set aside."""
    if not letter.is_answer:
        return
    if State.named(case.state) in ANSWERED:
        raise WrongState(
            _("{number}已经答复；被责令重新答复的，先登记“被责令重新答复”。").format(
                number=case.number
            )
        )
    waiting = case.letters.filter(state=LetterState.UNDER_REVIEW).exclude(pk=letter.pk)
    for other in waiting:
        if other.is_answer:
            raise WrongState(
                _(
                    "{number}的另一份答复“{other}”正在审签；一件申请只有一个答复，请先撤回其中一份。"
                ).format(number=case.number, other=other)
            )


def next_number(body: PublicBody, year: int) -> str:
    """The next 文号 of a body: 柳政公复〔2026〕3号."""
    profile = Profile.objects.filter(body=body).first()
    word = profile.letter_word if profile and profile.letter_word else f"{body.short_name}公复"
    return f"{word}〔{year}〕{next_serial(body, series=SERIES, year=year)}号"


def _freeze(letter: Letter, on: date) -> None:
    document = document_of(letter, on=on)
    for suffix, media_type, data in (
        ("docx", DOCX, official_docx.write(document)),
        ("pdf", "application/pdf", official_pdf.write(document)),
    ):
        digest = digest_of(data)
        name = f"{letter.get_code_display()}.{suffix}"
        IssuedFile.objects.create(
            letter=letter,
            name=name,
            file=store_content(place_of(IssuedFile.folder, digest, name), data),
            size=len(data),
            sha256=digest,
            media_type=media_type,
        )


def _answer(case: DisclosureRequest, letter: Letter, *, by: Any, at: datetime, on: date) -> None:
    if not letter.is_answer:
        return
    if case.matter != TriageKind.CORRECTION and letter.decision is not None:
        case.outcome = letter.decision.outcome
        case.save(update_fields=["outcome"])
    lapse = LAPSES.get(case.state) if letter.code == LAPSE else None
    enter(case, (lapse or Replied)(on), by=by, at=at, note=letter.number)
