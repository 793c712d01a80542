"""One figure for one fact: what came by each door, each matter once, and how much of it was answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gongkai.web.supervision.ledgers.models import Appeal, AppealDoor, AppealImport, CountUnit


@dataclass(frozen=True)
class DoorCount:
    """What came by a door: lines, of which repeat others, matters, of which answered. ``unit`` is used for all."""

    door: AppealDoor
    unit: str
    lines: int
    repeated: int
    answered: int

    @property
    def matters(self) -> int:
        """Each once."""
        return self.lines - self.repeated

    @property
    def rate(self) -> str:
        """Of the matters, as 100% or 98.7%; empty where there are none."""
        if not self.matters:
            return ""
        share = f"{self.answered * 100 / self.matters:.1f}".removesuffix(".0")
        # 99.96 is not all of them.
        return "99.9%" if share == "100" and self.answered < self.matters else f"{share}%"


def door_counts(bodies: Iterable[int], first: date, last: date) -> list[DoorCount]:
    """Each door by which something came between two days, both included. Two questions to the database."""
    numbers = list(bodies)
    counted = (
        Appeal.objects.filter(body__in=numbers, received_on__range=(first, last))
        .order_by()
        .values("door")
        .annotate(
            lines=Count("pk"),
            repeated=Count("pk", filter=Q(same_as__isnull=False)),
            answered=Count("pk", filter=Q(same_as=None, is_answered=True)),
        )
    )
    # The newest list of a door decides in what it is counted, so that one fact never has two units.
    units: dict[str, str] = {}
    told = AppealImport.objects.filter(body__in=numbers).order_by("pk").values_list("door", "unit")
    for door, unit in told:
        units[door] = unit
    found = {
        each["door"]: DoorCount(
            AppealDoor(each["door"]),
            units.get(each["door"], CountUnit.CASE),
            each["lines"],
            each["repeated"],
            each["answered"],
        )
        for each in counted
    }
    return [found[door] for door in AppealDoor if door in found]
