"""Two weeks of a township: a cadre without net, two boards, a broadcast, the hotline's list, an evaluation by code, a list of
tasks, a quiz; and what of it the annual report says, to the figure."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import docx
import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.channels.actions.channel import open_channel
from gongkai.web.publishing.channels.models import Posting
from tests.browser.test_supervision import photo
from tests.web.publishing.conftest import (  # noqa: F401  items of 柳河镇, as in the other tests
    at_stage,
    drafted,
    released,
    rows,
)

PLACES = "河东村 河西村 上坪村 下坪村 松岗村 石桥村 水口村".split()
THINGS = "路灯不亮 自来水停水 垃圾没有清运 路面坑洼 水渠堵塞 危房漏雨 广场噪音 电线杆倾斜 医保缴费不成功 养老金没有到账 公交车不停站".split()
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def two_weeks(today: date) -> list[date]:
    """The days until today, of this year only: the report is of one year."""
    first = max(today - timedelta(days=13), date(today.year, 1, 1))
    return [first + timedelta(days=number) for number in range((today - first).days + 1)]


def hotline(days: list[date]) -> bytes:
    """77 matters, seven of them not answered yet; a total at the foot."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["柳河镇12345热线办件台账（单位：件）"])
    sheet.append(["工单编号", "受理时间", "来电人", "联系电话", "诉求内容", "办结时间"])
    for number in range(77):
        day = days[number % len(days)]
        told = f"反映{PLACES[number % 7]}{THINGS[number // 7]}，希望处理"
        done = days[-1] if number >= 7 else None
        sheet.append([f"GD{number:04}", day, "王小明", "13800005678", told, done])
    sheet.append(["合计", None, None, None, "共77件", None])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def task_list() -> bytes:
    """Twelve tasks as the county sends them."""
    paper = docx.Document()
    paper.add_heading("政务公开重点工作清单", 0)
    table = paper.add_table(rows=1, cols=4)
    for cell, head in zip(
        table.rows[0].cells, ("序号", "重点任务", "责任单位", "完成时限"), strict=True
    ):
        cell.text = head
    for number in range(1, 13):
        cells = table.add_row().cells
        told = (str(number), f"第{number}类惠民信息按月公开并更新", "综合办公室", f"{number}月底前")
        for cell, text in zip(cells, told, strict=True):
            cell.text = text
    file = io.BytesIO()
    paper.save(file)
    return file.getvalue()


@pytest.fixture
def boards(body):
    """The two boards of a village."""
    return [
        open_channel(
            body("QS11-01"),
            acting_user=PLATFORM,
            kind="board",
            name=name,
            place=place,
            opened_on=date(2020, 1, 1),
            at=timezone.now(),
        )
        for name, place in (("村务公开栏", "村委会门口"), ("便民公开栏", "卫生室墙上"))
    ]


def send(page, address: str, button: str, *, files: tuple[str, bytes, str], **fields: str) -> None:
    page.goto(address)
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    name, data, form = files
    page.set_input_files("[name=file]", {"name": name, "mimeType": form, "buffer": data})
    page.get_by_role("button", name=button, exact=True).click()


