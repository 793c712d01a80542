"""An annual report from the clerk's file to the county's roll-up."""

from __future__ import annotations

import json
import os
import random
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.reporting.counting.actions import type_figure
from gongkai.web.reporting.counting.figures import figures_of
from gongkai.web.reporting.registers.actions import sign_register
from gongkai.web.reporting.registers.models import RegisterKind
from tests.web.reporting.simulated import cases, lines, none_by_other_doors

AT = datetime(2026, 1, 12, 2, tzinfo=UTC)
TABLES = "td[id*='proactive.'], td[id*='requests.'], td[id*='disputes.']"
EXAMPLES = Path(__file__).parents[2] / "examples"
NAMED = {
    "proactive.normative_documents.issued": "2",
    "proactive.normative_documents.in_force": "2",
    "proactive.penalties.decisions": "1",
    "proactive.fees.amount": "1.553798",
    "requests.new.enterprise": "3",
    "requests.new.total": "9",
    "requests.carried_in.total": "8",
    "requests.disclosed.total": "2",
    "requests.partly_disclosed.enterprise": "1",
    "requests.withheld_security_stability.natural_person": "1",
    "requests.not_processed_reissue.research": "1",
    "requests.result_total.total": "7",
    "requests.carried_out.total": "10",
    "disputes.reconsideration.total": "0",
}
"""What the year of `recorded` comes to, in some cells."""


@pytest.fixture
def recorded(transactional_db, county, body):
    """柳河镇 with a year of records, every register signed."""
    town, chance = body("QS11"), random.Random(11)
    cases(town, 40, chance, without=("other_fee_unpaid",))
    lines(town, 20, chance)
    none_by_other_doors(town, 2025)
    for kind in RegisterKind:
        sign_register(town, kind, 2025, acting_user=PLATFORM, at=AT)
    for cell, figure in figures_of(town, 2025, on=date(2026, 1, 12)).items():
        if figure.number is None:
            type_figure(
                town,
                2025,
                cell,
                acting_user=PLATFORM,
                at=AT,
                typed=Decimal(0),
                reason="与县司法局核对，本年没有",
            )
    return town


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def looked_at(page, name: str) -> None:
    """Keep a picture where somebody wants to look."""
    folder = os.environ.get("GONGKAI_PICTURES")
    if folder:
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_a_report_goes_from_the_clerk_to_the_roll_up(open_page, findings):
    clerk = open_page("柳河拟稿")
    clerk.goto("/office/reports/")
    clerk.get_by_role("link", name="存入年度报告").click()
    clerk.get_by_label("年度").fill("2024")
    clerk.get_by_role("button", name="下一步：选择文件").click()
    clerk.get_by_label("报告文件").set_input_files(EXAMPLES / "白杨乡.html")
    clerk.get_by_role("button", name="存入并核对").click()
    expect(clerk.get_by_text("应为“柳河镇人民政府”")).to_be_visible()
    clerk.get_by_label("报告文件").set_input_files(EXAMPLES / "柳河镇.docx")
    assert findings(clerk) == []
    clerk.get_by_role("button", name="存入并核对").click()
    expect(clerk.get_by_text("已存入第 1 版")).to_be_visible()
    clerk.reload()
    paper = clerk.frame_locator("iframe.office-paper")
    expect(paper.get_by_role("heading", name="一、总体情况")).to_be_visible()
    assert findings(clerk) == []
    looked_at(clerk, "report-clerk")

    clerk.get_by_role("link", name="送审").click()
    clerk.get_by_role("button", name="送审").click()
    expect(clerk.get_by_text("已送审")).to_be_visible()
    reviewer = open_page("柳河一审")
    reviewer.goto("/office/")
    reviewer.get_by_role("link", name="审核年度报告：柳河镇2024年年度报告").click()
    reviewer.get_by_role("link", name="审核", exact=True).click()
    expect(reviewer.get_by_label("已通读并校对全文和三张表")).to_be_visible()
    assert findings(reviewer) == []
    reviewer.get_by_label("已通读并校对全文和三张表").check()
    reviewer.get_by_role("button", name="审核通过").click()
    expect(reviewer.get_by_text("已通过，等待审签")).to_be_visible()

    head = open_page("柳河三审")
    head.goto("/office/")
    head.get_by_role("link", name="审签年度报告：柳河镇2024年年度报告").click()
    head.get_by_role("link", name="审签并报送").click()
    expect(
        head.frame_locator("iframe.office-paper").get_by_role("heading", name="一、总体情况")
    ).to_be_visible()
    assert findings(head) == []
    head.get_by_role("button", name="已看过全文，审签并报送").click()
    expect(head.get_by_text("已报送县级主管部门")).to_be_visible()

    county = open_page("县公开办")
    county.goto("/office/reports/county/2024/drop/")
    county.get_by_label("报告文件").set_input_files(
        [EXAMPLES / "白杨乡.html", EXAMPLES / "松林镇.pdf", EXAMPLES / "枣园乡.html"]
    )
    county.get_by_role("button", name="读取、核对并存入").click()
    expect(county.get_by_text("3 个文件，存入 2 个")).to_be_visible()
    expect(county.get_by_text("“青山县枣园乡人民政府”不在本县名单里")).to_be_visible()
    assert findings(county) == []
    looked_at(county, "report-drop")
    county.goto("/office/reports/county/2024/")
    assert findings(county) == []
    looked_at(county, "report-board")
    county.get_by_role("link", name="柳河镇人民政府").click()
    county.get_by_role("link", name="接收", exact=True).click()
    county.get_by_role("button", name="接收", exact=True).click()
    expect(county.get_by_text("已接收，计入汇总")).to_be_visible()
    county.goto("/office/reports/county/2024/sum/")
    expect(county.get_by_text("汇总 1 个机关")).to_be_visible()
    assert findings(county) == []
    looked_at(county, "report-sum")
    with county.expect_download() as taken:
        county.get_by_role("link", name="下载 Excel").click()
    assert taken.value.suggested_filename == "2024 年政府信息公开年度报告汇总.xlsx"


