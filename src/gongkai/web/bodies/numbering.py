"""Give the next number of a series of a body, without a gap."""

from __future__ import annotations

from gongkai.web.bodies.models import NumberSeries, PublicBody


def next_serial(body: PublicBody, *, series: str, year: int) -> int:
    """The next serial, from 1. Call it inside the transaction of the act: one that fails gives it back."""
    NumberSeries.objects.get_or_create(body=body, series=series, year=year)
    counter = NumberSeries.objects.select_for_update().get(body=body, series=series, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
