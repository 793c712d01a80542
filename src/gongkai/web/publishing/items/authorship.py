"""Who has had a hand in a text; nobody decides about their own."""

from __future__ import annotations

from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.office.errors import OwnWork
from gongkai.web.publishing.items.models import ItemPage, ReleaseState


def authors_of(item: ItemPage) -> set[int]:
    """Numbers of all who wrote, changed, masked or attached what waits; where nothing waits, what is public.

    Each change of an item, its text as well as its files, is a version with the person who made it. Up to the first
    release its owner is one of them. A release makes a version as well, which nobody wrote.
    """
    versions = item.revisions.exclude(user=None)
    went_out = item.releases.filter(state=ReleaseState.RELEASED).order_by("-finished_at")
    since = list(went_out.values_list("finished_at", flat=True)[:2])
    public = item.live_revision
    if public is not None and item.latest_revision_id != public.pk:
        versions = versions.filter(created_at__gt=public.created_at)
        first = False
    else:
        # Nothing waits: the text is what the last release brought out, or there was none.
        first = len(since) < 2
        if not first:
            versions = versions.filter(created_at__gt=since[1])
        if public is not None:
            versions = versions.exclude(pk=public.pk)
    authors = set(versions.values_list("user_id", flat=True))
    if first and item.owner_id is not None:
        authors.add(item.owner_id)
    return authors


def refuse_own_text(item: ItemPage, user: User) -> None:
    """Raise `OwnWork` where the user had a hand in what is to be decided about."""
    if user.pk in authors_of(item):
        raise OwnWork(_("“{title}”由您起草或修改过，须由他人办理。").format(title=item.title))
