"""The days of somebody's cases for a calendar program, behind a secret address."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.statute.icalendar import CalendarDay
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.casework import acts
from gongkai.web.casework.permissions import HANDLE, SIGN_LETTER
from gongkai.web.casework.reminders.models import CalendarFeed
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.journal.recording import record

MOST = 1_000


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_feed(*, acting_user: User, at: datetime) -> str:
    """A new secret address for one's own calendar; the old one ends. It is shown this once."""
    require(acting_user, HANDLE, None)
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        user=acting_user, defaults={"digest": _digest(token), "made_at": at}
    )
    record(acts.FEED_MADE, by=acting_user, at=at)
    return token


def owner_of(token: str) -> User | None:
    """Whose calendar it is; None for an address that is none, or of somebody who has left."""
    feed = CalendarFeed.objects.filter(digest=_digest(token)).select_related("user").first()
    return feed.user if feed is not None and feed.user.is_active else None


def days_of_cases(user: User) -> Iterator[CalendarDay]:
    """The last day of each open case that this user handles or signs; numbers only."""
    bodies = user.bodies_where(HANDLE) | user.bodies_where(SIGN_LETTER)
    cases = DisclosureRequest.objects.open().filter(body__in=bodies, due_on__isnull=False)
    for case in cases.select_related("body").order_by("due_on", "pk")[:MOST]:
        if case.due_on is not None:
            mark = _("（暂计）") if case.is_provisional else ""
            yield CalendarDay(
                f"case-{case.pk}",
                case.due_on,
                _("{number}答复的最后一日{mark}").format(number=case.number, mark=mark),
                case.get_state_display(),
            )
