"""政府信息目录 on paper."""

from __future__ import annotations

from datetime import date

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.sheets import UNTOLD, Printed, head_lines
from gongkai.web.publishing.items.models import ItemPage

NO_SUMMARY = f"{UNTOLD}拟稿时没有填写"


def items_sheet(body: PublicBody, on: date) -> Printed:
    """政府信息目录 with the four contents of 条例第十二条: what has been published."""
    items = (
        ItemPage.objects.public()
        .filter(body__public_body=body, published_on__lte=on)
        .order_by("row__order", "-formed_on", "-pk")
        .only("index_number", "title", "summary", "formed_on")
    )
    cells = [
        (item.index_number, item.title, item.summary or NO_SUMMARY, item.formed_on.isoformat())
        for item in items
    ]
    heads = head_lines("索引", "名称", "内容概述", "生成日期")
    return Printed(f"{body.name}政府信息目录", on, heads, tuple(cells), (12, 28, 46, 9))
