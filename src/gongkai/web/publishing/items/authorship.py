"""Who has had a hand in what waits to go out: every version since the last one that was public."""

from __future__ import annotations

from gongkai.web.publishing.items.models import ItemPage


def authors_of(item: ItemPage) -> set[int]:
    """Numbers of all who wrote, changed, masked or attached since the last release; before the first, of its owner too.

    Each change of an item, its text as well as its files, is a version with the person who made it.
    """
    versions = item.revisions.exclude(user=None)
    public = item.live_revision
    if public is not None:
        versions = versions.filter(created_at__gt=public.created_at).exclude(pk=public.pk)
    authors = set(versions.values_list("user_id", flat=True))
    if public is None and item.owner_id is not None:
        authors.add(item.owner_id)
    return authors
