"""When something was last released under each row of a body, and how much in the month; kept from one act to the next.

Only this part of the board grows with the items. Who knows a mark that every act changes provides it; without one nothing is
kept. After acts on items only the bodies of these are counted anew, after any other act all.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable
from datetime import date
from threading import Lock
from typing import Any, NamedTuple

from django.db.models import CharField, Count, Max
from django.db.models.functions import Cast

from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.acts import shows
from gongkai.web.journal.models import Entry
from gongkai.web.publishing.items.models import ItemPage

Released = dict[tuple[int, int], tuple[date, int]]
"""By body and row: the last day, and how many since the first of the month."""
MOST_KEPT = 4
# With more acts since, all is counted anew.
MOST_ACTS = 200


class _Kept(NamedTuple):
    """What holds under a mark; ``last_act`` was the newest in the journal when it was counted."""

    mark: str
    last_act: int
    released: Released


_mark: Callable[[], str] | None = None
_kept: OrderedDict[tuple[date, frozenset[int]], _Kept] = OrderedDict()
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
    mark, key = _mark(), (on, wanted)
    with _lock:
        known = _kept.get(key)
        if known is not None and known.mark == mark:
            _kept.move_to_end(key)
            return known.released
    last_act = Entry.objects.order_by("-sequence").values_list("sequence", flat=True).first() or 0
    touched = _touched(known.last_act, last_act) if known is not None else None
    if known is None or touched is None:
        found = _asked(wanted, on)
    else:
        anew = _answering(touched) & wanted
        found = {place: told for place, told in known.released.items() if place[0] not in anew}
        found |= _asked(anew, on) if anew else {}
    with _lock:
        _kept[key] = _Kept(mark, last_act, found)
        _kept.move_to_end(key)
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def _touched(after: int, last: int) -> frozenset[int] | None:
    """The bodies on whose items was acted between two acts; ``None`` where another act may have moved items."""
    acts = list(
        Entry.objects.filter(sequence__gt=after, sequence__lte=last)
        .order_by()
        .values_list("act", "subject_kind", "body_number")
        .distinct()[: MOST_ACTS + 1]
    )
    items = ItemPage._meta.label_lower
    others = any(kind != items and shows(act) for act, kind, _ in acts)
    # Where nothing shown was done, the mark was moved by something that the journal does not tell.
    if others or len(acts) > MOST_ACTS or not any(shows(act) for act, _, _ in acts):
        return None
    return frozenset(body for _, kind, body in acts if kind == items and body is not None)


def _answering(bodies: Iterable[int]) -> frozenset[int]:
    """The bodies that answer for these."""
    found = PublicBody.objects.filter(pk__in=bodies).order_by()
    return frozenset(body for body in found.values_list("public_body", flat=True) if body)


def _asked(bodies: frozenset[int], on: date) -> Released:
    everyone: dict[int, Any] = dict(
        PublicBody.objects.exclude(public_body=None).order_by().values_list("pk", "public_body")
    )
    # Which body answers is told here, not by a third table in the question: that would be read once for each item.
    answering = {unit: body for unit, body in everyone.items() if body in bodies}
    items = ItemPage.objects.public().filter(published_on__lte=on).order_by()
    # Where most are asked for, the others are left out below: the database would look for each item in a long list.
    if 2 * len(answering) < len(everyone):
        items = items.filter(body__in=answering)
    # As text: for tens of thousands of lines, reading a day oneself takes a third of what the fields take for it.
    last_days = items.values_list("body", "row").annotate(
        last=Cast(Max("published_on"), CharField())
    )
    # The few of the month are counted apart: beside the last days the database would count along with every item.
    month = items.filter(published_on__gte=on.replace(day=1)).values_list("body", "row")
    numbers: Counter[tuple[int, int]] = Counter()
    for unit, row, number in month.annotate(number=Count("pk")):
        if unit in answering:
            numbers[answering[unit], row] += number
    found: Released = {}
    for unit, row, told in last_days:
        if unit in answering:
            place, last = (answering[unit], row), date.fromisoformat(told)
            before = found.get(place)
            found[place] = (last if before is None else max(before[0], last), numbers.get(place, 0))
    return found
