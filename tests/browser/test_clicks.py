"""What three tasks cost, walked from "today" to the public page: clicks of every account, and fields that are typed in."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gongkai.papers.periods import period_of
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue, trim_catalogue
from gongkai.web.publishing.intake.actions.recurring import create_list
from gongkai.web.publishing.items.actions.draft import attach_file
from gongkai.web.publishing.items.models import ItemPage
from tests.web.publishing.conftest import (  # noqa: F401  items of 柳河镇, as in the other tests
    at_stage,
    drafted,
    released,
    rows,
)

REVIEWERS = ("柳河一审", "柳河二审", "柳河三审", "柳河保密", "柳河发布")
PEOPLE = (
    ("河东村", "王小明", "11010119900307803X"),
    ("河西村", "李小红", "110101199003071233"),
    ("上坪村", "张大山", "11010119900307803X"),
)


class Hand:
    """One account's hand on the mouse and the keyboard; it counts."""

    def __init__(self, page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0
        page.goto("/office/")

    def click(self, role: str, name: str, *, exact: bool = False) -> None:
        self.clicks += 1
        self.page.get_by_role(role, name=name, exact=exact).first.click()
        self.page.wait_for_load_state("networkidle")

    def choose(self, name: str, data: bytes) -> None:
        """The field is clicked, the file is picked in the window of the system."""
        self.clicks += 1
        self.page.set_input_files(
            "input[type=file]",
            {"name": name, "mimeType": "application/octet-stream", "buffer": data},
        )
        self.page.wait_for_load_state("networkidle")

    def tick(self, label: str) -> None:
        self.clicks += 1
        self.page.get_by_label(label).first.check()

    def fill(self, place: str, words: str) -> None:
        self.fields += 1
        self.page.fill(place, words)


def notice() -> bytes:
    paper = docx.Document()
    for line in (
        "柳河镇人民政府关于做好冬季护林防火工作的通知",
        "柳政发〔2026〕31号",
        "各村民委员会：",
        "冬季风干物燥，各村每日巡查两次，发现火情立即报告。",
        "柳河镇人民政府",
        "2026年11月26日",
    ):
        paper.add_paragraph(line)
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


def people_list(period: str = "2026年11月") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([f"柳河镇{period}临时救助对象公示名单"])
    sheet.append(["序号", "村", "姓名", "身份证号", "救助金额（元）"])
    for number, (village, name, identity) in enumerate(PEOPLE, start=1):
        sheet.append([number, village, name, identity, 500])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def catalogue(body, county):
    now = timezone.now()
    load_catalogue(acting_user=PLATFORM, at=now)
    trim_catalogue(body("QS11"), acting_user=PLATFORM, on=timezone.localdate(), at=now)


@pytest.fixture
def hand(open_page):
    return lambda username: Hand(open_page(username))


def reviewed(hand, title: str) -> int:
    """The clicks of the five who follow the clerk."""
    clicks = 0
    for username in REVIEWERS:
        one = hand(username)
        one.click("link", title)
        # What goes out stands on the screen itself.
        for frame in one.page.locator("iframe.office-frame").all():
            frame.scroll_into_view_if_needed()
        one.page.wait_for_load_state("networkidle")
        if username.endswith("审"):
            one.tick("我已完成本级校对")
        one.click("button", "发布" if username == "柳河发布" else "通过", exact=True)
        clicks += one.clicks
    return clicks


def drafted_from(hand, name: str, data: bytes, row: str) -> Hand:
    clerk = hand("柳河拟稿")
    clerk.click("link", "拖入文件")
    clerk.choose(name, data)
    clerk.click("button", "读取文件")
    page = clerk.page
    if not page.input_value("#id_formed_on"):
        clerk.fill("#id_formed_on", timezone.localdate().isoformat())
        page.keyboard.press("Escape")
    offered = page.get_by_role("radio", name=row)
    if offered.count() and not offered.first.is_checked():
        clerk.fields += 1
        offered.first.check()
    clerk.click("button", "核对无误，存为草稿")
    return clerk


def test_a_word_notice_takes_nineteen_clicks_and_a_leaked_list_two_more(hand, catalogue):
    clerk = drafted_from(hand, "通知.docx", notice(), "其他政策文件")
    clerk.click("link", "提交审核")
    clerk.click("button", "提交审核")
    expect(clerk.page.get_by_text("已提交审核")).to_be_visible()
    title = "柳河镇人民政府关于做好冬季护林防火工作的通知"
    assert (clerk.clicks, clerk.fields) == (6, 0)
    assert reviewed(hand, title) == 13
    assert ItemPage.objects.get(title=title).live

    clerk = drafted_from(hand, "名单.xlsx", people_list(), "临时救助／审核审批信息")
    expect(clerk.page.get_by_text("未通过，不能提交")).to_be_visible()
    clerk.click("link", "改用脱敏副本")
    clerk.click("button", "生成并改用脱敏副本")
    clerk.click("link", "提交审核")
    clerk.click("button", "提交审核")
    expect(clerk.page.get_by_text("已提交审核")).to_be_visible()
    # The one field is the date, which is not in the file.
    assert (clerk.clicks, clerk.fields) == (8, 1)
    title = "柳河镇2026年11月临时救助对象公示名单"
    assert reviewed(hand, title) == 13
    assert ItemPage.objects.get(title=title).live


def test_the_next_month_of_a_recurring_list_takes_the_clerk_four_clicks(
    hand,
    catalogue,
    released,  # noqa: F811
    person,
):
    # The month that has ended is due on every day of this one.
    ended = timezone.localdate().replace(day=1) - timedelta(days=1)
    first = ended.replace(day=1) - timedelta(days=1)
    before = period_of(f"{first.year}年{first.month}月")
    clerk = person("柳河拟稿")
    item = released(title=f"柳河镇{before}临时救助对象公示名单")
    attach_file(
        item,
        acting_user=clerk,
        name="名单.xlsx",
        data=people_list(str(before)),
        at=timezone.now(),
    )
    create_list(
        ItemPage.objects.get(pk=item.pk),
        acting_user=clerk,
        at=timezone.now(),
        name="临时救助对象公示名单",
        period=before,
        columns=["序号", "村", "姓名", "救助金额（元）"],
    )
    one = hand("柳河拟稿")
    one.click("link", "办理临时救助对象公示名单")
    one.choose("名单.xlsx", people_list(str(before.next)))
    expect(one.page.get_by_text("超出应当公开的列")).to_be_visible()
    one.click("button", "核对无误，下一步")
    one.click("button", "提交审核")
    expect(one.page.get_by_text("已提交审核")).to_be_visible()
    assert (one.clicks, one.fields) == (4, 0)
