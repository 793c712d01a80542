"""Public items of the invented county, made in one step where the way there does not matter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gongkai.web.bodies.actions.body import open_column
from gongkai.web.portal.search.indexing import take_up
from gongkai.web.publishing.items.models import ItemPage
from tests.web.publishing.conftest import at_stage, drafted, released, rows

__all__ = ["at_stage", "drafted", "released", "rows"]


@pytest.fixture
def public_item(body: Any, rows: Any) -> Callable[..., ItemPage]:
    """``public_item("标题", "正文")``: an item of 柳河镇 that anybody may read, and its index entry."""

    def make(title: str, text: str = "", *, at: str = "QS11", **fields: Any) -> ItemPage:
        column = open_column(body(at))
        serial = ItemPage.objects.count() + 1
        values = {
            "row": rows("statutory.emergencies"),
            "formed_on": date(2026, 11, 2),
            "published_on": date(2026, 11, 3),
            "index_number": f"{at}/2026-{serial:05}",
            "slug": f"item-{serial}",
            **fields,
        }
        item = ItemPage(title=title, text=text, body=body(at), live=True, **values)
        column.add_child(instance=item)
        take_up(item)
        return item

    return make
