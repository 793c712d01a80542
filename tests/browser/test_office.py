"""The desk in a browser: what is typed is kept, what is wrong stands on top, on a phone as well."""

from __future__ import annotations

import os
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from gongkai.web.publishing.items.models import Stage
from tests.web.publishing.conftest import (  # noqa: F401  items of 柳河镇, as in the other tests
    at_stage,
    drafted,
    released,
    rows,
)

SHOTS = os.environ.get("SHOTS")


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


def kept(page) -> list[str]:
    return page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('gongkai-typed:'))"
    )


def test_what_is_typed_survives_the_end_of_the_session_and_is_forgotten_once_saved(
    open_page,
    drafted,  # noqa: F811  a fixture asked for by its name
):
    item = drafted()
    page = open_page("柳河拟稿")
    page.goto(f"/office/items/{item.pk}/edit/")
    page.fill("#id_summary", "三个泵站的值班安排和联系电话。")
    editor = page.locator("[role=textbox][contenteditable]").first
    editor.click()
    page.keyboard.type("另：水库每日报水位。")
    expect(page.locator("#id_text")).to_have_value(containing("另：水库每日报水位。"))
    Session.objects.all().delete()
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url("**/office/login/**")
    page.fill("#id_username", "柳河拟稿")
    page.fill("#id_password", "Demo-Qingshan-2026")
    page.click("button[type=submit]")
    page.wait_for_url(f"**/office/items/{item.pk}/edit/")
    expect(page.locator(".office-kept")).to_contain_text("还没有保存的内容")
    expect(page.locator("#id_summary")).to_have_value("三个泵站的值班安排和联系电话。")
    expect(page.locator("[role=textbox][contenteditable]").first).to_contain_text("水库每日报水位")
    shot(page, "kept-wide")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url(f"**/office/items/{item.pk}/")
    assert kept(page) == []
    item.refresh_from_db()
    assert item.summary == "三个泵站的值班安排和联系电话。"


def containing(words: str):
    import re

    return re.compile(words)


def test_a_session_that_ends_is_told_and_can_be_kept(open_page, drafted):  # noqa: F811
    item = drafted()
    page = open_page("柳河拟稿")
    page.clock.install()
    page.goto(f"/office/items/{item.pk}/edit/")
    page.clock.fast_forward("26:00")
    notice = page.locator(".office-session")
    expect(notice).to_contain_text("再过 5 分钟没有操作就会自动退出")
    notice.get_by_role("button", name="继续使用").click()
    expect(notice).to_have_count(0)
    page.clock.fast_forward("31:00")
    expect(page.locator(".office-session")).to_contain_text("登录已自动退出")
    expect(page.get_by_role("link", name="重新登录")).to_have_attribute(
        "href", f"/office/login/?next=%2Foffice%2Fitems%2F{item.pk}%2Fedit%2F"
    )


def test_on_a_phone_a_missed_tick_is_read_first_and_leads_to_its_field(
    open_page,
    at_stage,  # noqa: F811
    findings,
):
    release = at_stage(Stage.FIRST_REVIEW)
    page = open_page("柳河一审", size="phone")
    page.goto(f"/office/items/releases/{release.pk}/")
    page.fill("#id_comment", "同意。")
    page.get_by_role("button", name="通过").click()
    summary = page.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary).to_be_in_viewport()
    assert findings(page) == []
    shot(page, "missed-tick-phone")
    summary.get_by_role("link").click()
    expect(page.locator("#id_proofread")).to_be_focused()
    page.check("#id_proofread")
    page.get_by_role("button", name="通过").click()
    page.wait_for_url(f"**/office/items/{release.item_id}/")


