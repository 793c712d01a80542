"""A letter of a case as an official document."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from gongkai.documents.model import Paragraph
from gongkai.documents.writers.official import OfficialDocument
from gongkai.letters.declarations import letters
from gongkai.letters.errors import LetterError
from gongkai.letters.facts import Detail, Head, Issuer, RequestFacts
from gongkai.letters.writing import write_decision, write_letter
from gongkai.statute.course import Course
from gongkai.statute.errors import StatuteError
from gongkai.statute.receipt import Door
from gongkai.statute.remedies import (
    Authorities,
    Remedy,
    RemedyClass,
    last_days,
    remedy,
    remedy_against_silence,
)
from gongkai.statute.review_bodies import Level
from gongkai.web.bodies.models import ContactDetails, PublicBody
from gongkai.web.bodies.models.body import Kind
from gongkai.web.casework.choices.reading import settings_of
from gongkai.web.casework.decisions.models import Decision
from gongkai.web.casework.letters.labels import (
    BESIDE,
    DAYS,
    FOR_THE_EVENT,
    KNOWN,
    LISTS,
    OPTIONAL_BESIDE,
    ORGANISATION,
)
from gongkai.web.casework.letters.models import Letter, LetterState
from gongkai.web.casework.requests.models import DisclosureRequest, Profile
from gongkai.web.casework.requests.people import ApplicantFacts, unseal_person
from gongkai.web.office.errors import ActionError

LEVELS = {
    Kind.COUNTY_GOVERNMENT: Level.COUNTY,
    Kind.COUNTY_DEPARTMENT: Level.COUNTY_DEPARTMENT,
    Kind.TOWNSHIP: Level.TOWNSHIP,
    Kind.SUBDISTRICT: Level.STREET,
    Kind.AUTHORISED_ORGANISATION: Level.AUTHORISED_ORGANISATION,
}
UNNUMBERED = "〔签发时编号〕"
TO_AGENCIES = frozenset(
    {
        "joint_maker_inquiry",
        "assistance_letter",
        "assistance_reply",
        "determination_request",
        "petition_transfer",
    }
)
# 更正被拒绝的，可以复议、诉讼; the class of `not_this_agency` is the same free choice.
LIKE_A_REFUSED_CORRECTION = "not_this_agency"


def asked_for(code: str) -> tuple[tuple[str, bool], ...]:
    """The facts of a letter that a person gives, each with whether it must be given."""
    declared = letters()[code]
    beside = [(name, True) for name in BESIDE.get(code, ())]
    beside += [(name, False) for name in OPTIONAL_BESIDE.get(code, ())]
    facts = [(name, True) for name in declared.facts if name not in KNOWN]
    optional = [(name, False) for name in declared.optional if name not in KNOWN]
    return (*beside, *facts, *optional)


def as_detail(name: str, value: Any) -> Detail:
    """A fact as the letter's declaration takes it."""
    if name in LISTS:
        return tuple(line.strip() for line in str(value).splitlines() if line.strip())
    if name in DAYS and isinstance(value, str):
        return date.fromisoformat(value)
    return str(value) if not isinstance(value, date) else value


def authorities_of(body: PublicBody) -> Authorities:
    """Who reviews and which court, as the body's own record has them."""
    profile = Profile.objects.filter(body=body).first()
    if profile is None:
        return Authorities()
    return Authorities((profile.review_body,) if profile.review_body else (), profile.court)


def remedy_of(disclosure_request: DisclosureRequest, decision: Decision, on: date) -> Remedy:
    """What the applicant may do against a decision of that day."""
    return remedy(
        decision.outcome,
        level=LEVELS[Kind(disclosure_request.body.kind)],
        decided_on=on,
        grounds=decision.grounds,
        settings=settings_of(disclosure_request.body, on),
        authorities=authorities_of(disclosure_request.body),
    )


def write(
    disclosure_request: DisclosureRequest,
    code: str,
    details: Mapping[str, Any],
    *,
    on: date,
    decision: Decision | None = None,
    number: str = "",
    enclosures: tuple[str, ...] = (),
) -> OfficialDocument:
    """The letter from its declaration, the law of the day and the facts.

    Raises:
        ActionError: a fact is missing, or the law of that day has no such thing.
    """
    body = disclosure_request.body
    person = unseal_person(disclosure_request.applicant.sealed)
    contact = ContactDetails.objects.filter(body=body).on(on).first()
    head = Head(
        Issuer(
            body.name,
            contact.office_name if contact else _("政府信息公开工作机构"),
            contact.phone if contact else "",
        ),
        number or UNNUMBERED,
        str(details.get("addressee") or _addressee(person)),
        on,
        case_number=disclosure_request.number,
        enclosures=enclosures,
        organisation=_is_organisation(disclosure_request, code, details),
    )
    facts = RequestFacts(
        person.name,
        disclosure_request.received_on,
        Door.named(disclosure_request.door),
        disclosure_request.text,
    )
    told = {
        name: as_detail(name, value)
        for name, value in details.items()
        if name not in FOR_THE_EVENT and value not in ("", None)
    }
    try:
        if decision is not None:
            grounds = decision.grounds if decision.outcome == "partly_disclosed" else ()
            against = remedy_of(disclosure_request, decision, on)
            return write_decision(decision.outcome, head, facts, against, grounds=grounds, **told)
        return write_letter(code, head, facts, remedy=_remedy(disclosure_request, code, on), **told)
    except (LetterError, StatuteError) as error:
        raise ActionError(str(error)) from error


