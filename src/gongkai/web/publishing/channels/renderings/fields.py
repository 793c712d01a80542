"""An item field by field, for the form of another platform: what is typed there is copied from here."""

from __future__ import annotations

from gongkai.web.publishing.channels.renderings.plain import as_text, summary_of
from gongkai.web.publishing.channels.renderings.source import Source
from gongkai.web.publishing.channels.renderings.web_page import as_fragment
from gongkai.web.publishing.items.models import ItemPage


def fields_of(item: ItemPage, source: Source) -> dict[str, tuple[str, str]]:
    """By code: label and value; what the item does not have is left out. ``column`` is the county's own code of the column."""
    told = {
        "title": ("标题", source.title),
        "index_number": ("索引号", source.index_number),
        "document_number": ("文号", source.document_number),
        "issuer": ("发文机关", source.issuer),
        "body": ("发布机构", item.body.name),
        "body_code": ("机构编码", item.body.code),
        "column": ("栏目编码", item.row.county_code or item.row.code),
        "column_name": ("栏目", f"{item.row.category}／{item.row.name}"),
        "formed_on": ("成文日期", source.formed_on.isoformat()),
        "published_on": ("发布日期", source.published_on.isoformat()),
        "subject": ("主题分类", item.subject),
        "keywords": ("关键词", item.keywords),
        "validity": ("有效性", item.get_validity_display()),
        "take_down_on": (
            "撤下日期",
            source.take_down_on.isoformat() if source.take_down_on else "",
        ),
        "summary": ("内容概述", source.summary or summary_of(source)),
        "text": ("正文（纯文本）", as_text(source)),
        "html": ("正文（网页代码）", as_fragment(source)),
        "files": ("附件", "\n".join(source.files)),
        "address": ("原文网址", source.address),
    }
    return {code: pair for code, pair in told.items() if pair[1]}
