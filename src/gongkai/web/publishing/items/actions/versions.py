"""Keep a version of an item, and put one before the public, each at the moment of the act."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Revision

from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import DisclosurePage, PublicBody
from gongkai.web.office.errors import WrongState
from gongkai.web.publishing.items.models import ItemPage


def keep_version(copy: ItemPage, *, by: Any, at: datetime) -> Revision:
    """Keep this, which has been cleaned, as the newest version.

    What ``save_revision`` of Wagtail does, which asks the clock.
    """
    revision = Revision.objects.create(
        content_object=copy,
        base_content_type=copy.get_base_content_type(),
        user=by if isinstance(by, User) else None,
        created_at=at,
        content=copy.serializable_data(),
        object_str=str(copy),
    )
    facts = {
        "latest_revision": revision,
        "latest_revision_created_at": at,
        "draft_title": copy.title,
        "has_unpublished_changes": True,
    }
    DisclosurePage.objects.filter(pk=copy.pk).update(**facts)
    for name, value in facts.items():
        setattr(copy, name, value)
    return revision


def is_for_practice(body: PublicBody) -> bool:
    """Whether the body, or the one that answers for it, is for practice."""
    if body.public_body_id in {None, body.pk}:
        return body.is_practice
    return PublicBody.objects.filter(pk=body.public_body_id, is_practice=True).exists()


def publish_version(version: ItemPage, *, by: Any, at: datetime) -> Revision:
    """Keep this as the newest version and let everybody read it.

    Raises:
        WrongState: the body is one for practice; nothing of it is ever public.
    """
    if is_for_practice(version.body):
        raise WrongState(_("“{body}”是练习单位，它的信息不能公开。").format(body=version.body))
    version.full_clean()
    revision = keep_version(version, by=by, at=at)
    version.live, version.expired, version.has_unpublished_changes = True, False, False
    version.live_revision = revision
    version.first_published_at = version.first_published_at or at
    version.last_published_at = at
    version.save(clean=False)
    return revision
