"""Reviews, suits and complaints of the demo county, told through the acts of its people."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai.statute.disputes import Forum
from gongkai.web.accounts.models import User
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models import Membership, PublicBody
from gongkai.web.casework.demo import BODY
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.disputes.actions import complaints, course
from gongkai.web.disputes.actions.open import Petition, open_dispute
from gongkai.web.disputes.models import (
    Against,
    Claimant,
    Complaint,
    ComplaintResult,
    Dispute,
    ReviewBefore,
)
from gongkai.web.office.progress import Progress

REVIEW_BODY, COURT = "青山县人民政府", "青山县人民法院"


@transaction.atomic
def populate(progress: Progress, *, at: datetime) -> None:
    """A review that upheld, the suit after it, a review under way, a suit against silence, and two complaints; once."""
    if Dispute.objects.exists():
        return
    cases = {
        each.outcome: each
        for each in DisclosureRequest.objects.filter(body__code=BODY).exclude(outcome="")
    }
    elsewhere = {
        (each.body.code, each.outcome): each
        for each in DisclosureRequest.objects.exclude(body__code=BODY)
        .exclude(outcome="")
        .select_related("body")
    }
    with progress.step("复议诉讼"):
        desk = _Desk(timezone.localdate(at), BODY)
        partly = cases["partly_disclosed"]
        review = desk.open(partly, 220, Forum.REVIEW, act=_answer_to(partly))
        desk.step(course.hand_in_answer, review, 214, note="书面答复、证据清单")
        desk.decide(review, 180, "review_upheld", "青政复决〔2026〕演示1号")
        suit = desk.open(
            partly,
            160,
            Forum.COURT,
            act=_answer_to(partly),
            review_before=ReviewBefore.DECIDED,
            follows=review,
        )
        desk.step(course.hand_in_answer, suit, 150, note="答辩状、证据清单")
        desk.step(course.record_hearing, suit, 130, head_attended=True, note="镇长出庭")
        desk.decide(suit, 110, "suit_claims_rejected", "（2026）演示行初1号")
        course.conclude_what_stands(_moment(desk.before(80)))
        course.keep_lesson(
            Dispute.objects.get(pk=suit.pk),
            acting_user=desk.clerk,
            at=_moment(desk.before(79)),
            lesson="遮盖的每一处都写明理由，复议机关和法院逐处看；清单附在答复后面。",
        )
        other = cases["not_this_agency"]
        pending = desk.open(
            other, 12, Forum.REVIEW, act=_answer_to(other), claimant=Claimant.APPLICANT
        )
        desk.step(course.hand_in_answer, pending, 6, note="书面答复、证据清单")
        missing = cases["not_existing"]
        desk.open(
            missing,
            4,
            Forum.COURT,
            act=_answer_to(missing),
            against=Against.ANSWER,
            simplified=False,
        )
        desk.complaints()
        _elsewhere(desk.on, elsewhere)


def _elsewhere(on: date, cases: dict[tuple[str, str], DisclosureRequest]) -> None:
    """A refusal upheld in a township, a third party's review, a suit that a department won."""
    township, department = _Desk(on, "QS12"), _Desk(on, "QS03")
    refused = cases["QS12", "withheld_internal_affairs"]
    review = township.open(refused, 380, Forum.REVIEW, act=_answer_to(refused))
    township.step(course.hand_in_answer, review, 374, note="书面答复、证据清单")
    township.decide(review, 340, "review_upheld", "青政复决〔2025〕演示7号")
    over = cases["QS12", "disclosed_over_objection"]
    theirs = township.open(
        over, 30, Forum.REVIEW, act=_answer_to(over), claimant=Claimant.THIRD_PARTY
    )
    township.step(course.hand_in_answer, theirs, 24, note="书面答复、征求意见和告知第三方的材料")
    file = cases["QS03", "withheld_enforcement_file"]
    before = department.open(file, 430, Forum.REVIEW, act=_answer_to(file))
    department.step(course.hand_in_answer, before, 424, note="书面答复、证据清单")
    department.decide(before, 390, "review_upheld", "青政复决〔2025〕演示5号")
    suit = department.open(
        file,
        370,
        Forum.COURT,
        act=_answer_to(file),
        review_before=ReviewBefore.DECIDED,
        follows=before,
    )
    department.step(course.hand_in_answer, suit, 360, note="答辩状、证据清单")
    department.step(course.record_hearing, suit, 340, head_attended=True, note="副局长出庭")
    department.decide(suit, 320, "suit_claims_rejected", "（2025）演示行初5号")
    course.conclude_what_stands(_moment(on - timedelta(days=290)))


