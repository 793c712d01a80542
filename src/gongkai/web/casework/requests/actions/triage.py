"""Say what a letter is, and make several cases of one where it asks for several things."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.numbering import next_serial
from gongkai.web.casework import acts
from gongkai.web.casework.permissions import HANDLE
from gongkai.web.casework.requests.actions.register import LONGEST, SERIES
from gongkai.web.casework.requests.models import Applicant, DisclosureRequest, TriageKind
from gongkai.web.casework.requests.people import mark_of_words
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState


@transaction.atomic
def triage(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    matter: TriageKind,
    reason: str,
) -> DisclosureRequest:
    """What the letter is, with the reason; a request for records of one's own leaves table three (C11)."""
    require(acting_user, HANDLE, disclosure_request.body)
    current = DisclosureRequest.objects.select_for_update(of=("self",)).get(
        pk=disclosure_request.pk
    )
    if not current.is_open or current.outcome:
        raise WrongState(_("{number}已有处理意见，不能再改类型。").format(number=current.number))
    if not reason.strip():
        raise ActionError(_("请写明为什么这样分类。"))
    before = current.matter
    current.matter = TriageKind(matter)
    current.save(update_fields=["matter"])
    record(
        acts.TRIAGED,
        by=acting_user,
        body=current.body,
        subject=current,
        before={"matter": before},
        after={"matter": current.matter},
        reason=reason,
        at=at,
    )
    return current


@transaction.atomic
def split_request(
    disclosure_request: DisclosureRequest,
    *,
    acting_user: User | Platform,
    at: datetime,
    parts: Sequence[str],
    told_on: date,
) -> list[DisclosureRequest]:
    """One case for each matter of a letter, the first in the case that is there; T stays (C1).

    Raises:
        ActionError: fewer than two matters, or the applicant was told before it was received.
    """
    require(acting_user, HANDLE, disclosure_request.body)
    current = DisclosureRequest.objects.select_for_update(of=("self",)).get(
        pk=disclosure_request.pk
    )
    matters = [part.strip() for part in parts if part.strip()]
    if len(matters) < 2:
        raise ActionError(_("请至少写出两件事，每件一段；只有一件事的不用拆。"))
    if any(len(each) > LONGEST for each in matters):
        raise ActionError(_("每件最多 {longest} 字。").format(longest=LONGEST))
    if not current.is_open or current.outcome or current.events.exists() or current.parts.exists():
        raise WrongState(
            _("{number}已经开始办理或者拆过，不能再拆。").format(number=current.number)
        )
    if told_on < current.received_on:
        raise ActionError(
            _("告知申请人的日期不能早于收到日期{day}。").format(day=current.received_on)
        )
    sealed = bytes(current.applicant.sealed)
    first, *others = matters
    current.text, current.words_digest = first, mark_of_words(first)
    current.save(update_fields=["text", "words_digest"])
    made = [current]
    for words in others:
        part = DisclosureRequest.objects.get(pk=current.pk)
        part.pk = None
        part._state.adding = True
        part.serial = next_serial(current.body, series=SERIES, year=current.year)
        part.text, part.words_digest = words, mark_of_words(words)
        part.split_from = current
        part.address_digest = ""
        part.save()
        Applicant.objects.create(disclosure_request=part, sealed=sealed)
        made.append(part)
    record(
        acts.SPLIT,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"numbers": [each.number for each in made], "told_on": told_on},
        at=at,
    )
    return made
