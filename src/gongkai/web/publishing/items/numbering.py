"""Give the next index number of a body, without a gap."""

from __future__ import annotations

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.items.models import IndexCounter


def index_number(body: PublicBody, *, year: int, scheme: str, serial: int) -> str:
    """The number with this serial."""
    return scheme.format(
        code=body.code,
        unified_code=body.unified_code or body.code,
        year=year,
        serial=serial,
    )


def next_index_number(body: PublicBody, *, year: int, scheme: str) -> str:
    """The next number. Call it inside the transaction of the release: one that fails gives it back."""
    IndexCounter.objects.get_or_create(body=body, year=year)
    counter = IndexCounter.objects.select_for_update().get(body=body, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return index_number(body, year=year, scheme=scheme, serial=counter.last)
