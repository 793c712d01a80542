"""Mend what was entered by mistake: the registration of a request, or an event; what stood there stays in the journal."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.statute.errors import StatuteError
from gongkai.statute.events import AnswerOrdered
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.casework import acts
from gongkai.web.casework.clock.actions import locked
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.clock.running import clock_of, keep_course
from gongkai.web.casework.clock.workflow import STEPS
from gongkai.web.casework.permissions import HANDLE, SEE_APPLICANT
from gongkai.web.casework.requests.actions.register import Arrival, for_the_journal, still_to_come
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.people import (
    ApplicantFacts,
    mark_of,
    seal_person,
    unseal_person,
)
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError

# What a screen of its own enters; a letter and its delivery keep their own records, an order to answer its dispute.
STRIKABLE = frozenset(step.event for step in STEPS if step.event) - {AnswerOrdered.kind}


@transaction.atomic
def correct_registration(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    arrival: Arrival,
    person: ApplicantFacts,
    applicant_kind: str,
    because: str,
) -> DisclosureRequest:
    """The door, the days and who asked, as they really were; the clock runs anew from them. The number stays.

    Raises:
        ActionError: no reason, days that cannot be, or events that could not have happened then.
    """
    require(acting_user, HANDLE, disclosure_request.body)
    require(acting_user, SEE_APPLICANT, disclosure_request.body)
    _must_say_why(because)
    if not person.name.strip():
        raise ActionError({"name": _("请填写申请人的姓名或者名称。")})
    current = locked(disclosure_request)
    before = for_the_journal(current)
    kept = unseal_person(current.applicant.sealed)
    for name in ("door", "submitted_on", "signed_on", "confirmed_on", "unreachable"):
        value = getattr(arrival, name)
        setattr(current, name, value.value if name == "door" else value)
    current.applicant_kind = applicant_kind
    current.applicant_digest = mark_of(person)
    try:
        receipt = arrival.receipt()
        amiss = still_to_come(receipt, timezone.localdate(at))
        if amiss:
            raise ActionError({"day": amiss})
        current.received_on = receipt.received_on
        course = clock_of(current).course
    except StatuteError as error:
        raise ActionError(error.message) from error
    current.full_clean(exclude=["text"])
    current.save()
    keep_course(current, course)
    current.applicant.sealed = seal_person(person)
    current.applicant.save(update_fields=["sealed"])
    record(
        acts.REGISTRATION_CORRECTED,
        by=acting_user,
        body=current.body,
        subject=current,
        before=before,
        after={
            **for_the_journal(current),
            "person": [
                each.name
                for each in fields(person)
                if getattr(kept, each.name) != getattr(person, each.name)
            ],
        },
        reason=because,
        at=at,
    )
    return current


@transaction.atomic
def strike_event(
    event: CaseEvent, *, acting_user: User | Platform, at: datetime, because: str
) -> CaseEvent:
    """An event that did not happen, or not so: it stays to be seen and counts for nothing.

    Raises:
        ActionError: no reason, of a kind that is no mistake of entering, or later events rest on it.
    """
    case = locked(event.disclosure_request)
    require(acting_user, HANDLE, case.body)
    _must_say_why(because)
    current = CaseEvent.objects.select_for_update(of=("self",)).filter(pk=event.pk).first()
    if current is None:
        raise ActionError(_("这一条已经划去。"))
    if current.kind not in STRIKABLE:
        raise ActionError(
            _(
                "“{event}”由文书或者送达产生，不能划去；请在文书上登记退回、另行送达或者补登。"
            ).format(event=current)
        )
    current.struck_at, current.struck_because = at, because.strip()
    current.struck_by = acting_user if isinstance(acting_user, User) else None
    current.save(update_fields=["struck_at", "struck_because", "struck_by"])
    try:
        course = clock_of(case).course
    except StatuteError as error:
        raise ActionError(
            _("后面登记的以“{event}”为前提，请先划去后面的：{why}").format(
                event=current, why=error.message
            )
        ) from error
    if current.kind == "withdrawn":
        case.outcome, case.concluded_on = "", None
        case.save(update_fields=["outcome", "concluded_on"])
    keep_course(case, course)
    record(
        acts.EVENT_STRUCK,
        by=acting_user,
        body=case.body,
        subject=case,
        before={"event": current.kind, "on": current.on},
        after={"state": case.state, "due_on": case.due_on},
        reason=because,
        at=at,
    )
    return current


def _must_say_why(because: str) -> None:
    if not because.strip():
        raise ActionError({"because": _("请写明理由：原来登记错在哪里，凭什么更正。")})
