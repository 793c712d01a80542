"""Record that an applicant agrees to electronic delivery, and where to (民事诉讼法第九十条, by analogy)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform
from gongkai.web.casework import acts
from gongkai.web.casework.clock.actions import locked
from gongkai.web.casework.clock.workflow import require_step
from gongkai.web.casework.requests.actions.register import LONGEST_FACT
from gongkai.web.casework.requests.files import NewFile, keep_file
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.people import seal_person, unseal_person
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError


@transaction.atomic
def record_electronic_consent(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    address: str,
    proof: NewFile | None = None,
) -> DisclosureRequest:
    """The day of the consent and the address that the applicant confirmed; the last one holds.

    Args:
        on: the day on which the applicant agreed.
        address: mailbox, number or account; sealed as the person is.
        proof: the confirmation itself, such as a signed form.
    """
    current = locked(disclosure_request)
    require_step("electronic_consent", current, acting_user)
    today = timezone.localdate(at)
    if not current.received_on <= on <= today:
        raise ActionError(
            {
                "on": _("同意的日期应在收到申请之日{received}至今天之间，填写的是{on}。").format(
                    received=current.received_on, on=on
                )
            }
        )
    if not address.strip() or len(address.strip()) > LONGEST_FACT:
        raise ActionError({"address": _("请照申请人确认的填写电子送达的地址，不超过200字。")})
    person = unseal_person(current.applicant.sealed)
    current.applicant.sealed = seal_person(replace(person, electronic_address=address.strip()))
    current.applicant.save(update_fields=["sealed"])
    current.electronic_since = on
    current.save(update_fields=["electronic_since"])
    if proof is not None:
        keep_file(current, proof, at=at)
    record(
        acts.ELECTRONIC_AGREED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"on": on},
        at=at,
    )
    return current