def _is_organisation(
    disclosure_request: DisclosureRequest, code: str, details: Mapping[str, Any]
) -> bool:
    """Whether the addressee is called 你单位: other agencies always, a third party as it was entered, else the applicant's kind."""
    if code in TO_AGENCIES:
        return True
    if "addressee_is" in details:
        return bool(details["addressee_is"] == ORGANISATION)
    return disclosure_request.applicant_kind != "natural_person"


def _remedy(disclosure_request: DisclosureRequest, code: str, on: date) -> Remedy | None:
    if not letters()[code].has_remedy:
        return None
    return remedy(
        LIKE_A_REFUSED_CORRECTION,
        level=LEVELS[Kind(disclosure_request.body.kind)],
        decided_on=on,
        authorities=authorities_of(disclosure_request.body),
    )


@dataclass(frozen=True)
class RemedyDay:
    """What the applicant may do now: in words, by which day, and whether a holiday notice may still move it."""

    label: str
    until: date
    guessed: bool


def remedy_days(
    disclosure_request: DisclosureRequest, course: Course, on: date
) -> tuple[list[RemedyDay], str]:
    """The last days for review and suit, and a sentence where no day can be told or the order matters.

    Against the last answer they run from the day it was served; where no answer came, from the last day to answer.
    """
    letter = (
        disclosure_request.letters.filter(state=LetterState.ISSUED, decision__isnull=False)
        .select_related("decision")
        .order_by("pk")
        .last()
    )
    level = LEVELS[Kind(disclosure_request.body.kind)]
    authorities = authorities_of(disclosure_request.body)
    if disclosure_request.is_answered_elsewhere:
        return [], _("上级机关转来的，由收到申请的机关答复申请人，救济不对本机关。")
    if disclosure_request.is_open:
        if course.due_on is None or on <= course.due_on or course.replied_on is not None:
            return [], ""
        facts, since = (
            remedy_against_silence(
                level=level,
                due_on=course.due_on,
                settings=settings_of(disclosure_request.body, course.due_on),
                authorities=authorities,
            ),
            course.due_on,
        )
    elif letter is None or letter.decision is None or letter.issued_on is None:
        return [], ""
    else:
        facts = remedy_of(disclosure_request, letter.decision, letter.issued_on)
        served = course.served_on or _served(letter)
        if served is None:
            return [], _("还没有签收记录；复议、诉讼的期限自签收之日起计算。")
        since = served
    days = last_days(facts, since, course.calendar)
    found = [
        RemedyDay(label, day, guessed)
        for label, day, guessed in (
            (
                _("向{body}申请行政复议").format(body=_("或者").join(facts.bodies)),
                days.reconsideration_by,
                days.reconsideration_guessed,
            ),
            (
                _("向{court}起诉").format(court=facts.court),
                days.litigation_by,
                days.litigation_guessed,
            ),
        )
        if day is not None
    ]
    first = facts.kind is RemedyClass.REVIEW_FIRST
    return found, _("应当先申请行政复议，对复议决定不服的再起诉。") if first else ""


def _served(letter: Letter) -> date | None:
    """The day on which a letter that is no answer in the clock's eyes, such as 不再处理, was signed for."""
    delivered = letter.deliveries.exclude(signed_on=None).last()
    return delivered.signed_on if delivered else None


def _addressee(person: ApplicantFacts) -> str:
    """As in the request; a joint letter names everybody."""
    return "、".join((person.name, *person.joint))


def details_of(letter: Letter) -> dict[str, Any]:
    """Addressee and facts of a letter."""
    kept: dict[str, Any] = json.loads(letter.details)
    return kept


def document_of(letter: Letter, *, on: date) -> OfficialDocument:
    """The letter with the words as edited; its day is that of its signing, or ``on`` before."""
    document = write(
        letter.disclosure_request,
        letter.code,
        details_of(letter),
        on=letter.issued_on or on,
        decision=letter.decision,
        number=letter.number,
        enclosures=tuple(letter.enclosures.values_list("name", flat=True)),
    )
    lines = [line for line in letter.text.splitlines() if line.strip()]
    return replace(document, blocks=tuple(Paragraph(line) for line in lines))


def text_of(document: OfficialDocument) -> str:
    """The paragraphs of a letter, one a line."""
    return "\n".join(block.text for block in document.blocks if isinstance(block, Paragraph))
