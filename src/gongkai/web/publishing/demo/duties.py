"""Who answers for what in the invented townships; a few matters are left open, as in life."""

from __future__ import annotations

from datetime import date, datetime

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.actions.responsibility import assign_matters
from gongkai.web.bodies.matters import matters_of
from gongkai.web.bodies.models import Kind, PublicBody

# One matter in so many has nobody yet.
OPEN_ONE_IN = 9


def share_out(on: date, *, at: datetime) -> None:
    """Give the matters of each township to its sections and posts in turn; once."""
    for body in PublicBody.objects.filter(kind=Kind.TOWNSHIP):
        sections = list(body.children.filter(kind=Kind.SECTION).order_by("order"))
        posts = list(body.posts.filter(closed_on=None).order_by("-order"))
        if not sections or not posts or body.responsibilities.exists():
            continue
        assign_matters(
            body,
            acting_user=PLATFORM,
            on=on,
            owners={
                matter.code: (sections[place % len(sections)], posts[place % len(posts)])
                for place, matter in enumerate(matters_of(body, on))
                if place % OPEN_ONE_IN != OPEN_ONE_IN - 1
            },
            at=at,
        )
