"""Link two items, and take a link away."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.models import ItemLink, ItemPage, LinkKind
from gongkai.web.publishing.permissions import DRAFT


@transaction.atomic
def link_items(
    source: ItemPage,
    target: ItemPage,
    *,
    kind: LinkKind,
    acting_user: User | Platform,
    at: datetime,
) -> ItemLink:
    """Link two items. Both pages show it, as soon as both are public; so both bodies are asked."""
    require(acting_user, DRAFT, source.body)
    require(acting_user, DRAFT, target.body)
    if source.pk == target.pk:
        raise ActionError(_("一条信息不能与自己关联；请另选一条。"))
    link, made = ItemLink.objects.get_or_create(
        source_id=source.pk,
        target_id=target.pk,
        kind=LinkKind(kind),
        defaults={
            "added_by": acting_user if isinstance(acting_user, User) else None,
            "added_at": at,
        },
    )
    if not made:
        raise ActionError(
            _("“{draft_title}”已经关联，无须重复添加。").format(draft_title=target.draft_title)
        )
    record(
        acts.LINKED,
        by=acting_user,
        body=source.body,
        subject=source,
        after={"kind": link.kind, "target": target.pk, "title": target.draft_title},
        at=at,
    )
    return link


@transaction.atomic
def unlink_items(link: ItemLink, *, acting_user: User | Platform, at: datetime) -> None:
    """Take a link away, from either end."""
    current = (
        ItemLink.objects.select_for_update().select_related("source", "target").get(pk=link.pk)
    )
    if not acting_user.may(DRAFT, current.target.body):
        require(acting_user, DRAFT, current.source.body)
    source, target, kind = current.source, current.target, current.kind
    current.delete()
    record(
        acts.UNLINKED,
        by=acting_user,
        body=source.body,
        subject=source,
        before={"kind": kind, "target": target.pk, "title": target.draft_title},
        at=at,
    )