def _answer_to(case: DisclosureRequest) -> str:
    return next(each.number for each in reversed(case.letters.all()) if each.is_answer)


def _moment(on: date, hour: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(hour)))


class _Desk:
    """A body before the reviewing body and the court."""

    def __init__(self, on: date, code: str) -> None:
        self.on = on
        self.body = PublicBody.objects.get(code=code)
        held = Membership.objects.filter(body=self.body, role=Role.REQUEST_HANDLER)
        self.clerk: User = held.select_related("user").order_by("pk")[0].user

    def before(self, days: int) -> date:
        return self.on - timedelta(days=days)

    def open(
        self, case: DisclosureRequest, days: int, forum: Forum, *, act: str, **more: object
    ) -> Dispute:
        """The copy came so many days ago."""
        day = self.before(days)
        petition = Petition(
            forum=forum,
            forum_name=REVIEW_BODY if forum is Forum.REVIEW else COURT,
            act=act,
            party=f"演示申请人{case.pk}",
            copy_on=day,
            accepted_on=self.before(days + 3),
            claims="请求撤销答复，责令重新答复",
            **more,  # type: ignore[arg-type]
        )
        return open_dispute(
            self.body,
            acting_user=self.clerk,
            at=_moment(day),
            petition=petition,
            disclosure_request=case,
        )

    def step(self, act: object, dispute: Dispute, days: int, **facts: object) -> None:
        """One act so many days ago."""
        day = self.before(days)
        act(dispute, acting_user=self.clerk, at=_moment(day), on=day, **facts)  # type: ignore[operator]

    def decide(self, dispute: Dispute, days: int, result: str, document: str) -> None:
        """The decision came so many days ago."""
        day = self.before(days)
        course.record_judgment(
            dispute,
            acting_user=self.clerk,
            at=_moment(day),
            decided=course.Decided(result, document, day, day),
        )

    def complaints(self) -> None:
        """One proven and put right, one that waits for the body."""
        county = User.objects.get(username="县公开办")
        told = self.before(70)
        done = complaints.receive_complaint(
            self.body,
            acting_user=county,
            at=_moment(self.before(95)),
            basis=Complaint.Basis.NOT_PUBLISHED,
            on=self.before(95),
            text="镇里的水利工程验收结果没有公开",
            complainant="演示举报人 0000-5550188",
        )
        complaints.conclude_complaint(
            done,
            acting_user=county,
            at=_moment(told),
            result=ComplaintResult.RECTIFY,
            findings="查证属实：应公开的验收结果未公开，限期公开。",
            told_on=told,
            rectify_by=self.before(60),
        )
        complaints.rectify(
            done, acting_user=county, at=_moment(self.before(63)), on=self.before(63)
        )
        waiting = complaints.receive_complaint(
            self.body,
            acting_user=county,
            at=_moment(self.before(5)),
            basis=Complaint.Basis.NOT_ANSWERED,
            on=self.before(5),
            text="申请道路养护的验收单，超过期限没有答复",
        )
        complaints.ask_for_explanation(
            waiting,
            acting_user=county,
            at=_moment(self.before(4)),
            asked="请说明河东村村道养护验收单申请的办理情况",
            by=self.on + timedelta(days=6),
        )
