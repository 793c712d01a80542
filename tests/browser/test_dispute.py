"""From the answered case to the suit, the judgment and the cell of table four; and a complaint."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from gongkai.statute.receipt import Door
from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request
from gongkai.web.casework.requests.people import ApplicantFacts


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_from_silence_to_the_cell_of_table_four(open_page, findings, body, person):
    at = timezone.now()
    day = timezone.localdate() - timedelta(days=60)
    case = register_request(
        body("QS11"),
        acting_user=person("柳河拟稿"),
        at=at,
        arrival=Arrival(Door.COUNTER, submitted_on=day),
        asked=Asked(ApplicantFacts("田大有"), "natural_person", "道路验收报告"),
    ).disclosure_request
    for size in ("wide", "phone"):
        clerk = open_page("柳河拟稿", size=size)
        clerk.goto(f"/office/requests/{case.pk}/")
        clerk.get_by_role("link", name="登记复议、诉讼").click()
        assert findings(clerk) == []
        assert fits(clerk)
    clerk.locator("#id_forum").select_option(label="行政复议")
    clerk.get_by_label("复议机关、人民法院全称").fill("青山县人民政府")
    clerk.get_by_label("复议申请人、原告").fill("田大有")
    clerk.get_by_role("button", name="登记，算出期限").click()
    expect(clerk.get_by_text("本机关最迟")).to_be_visible()
    clerk.reload()
    assert findings(clerk) == []
    assert fits(clerk)
    clerk.get_by_role("link", name="登记提交答复、答辩").click()
    clerk.get_by_role("button", name="保存").click()
    clerk.get_by_role("link", name="登记复议决定、裁判").click()
    assert findings(clerk) == []
    clerk.locator("#id_result").select_option(label="责令履行")
    clerk.get_by_label("文书号").fill("青政复决〔2026〕演示9号")
    for label in ("文书日期", "收到日期"):
        clerk.get_by_label(label).fill(timezone.localdate().isoformat())
    clerk.get_by_label("责令答复或者重新答复").check()
    clerk.get_by_label("限几个工作日答复").fill("15")
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.get_by_text("行政复议，结果纠正")).to_be_visible()
    expect(clerk.get_by_role("link", name="登记履行")).to_be_visible()
    clerk.goto("/office/disputes/counts/")
    expect(clerk.get_by_role("heading", name="数字从哪里来")).to_be_visible()
    assert findings(clerk) == []
    clerk.goto("/office/disputes/")
    assert findings(clerk) == []
    assert fits(clerk)


def test_a_complaint_goes_to_the_body_and_back(open_page, findings):
    county = open_page("县公开办")
    county.goto("/office/disputes/complaints/")
    county.get_by_role("link", name="登记投诉举报").click()
    assert findings(county) == []
    county.get_by_label("被投诉、举报的机关").select_option(label="柳河镇人民政府")
    county.get_by_label("内容").fill("申请一直没有答复")
    county.get_by_role("button", name="保存").click()
    county.get_by_role("link", name="要求被投诉机关说明").click()
    county.get_by_label("要求说明的事项").fill("请说明办理情况")
    county.get_by_label("说明期限").fill((timezone.localdate() + timedelta(days=5)).isoformat())
    county.get_by_role("button", name="保存").click()
    expect(county.get_by_text("请说明办理情况")).to_be_visible()
    assert findings(county) == []
    clerk = open_page("柳河拟稿", size="phone")
    clerk.goto("/office/")
    clerk.get_by_role("link", name="说明投诉事项").click()
    assert findings(clerk) == []
    assert fits(clerk)
    clerk.get_by_role("link", name="说明情况").click()
    clerk.get_by_label("有关情况").fill("已经答复")
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.get_by_text("已经答复")).to_be_visible()
