"""What is shown when something is wrong, and where fewer eyes than usual watch: whole and legible in both sizes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.actions.exception import grant_exception
from gongkai.web.bodies.models import Exempt
from gongkai.web.portal.screens import search as search_screen
from gongkai.web.publishing.items.screens import items as item_screens
from tests.browser.conftest import SIZES

# Address, who asks, status, what the page says.
SCREENS = (
    ("/oversight/", None, 200, "全镇信息公开工作人员二人"),
    ("/no-such-page/", None, 404, "没有"),
    ("/search/?q=防汛", None, 500, "不是您的操作有误"),
    ("/office/items/999999/", "柳河拟稿", 404, "没有"),
    ("/office/items/", "柳河拟稿", 503, "数据库正忙"),
    ("/office/reports/county/9/", "县公开办", 400, "报告年度为“9”"),
    ("/office/login/", "猜", 429, "验证"),
)
WIDER = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def wrong(monkeypatch):
    """The search is faulty, and the database is busy when items are listed."""

    def fault(*args, **kwargs):
        raise RuntimeError("a fault of ours")

    def busy(*args, **kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(search_screen, "render", fault)
    monkeypatch.setattr(item_screens.ItemList, "get_queryset", busy)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_wrong_is_told_on_a_whole_page(size, open_page, findings, wrong, body, tmp_path):
    today = timezone.localdate()
    grant_exception(
        body("QS11"),
        acting_user=PLATFORM,
        at=timezone.now(),
        kind=Exempt.RELEASE,
        starts_on=today,
        ends_on=today + timedelta(days=180),
        reason="全镇信息公开工作人员二人",
    )
    pages, found = {}, {}
    for address, who, status, told in SCREENS:
        if who == "猜":
            page = open_page(None, size)
            for _ in range(6):
                page.goto(address)
                page.fill("#id_username", "柳河二审")
                page.fill("#id_password", "wrong")
                with page.expect_navigation() as going:
                    page.click("button[type=submit]")
            answer = going.value
        else:
            page = pages.get(who) or pages.setdefault(who, open_page(who, size))
            answer = page.goto(address)
        page.screenshot(path=tmp_path / f"{len(found)}.png", full_page=True)
        faults = [] if answer.status == status else [f"{answer.status}"]
        if told not in page.inner_text("body"):
            faults.append(page.inner_text("body")[:200])
        if page.evaluate(WIDER):
            faults.append("wider than the screen")
        found[address] = faults + findings(page)
    assert {address: told for address, told in found.items() if told} == {}
