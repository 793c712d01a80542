"""Open data as JSON, to be read by anybody and written by nobody."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from ninja import NinjaAPI, Path, Query, Schema
from ninja.renderers import JSONRenderer
from pydantic import Field

from gongkai.web.bodies.models import BodyPage
from gongkai.web.portal import readings
from gongkai.web.portal.description import describe
from gongkai.web.portal.filters import FIRST_YEAR, LAST_YEAR, filters_of
from gongkai.web.portal.printed import FORMS
from gongkai.web.portal.search import search
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models import ItemPage


class ChineseRenderer(JSONRenderer):
    """Chinese as it is read, not as numbers."""

    json_dumps_params = {"ensure_ascii": False}


api = NinjaAPI(
    renderer=ChineseRenderer(),
    title=f"{settings.WAGTAIL_SITE_NAME}开放数据",
    version="1",
    description="主动公开的政府信息：只读，无须登记。",
    docs_url=None,
    urls_namespace="portal-api",
)
MOST = 100
LARGEST = 2**31 - 1


class ItemLine(Schema):
    """An item in a list."""

    number: int
    index_number: str
    title: str
    document_number: str
    body: str
    body_name: str
    issuing_body: str
    row: str
    row_name: str
    subject: str
    keywords: str
    summary: str
    formed_on: date
    published_on: date | None
    validity: str
    url: str


class FileLine(Schema):
    """A file of an item."""

    name: str
    media_type: str
    size: int
    sha256: str
    url: str


class Item(ItemLine):
    """An item with its text and files."""

    text: str
    docx: str
    pdf: str
    files: list[FileLine]


class ItemList(Schema):
    """A page of items, and how many there are; ``more`` where a question has more hits than counted."""

    count: int
    more: bool
    page: int
    size: int
    items: list[ItemLine]


class BodyLine(Schema):
    """A public body."""

    code: str
    name: str
    short_name: str
    kind: str
    url: str


class RowLine(Schema):
    """A row of the catalogue."""

    code: str
    category: str
    name: str
    content: str
    basis: str
    time_limit: str
    channels: str
    audience: str
    way: str


class Problem(Schema):
    """What was wrong."""

    detail: Any


class Asked(Schema):
    """What a list may be narrowed by."""

    q: str = Field("", max_length=200, description="检索词，以空格分隔的词须同时出现")
    body: str = Field("", max_length=40, description="机构编码")
    row: str = Field("", max_length=80, description="事项编码")
    year: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="发布年份")
    validity: str = Field("", max_length=20, description="valid、repealed、expired 或 superseded")
    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=MOST)


@api.get("/items", response={200: ItemList, 404: Problem, 422: Problem}, summary="检索和列出信息")
def list_items(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Public items, the best or the newest first."""
    narrowed = filters_of(
        {
            "body": asked.body,
            "row": asked.row,
            "year": str(asked.year or ""),
            "validity": asked.validity,
        }
    )
    found = search(asked.q, narrowed)
    start = (asked.page - 1) * asked.size
    shown = found[start : start + asked.size]
    return {
        "count": found.count(),
        "more": found.is_more,
        "page": asked.page,
        "size": asked.size,
        "items": [describe(item, request) for item in shown],
    }


@api.get("/items/{number}", response={200: Item, 404: Problem, 422: Problem}, summary="一条信息")
def read_item(
    request: HttpRequest, number: Annotated[int, Path(ge=1, le=LARGEST)]
) -> dict[str, Any]:
    """An item with its text and files."""
    public = ItemPage.objects.public().select_related("body", "row")
    item = get_object_or_404(public, pk=number)
    files = [
        {
            "name": each.name,
            "media_type": each.media_type,
            "size": each.size,
            "sha256": each.sha256,
            "url": request.build_absolute_uri(reverse("attachment", args=[item.pk, each.sha256])),
        }
        for each in item.attachments.all()
    ]
    taken_away = {
        form: request.build_absolute_uri(reverse(f"portal:item-{form}", args=[item.pk]))
        for form in FORMS
    }
    return {**describe(item, request), "text": item.text, **taken_away, "files": files}


@api.get("/bodies", response=list[BodyLine], summary="机关")
def list_bodies(request: HttpRequest) -> list[dict[str, Any]]:
    """Public bodies that stand today."""
    pages: list[BodyPage] = readings.columns_of_bodies(timezone.localdate())
    return [
        {
            "code": page.body.code,
            "name": page.body.name,
            "short_name": page.body.short_name,
            "kind": page.body.kind,
            "url": request.build_absolute_uri(page.url),
        }
        for page in pages
    ]


@api.get("/catalogue", response=list[RowLine], summary="公开目录")
def list_catalogue(request: HttpRequest) -> list[dict[str, Any]]:
    """The rows of the catalogue."""
    return [
        {
            "code": row.code,
            "category": row.category,
            "name": row.name,
            "content": row.content,
            "basis": row.basis,
            "time_limit": row.shown_time_limit,
            "channels": row.channels,
            "audience": row.audience,
            "way": row.way,
        }
        for row in CatalogueRow.objects.order_by("order", "code")
    ]