def test_two_weeks_end_in_the_text_of_the_report(open_page, released, body, boards):  # noqa: F811
    item = released()
    today = timezone.localdate()
    days = two_weeks(today)

    # A cadre without net hangs the paper on both boards; it is sent when there is net.
    cadre = open_page("河东村", size="phone")
    cadre.goto("/office/supervision/village/")
    cadre.evaluate("navigator.serviceWorker.ready.then(() => true)")
    cadre.context.set_offline(True)
    for number, board in enumerate(boards, start=1):
        cadre.get_by_text("贴了公开栏", exact=True).click()
        cadre.select_option("#posted-board", str(board.pk))
        picture = {"name": "板.jpg", "mimeType": "image/jpeg", "buffer": photo()}
        cadre.set_input_files("#posted-photos", picture)
        cadre.locator("details[open] > form button").click()
        expect(cadre.locator("#net")).to_contain_text(f"还有 {number} 条没有发出")
    assert Posting.objects.filter(kind="board").count() == 0
    cadre.context.set_offline(False)
    cadre.evaluate("dispatchEvent(new Event('online'))")
    expect(cadre.locator("#net")).to_contain_text("都已发出")
    hung = Posting.objects.filter(kind="board", item=item).values_list("channel", flat=True)
    assert set(hung) == {board.pk for board in boards}

    # A villager scans the code at the board and says what is missing.
    reader = open_page(size="phone")
    reader.goto("/feedback/QS11/")
    reader.get_by_label("4 满意").check()
    reader.fill("textarea", "公开栏要常换")
    expect(reader.locator("[data-proof]")).to_have_value(re.compile(r"[0-9]+"))
    reader.get_by_role("button", name="提交").click()
    expect(reader.get_by_role("heading", name="已收到，谢谢您")).to_be_visible()

    clerk = open_page("柳河拟稿")
    clerk.goto("/office/supervision/evaluations/")
    clerk.locator("tbody a").first.click()
    clerk.get_by_role("link", name="答复").click()
    clerk.get_by_label("已采纳，已改正").check()
    clerk.fill("#id_answer", "已更换。")
    clerk.get_by_role("button", name="答复").click()

    # The hotline's list as it was exported: 77 matters, the total at its foot is none.
    send(
        clerk,
        "/office/supervision/appeals/new/",
        "导入",
        files=("热线台账.xlsx", hotline(days), XLSX),
    )
    expect(
        clerk.get_by_text("读入 77 行，新增 77，更新 0，与其他渠道重复 0；按“件”计")
    ).to_be_visible()

    # The county's list of tasks; the first is done, with its proof and a sentence for the report.
    send(
        clerk,
        "/office/supervision/tasks/lists/new/",
        "导入",
        files=("重点工作清单.docx", task_list(), DOCX),
    )
    expect(clerk.get_by_text("已导入，拆成 12 项任务。")).to_be_visible()
    clerk.get_by_role("link", name="第1类惠民信息按月公开并更新").click()
    clerk.get_by_role("link", name="办结", exact=True).click()
    clerk.get_by_label("已完成").check()
    clerk.fill("#id_result", "每月十日前公开。")
    clerk.fill("#id_url", "https://www.example.cn/1")
    clerk.fill("#id_report_text", "惠民信息每月十日前公开")
    clerk.get_by_role("button", name="办结", exact=True).click()
    expect(clerk.get_by_text("已办结。")).to_be_visible()

    # The paper is read out over the village's loudspeaker today, and that is recorded.
    clerk.goto("/office/supervision/broadcasts/new/")
    clerk.select_option("#id_body", str(body("QS11-01").pk))
    clerk.fill("#id_first", today.isoformat())
    clerk.fill("#id_days", "1")
    for slot in ("午 12:00", "晚 18:30"):
        clerk.get_by_label(slot).uncheck()
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.get_by_text("已安排 1 次。")).to_be_visible()
    clerk.locator("tbody a").first.click()
    clerk.get_by_role("link", name="登记已播出").click()
    clerk.get_by_role("button", name="已播出").click()
    expect(clerk.get_by_text("已登记播出。")).to_be_visible()

    # A quiz in which nothing is answered is sat, and not passed.
    clerk.goto("/office/supervision/quiz/")
    clerk.get_by_role("button", name="交卷").click()
    expect(clerk.get_by_text("正确答案").first).to_be_visible()

    clerk.goto(f"/office/reports/write/{body('QS11').pk}/{today.year}/")
    part = clerk.locator("#part-safeguards")
    while part.get_by_role("button", name="加入：").count():
        part.get_by_role("button", name="加入：").first.click()
        clerk.wait_for_load_state()
    assert part.locator("textarea").input_value().split("\n") == [
        "组织业务答题1人次，合格0人次。",
        "重点工作清单共12项，已完成1项。",
        "惠民信息每月十日前公开。",
        "社会评议收到意见建议1条，已答复1条。",
        "12345 热线办理群众诉求77件，已答复70件。",
        "通过村村响广播播送公开信息1次。",
        "全年未发生追责问责情况。",
    ]
    said = clerk.locator("#part-proactive .draft-offers").inner_text()
    assert "在公开栏发布1条" in said
