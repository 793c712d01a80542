"""What is new, for feed readers: Atom and RSS, for all bodies or for one."""

from __future__ import annotations

import re
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import gettext as _

from gongkai.web.bodies.models import PublicBody
from gongkai.web.portal import readings, villages
from gongkai.web.portal.filters import public_body
from gongkai.web.portal.screens.villages import village_of
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models import ItemPage

LENGTH = 50
# XML has no place for them, and Django gives no feed at all where one stands in it.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def without_controls(text: str) -> str:
    """The text without control characters."""
    return _CONTROLS.sub("", text)


class AtomFeed(Feed):
    """The newest items."""

    feed_type = Atom1Feed
    link = "/"

    def get_object(self, request: HttpRequest, code: str = "") -> PublicBody | None:
        return public_body(code) if code else None

    def title(self, body: PublicBody | None) -> str:
        return f"{body.name if body else settings.WAGTAIL_SITE_NAME}：最新公开"

    def subtitle(self, body: PublicBody | None) -> str:
        return "主动公开的政府信息，按发布日期排列。"

    def description(self, body: PublicBody | None) -> str:
        return self.subtitle(body)

    def items(self, body: PublicBody | None) -> list[ItemPage]:
        return readings.newest(body)[:LENGTH]

    def item_title(self, item: ItemPage) -> str:
        return without_controls(item.title)

    def item_description(self, item: ItemPage) -> str:
        return without_controls(item.summary)

    def item_link(self, item: ItemPage) -> str:
        return item.url

    def item_author_name(self, item: ItemPage) -> str:
        return without_controls(item.issuing_body or item.body.name)

    def item_pubdate(self, item: ItemPage) -> datetime:
        return timezone.make_aware(datetime.combine(item.published_on or item.formed_on, time()))

    def item_updateddate(self, item: ItemPage) -> datetime:
        # When its present version came out, so that a corrected item shows up again.
        moment = item.last_published_at
        return timezone.localtime(moment) if moment else self.item_pubdate(item)


class RowFeed(AtomFeed):
    """The newest items under one row of the catalogue."""

    def get_object(self, request: HttpRequest, code: str = "") -> Any:
        return get_object_or_404(CatalogueRow, code=code.replace("\x00", ""))

    def title(self, row: CatalogueRow) -> str:
        return f"{row.name}：最新公开"

    def items(self, row: CatalogueRow) -> list[ItemPage]:
        return readings.newest(rows=(row.code,))[:LENGTH]


class VillageFeed(AtomFeed):
    """The newest about one village."""

    def get_object(self, request: HttpRequest, code: str = "") -> Any:
        return village_of(code)

    def title(self, village: PublicBody) -> str:
        return _("{name}：最新公开").format(name=village.name)

    def items(self, village: PublicBody) -> list[ItemPage]:
        return villages.items_of(village)[:LENGTH]


class RssFeed(AtomFeed):
    """The same as RSS."""

    feed_type = Rss201rev2Feed
