"""What may be said instead where the check finds a contradiction: the sentence that the records offer for the same matter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.report.checks.finding import Finding
from gongkai.web.reporting.ledger import WORDS
from gongkai.web.reporting.writing.models import Part
from gongkai.web.reporting.writing.offers import Offer, Question

ITEMS = (Part.PROACTIVE, "主动公开政府信息")
REQUESTS = (Part.ON_REQUEST, "政府信息公开申请")
DISPUTES = (Part.ON_REQUEST, "行政复议")
MATTERS = {
    "AR101": ITEMS,
    "AR102": REQUESTS,
    "AR103": REQUESTS,
    "AR104": REQUESTS,
    "AR105": (Part.ON_REQUEST, "办结的申请中"),
    "AR106": DISPUTES,
    "AR107": DISPUTES,
    "AR109": (Part.PROACTIVE, "行政规范性文件"),
    "AR114": REQUESTS,
    "AR115": ITEMS,
    "AR120": (Part.PROBLEMS, "没有收到政府信息公开申请"),
    "AR121": REQUESTS,
    "AR125": ITEMS,
}
"""By the code of a finding the part that it is about, and words by which the sentence is known."""
OFFERED_IN = {"AR120": Part.ON_REQUEST}
"""Where the sentence stands that another part may take over."""


def matter_of(finding: Finding) -> tuple[Part, str] | None:
    """Where the sentence for a finding's matter stands; ``None`` where the records know none."""
    if finding.code != WORDS:
        return MATTERS.get(finding.code)
    if finding.name == "late-denied":
        return Part.ON_REQUEST, ""
    return REQUESTS if "收到申请" in finding.message else ITEMS


def wording(
    finding: Finding, offered: Mapping[Part, Sequence[Offer | Question]]
) -> tuple[Part, str] | None:
    """The part and the sentence to be taken over; ``None`` where the records offer none."""
    matter = matter_of(finding)
    if matter is None:
        return None
    part, known_by = matter
    if not known_by:
        return part, f"办理的申请中，有{finding.expected}件超过法定期限。"
    for each in offered[OFFERED_IN.get(finding.code, part)]:
        if isinstance(each, Offer) and known_by in each.text:
            return part, each.text
    return None