def figures_in(page) -> dict[str, str]:
    """What stands in the three tables of a page, by cell."""
    told = page.locator(TABLES).evaluate_all(
        "cells => cells.map(cell => [cell.id, cell.textContent.trim()])"
    )
    return {name.removeprefix("report-").removeprefix("r1."): text for name, text in told}


def published(page) -> dict[str, str]:
    """The figures of 柳河镇's report for 2025 as the open data has them, by cell."""
    lines = page.request.get("/data/reports.jsonl").text().splitlines()
    (report,) = (
        each for each in map(json.loads, lines) if each["organization"] == "柳河镇人民政府"
    )
    return {
        f"{table}.{row}.{column}": "" if value is None else f"{value}"
        for table, rows in report["tables"].items()
        for row, columns in rows.items()
        for column, value in columns.items()
    }


def signed_off(open_page) -> None:
    """From the clerk's hands to the county's: sent, reviewed, signed."""
    clerk, reviewer, head = open_page("柳河拟稿"), open_page("柳河一审"), open_page("柳河三审")
    clerk.goto("/office/reports/")
    clerk.get_by_role("link", name="柳河镇2025年年度报告").click()
    clerk.get_by_role("link", name="送审").click()
    with clerk.expect_navigation():
        clerk.get_by_role("button", name="送审").click()
    reviewer.goto("/office/")
    reviewer.get_by_role("link", name="审核年度报告：柳河镇2025年年度报告").click()
    reviewer.get_by_role("link", name="审核", exact=True).click()
    reviewer.get_by_label("已通读并校对全文和三张表").check()
    with reviewer.expect_navigation():
        reviewer.get_by_role("button", name="审核通过").click()
    head.goto("/office/")
    head.get_by_role("link", name="审签年度报告：柳河镇2025年年度报告").click()
    head.get_by_role("link", name="审签并报送").click()
    head.get_by_role("button", name="已看过全文，审签并报送").click()
    expect(head.get_by_text("已报送县级主管部门")).to_be_visible()


