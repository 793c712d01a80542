"""Put a draft away that never was public."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.actions.draft import locked
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT


@transaction.atomic
def delete_draft(item: ItemPage, *, acting_user: User, at: datetime, reason: str) -> ItemPage:
    """No list shows it any more. Its versions and the journal stay: reviewers may have decided on it."""
    require(acting_user, DRAFT, item.body)
    current = locked(item)
    if current.live or current.index_number or current.published_on is not None:
        raise WrongState(_("“{title}”公开过，不能删除；需要时请撤下。").format(title=current.title))
    if not reason.strip():
        raise ActionError(_("请写明删除的理由。"), fields=("reason",))
    ItemPage.objects.filter(pk=current.pk).update(discarded_at=at)
    current.discarded_at = at
    record(
        acts.DRAFT_DELETED,
        by=acting_user,
        body=current.body,
        subject=current,
        before={"title": current.title},
        reason=reason.strip(),
        at=at,
    )
    return current
