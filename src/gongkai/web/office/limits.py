"""How often one network may send something from the street, or guess; its address is kept as a mark, and for a day."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import QuerySet

from gongkai.web.accounts.keys import FIELD, keyed
from gongkai.web.office.errors import ActionError

PER_HOUR, PER_DAY = 5, 20
# What a sender's network address is needed for, and no longer.
ADDRESS_KEPT = timedelta(days=1)
HOUR = timedelta(hours=1)


class TooMany(ActionError):
    """One network has sent as much as one network may."""


def mark_of_address(address: str, *, setting: str = FIELD) -> str:
    """The mark under which the address of a network is kept."""
    return keyed("address", address, setting=setting)


def refuse_too_many(
    rows: QuerySet[Any],
    mark: str,
    *,
    moment: str,
    at: datetime,
    told: str,
    per_hour: int = PER_HOUR,
    per_day: int = PER_DAY,
) -> None:
    """Forget addresses of more than a day ago, and raise `TooMany` with ``told`` where the rest are too many.

    ``rows`` have an ``address_digest``; ``moment`` is the field that says when each came.
    """
    # Nearly every row has none any more: by the index only those that still have one are looked at.
    old = rows.filter(**{f"{moment}__lt": at - ADDRESS_KEPT}, address_digest__gt="")
    old.update(address_digest="")
    sent = rows.filter(address_digest=mark)
    lately = sent.filter(**{f"{moment}__gt": at - HOUR})
    if lately.count() >= per_hour or sent.count() >= per_day:
        raise TooMany(told)


def refuse_after_wrong(
    wrong: QuerySet[Any] | int, most: int, told: str, *, since: datetime | None = None
) -> None:
    """Raise `TooMany` with ``told`` where there were so many wrong guesses: rows with a ``tried_at``, or their number.

    The same count for every answer, so that how long it takes tells nothing.
    """
    if not isinstance(wrong, int):
        wrong = (wrong if since is None else wrong.filter(tried_at__gt=since)).count()
    if wrong >= most:
        raise TooMany(told)


def is_too_often(purpose: str, address: str, *, per_hour: int) -> bool:
    """Count what leaves no record, in this process; whether it is more than so many within the hour."""
    key = f"often:{purpose}:{mark_of_address(address)[:32]}"
    cache.add(key, 0, HOUR.total_seconds())
    try:
        return bool(cache.incr(key) > per_hour)
    except ValueError:
        return False
