"""Change where and when a body can be reached."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies import acts, signals
from gongkai.web.bodies.models import ContactDetails, PublicBody
from gongkai.web.bodies.permissions import MANAGE_BODY
from gongkai.web.journal.recording import changes, describe, record
from gongkai.web.office.errors import ActionError

FACTS = (
    "office_name",
    "address",
    "postcode",
    "hours",
    "phone",
    "fax",
    "email",
    "website",
    "supervision_phone",
)


@transaction.atomic
def change_contacts(
    body: PublicBody, *, acting_user: User | Platform, at: datetime, on: date, **facts: Any
) -> ContactDetails:
    """New contact details from a day on; what is not named stays as it was."""
    require(acting_user, MANAGE_BODY, body)
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise ValueError(f"not contact details: {sorted(unknown)}")
    current = body.contacts.filter(ends_on=None).first()
    before = describe(current, FACTS) if current else {}
    if current is not None and on < current.starts_on:
        raise ActionError(
            _("变更日期 {on} 早于现有联系方式的起始日 {starts_on}；请核对日期。").format(
                on=on, starts_on=current.starts_on
            )
        )
    if current is not None and on == current.starts_on:
        changed = current
    else:
        if current is not None:
            current.ends_on = on
            current.save(update_fields=["ends_on"])
        changed = ContactDetails(body=body, starts_on=on, **before)
    for field, value in facts.items():
        setattr(changed, field, value)
    changed.full_clean()
    changed.save()
    was, now = changes(before, describe(changed, FACTS))
    record(
        acts.CONTACTS_CHANGED,
        by=acting_user,
        body=body,
        subject=changed,
        before=was,
        after={**now, "on": on},
        at=at,
    )
    signals.facts_changed.send(sender=ContactDetails, body=body, on=on)
    return changed
