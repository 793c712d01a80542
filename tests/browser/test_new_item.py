"""A clerk drops a paper and confirms it: a draft on one screen, with and without scripts."""

from __future__ import annotations

from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue
from gongkai.web.publishing.items.models import ItemPage
from tests.web.publishing.intake.papers import PAPERS

PLAN = next(paper for paper in PAPERS if paper.name == "防汛预案.docx")


def test_a_dropped_paper_is_confirmed_on_one_screen(open_page, findings):
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    page = open_page("柳河拟稿")
    page.goto("/office/items/")
    page.get_by_role("link", name="新增信息").click()
    assert findings(page) == []
    page.locator("#id_files").set_input_files(
        {"name": PLAN.name, "mimeType": "application/octet-stream", "buffer": PLAN.data()}
    )
    page.get_by_role("button", name="读取文件").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_label("文号").input_value() == "柳政发〔2026〕12号"
    assert page.get_by_label("成文日期").input_value() == "2026-03-09"
    assert findings(page) == []
    page.get_by_role("button", name="核对无误，存为草稿").click()
    page.wait_for_load_state("networkidle")
    item = ItemPage.objects.get()
    assert page.get_by_text("已存为草稿").is_visible()
    assert item.row.code == "statutory.emergencies"
    assert "<h2" in item.text
    assert "镇防汛指挥部设在综合办公室。" in item.text
