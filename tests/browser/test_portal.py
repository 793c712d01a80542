"""Citizens read and search the public site, on a desk and on a phone, with and without scripts."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from playwright.sync_api import expect

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.actions.body import open_column
from gongkai.web.files.store import digest_of, private_store
from gongkai.web.portal.search.indexing import take_up
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models import Attachment, ItemPage


@pytest.fixture
def plan(body, county):
    """A released document of 柳河镇 and enough others to turn a page."""
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    column = open_column(body("QS11"))
    row = CatalogueRow.objects.get(code="statutory.emergencies")
    for number in range(1, 25):
        item = ItemPage(
            title=f"柳河镇第{number}号防汛通知",
            body=body("QS11"),
            row=row,
            slug=f"notice-{number}",
            live=True,
            formed_on=date(2026, 5, number),
            published_on=date(2026, 6, number),
            index_number=f"QS11/2026-{number:05}",
            document_number=f"柳政发〔2026〕{number}号",
            issuing_body="柳河镇人民政府",
            keywords="防汛",
            subject="应急管理",
            summary="汛期组织指挥、预警响应和转移安置。",
            text="<h2>一、总则</h2><p>汛期每日巡查不少于两次。</p><ol><li>通知到户。</li></ol>",
            validity="valid" if number % 5 else "repealed",
        )
        column.add_child(instance=item)
        take_up(item)
    return item


# Bytes of a page with its styles and scripts as they are sent, without its pictures; what it asks of other hosts fails every
# test of this folder.
LARGEST_PAGE = 60_000
PICTURES = ("image", "font", "media")
ADDRESSES = [
    "/",
    "/qs11/",
    "/qs11/notice-24/",
    "/qs11/notice-20/",
    "/search/?q=防汛",
    "/search/?q=没有的词",
    "/columns/guide/qs11/",
    "/columns/disclosure/qs11/",
    "/columns/requests/",
    "/search/?q=汛防安排",
    "/villages/",
    "/villages/qs11-01/",
    "/data/",
    "/data/interface/",
    "/map/",
    "/accessibility/",
    "/nowhere/",
]


@pytest.mark.parametrize("mode", ["standard", "large", "contrast"])
@pytest.mark.parametrize("size", ["wide", "phone"])
def test_every_public_page_is_accessible_and_fits(open_page, findings, plan, size, mode):
    page = open_page(size=size)
    page.goto(f"/view/{mode}/")
    for address in ADDRESSES:
        page.goto(address)
        assert findings(page) == [], address
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, address


def test_a_page_with_all_that_it_needs_is_small(open_page, plan):
    sent = []

    def note(answer):
        sent.append(answer)

    for address in ADDRESSES:
        sent.clear()
        page = open_page(size="phone")
        page.on("response", note)
        page.goto(address)
        page.wait_for_load_state("networkidle")
        sizes = {
            answer.url: len(answer.body())
            for answer in sent
            if answer.request.resource_type not in PICTURES and answer.status in {200, 404}
        }
        assert len(sizes) >= 5, address
        assert sum(sizes.values()) <= LARGEST_PAGE, (address, sizes)


def test_a_citizen_searches_narrows_and_reads(open_page, plan):
    page = open_page(size="phone")
    page.goto("/")
    page.get_by_label("检索词").fill("预警响应")
    page.get_by_role("button", name="检索").click()
    expect(page.get_by_text("共 24 条")).to_be_visible()
    page.get_by_role("link", name="下一页").click()
    expect(page.get_by_text("第 2 页，共 2 页")).to_be_visible()
    page.get_by_label("有效性").select_option(label="已废止")
    page.get_by_role("button", name="检索").click()
    expect(page.get_by_text("共 4 条")).to_be_visible()
    page.get_by_label("检索词").fill("柳政发〔2026〕20号")
    page.get_by_role("button", name="检索").click()
    expect(page.get_by_text("共 1 条")).to_be_visible()
    page.get_by_role("link", name="柳河镇第20号防汛通知").click()
    expect(page.get_by_role("heading", name="柳河镇第20号防汛通知")).to_be_visible()
    expect(page.get_by_text("本文件已废止。")).to_be_visible()


@pytest.fixture
def people(plan):
    """A document with a list of 120 lines in a file."""
    book = openpyxl.Workbook()
    book.active.append(["序号", "村", "姓名", "金额（元）"])
    for number in range(1, 121):
        book.active.append([number, ("河东村", "河西村")[number % 2], f"王*{number}", number * 10])
    data = io.BytesIO()
    book.save(data)
    digest = digest_of(data.getvalue())
    private_store().save(f"attachments/{digest}", ContentFile(data.getvalue()))
    plan.attachments.add(
        Attachment(
            name="补助名单.xlsx",
            file=f"attachments/{digest}",
            size=len(data.getvalue()),
            sha256=digest,
            media_type="",
        )
    )
    plan.save()
    return plan


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_a_citizen_finds_a_line_in_a_list_and_looks_at_the_file(open_page, findings, people, size):
    page = open_page(size=size)
    page.goto("/qs11/notice-24/")
    assert findings(page) == []
    page.get_by_label("在名单中查找").last.fill("河西村 王*77")
    page.get_by_role("button", name="查找").click()
    expect(page.get_by_text("1 行，全部 120 行。")).to_be_visible()
    page.get_by_role("link", name="看全部").click()
    page.get_by_role("link", name="金额（元）").click()
    page.get_by_role("link", name="金额（元）").click()
    expect(page.locator("tbody tr").first).to_contain_text("王*120")
    assert findings(page) == []
    page.get_by_role("link", name="查看 补助名单.xlsx").click()
    expect(page.get_by_role("heading", name="补助名单.xlsx")).to_be_visible()
    assert findings(page) == []
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0


def test_on_a_phone_the_columns_are_folded_and_open_without_a_script(
    chromium, live_server, transactional_db, plan
):
    context = chromium.new_context(
        java_script_enabled=False,
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
    )
    page = context.new_page()
    page.goto("/qs11/notice-24/")
    assert not page.get_by_role("link", name="我的村").is_visible()
    page.locator("summary", has_text="栏目").click()
    page.get_by_role("link", name="我的村").click()
    assert page.get_by_role("heading", name="我的村").is_visible()
    assert page.locator("#seek").is_visible()
    context.close()


def test_reading_and_searching_need_no_script(chromium, live_server, transactional_db, plan):
    context = chromium.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/")
    page.fill("input[name=q]", "巡查")
    page.press("input[name=q]", "Enter")
    page.get_by_role("link", name="柳河镇第24号防汛通知").click()
    assert page.get_by_text("汛期每日巡查不少于两次。").is_visible()
    assert not page.get_by_role("button", name="打印").is_visible()
    page.get_by_role("link", name="大字版").click()
    assert "large" in page.locator("html").get_attribute("class")
    context.close()


def test_the_keyboard_reaches_the_text_in_one_step(open_page, plan):
    page = open_page()
    page.goto("/qs11/notice-24/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"


def test_the_printed_page_shows_the_document_and_no_navigation(open_page, plan):
    page = open_page()
    page.goto("/qs11/notice-24/")
    page.emulate_media(media="print")
    assert page.get_by_role("heading", name="柳河镇第24号防汛通知").is_visible()
    assert not page.get_by_role("navigation", name="栏目").is_visible()
    assert not page.get_by_role("button", name="打印").is_visible()
