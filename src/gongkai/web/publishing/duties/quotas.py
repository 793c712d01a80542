"""How a month stands against what was laid down for it."""

from __future__ import annotations

import calendar as gregorian
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from gongkai.web.publishing.duties.board import QUOTA_WARNING_DAY
from gongkai.web.publishing.duties.models import MonthlyQuota
from gongkai.web.publishing.items.models import ItemPage


@dataclass(frozen=True)
class QuotaCell:
    """One quota of one body in the month of a day."""

    quota: MonthlyQuota
    published: int
    due_on: date
    warns: bool

    @property
    def is_met(self) -> bool:
        """Whether enough was published."""
        return self.published >= self.quota.minimum


def quotas_by_month(bodies: Iterable[int], first: date, last: date) -> list[QuotaCell]:
    """Every quota of these bodies in each month that ends in a period. Three questions to the database, whatever its length."""
    months = [
        day
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if first <= (day := date(year, month, gregorian.monthrange(year, month)[1])) <= last
    ]
    quotas = MonthlyQuota.objects.filter(body__in=list(bodies), starts_on__lte=last)
    found = list(quotas.select_related("body").prefetch_related("rows"))
    if not found or not months:
        return []
    published = _published(found, months[0].replace(day=1), months[-1])
    return [
        QuotaCell(
            quota,
            published[quota.pk, day.year, day.month],
            day,
            warns=False,
        )
        for day in months
        for quota in found
        if quota.starts_on <= day and (quota.ends_on is None or quota.ends_on > day)
    ]


def quota_board(bodies: Iterable[int], on: date) -> list[QuotaCell]:
    """Every quota of these bodies. Three questions to the database, for any number of bodies."""
    quotas = list(
        MonthlyQuota.objects.on(on)
        .filter(body__in=list(bodies))
        .select_related("body")
        .prefetch_related("rows")
    )
    if not quotas:
        return []
    published = _published(quotas, on.replace(day=1), on)
    last = on.replace(day=gregorian.monthrange(on.year, on.month)[1])
    found = []
    for quota in quotas:
        number = published[quota.pk, on.year, on.month]
        warns = number < quota.minimum and on.day >= QUOTA_WARNING_DAY
        found.append(QuotaCell(quota, number, last, warns))
    return found


def _published(
    quotas: Collection[MonthlyQuota], first: date, last: date
) -> Counter[tuple[int, int, int]]:
    """By quota, year and month, how much was published from one day to another. One question to the database."""
    counts = (
        ItemPage.objects.public()
        .filter(
            body__public_body__in={quota.body_id for quota in quotas},
            published_on__range=(first, last),
        )
        .order_by()
        .values("body__public_body", "row", "published_on")
        .annotate(number=Count("pk"))
    )
    under: dict[tuple[int, int], list[int]] = {}
    for quota in quotas:
        for row in quota.rows.all():
            under.setdefault((quota.body_id, row.pk), []).append(quota.pk)
    found: Counter[tuple[int, int, int]] = Counter()
    for line in counts:
        on = line["published_on"]
        for number in under.get((line["body__public_body"], line["row"]), ()):
            found[number, on.year, on.month] += line["number"]
    return found
