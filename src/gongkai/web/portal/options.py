"""The choices of the search page, made once for each state of the public pages."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from gongkai.web.bodies.models import PublicBody
from gongkai.web.portal import generation, readings
from gongkai.web.portal.models import SearchEntry
from gongkai.web.publishing.catalogue.models import CatalogueRow


def bodies(chosen: PublicBody | None) -> SafeString:
    """Public bodies that stand today, by their short names."""
    made = _bodies(generation.current(), timezone.localdate())
    return _choose(made, chosen.code, chosen.short_name) if chosen else made


def rows(chosen: CatalogueRow | None) -> SafeString:
    """Rows of the catalogue under which there is something public, in their categories."""
    made = _rows(generation.current())
    return _choose(made, chosen.code, chosen.name) if chosen else made


def _choose(made: SafeString, code: str, name: str) -> SafeString:
    value = format_html('value="{}"', code)
    if f"{value}>" not in made:
        return format_html('<option value="{}" selected>{}</option>{}', code, name, made)
    return mark_safe(made.replace(f"{value}>", f"{value} selected>", 1))  # noqa: S308  both parts are escaped


@lru_cache(maxsize=2)
def _bodies(state: str, on: date) -> SafeString:
    return format_html_join(
        "\n",
        '<option value="{}">{}</option>',
        ((page.body.code, page.body.short_name) for page in readings.columns_of_bodies(on)),
    )


@lru_cache(maxsize=2)
def _rows(state: str) -> SafeString:
    shown = CatalogueRow.objects.filter(Exists(SearchEntry.objects.filter(row=OuterRef("pk"))))
    found = shown.order_by("order", "code").values_list("category", "code", "name")
    groups = []
    for category, members in groupby(found, key=lambda row: row[0]):
        inner = format_html_join(
            "\n", '<option value="{}">{}</option>', (row[1:] for row in members)
        )
        groups.append((category, inner))
    return format_html_join("\n", '<optgroup label="{}">{}</optgroup>', groups)
