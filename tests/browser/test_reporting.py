"""An annual report from the clerk's file to the county's roll-up."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import expect

EXAMPLES = Path(__file__).parents[2] / "examples"


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


def test_the_screens_fit_a_telephone(open_page, findings):
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
    county.goto("/office/reports/check/")
    county.get_by_label("报告文件").set_input_files(EXAMPLES / "松林镇.pdf")
    county.get_by_role("button", name="核对", exact=True).click()
    expect(
        county.frame_locator("iframe.office-paper").get_by_text("一、总体情况").first
    ).to_be_visible()
    assert findings(county) == []
    assert fits(county)
