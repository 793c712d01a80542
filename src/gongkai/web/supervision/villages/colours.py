"""The colour of a village in a quarter: something was published, it said that there was nothing, or it was silent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from django.utils import timezone

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.channels.models import Channel, ChannelKind, Posting
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.villages.models import (
    MessageKind,
    PhoneMessage,
    first_day_of_quarter,
)

WARNING = timedelta(days=30)


class Colour(Enum):
    """By what is known; never by colour alone."""

    DONE = ("done", "✓ 已公开")
    SITE_ONLY = ("soon", "◔ 只在网上公开，公开栏没有张贴")
    NOTHING = ("nothing", "— 报告本季度没有")
    OPEN = ("waiting", "○ 还没有公开")
    SOON = ("soon", "◔ 季末将到，还没有公开")
    SILENT = ("late", "! 整季没有公开，须核查")

    @property
    def tone(self) -> str:
        """The class of the line."""
        return self.value[0]

    @property
    def label(self) -> str:
        """Sign and words."""
        return self.value[1]


@dataclass(frozen=True)
class VillageQuarter:
    """A village in the quarter of a day, with that of the quarter before."""

    village: PublicBody
    now: Colour
    before: Colour
    last_on: date | None
    has_board: bool


def quarters(villages: Iterable[PublicBody], on: date) -> list[VillageQuarter]:
    """The colours of these villages. Four questions to the database, for any number of villages.

    Done is what hangs on a board of the village (村民委员会组织法第三十五条); what stands on the site only is told as that.
    """
    villages = list(villages)
    numbers = [village.pk for village in villages]
    start = first_day_of_quarter(on)
    before = first_day_of_quarter(start - timedelta(days=1))
    with_board = set(
        Channel.objects.open_on(on)
        .filter(kind=ChannelKind.BOARD, body__in=numbers)
        .values_list("body", flat=True)
    )
    seen: dict[int, set[date]] = {number: set() for number in numbers}
    for number, day in (
        Posting.objects.filter(
            body__in=numbers, kind=ChannelKind.BOARD, posted_on__range=(before, on)
        )
        .order_by()
        .values_list("body", "posted_on")
        .distinct()
    ):
        seen[number].add(day)
    on_site: dict[int, set[date]] = {number: set() for number in numbers}
    for number, day in (
        ItemPage.objects.public()
        .filter(body__in=numbers, published_on__range=(before, on))
        .order_by()
        .values_list("body", "published_on")
        .distinct()
    ):
        on_site[number].add(day)
    said: dict[int, set[date]] = {number: set() for number in numbers}
    for number, moment in PhoneMessage.objects.filter(
        body__in=numbers, kind=MessageKind.NOTHING, said_at__date__range=(before, on)
    ).values_list("body", "said_at"):
        said[number].add(timezone.localdate(moment))
    end = first_day_of_quarter(start + timedelta(days=95)) - timedelta(days=1)
    return [
        VillageQuarter(
            village,
            _colour(seen[village.pk], on_site[village.pk], said[village.pk], start, end, on),
            _colour(
                seen[village.pk],
                on_site[village.pk],
                said[village.pk],
                before,
                start - timedelta(days=1),
                on,
            ),
            max(seen[village.pk] | on_site[village.pk], default=None),
            village.pk in with_board,
        )
        for village in villages
    ]


def _colour(
    seen: set[date], on_site: set[date], said: set[date], first: date, last: date, on: date
) -> Colour:
    if any(first <= day <= last for day in seen):
        return Colour.DONE
    if any(first <= day <= last for day in on_site):
        return Colour.SITE_ONLY
    if any(first <= day <= last for day in said):
        return Colour.NOTHING
    if last < on:
        return Colour.SILENT
    return Colour.SOON if last - on < WARNING else Colour.OPEN
