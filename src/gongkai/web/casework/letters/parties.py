"""Letters that do not go to the applicant: to whom, and by what a clerk tells the consultations of one case apart."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.letters.writing import details_of
from gongkai.web.casework.requests.models import DisclosureRequest

INQUIRIES = frozenset(
    {"third_party_inquiry", "joint_maker_inquiry", "assistance_letter", "determination_request"}
)
# Their letter names the day by which an answer is asked; no article sets one.
DATED = frozenset({"assistance_letter", "determination_request"})
# The applicant never gets to see them.
TO_OTHERS = INQUIRIES | {"third_party_notice", "petition_transfer", "assistance_reply"}


def ref_of(letter: Letter) -> str:
    """By this the statute tells consultations of one case apart."""
    return f"L{letter.pk}"


def inquiry_of(disclosure_request: DisclosureRequest, ref: str) -> Letter | None:
    """The letter by which a consultation began; None where there is none."""
    number = ref.removeprefix("L")
    if not number.isdecimal():
        return None
    found: Letter | None = disclosure_request.letters.filter(
        pk=int(number), code__in=INQUIRIES
    ).first()
    return found


def consultation_names(disclosure_request: DisclosureRequest) -> dict[str, str]:
    """Each consultation by whom it asks and the number of its letter."""
    asked = disclosure_request.letters.filter(code__in=INQUIRIES).exclude(issued_on=None)
    return {
        ref_of(letter): _("{addressee}（{number}）").format(
            addressee=details_of(letter).get("addressee", ""), number=letter.number
        )
        for letter in asked
    }
