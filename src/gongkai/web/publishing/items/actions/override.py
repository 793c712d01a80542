"""Let a finding stand: a named person answers for it, with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.journal.recording import record
from gongkai.web.publishing.items import acts, signals
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.authorship import refuse_own_text
from gongkai.web.publishing.items.gate import examine, subject_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.permissions import OVERRIDE
from gongkai.web.vetting.decisions import answer_for
from gongkai.web.vetting.models import IgnoredFinding


@transaction.atomic
def override_finding(
    item: ItemPage, *, acting_user: User, at: datetime, fingerprint: str, on: date, reason: str
) -> IgnoredFinding:
    """Answer for one finding of the working copy that stops it or that a scan lists."""
    require(acting_user, OVERRIDE, item.body)
    refuse_own_text(ItemPage.objects.get(pk=item.pk), acting_user)
    copy = working_copy(item)
    ignored = answer_for(
        subject_of(copy),
        examine(copy),
        acting_user=acting_user,
        fingerprint=fingerprint,
        on=on,
        reason=reason,
    )
    signals.tell(
        signals.finding_kept,
        item=copy,
        fingerprint=fingerprint,
        by=acting_user,
        at=at,
        note=reason.strip(),
    )
    record(
        acts.OVERRIDDEN,
        by=acting_user,
        body=copy.body,
        subject=copy,
        after={"finding": ignored.label, "fingerprint": fingerprint},
        reason=reason,
        at=at,
    )
    return ignored
