"""A guide is drafted from the facts, shows what a change has made wrong, and is drafted anew; the catalogue and
the responsibilities are read by everybody."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.actions.contacts import change_contacts
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue, trim_catalogue


@pytest.fixture
def owed(body):
    """柳河镇 with the catalogue of its level."""
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    trim_catalogue(body("QS11"), acting_user=PLATFORM, on=date(2026, 1, 1), at=timezone.now())
    return body("QS11")


def test_a_guide_is_drafted_checked_and_drafted_anew(open_page, owed, findings):
    page = open_page("柳河拟稿")
    page.goto(f"/office/items/guides/{owed.pk}/")
    page.get_by_role("link", name="按现行资料生成草稿").first.click()
    page.get_by_text("柳河镇人民路8号").first.wait_for()
    page.get_by_role("button", name="生成草稿").click()
    page.wait_for_load_state("networkidle")
    page.get_by_text("已生成草稿").wait_for()
    page.get_by_role("link", name="核对指南").click()
    page.get_by_text("没有发现问题。").wait_for()
    assert findings(page) == []

    change_contacts(
        owed, acting_user=PLATFORM, on=date(2026, 11, 16), phone="0000-5550188", at=timezone.now()
    )
    page.reload()
    page.get_by_text("电话与机构资料不符").wait_for()
    page.get_by_text("机构资料自 2026-11-16 起有变更").wait_for()
    page.get_by_role("link", name="按现行资料生成草稿").first.click()
    page.get_by_text("联系电话：0000-5550188").wait_for()
    page.get_by_role("button", name="生成草稿").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="核对指南").click()
    page.get_by_text("没有发现问题。").wait_for()

    page.get_by_role("link", name="核对一份文件").click()
    page.get_by_label("或者粘贴文字").fill("柳河镇自受理申请之日起15个工作日内予以答复。")
    page.get_by_role("button", name="核对", exact=True).click()
    page.get_by_text("期限不从受理起算").wait_for()
    assert findings(page) == []


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_the_catalogue_and_the_responsibilities_are_open_to_everybody(
    open_page, owed, findings, size
):
    page = open_page("柳河管理", size=size)
    for path in (
        "items/catalogue/",
        f"items/catalogue/bodies/{owed.pk}/",
        f"items/catalogue/bodies/{owed.pk}/trim/",
        f"items/catalogue/bodies/{owed.pk}/standard.html",
        f"bodies/{owed.pk}/responsibilities/",
        f"bodies/{owed.pk}/responsibilities/assign/",
        f"bodies/{owed.pk}/responsibilities/print/",
        f"bodies/groups/{owed.groups.get().pk}/new/",
        f"items/rules/{owed.pk}/",
    ):
        page.goto(f"/office/{path}")
        page.wait_for_load_state("networkidle")
        assert findings(page) == [], path
