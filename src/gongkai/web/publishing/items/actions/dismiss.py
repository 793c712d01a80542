"""Say that a finding which stops nothing is none: here, or for a word in the whole body."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.journal.recording import record
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.authorship import refuse_own_text
from gongkai.web.publishing.items.gate import examine, subject_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.permissions import DISMISS
from gongkai.web.vetting.decisions import dismiss, dismissible
from gongkai.web.vetting.models import IgnoredFinding, IgnoredWording


@transaction.atomic
def dismiss_finding(
    item: ItemPage,
    *,
    acting_user: User,
    at: datetime,
    fingerprint: str,
    on: date,
    reason: str,
    everywhere: bool = False,
) -> IgnoredFinding | IgnoredWording:
    """Somebody else than its authors: not here; or, for a wording, nowhere in this body any more."""
    require(acting_user, DISMISS, item.body)
    refuse_own_text(ItemPage.objects.get(pk=item.pk), acting_user)
    copy = working_copy(item)
    finding = dismissible(examine(copy), fingerprint)
    kept = dismiss(
        subject_of(copy),
        finding,
        acting_user=acting_user,
        on=on,
        reason=reason,
        everywhere_in=(item.body.public_body or item.body) if everywhere else None,
    )
    record(
        acts.DISMISSED,
        by=acting_user,
        body=item.body,
        subject=item,
        after={"finding": kept.label, "fingerprint": fingerprint, "everywhere": everywhere},
        reason=reason,
        at=at,
    )
    return kept


@transaction.atomic
def restore_wording(wording: IgnoredWording, *, acting_user: User, at: datetime) -> None:
    """Tell a wording again."""
    require(acting_user, DISMISS, wording.body)
    body, label = wording.body, wording.label
    wording.delete()
    record(acts.WORDING_RESTORED, by=acting_user, body=body, before={"finding": label}, at=at)
