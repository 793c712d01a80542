"""The rows a body owes, as matters to be shared out among its sections."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.web.bodies.matters import Matter
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import BodyRow

MATTER = "catalogue:"


def matters(body: PublicBody, on: date) -> Iterator[Matter]:
    """One matter for each row of the body's catalogue on that day."""
    rows = BodyRow.objects.on(on).filter(body=body).select_related("row")
    for each in rows:
        yield Matter(f"{MATTER}{each.row.code}", each.row.name)
