"""What the channels hear: a release is a posting on the platform itself, a withdrawal takes it down."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.web.accounts.models import User
from gongkai.web.publishing.channels.actions.post import version_of
from gongkai.web.publishing.channels.models import ChannelKind, Posting
from gongkai.web.publishing.items.models import ItemPage


def released(item: ItemPage, by: Any, on: date, note: str = "", **_: Any) -> None:
    """Post the item on the platform."""
    Posting.objects.create(
        item_id=item.pk,
        body_id=item.body_id,
        kind=ChannelKind.PORTAL,
        version=version_of(item),
        posted_on=on,
        posted_by=by if isinstance(by, User) else None,
        note=note,
    )


def withdrawn(item: ItemPage, on: date, **_: Any) -> dict[str, int]:
    """Take it down here; from other channels somebody must take it down, and say so."""
    standing = item.postings.standing()
    standing.filter(kind=ChannelKind.PORTAL).update(removed_on=on)
    recalled = standing.exclude(kind=ChannelKind.PORTAL).update(recalled_on=on)
    return {"to_take_down": recalled}
