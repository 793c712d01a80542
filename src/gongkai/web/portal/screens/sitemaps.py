"""The map of the site for search engines."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils import timezone

from gongkai.web.bodies.models import BodyPage
from gongkai.web.portal import generation
from gongkai.web.portal.columns import COLUMNS
from gongkai.web.portal.readings import columns_of_bodies
from gongkai.web.portal.search import Found, search
from gongkai.web.publishing.items.models import ItemPage


class ItemSitemap(Sitemap):
    """Every public item."""

    # Ten times as many are allowed; a file should still be made quickly.
    limit = 5000

    def items(self) -> Found:
        return search("")

    def get_latest_lastmod(self) -> datetime:
        return generation.changed_at()

    def lastmod(self, item: ItemPage) -> datetime | None:
        return item.last_published_at

    def location(self, item: ItemPage) -> str:
        return item.url


class BodySitemap(Sitemap):
    """The columns of bodies."""

    def items(self) -> list[BodyPage]:
        return columns_of_bodies(timezone.localdate())

    def location(self, item: BodyPage) -> str:
        return item.url


class ColumnSitemap(Sitemap):
    """Home, search and the columns."""

    def items(self) -> list[str]:
        names = (
            "portal:search",
            "portal:updates",
            "portal:consultations",
            "portal:villages",
            "portal:data",
            "portal:map",
            "portal:accessibility",
        )
        return ["/", *map(reverse, names)] + [
            reverse("portal:column", args=[column.slug]) for column in COLUMNS
        ]

    def location(self, item: str) -> str:
        return item


SITEMAPS: dict[str, type[Sitemap]] = {
    "columns": ColumnSitemap,
    "bodies": BodySitemap,
    "items": ItemSitemap,
}
