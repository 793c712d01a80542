"""Complaints to the competent authority: registered, asked about, explained, concluded, rectified (条例第四十七条、第五十一条)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.disputes import acts
from gongkai.web.disputes.models import Complaint, ComplaintResult
from gongkai.web.disputes.permissions import EXPLAIN_COMPLAINTS, HANDLE_COMPLAINTS
from gongkai.web.journal.acts import Act
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState

WITH_RECTIFICATION = frozenset({ComplaintResult.RECTIFY, ComplaintResult.CRITICISE})


def _locked(complaint: Complaint) -> Complaint:
    found: Complaint = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
    return found


def _told(
    act: Act, complaint: Complaint, user: User | Platform, at: datetime, **after: object
) -> None:
    complaint.full_clean()
    complaint.save()
    record(act, by=user, body=complaint.body, subject=complaint, after=after, at=at)


def _not_before_receipt(complaint: Complaint, on: date, at: datetime) -> None:
    if not complaint.received_on <= on <= timezone.localdate(at):
        raise ActionError(
            _("日期应在收到之日{received}至今天之间，填写的是{on}。").format(
                received=complaint.received_on, on=on
            )
        )


def _still_open(complaint: Complaint) -> None:
    if complaint.concluded_on is not None:
        raise WrongState(
            _("该投诉举报已于{day}办结：{result}。").format(
                day=complaint.concluded_on, result=complaint.get_result_display()
            )
        )


@transaction.atomic
def receive_complaint(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    basis: Complaint.Basis,
    on: date,
    text: str,
    complainant: str = "",
) -> Complaint:
    """A complaint about a body beneath came in; nobody has to give a name."""
    require(acting_user, HANDLE_COMPLAINTS, body)
    if on > timezone.localdate(at):
        raise ActionError(_("收到日期不能晚于今天，填写的是{on}。").format(on=on))
    if not text.strip():
        raise ActionError(_("请写明投诉、举报的内容。"))
    complaint = Complaint(
        body=body,
        basis=basis,
        received_on=on,
        complainant=complainant.strip(),
        text=text.strip(),
        registered_at=at,
        registered_by=acting_user if isinstance(acting_user, User) else None,
    )
    _told(acts.COMPLAINT_RECEIVED, complaint, acting_user, at, basis=basis, on=on)
    return complaint


@transaction.atomic
def ask_for_explanation(
    complaint: Complaint, *, acting_user: User | Platform, at: datetime, asked: str, by: date
) -> Complaint:
    """Ask the body. It is told what to explain, not who complained."""
    require(acting_user, HANDLE_COMPLAINTS, complaint.body)
    current = _locked(complaint)
    _still_open(current)
    if by < timezone.localdate(at):
        raise ActionError(_("说明期限不能早于今天，填写的是{by}。").format(by=by))
    known = [part for part in (current.complainant or "").split() if len(part) > 1]
    if any(part in asked for part in known):
        raise ActionError(_("要求说明的事项里写了投诉、举报人；被投诉机关不需要知道，请删去。"))
    current.asked, current.explain_by = asked.strip(), by
    _told(acts.COMPLAINT_ASKED, current, acting_user, at, explain_by=by)
    return current


@transaction.atomic
def explain_complaint(
    complaint: Complaint, *, acting_user: User | Platform, at: datetime, explained: str
) -> Complaint:
    """The body says what it did and why."""
    require(acting_user, EXPLAIN_COMPLAINTS, complaint.body)
    current = _locked(complaint)
    _still_open(current)
    if not current.asked:
        raise WrongState(_("主管部门还没有要求说明。"))
    if not explained.strip():
        raise ActionError(_("请写明有关情况。"))
    current.explained, current.explained_on = explained.strip(), timezone.localdate(at)
    _told(acts.COMPLAINT_EXPLAINED, current, acting_user, at, on=current.explained_on)
    return current


@transaction.atomic
def conclude_complaint(
    complaint: Complaint,
    *,
    acting_user: User | Platform,
    at: datetime,
    result: ComplaintResult,
    findings: str,
    told_on: date | None = None,
    rectify_by: date | None = None,
) -> Complaint:
    """What was found: proven true, the body is told to put it right or is criticised (第四十七条)."""
    require(acting_user, HANDLE_COMPLAINTS, complaint.body)
    current = _locked(complaint)
    _still_open(current)
    today = timezone.localdate(at)
    if not findings.strip():
        raise ActionError(_("请写明查明的情况和处理。"))
    if told_on is not None:
        _not_before_receipt(current, told_on, at)
    if current.complainant and told_on is None:
        raise ActionError(_("投诉、举报人留有联系方式，请先告知结果，再填告知日期。"))
    if result in WITH_RECTIFICATION and rectify_by is None:
        raise ActionError(_("查证属实的，请填整改期限。"))
    current.result, current.findings = result, findings.strip()
    current.told_on, current.concluded_on = told_on, today
    current.rectify_by = rectify_by if result in WITH_RECTIFICATION else None
    _told(
        acts.COMPLAINT_CONCLUDED,
        current,
        acting_user,
        at,
        result=result,
        rectify_by=current.rectify_by,
    )
    return current


@transaction.atomic
def rectify(
    complaint: Complaint, *, acting_user: User | Platform, at: datetime, on: date
) -> Complaint:
    """What was wrong has been put right, as the authority has seen."""
    require(acting_user, HANDLE_COMPLAINTS, complaint.body)
    current = _locked(complaint)
    if current.rectify_by is None or current.rectified_on is not None:
        raise WrongState(_("该投诉举报没有待完成的整改。"))
    _not_before_receipt(current, on, at)
    current.rectified_on = on
    _told(acts.COMPLAINT_RECTIFIED, current, acting_user, at, on=on)
    return current


@transaction.atomic
def see_complainant(complaint: Complaint, *, acting_user: User | Platform, at: datetime) -> str:
    """Who complained; each look is in the journal."""
    require(acting_user, HANDLE_COMPLAINTS, complaint.body)
    record(acts.COMPLAINANT_SEEN, by=acting_user, body=complaint.body, subject=complaint, at=at)
    return complaint.complainant or ""
