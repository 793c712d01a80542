"""What is new, for feed readers: Atom and RSS, for all bodies or for one."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from gongkai.web.bodies.models import PublicBody
from gongkai.web.portal import readings
from gongkai.web.portal.filters import public_body
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models import ItemPage

LENGTH = 50


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
        return item.title

    def item_description(self, item: ItemPage) -> str:
        return item.summary

    def item_link(self, item: ItemPage) -> str:
        return item.url

    def item_author_name(self, item: ItemPage) -> str:
        return item.issuing_body or item.body.name

    def item_pubdate(self, item: ItemPage) -> datetime:
        return timezone.make_aware(datetime.combine(item.published_on or item.formed_on, time()))


class RowFeed(AtomFeed):
    """The newest items under one row of the catalogue."""

    def get_object(self, request: HttpRequest, code: str = "") -> Any:
        return get_object_or_404(CatalogueRow, code=code.replace("\x00", ""))

    def title(self, row: CatalogueRow) -> str:
        return f"{row.name}：最新公开"

    def items(self, row: CatalogueRow) -> list[ItemPage]:
        return readings.newest(rows=(row.code,))[:LENGTH]


class RssFeed(AtomFeed):
    """The same as RSS."""

    feed_type = Rss201rev2Feed
