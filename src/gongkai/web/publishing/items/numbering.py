"""Index numbers 索引号 of items: a series of each body."""

from __future__ import annotations

from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.numbering import next_serial

SERIES = "index"


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
    serial = next_serial(body, series=SERIES, year=year)
    return index_number(body, year=year, scheme=scheme, serial=serial)
