"""When something was last released under each row of a body, and how much in the month; kept from one act to the next.

Only this part of the board grows with the items. Who knows a mark that every act changes provides it; without one nothing is
kept.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import date
from threading import Lock
from typing import Any

from django.db.models import Count, Max, Q

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.items.models import ItemPage

Released = dict[tuple[int, int], tuple[date, int]]
"""By body and row: the last day, and how many since the first of the month."""
MOST_KEPT = 4
_mark: Callable[[], str] | None = None
_kept: OrderedDict[tuple[str, date, frozenset[int]], Released] = OrderedDict()
_lock = Lock()


def provide_mark(mark: Callable[[], str] | None) -> None:
    """Name the function that gives another mark after every act that may change what is public."""
    global _mark
    _mark = mark
    with _lock:
        _kept.clear()


def released_until(bodies: Iterable[int], on: date) -> Released:
    """What these bodies, their sections and villages have released by that day."""
    wanted = frozenset(bodies)
    if _mark is None:
        return _asked(wanted, on)
    # The mark is read first: what an act changes meanwhile is kept under a mark that is no longer asked for.
    key = (_mark(), on, wanted)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    found = _asked(wanted, on)
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def _asked(bodies: frozenset[int], on: date) -> Released:
    answering: dict[Any, Any] = dict(
        PublicBody.objects.filter(public_body__in=bodies)
        .order_by()
        .values_list("pk", "public_body")
    )
    # Which body answers is told here, not by a third table in the question: that would be read once for each item.
    lines = (
        ItemPage.objects.public()
        .filter(body__in=answering, published_on__lte=on)
        .order_by()
        .values_list("body", "row")
        .annotate(
            last=Max("published_on"),
            month=Count("pk", filter=Q(published_on__gte=on.replace(day=1))),
        )
    )
    found: Released = {}
    for body, row, last, month in lines:
        place = (answering[body], row)
        before, number = found.get(place, (last, 0))
        found[place] = (max(before, last), number + month)
    return found
