"""Register a review or a suit, on the day its copy came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.disputes import Forum
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.numbering import next_serial
from gongkai.web.casework.requests.files import NewFile
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.disputes import acts
from gongkai.web.disputes.actions.course import enter
from gongkai.web.disputes.days import keep_days
from gongkai.web.disputes.models import (
    Against,
    Claimant,
    Dispute,
    DisputeEvent,
    DisputeState,
    ReviewBefore,
    Standing,
)
from gongkai.web.disputes.permissions import HANDLE_DISPUTES
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError

SERIES = "disputes"


@dataclass(frozen=True)
class Petition:
    """What the copy of a petition or complaint says.

    Attributes:
        forum_name: full name of the reviewing body or the court.
        act: the act disputed, by the number of the letter or in words.
        party: the names of who reviews or sues, as written; kept encrypted.
        people: how many under one case number.
        court_day: the day set by the court in a simplified suit.
        follows: the review of the same act, where it is registered here.
        again_because: why the same act is before the same forum a second time, such as after a suit that was withdrawn.
    """

    forum: Forum
    forum_name: str
    act: str
    party: str
    copy_on: date
    against: Against = Against.ANSWER
    claimant: Claimant = Claimant.APPLICANT
    standing: Standing = Standing.RESPONDENT
    forum_number: str = ""
    claims: str = ""
    people: int = 1
    review_before: ReviewBefore = ReviewBefore.NONE
    follows: Dispute | None = None
    again_because: str = ""
    simplified: bool = False
    accepted_on: date | None = None
    court_day: date | None = None


@transaction.atomic
def open_dispute(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    petition: Petition,
    disclosure_request: DisclosureRequest | None = None,
    paper: NewFile | None = None,
) -> Dispute:
    """The copy came: from now on the case is kept whole, and the answer is owed.

    Raises:
        ActionError: days or facts that cannot be.
    """
    require(acting_user, HANDLE_DISPUTES, body)
    today = timezone.localdate(at)
    _check(body, petition, disclosure_request, at)
    dispute = Dispute(
        body=body,
        year=today.year,
        serial=next_serial(body, series=SERIES, year=today.year),
        disclosure_request=disclosure_request,
        forum=petition.forum.value,
        forum_name=petition.forum_name.strip(),
        forum_number=petition.forum_number.strip(),
        against=petition.against,
        act=petition.act.strip(),
        claimant=petition.claimant,
        party=petition.party.strip(),
        people=petition.people,
        claims=petition.claims.strip(),
        standing=petition.standing,
        review_before=petition.review_before,
        follows=petition.follows,
        simplified=petition.simplified,
        accepted_on=petition.accepted_on,
        copy_on=petition.copy_on,
        court_day=petition.court_day,
        state=(
            DisputeState.UNDER_WAY
            if petition.standing == Standing.THIRD_PARTY
            else DisputeState.ANSWER_OWED
        ),
        registered_at=at,
        registered_by=acting_user if isinstance(acting_user, User) else None,
    )
    keep_days(dispute, None)
    dispute.full_clean()
    dispute.save()
    enter(
        dispute,
        DisputeEvent.Kind.OPENED,
        petition.copy_on,
        by=acting_user,
        at=at,
        note=petition.again_because,
        paper=paper,
    )
    record(
        acts.OPENED,
        by=acting_user,
        body=body,
        subject=dispute,
        after={
            "forum": dispute.forum,
            "against": dispute.against,
            "case": disclosure_request.number if disclosure_request else "",
            "copy_on": dispute.copy_on,
            "due_on": dispute.due_on,
        },
        at=at,
    )
    return dispute


def _check(
    body: PublicBody,
    petition: Petition,
    disclosure_request: DisclosureRequest | None,
    at: datetime,
) -> None:
    today = timezone.localdate(at)
    if petition.copy_on > today:
        raise ActionError(
            _("收到副本的日期不能晚于今天（{today}），填写的是{on}。").format(
                today=today, on=petition.copy_on
            )
        )
    if petition.accepted_on and petition.accepted_on > petition.copy_on:
        raise ActionError(
            _("受理、立案日期{accepted}不应晚于收到副本的日期{copy}；请核对。").format(
                accepted=petition.accepted_on, copy=petition.copy_on
            )
        )
    if disclosure_request is not None and disclosure_request.body_id != body.pk:
        raise ActionError(
            _("{number}不是{body}的申请。").format(number=disclosure_request.number, body=body)
        )
    if disclosure_request is not None and petition.copy_on < disclosure_request.received_on:
        raise ActionError(
            _("收到副本的日期不应早于收到申请之日{received}；请核对。").format(
                received=disclosure_request.received_on
            )
        )
    if petition.forum is Forum.REVIEW and petition.review_before != ReviewBefore.NONE:
        raise ActionError(_("行政复议不填“起诉前的复议”。"))
    if petition.follows is not None and (
        petition.follows.body_id != body.pk or petition.review_before == ReviewBefore.NONE
    ):
        raise ActionError(_("选了此前的复议案件，请同时选“起诉前的复议”的情形。"))
    _one_act_one_case(body, petition, disclosure_request)
    if not petition.party.strip():
        raise ActionError(_("请照副本填写复议申请人或者原告。"))


def _one_act_one_case(
    body: PublicBody, petition: Petition, disclosure_request: DisclosureRequest | None
) -> None:
    """A review that was decided is not passed over (D5); one act is one case (D6)."""
    if disclosure_request is None and petition.against == Against.SILENCE:
        return
    if petition.standing != Standing.RESPONDENT:
        return
    same = Dispute.objects.counted().filter(
        body=body,
        act=petition.act.strip(),
        claimant=petition.claimant,
        disclosure_request=disclosure_request,
    )
    if petition.forum is Forum.COURT and petition.review_before == ReviewBefore.NONE:
        review = same.filter(forum=Forum.REVIEW.value).exclude(judgments=None).last()
        if review is not None:
            raise ActionError(
                _(
                    "该行为已有{number}的复议结果，不是未经复议直接起诉（D5）；请选择“起诉前的复议”的情形和该复议案件。"
                ).format(number=review.number)
            )
    earlier = same.filter(forum=petition.forum.value).last()
    if earlier is not None and not petition.again_because.strip():
        raise ActionError(
            _(
                "同一行为已登记为{number}，一个行为只计一件（D6）；确是另一件的，请写明为什么再次提起。"
            ).format(number=earlier.number)
        )
