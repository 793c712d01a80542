"""Say why an item comes late."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.duties import acts
from gongkai.web.publishing.duties.lateness import due_of
from gongkai.web.publishing.duties.models import LatenessNote
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT


@transaction.atomic
def explain_lateness(
    item: ItemPage, *, acting_user: User, at: datetime, reason: str
) -> LatenessNote:
    """Keep the reason, or a better one. Refused for an item that is not late."""
    require(acting_user, DRAFT, item.body)
    if not reason.strip():
        raise ActionError(gettext("请写明逾期的原因。"))
    due = due_of(item)
    day = item.published_on or timezone.localdate(at)
    if due is None or day <= due:
        raise ActionError(
            gettext("“{draft_title}”没有逾期，无须说明。").format(draft_title=item.draft_title)
        )
    before = LatenessNote.objects.filter(item_id=item.pk).values_list("reason", flat=True).first()
    note, _ = LatenessNote.objects.update_or_create(
        item_id=item.pk,
        defaults={
            "reason": reason.strip(),
            "explained_by": acting_user,
            "explained_at": at,
        },
    )
    record(
        acts.LATENESS_EXPLAINED,
        by=acting_user,
        body=item.body,
        subject=item,
        before={"reason": before} if before else None,
        after={"due_on": due, "day": day},
        reason=reason,
        at=at,
    )
    return note
