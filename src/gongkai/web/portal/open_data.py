"""All public items as one table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.http import require_safe

from gongkai.web.portal.filters import filters_of
from gongkai.web.portal.search import Found, search
from gongkai.web.publishing.models import ItemPage

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


@require_safe
def items_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every public item, or what the filters leave, with the signs that Excel needs to read Chinese."""
    response = StreamingHttpResponse(
        _lines(request, search("", filters_of(request.GET))),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="items.csv"'
    return response
