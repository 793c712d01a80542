"""What villages owe on their boards, and which of them are red."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.db.models import Max, Q

from gongkai.statute.citations import resolve
from gongkai.statute.codelists import codelist
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.office.home import SOON
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.duties.board import Status
from gongkai.web.publishing.duties.lateness import last_day
from gongkai.web.publishing.items.models import ItemPage


@dataclass(frozen=True)
class VillageDuty:
    """What a village publishes again and again; without ``words`` anything counts."""

    id: str
    label: str
    kind: str
    words: tuple[str, ...]
    note: str

    @property
    def basis(self) -> str:
        """The provision."""
        return "、".join(
            str(resolve(cite)) for cite in codelist("publication_periods")[self.kind].cites
        )


@dataclass(frozen=True)
class VillageCell:
    """One duty of one village; ``due_on`` is the last day on which it still counts as done."""

    village: PublicBody
    duty: VillageDuty
    status: Status
    last_on: date | None
    due_on: date | None


@cache
def duties() -> tuple[VillageDuty, ...]:
    """The duties of ``village_duties.toml``."""
    text = files("gongkai.web.publishing.duties").joinpath("village_duties.toml").read_text("utf-8")
    return tuple(
        VillageDuty(
            entry["id"],
            entry["label"],
            entry["kind"],
            tuple(entry["words"]),
            entry.get("note", ""),
        )
        for entry in tomllib.loads(text)["duty"]
    )


def villages_of(bodies: Iterable[int], on: date) -> list[PublicBody]:
    """Villages of these bodies that exist on that day."""
    return list(
        PublicBody.objects.standing_on(on)
        .filter(kind=Kind.VILLAGE, public_body__in=list(bodies))
        .select_related("public_body")
        .order_by("lineage")
    )


def village_board(villages: Iterable[PublicBody], on: date) -> list[VillageCell]:
    """Every duty of these villages. Two questions to the database, for any number of villages.

    What counts is what the village published here, and what is recorded as posted for it.
    """
    villages = list(villages)
    numbers = [village.pk for village in villages]
    items = ItemPage.objects.public().filter(body__in=numbers, published_on__lte=on)
    postings = Posting.objects.filter(body__in=numbers, posted_on__lte=on)
    lasts: dict[tuple[int, str], date] = {}
    for records, moment, title in (
        (items, "published_on", "title"),
        (postings, "posted_on", "item__title"),
    ):
        lines = (
            records.order_by()
            .values("body")
            .annotate(**{each.id: Max(moment, filter=_named(each, title)) for each in duties()})
        )
        for line in lines:
            for each in duties():
                if line[each.id] is not None:
                    place = (line["body"], each.id)
                    lasts[place] = max(lasts.get(place, date.min), line[each.id])
    return [
        _cell(village, each, lasts.get((village.pk, each.id)), on)
        for village in villages
        for each in duties()
    ]


def _named(duty: VillageDuty, title: str) -> Q:
    named = Q()
    for word in duty.words:
        named |= Q(**{f"{title}__contains": word})
    return named or Q(pk__isnull=False)


def _cell(village: PublicBody, duty: VillageDuty, last: date | None, on: date) -> VillageCell:
    due = last_day(duty.kind, last) if last is not None else None
    if last is None:
        status = Status.BLANK
    elif due is not None and on > due:
        status = Status.STALE
    elif due is not None and due - on <= SOON:
        status = Status.SOON
    else:
        status = Status.CURRENT
    return VillageCell(village, duty, status, last, due)
