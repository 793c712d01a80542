"""What is done with a county's catalogue in a child of `files.confined`. Nothing here knows of the platform."""

from __future__ import annotations

from gongkai.catalogue.county import Line, read_county_catalogue
from gongkai.documents import open_bytes


def lines_of(data: bytes, name: str) -> list[Line]:
    """The lines of the file's tables. Raises a `DocumentError`, or `NoCatalogue` where it has no such table."""
    return read_county_catalogue(open_bytes(data, name))
