"""An old leak is found among what is public, taken down, and gone from the list; the board tells what is owed."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue, trim_catalogue
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.scans.models import Scan
from gongkai.web.publishing.scans.running import run_scan

LEAK = "<p>联系人张某，身份证号 11010119900307803X。</p>"


def test_an_old_leak_is_found_and_taken_down(open_page, findings):
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    township = PublicBody.objects.get(code="QS11")
    trim_catalogue(township, acting_user=PLATFORM, on=date(2026, 1, 1), at=timezone.now())
    item = draft_item(
        township,
        acting_user=PLATFORM,
        title="旧公示",
        row=CatalogueRow.objects.get(code="statutory.statistics"),
        formed_on=date(2026, 8, 3),
        summary="旧公示。",
        text=LEAK,
        at=timezone.now(),
    )
    item.published_on = date(2026, 8, 3)
    item.save_revision().publish(skip_permission_checks=True)

    page = open_page("柳河保密")
    page.goto("/office/items/scans/")
    assert findings(page) == []
    page.get_by_role("button", name="开始排查").click()
    page.wait_for_url("**/scans/*/")
    assert page.get_by_text("0/1 件").first.is_visible()
    run_scan(Scan.objects.get(), rest=0.0)
    page.get_by_role("link", name="刷新进度").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("已完成：1/1 件").is_visible()
    assert findings(page) == []

    publisher = open_page("柳河发布", size="phone")
    publisher.goto("/office/items/scans/hits/")
    assert findings(publisher) == []
    publisher.get_by_role("link", name="旧公示").click()
    assert "11010119900307803X" not in publisher.content()
    publisher.get_by_role("link", name="撤下", exact=True).click()
    publisher.get_by_label("具体情况").fill("正文含身份证号。")
    publisher.get_by_role("button", name="撤下").click()
    publisher.wait_for_load_state("networkidle")
    assert ItemPage.objects.get(pk=item.pk).withdrawal_reason == "personal-data"
    publisher.goto("/office/items/scans/hits/")
    assert publisher.get_by_text("没有待处理的内容").is_visible()

    county = open_page("县公开办")
    county.goto("/office/items/board/")
    assert findings(county) == []
    county.get_by_role("link", name="柳河镇").first.click()
    county.wait_for_load_state("networkidle")
    assert county.get_by_text("还没有发布过").first.is_visible()
    assert findings(county) == []
