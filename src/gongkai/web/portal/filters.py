"""Read what an address asks for; what does not exist is not found."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from gongkai.web.bodies.models import PublicBody
from gongkai.web.portal.search import Filters
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models import Validity

FIRST_YEAR, LAST_YEAR = 1949, 2999


def public_body(code: str) -> PublicBody:
    """The public body of this code; in an address it is written small."""
    return get_object_or_404(PublicBody.objects.public().real(), code__iexact=code)


def filters_of(asked: Mapping[str, str]) -> Filters:
    """Filters from ``body``, ``row``, ``year`` and ``validity``; an empty value narrows nothing."""
    body, row = asked.get("body", ""), asked.get("row", "")
    year, validity = asked.get("year", ""), asked.get("validity", "")
    if year and not (
        year.isascii() and year.isdecimal() and FIRST_YEAR <= int(year[:9]) <= LAST_YEAR
    ):
        raise Http404(_("年份“{year}”应为四位数字。").format(year=year[:20]))
    if validity and validity not in Validity.values:
        raise Http404(_("没有这种有效性。"))
    if "\x00" in body + row:
        raise Http404(_("没有这个机关或事项。"))
    return Filters(
        body=public_body(body) if body else None,
        row=get_object_or_404(CatalogueRow, code=row) if row else None,
        year=int(year) if year else None,
        validity=validity,
    )
