"""How a report leaves its body: a review by another person, then the signature of a third."""

from __future__ import annotations

from datetime import date

from gongkai.web.approvals.procedure import Procedure, ProcedureActs
from gongkai.web.bodies.models import Membership, PublicBody
from gongkai.web.reporting import acts
from gongkai.web.reporting.models import PERMISSION_OF, ReportApproval, SigningStage
from gongkai.web.reporting.permissions import FILE_REPORT, REVIEW_REPORT, SUBMIT_REPORT


def route_of(body: PublicBody, on: date) -> list[str]:
    """The stages of a body's reports: without anybody who reviews there, only the signature."""
    review = [SigningStage.FIRST_REVIEW.value] if _has(body, REVIEW_REPORT.at, on) else []
    return [*review, SigningStage.SIGN.value]


def has_signers(body: PublicBody, on: date) -> bool:
    """Whether anybody here can sign its report; where nobody can, the county hands in what came by mail."""
    return _has(body, SUBMIT_REPORT.at, on)


def _has(body: PublicBody, roles: frozenset[object], on: date) -> bool:
    return (
        Membership.objects.on(on)
        .filter(body=body, role__in=[str(role) for role in roles], user__is_active=True)
        .exists()
    )


def _authors(approval: ReportApproval) -> set[int | None]:
    return {approval.submitted_by_id, approval.file.filed_by_id}


APPROVALS = Procedure(
    model=ReportApproval,
    stages=SigningStage,
    permission_of=PERMISSION_OF,
    reviews=frozenset({SigningStage.FIRST_REVIEW}),
    never_skipped=frozenset({SigningStage.FIRST_REVIEW, SigningStage.SIGN}),
    last=SigningStage.SIGN,
    drafts=FILE_REPORT,
    acts=ProcedureActs(
        approved=acts.REPORT_REVIEWED,
        returned=acts.REPORT_SENT_BACK,
        skip_proposed=acts.REVIEW_SKIP_PROPOSED,
        skipped=acts.REVIEW_SKIPPED,
        recalled=acts.REPORT_RECALLED,
    ),
    open_states=frozenset({ReportApproval.UNDER_REVIEW}),
    record_of=lambda approval: approval.report,
    title_of=lambda approval: str(approval.report),
    authors_of=_authors,
    is_strict=lambda approval: True,
    strict_reason="年度报告不能跳过审核。",
    elsewhere="审签环节请使用“审签并报送”。",
    read_with=("body", "report__body", "file"),
)