def test_from_records_to_the_public_and_back_to_the_same_figures(open_page, findings, recorded):
    clerk = open_page("柳河拟稿")
    clerk.goto(f"/office/reports/figures/{recorded.pk}/2025/")
    assert findings(clerk) == []
    looked_at(clerk, "report-figures")
    number = clerk.get_by_role("link", name="表三“新收”行“总计”列").inner_text()
    clerk.get_by_role("link", name="表三“新收”行“总计”列").click()
    expect(clerk.get_by_text(f"这个数字包括的 {number} 条记录")).to_be_visible()
    assert findings(clerk) == []
    looked_at(clerk, "report-figure")
    clerk.goto(f"/office/reports/write/{recorded.pk}/2025/")
    assert findings(clerk) == []
    offered = clerk.get_by_role("button", name="加入：")
    assert offered.count() > 4
    while offered.count():
        offered.first.click()
    on_request = clerk.get_by_role("textbox", name="依申请公开")
    right = on_request.input_value()
    assert f"2025年新收政府信息公开申请{number}件" in right
    on_request.fill(f"{right}\n2025年收到政府信息公开申请999件。")
    live = clerk.locator("#draft-findings")
    expect(live).to_contain_text(f"即收到申请数999，而表中为{number}")
    on_request.fill(right)
    expect(live).not_to_contain_text("999")
    clerk.get_by_role("textbox", name="政府信息管理").fill("制作信息时同步确定公开属性。")
    clerk.get_by_role("textbox", name="政府信息公开平台建设").fill("公开栏每月十日前换页。")
    clerk.get_by_role("textbox", name="监督保障").fill(
        "县级考核为合格，没有开展社会评议，没有需要追究责任的情形。"
    )
    clerk.get_by_role("textbox", name="存在的主要问题及改进情况").fill(
        "存在的问题：一是村级公开栏换页晚。\n改进措施：一是每月到村查看。"
    )
    looked_at(clerk, "report-write")
    clerk.get_by_role("button", name="生成报告并核对").click()
    expect(clerk.get_by_text("已生成第 1 版")).to_be_visible()
    assert findings(clerk) == []
    looked_at(clerk, "report-made")
    signed_off(open_page)

    county = open_page("县公开办")
    county.goto("/office/reports/county/2025/")
    county.get_by_role("link", name="柳河镇人民政府").click()
    county.get_by_role("link", name="退回", exact=True).click()
    county.get_by_label("理由").fill("措施没有写到什么时候完成，请补充。")
    with county.expect_navigation():
        county.get_by_role("button", name="退回", exact=True).click()
    clerk.goto(f"/office/reports/write/{recorded.pk}/2025/")
    clerk.get_by_role("textbox", name="存在的主要问题及改进情况").fill(
        "存在的问题：一是村级公开栏换页晚。\n改进措施：一是自2026年3月起每月十日前到村查看。"
    )
    clerk.get_by_role("button", name="生成报告并核对").click()
    expect(clerk.get_by_text("已生成第 2 版")).to_be_visible()
    signed_off(open_page)
    county.goto("/office/reports/county/2025/")
    county.get_by_role("link", name="柳河镇人民政府").click()
    county.get_by_role("link", name="接收", exact=True).click()
    county.get_by_role("button", name="接收", exact=True).click()
    expect(county.get_by_text("已接收，计入汇总")).to_be_visible()
    files = {}
    for form, name in (("Word", "docx"), ("PDF", "pdf"), ("网页", "html")):
        with county.expect_download() as taken:
            county.get_by_role("link", name=f"转成 {form}").click()
        files[name] = taken.value.path()
    county.goto("/office/reports/county/2025/sum/")
    expect(county.get_by_text("汇总 1 个机关")).to_be_visible()
    expect(county.get_by_label(f"表三“新收”行“总计”列：{number}")).to_be_visible()

    reader = open_page(None)
    reader.goto("/reports/qs11/2025/")
    expect(reader.locator('[id="report-requests.new.total"]')).to_have_text(number)
    assert findings(reader) == []
    looked_at(reader, "report-public")
    figures = published(reader)
    assert len(figures) == 200
    assert {cell: figures[cell] for cell in NAMED} == NAMED
    assert figures_in(reader) == figures
    reader.goto("/reports/qs11/")
    assert findings(reader) == []
    looked_at(reader, "report-years")
    for name, path in files.items():
        kept = path.with_name(f"柳河镇.{name}")
        kept.write_bytes(path.read_bytes())
        reader.goto("/clinic/")
        reader.get_by_label("年度报告", exact=True).set_input_files(kept)
        reader.get_by_role("button", name="核对", exact=True).click()
        paper = reader.frame_locator("iframe")
        expect(paper.locator('[id="r1.requests.new.total"]')).to_have_text(number)
        assert figures_in(paper) == figures, name
        expect(paper.get_by_text("错误", exact=True)).to_have_count(0)


def test_the_screens_fit_a_telephone(open_page, findings, body):
    county = open_page("县公开办", size="phone")
    county.goto("/office/reports/county/2024/drop/")
    county.get_by_label("报告文件").set_input_files(EXAMPLES / "白杨乡.html")
    county.get_by_role("button", name="读取、核对并存入").click()
    county.get_by_role("link", name="白杨乡2024年年度报告").click()
    expect(county.get_by_role("heading", name="核对结果", exact=True)).to_be_visible()
    assert findings(county) == []
    assert fits(county)
    looked_at(county, "report-phone")
    county.get_by_role("link", name="说明理由").first.click()
    assert findings(county) == []
    assert fits(county)
    county.goto("/office/reports/county/2024/")
    assert findings(county) == []
    assert fits(county)
    looked_at(county, "report-board-phone")
    clerk = open_page("柳河拟稿", size="phone")
    for address in ("figures", "write"):
        clerk.goto(f"/office/reports/{address}/{body('QS11').pk}/2024/")
        assert findings(clerk) == []
        assert fits(clerk)
        looked_at(clerk, f"report-{address}-phone")
    county.goto("/office/reports/check/")
    county.get_by_label("报告文件").set_input_files(EXAMPLES / "松林镇.pdf")
    county.get_by_role("button", name="核对", exact=True).click()
    expect(
        county.frame_locator("iframe.office-paper").get_by_text("一、总体情况").first
    ).to_be_visible()
    assert findings(county) == []
    assert fits(county)


def test_points_and_their_reasons_are_read_on_a_telephone(open_page, findings, body):
    county = open_page("县公开办", size="phone")
    county.goto("/office/reports/assessments/weights/")
    cut = "links => links.filter(link => link.scrollWidth > link.clientWidth + 1).length"
    assert county.locator(".office-pages a").evaluate_all(cut) == 0
    assert fits(county)
    county.goto(f"/office/reports/assessments/{body('QS11').pk}/")
    assert findings(county) == []
    wide = "cells => cells.filter(cell => cell.scrollWidth > cell.clientWidth + 1).length"
    assert county.locator(".office-cards td").evaluate_all(wide) == 0
    assert fits(county)
