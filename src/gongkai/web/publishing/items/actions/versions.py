"""Keep a version of an item, and put one before the public, each at the moment of the act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from wagtail.models import Revision

from gongkai.web.accounts.models import User
from gongkai.web.publishing.items.models import ItemPage


def keep_version(copy: ItemPage, *, by: Any, at: datetime) -> Revision:
    """Keep this as the newest version. Wagtail stamps it by the clock, so it is stamped again."""
    revision = copy.save_revision(user=by if isinstance(by, User) else None, log_action=False)
    Revision.objects.filter(pk=revision.pk).update(created_at=at)
    ItemPage.objects.filter(pk=copy.pk).update(latest_revision_created_at=at)
    revision.created_at = copy.latest_revision_created_at = at
    return revision


def publish_version(version: ItemPage, *, by: Any, at: datetime) -> Revision:
    """Keep this as the newest version and let everybody read it."""
    revision = keep_version(version, by=by, at=at)
    first = ItemPage.objects.values_list("first_published_at", flat=True).get(pk=version.pk)
    revision.publish(
        user=by if isinstance(by, User) else None, log_action=False, skip_permission_checks=True
    )
    ItemPage.objects.filter(pk=version.pk).update(
        first_published_at=first or at, last_published_at=at
    )
    return revision