def test_a_typed_date_leaves_nothing_over_the_button(open_page, drafted):  # noqa: F811
    item = drafted()
    page = open_page("柳河拟稿")
    page.goto(f"/office/items/{item.pk}/edit/")
    page.fill("#id_formed_on", "2026-11-03")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url(f"**/office/items/{item.pk}/")
    item.refresh_from_db()
    assert item.formed_on == date(2026, 11, 3)


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_component_stands_in_three_ways_of_showing(open_page, findings, size):
    page = open_page("柳河拟稿", size=size)
    for mode in ("normal", "large", "contrast"):
        page.goto(f"/office/style/?mode={mode}")
        assert findings(page) == [], mode
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), mode
        small = page.evaluate(
            "[...document.querySelectorAll('#style .office-big, #style a.chip, #style .tabs a, #style summary')]"
            ".filter((each) => each.getBoundingClientRect().height < 44).map((each) => each.textContent)"
        )
        assert small == [], mode
        shot(page, f"style-{mode}-{size}")
    heads = page.locator("#style h2").all_text_contents()
    assert {
        "按钮",
        "状态",
        "办理进度",
        "提示",
        "卡片",
        "事实",
        "表格",
        "文件",
        "进度",
        "表单",
    } <= set(heads)


def test_a_cell_of_a_table_is_changed_in_the_text(open_page, drafted):  # noqa: F811
    item = drafted(
        text="<p>安排如下：</p><table><tbody><tr><th>村</th><th>人数</th></tr>"
        "<tr><td>河东村</td><td>4</td></tr></tbody></table><p>特此通知。</p>"
    )
    page = open_page("柳河拟稿")
    page.goto(f"/office/items/{item.pk}/edit/")
    page.locator(".item-table td").first.click()
    page.keyboard.press("End")
    page.keyboard.type("（含水库）")
    page.locator("#id_title").click()
    expect(page.locator("#id_text")).to_have_value(containing("河东村（含水库）"))
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url(f"**/office/items/{item.pk}/")
    item.refresh_from_db()
    assert "<tr><td>河东村（含水库）</td><td>4</td></tr></tbody></table>" in item.text


def test_large_type_is_kept_on_this_computer(open_page, county, findings):
    page = open_page("柳河拟稿")
    page.goto("/office/account/")
    page.get_by_role("button", name="大字").click()
    page.goto("/office/items/")
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "20px"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    assert findings(page) == []


def test_a_reviewer_quotes_a_passage_and_the_drafter_sees_it_marked(
    open_page,
    at_stage,  # noqa: F811
):
    release = at_stage(Stage.FIRST_REVIEW, text="<p>各村按分工值班。电话见村口公告。</p>")
    reviewer = open_page("柳河一审")
    reviewer.goto(f"/office/items/releases/{release.pk}/")
    reviewer.evaluate(
        "() => { const node = document.querySelector('[data-quotable] p').firstChild;"
        " const at = node.data.indexOf('电话'); const range = document.createRange();"
        " range.setStart(node, at); range.setEnd(node, at + 7);"
        " getSelection().removeAllRanges(); getSelection().addRange(range); }"
    )
    reviewer.get_by_role("button", name="就这一句写意见").click()
    expect(reviewer.locator("#id_comment")).to_have_value("“电话见村口公告”：")
    reviewer.locator("#id_comment").press_sequentially("请写明号码。")
    reviewer.get_by_role("button", name="退回").click()
    reviewer.wait_for_url(f"**/office/items/{release.item_id}/")
    drafter = open_page("柳河拟稿")
    drafter.goto(f"/office/items/{release.item_id}/")
    expect(drafter.locator(".office-text mark")).to_have_text("电话见村口公告")


def test_what_is_typed_in_the_moment_before_saving_is_saved(open_page, drafted):  # noqa: F811
    item = drafted()
    page = open_page("柳河拟稿")
    page.goto(f"/office/items/{item.pk}/edit/")
    page.locator("[role=textbox][contenteditable]").first.fill("最后一刻写的。")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url(f"**/office/items/{item.pk}/")
    item.refresh_from_db()
    assert "最后一刻写的。" in item.text
