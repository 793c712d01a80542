"""All public items as one table."""

from __future__ import annotations

import csv
import json
import zlib
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from gongkai.web.office.downloads import hand_out_in_pieces
from gongkai.web.portal import generation
from gongkai.web.portal.description import describe
from gongkai.web.portal.filters import filters_of
from gongkai.web.portal.search import Found, search
from gongkai.web.publishing.items.models import ItemPage

HEADINGS = (
    "索引号",
    "名称",
    "文号",
    "发布机构",
    "发文机关",
    "公开事项",
    "主题分类",
    "关键词",
    "内容概述",
    "成文日期",
    "发布日期",
    "有效性",
    "网址",
)


class _Line:
    """What the writer of lines writes to; it hands each line back."""

    def write(self, value: str) -> str:
        return value


def _inert(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text


def _row(item: ItemPage, request: HttpRequest) -> list[str]:
    values = [
        item.index_number,
        item.title,
        item.document_number,
        item.body.name,
        item.issuing_body,
        str(item.row),
        item.subject,
        item.keywords,
        item.summary,
        item.formed_on,
        item.published_on,
        item.get_validity_display(),
        request.build_absolute_uri(item.url),
    ]
    return [_inert(value) for value in values]


def _lines(request: HttpRequest, items: Found) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(HEADINGS)
    for item in items:
        yield writer.writerow(_row(item, request))


def _mark(request: HttpRequest) -> str:
    # Addresses within it carry the host.
    return f'W/"{generation.current()}-{zlib.crc32(request.get_host().encode())}"'


def _record(item: ItemPage, request: HttpRequest) -> str:
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
    record = {**describe(item, request), "text": item.text, "files": files}
    return json.dumps(record, ensure_ascii=False, default=str) + "\n"


@require_safe
@condition(etag_func=_mark)
def items_json_lines(request: HttpRequest) -> StreamingHttpResponse:
    """Everything about every public item, or about what the filters leave, one item on a line."""
    found = search("", filters_of(request.GET)).whole()
    response = hand_out_in_pieces((_record(item, request) for item in found), "items.jsonl")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@condition(etag_func=_mark)
def items_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every public item, or what the filters leave, with the signs that Excel needs to read Chinese."""
    response = hand_out_in_pieces(_lines(request, search("", filters_of(request.GET))), "items.csv")
    response["Cache-Control"] = "no-cache"
    return response
