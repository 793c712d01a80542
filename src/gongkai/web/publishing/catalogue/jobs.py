"""What is done with a county's catalogue in a child of `files.confined`. Nothing here knows of the platform."""

from __future__ import annotations

from gongkai.catalogue.codes import CodeLine, read_codes
from gongkai.catalogue.county import CountyCatalogue, read_county_catalogue
from gongkai.documents import open_bytes


def catalogue_in(data: bytes, name: str) -> CountyCatalogue:
    """The lines of the file's tables, and which tables are none. Raises a `DocumentError`, or `NoCatalogue` where it has no such table."""
    return read_county_catalogue(open_bytes(data, name))


def codes_in(data: bytes, name: str) -> tuple[CodeLine, ...]:
    """The lines of a table of codes. Raises a `DocumentError`, or `NoCatalogue` where it has no such table."""
    return read_codes(open_bytes(data, name))
