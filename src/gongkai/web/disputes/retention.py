"""What of disputes and complaints goes when its time is over, and the screens on which the county lets complaints go."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.retention.emptying import GONE
from gongkai.web.casework.retention.kinds import RetentionKind
from gongkai.web.casework.retention.screens import LetGoScreen, RetentionList
from gongkai.web.disputes.beside_cases import running
from gongkai.web.disputes.models import Complaint, Dispute, DisputeFile
from gongkai.web.disputes.permissions import HOLLOW_COMPLAINTS

COMPLAINTS = "disputes:complaint-retention"


def _ended(body: PublicBody, last: date) -> QuerySet[Dispute]:
    """Its result stands, and what was ordered is done."""
    return Dispute.objects.filter(
        Q(comply_by=None) | Q(complied_on__lte=last),
        Q(opinion_on=None) | Q(opinion_reported_on__lte=last),
        body=body,
        final_from__lte=last,
        hollowed_on=None,
    )


def _held(disputes: Collection[int], on: date) -> set[int]:
    """Another review or suit about the same case, or one that follows it, still runs."""
    found = Dispute.objects.filter(pk__in=disputes).values_list("pk", "disclosure_request")
    cases = {number: case for number, case in found if case is not None}
    disputed = running(set(cases.values()), on)
    followed = Dispute.objects.running(on).filter(follows__in=disputes)
    later: set[Any] = set(followed.values_list("follows", flat=True))
    return {number for number, case in cases.items() if case in disputed} | later


def _papers(dispute: Dispute) -> Iterator[DisputeFile]:
    yield from dispute.files.exclude(file="")


def _hollow(dispute: Dispute, on: date) -> None:
    dispute.party, dispute.claims, dispute.hollowed_on = GONE, "", on
    dispute.save(update_fields=["party", "claims", "hollowed_on"])
    dispute.events.update(note="")


def _concluded(body: PublicBody, last: date) -> QuerySet[Complaint]:
    return Complaint.objects.filter(
        Q(rectify_by=None) | Q(rectified_on__lte=last),
        body=body,
        concluded_on__lte=last,
        hollowed_on=None,
    )


def _none_held(complaints: Collection[int], on: date) -> set[int]:
    return set()


def _no_papers(complaint: Complaint) -> Iterator[DisputeFile]:
    yield from ()


def _hollow_complaint(complaint: Complaint, on: date) -> None:
    complaint.text, complaint.hollowed_on = GONE, on
    complaint.complainant = complaint.explained = complaint.findings = complaint.asked = ""
    complaint.save()


DISPUTE = RetentionKind(
    "dispute",
    _lazy("复议诉讼材料和当事人"),
    _lazy("复议申请人、原告的姓名和请求，收到和提交的材料，经过中的说明"),
    _lazy("编号、案号、日期、结果和表四的统计，教训，文件的摘要值，留痕"),
    "retention_dispute_years",
    _ended,
    _held,
    _papers,
    _hollow,
    "disputes:dispute",
)
COMPLAINT = RetentionKind(
    "complaint",
    _lazy("投诉举报人和内容"),
    _lazy("投诉举报人和联系方式，投诉举报的内容，说明，查明的情况"),
    _lazy("日期、事由、结果，整改期限和完成日期，留痕"),
    "retention_complaint_years",
    _concluded,
    _none_held,
    _no_papers,
    _hollow_complaint,
    "disputes:complaint",
    HOLLOW_COMPLAINTS,
)


class ComplaintRetentionList(RetentionList):
    """How many complaints are due in each body beneath."""

    permission = HOLLOW_COMPLAINTS
    deed = "disputes:let-complaints-go"
    page_title = _lazy("投诉举报保管期满")


class LetComplaintsGoScreen(LetGoScreen):
    """The impact, then the deed; the body complained of has no part in it."""

    permission = HOLLOW_COMPLAINTS
    parent_crumbs = ((COMPLAINTS, _lazy("投诉举报保管期满")),)
