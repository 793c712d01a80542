"""What reached each village between two days, counted from what was recorded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum
from django.db.models.functions import Coalesce

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.channels.models import Channel, ChannelKind, Posting
from gongkai.web.supervision.broadcasts.models import Broadcast
from gongkai.web.supervision.outreach.models import Outreach
from gongkai.web.supervision.villages.models import BoardScan, MessageKind, PhoneMessage


@dataclass(frozen=True)
class VillageReach:
    """One village: boards in use, items hung up, scans, plays, people met, leaflets, questions asked.

    ``plays`` are those that the village recorded itself; ``township_plays`` went out over the township's loudspeakers,
    and whether anybody heard them in this village is known to nobody, so that they reach no village by themselves.
    """

    village: PublicBody
    boards: int
    items: int
    scans: int
    plays: int
    township_plays: int
    visits: int
    leaflets: int
    questions: int

    @property
    def ways(self) -> int:
        """By how many of the four ways it was reached, by its own evidence: board, loudspeaker, people, telephone."""
        return sum(
            (
                self.items > 0,
                self.plays > 0,
                self.visits + self.leaflets > 0,
                self.scans + self.questions > 0,
            )
        )

    @property
    def is_reached(self) -> bool:
        """Whether anything at all reached it."""
        return self.ways > 0


def reach(villages: Iterable[PublicBody], first: date, last: date) -> list[VillageReach]:
    """Every village, the least reached first. Seven questions to the database, for any number of villages."""
    villages = list(villages)
    numbers = [village.pk for village in villages]
    townships = {village.public_body_id for village in villages}
    period = (first, last)
    boards = _counted(
        Channel.objects.open_on(last).filter(kind=ChannelKind.BOARD, body__in=numbers)
    )
    items = _counted(
        Posting.objects.filter(body__in=numbers, kind=ChannelKind.BOARD, posted_on__range=period)
    )
    scans = _summed(
        BoardScan.objects.filter(board__body__in=numbers, scanned_on__range=period),
        "board__body",
        "count",
    )
    plays = _counted(
        Broadcast.objects.filter(
            body__in=[*numbers, *townships], on__range=period, played_at__isnull=False
        )
    )
    met = Outreach.objects.filter(village__in=numbers, held_on__range=period)
    people, leaflets = _summed(met, "village", "people"), _summed(met, "village", "leaflets")
    questions = _counted(
        PhoneMessage.objects.filter(
            body__in=numbers, kind=MessageKind.QUESTION, said_at__date__range=period
        )
    )
    found = [
        VillageReach(
            village,
            boards.get(village.pk, 0),
            items.get(village.pk, 0),
            scans.get(village.pk, 0),
            plays.get(village.pk, 0),
            plays.get(village.public_body_id or 0, 0),
            people.get(village.pk, 0),
            leaflets.get(village.pk, 0),
            questions.get(village.pk, 0),
        )
        for village in villages
    ]
    return sorted(found, key=lambda each: (each.ways, each.items, each.village.lineage))


def _counted(records: object) -> dict[int, int]:
    rows = records.order_by().values_list("body").annotate(Count("pk"))  # type: ignore[attr-defined]
    return dict(rows)


def _summed(records: object, by: str, field: str) -> dict[int, int]:
    rows = records.order_by().values_list(by).annotate(total=Coalesce(Sum(field), 0))  # type: ignore[attr-defined]
    return dict(rows)
