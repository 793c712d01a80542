"""A list with leaked numbers is stopped, masked, reviewed and released, all in the browser."""

from __future__ import annotations

import io

import openpyxl
from django.utils import timezone
from playwright.sync_api import expect

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue
from gongkai.web.publishing.items.models import ItemPage


def leaked_list() -> bytes:
    book = openpyxl.Workbook()
    for row in (
        ["姓名", "身份证号", "金额"],
        ["王小明", "11010119900307803X", "500"],
        ["李小红", "110101199003071233", "500"],
    ):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def decide(page, button: str, proofread: bool = True) -> None:
    page.get_by_role("link", name="柳河镇临时救助名单").first.click()
    desk = page.url
    page.get_by_role("link", name="打开查看").click()
    page.wait_for_load_state("networkidle")
    page.goto(desk)
    if proofread:
        page.get_by_label("我已完成本级校对").check()
    page.locator("#id_comment").fill("同意。")
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state("networkidle")


def test_a_leaked_list_is_stopped_masked_reviewed_and_released(open_page, findings):
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    page = open_page("柳河拟稿")
    page.goto("/office/items/new/")
    page.get_by_label("标题").fill("柳河镇临时救助名单")
    page.get_by_label("公开事项").select_option(label="第二十一条 重点领域／社会救助")
    page.get_by_label("内容概述").fill("本月临时救助对象和金额。")
    page.locator("[contenteditable=true]").fill("本月共救助2人。")
    page.get_by_label("附件").set_input_files(
        {"name": "名单.xlsx", "mimeType": "application/octet-stream", "buffer": leaked_list()}
    )
    page.get_by_role("button", name="保存").click()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_text("未通过，不能提交")).to_be_visible()
    assert "11010119900307803X" not in page.content()
    assert page.get_by_role("link", name="提交审核").count() == 0
    assert findings(page) == []

    page.get_by_role("link", name="改用脱敏副本").click()
    page.get_by_role("button", name="生成并改用脱敏副本").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("link", name="提交审核").click()
    page.get_by_role("button", name="提交审核").click()
    page.wait_for_load_state("networkidle")
    assert page.get_by_text("已提交审核").is_visible()

    for username in ("柳河一审", "柳河二审", "柳河三审"):
        decide(open_page(username), "通过")
    decide(open_page("柳河保密"), "通过", proofread=False)
    decide(open_page("柳河发布"), "发布", proofread=False)

    item = ItemPage.objects.get(draft_title="柳河镇临时救助名单")
    assert item.live
    reader = open_page()
    reader.goto(item.url)
    assert reader.get_by_role("heading", name="柳河镇临时救助名单").is_visible()
    with reader.expect_download() as download:
        reader.get_by_role("link", name="下载 名单.xlsx").click()
    content = io.BytesIO(download.value.path().read_bytes())
    handed_out = openpyxl.load_workbook(content).active
    text = " ".join(str(cell) for row in handed_out.values for cell in row)
    assert "11010119900307803X" not in text
    assert "500" in text
