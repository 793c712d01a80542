"""What many people do, each act at its own moment, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from heapq import heapify, heappop, heapreplace

from django.utils import timezone

# Gives the moment of its next act, and does the act when it is asked to go on.
Story = Iterator[datetime]


def hour_of(on: date, hour: int, minute: int = 0) -> datetime:
    """A moment of that day on the clock of the wall."""
    return timezone.make_aware(datetime.combine(on, time(hour, minute)))


def tell(stories: Iterable[Story], *, until: datetime) -> Iterator[datetime]:
    """Let all of them happen at once, up to a moment; gives the moment of each act done."""
    begun = ((next(story, None), place, story) for place, story in enumerate(stories))
    waiting = [(moment, place, story) for moment, place, story in begun if moment is not None]
    heapify(waiting)
    while waiting and waiting[0][0] <= until:
        moment, place, story = waiting[0]
        following = next(story, None)
        if following is None:
            heappop(waiting)
        elif following < moment:
            raise ValueError(f"a story goes back from {moment} to {following}")
        else:
            heapreplace(waiting, (following, place, story))
        yield moment
