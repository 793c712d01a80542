"""The rows a body owes, as matters to be shared out among its sections."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import timezone

from gongkai.web.bodies.matters import Matter
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import BodyRow


def matters(body: PublicBody) -> Iterator[Matter]:
    """One matter for each row of the body's catalogue."""
    rows = BodyRow.objects.on(timezone.localdate()).filter(body=body).select_related("row")
    for each in rows:
        yield Matter(f"catalogue:{each.row.code}", each.row.name)
