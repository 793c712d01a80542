"""How a month stands against what was laid down for it."""

from __future__ import annotations

import calendar as gregorian
from collections.abc import Iterable
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
    counts = {
        (line["body__public_body"], line["row"]): line["number"]
        for line in ItemPage.objects.public()
        .filter(
            body__public_body__in={quota.body_id for quota in quotas},
            published_on__range=(on.replace(day=1), on),
        )
        .order_by()
        .values("body__public_body", "row")
        .annotate(number=Count("pk"))
    }
    last = on.replace(day=gregorian.monthrange(on.year, on.month)[1])
    found = []
    for quota in quotas:
        published = sum(counts.get((quota.body_id, row.pk), 0) for row in quota.rows.all())
        warns = published < quota.minimum and on.day >= QUOTA_WARNING_DAY
        found.append(QuotaCell(quota, published, last, warns))
    return found
