"""A working rule for a body, from its facts and the law in force."""

from __future__ import annotations

from datetime import date

from gongkai.letters.working_rules import RuleBody, RuleFacts
from gongkai.letters.working_rules import text_of as rule_text
from gongkai.web.approvals.routes import REVIEWS_BY_LEVEL
from gongkai.web.bodies.models import ContactDetails, Kind, PublicBody
from gongkai.web.publishing.errors import PublishingError
from gongkai.web.publishing.items.routes import rule_of

KIND_OF = {
    Kind.COUNTY_GOVERNMENT: RuleBody.COUNTY_GOVERNMENT,
    Kind.COUNTY_DEPARTMENT: RuleBody.DEPARTMENT,
}


def text_of(body: PublicBody, kind: str, on: date) -> str:
    """The rule for this body as HTML: the numbers from the law in force on that day.

    Raises:
        PublishingError: the body's contact details, which the rule names, are missing.
    """
    contacts = ContactDetails.objects.on(on).filter(body=body).first()
    if contacts is None:
        raise PublishingError(f"“{body}”还没有登记联系方式，不能生成制度；请先在机关资料中登记。")
    facts = RuleFacts(
        name=body.name,
        kind=KIND_OF.get(Kind(body.kind), RuleBody.TOWNSHIP),
        office=contacts.office_name,
        address=contacts.address,
        phone=contacts.phone,
        hours=contacts.hours,
        supervision_phone=contacts.supervision_phone,
        reviews=len(REVIEWS_BY_LEVEL[rule_of(body, on).levels]),
    )
    return rule_text(facts, kind, on)
