"""A farmer asks by telephone without scripts; a third party objects; the clerk answers partly and posts the letter; the farmer
asks for a review and goes to court; the rows of the report count it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from gongkai.web.accounts.proof import WORDS
from gongkai.web.casework.counting.table import result_cell
from gongkai.web.casework.letters.models import Letter
from gongkai.web.casework.requests.models import DisclosureRequest

ANSWERS = {
    "nature": "go-on",
    "clear": "go-on",
    "before": "go-on",
    "held": "go-on",
    "public": "go-on",
    "severable": "part",
    "ground": "third_party",
    "consent": "no",
    "public_interest": "no",
}


@pytest.fixture
def without_scripts(chromium, live_server):
    """``without_scripts("/apply/")``: a page on a telephone whose browser runs no script."""
    contexts = []

    def open_(path):
        context = chromium.new_context(
            viewport={"width": 390, "height": 844},
            base_url=live_server.url,
            java_script_enabled=False,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()


def test_from_the_farmers_telephone_to_the_row(open_page, without_scripts, findings, monkeypatch):
    monkeypatch.setattr("gongkai.web.accounts.proof.PATIENCE", 0)
    for size in ("wide", "phone"):
        public = open_page(None, size=size)
        for path in ("/apply/", "/apply/status/", "/apply/deadline/"):
            public.goto(path)
            assert findings(public) == []
            assert public.evaluate("document.documentElement.scrollWidth <= innerWidth")
    farmer = without_scripts("/apply/")
    farmer.get_by_label("向哪个机关申请").select_option(label="柳河镇人民政府")
    farmer.get_by_label("您需要哪些政府信息").fill("2024年全镇低保发放名册")
    farmer.get_by_label("姓名或者单位名称").fill("田大有")
    farmer.get_by_label("电话").fill("0000-5550199")
    asked = farmer.get_by_text(
        re.compile("[一二三四五六七八九]加[一二三四五六七八九]")
    ).first.inner_text()
    one, other = re.search("(.)加(.)", asked).groups()
    farmer.get_by_label(re.compile("加")).fill(str(WORDS.index(one) + WORDS.index(other)))
    farmer.get_by_role("button", name="提交申请").click()
    expect(farmer.get_by_role("heading", name="申请已收到")).to_be_visible()
    number = farmer.get_by_text(re.compile(r"^QS11-\d{4}-0001$")).inner_text()
    code = farmer.locator("dd strong").nth(1).inner_text()

    case = DisclosureRequest.objects.get()
    clerk = open_page("柳河拟稿")
    clerk.goto("/office/requests/")
    assert findings(clerk) == []
    clerk.get_by_role("link", name=number).click()
    assert findings(clerk) == []
    sheet = clerk.url
    a_third_party_objects(clerk)
    assert findings(clerk) == []
    clerk.get_by_role("link", name="拟定处理意见").click()
    for name, value in ANSWERS.items():
        clerk.locator(f"input[name={name}][value={value}]").check()
    clerk.get_by_role("button", name="看结果").click()
    expect(clerk.get_by_role("heading", name="部分公开")).to_be_visible()
    assert findings(clerk) == []
    clerk.get_by_label("提供的形式").fill("遮盖后的复印件1份")
    clerk.get_by_label("不公开的每一处和理由").fill("第2页的配方：第三方不同意公开，理由合理")
    clerk.get_by_label("没有附扫描件的才填").fill("遮盖后的复印件共2页，底稿存镇档案室")
    clerk.get_by_role("button", name="生成答复草稿").click()
    clerk.get_by_role("link", name="送审").click()
    clerk.get_by_role("button", name="筛查并送审").click()
    letter = f"/office/requests/letters/{Letter.objects.get(code='partly_disclosed').pk}/"

    reviewer = open_page("柳河一审")
    reviewer.goto(letter)
    reviewer.get_by_role("link", name="审核通过").click()
    reviewer.get_by_label("已逐字核对").check()
    reviewer.get_by_role("button", name="通过，送下一步").click()
    checker = open_page("柳河保密")
    checker.goto(letter)
    checker.get_by_role("link", name="保密审查通过").click()
    assert findings(checker) == []
    checker.get_by_label("正文").check()
    checker.get_by_role("button", name="通过，送签发").click()
    head = open_page("柳河三审")
    head.goto(letter)
    head.get_by_role("link", name="签发").click()
    head.get_by_role("button", name="签发").click()
    expect(head.get_by_text("已签发，文号")).to_be_visible()

    clerk.goto(letter)
    assert findings(clerk) == []
    clerk.get_by_role("link", name="登记送达").click()
    clerk.get_by_label("送达方式").select_option(label="邮政企业邮寄")
    clerk.get_by_label("凭证：邮件号码").fill("挂号邮件 XA00000000011")
    clerk.get_by_role("button", name="保存").click()
    case.refresh_from_db()
    assert (case.state, case.concluded_on) == ("delivered", timezone.localdate())
    assert result_cell(case).id == "requests.partly_disclosed.natural_person"

    again = without_scripts("/apply/status/")
    again.get_by_label("申请编号").fill(number)
    again.get_by_label("查询码").fill(code)
    again.get_by_role("button", name="查询").click()
    expect(again.get_by_text("答复已送出")).to_be_visible()
    expect(again.get_by_text("政府信息部分公开告知书", exact=False).first).to_be_visible()

    a_dispute_ends(clerk, sheet, "行政复议", "青山县人民政府", "青政复决〔2026〕演示11号", "维持")
    clerk.goto(sheet)
    assert findings(clerk) == []
    a_dispute_ends(
        clerk,
        sheet,
        "行政诉讼",
        "青山县人民法院",
        "（2026）演示行初11号",
        "驳回诉讼请求",
        "复议机关作出决定",
    )
    clerk.goto(f"/office/reports/figures/{case.body_id}/{timezone.localdate().year}/")
    counted = (
        "requests.new.natural_person",
        "requests.partly_disclosed.natural_person",
        "disputes.reconsideration.upheld",
        "disputes.litigation_after_reconsideration.total",
    )
    for cell in counted:
        # 至少: nobody has signed yet that no other door received any.
        expect(clerk.locator(f"a[href$='/{cell}/']").first).to_have_text(re.compile("^(至少 )?1$"))
    assert findings(clerk) == []


def a_third_party_objects(clerk):
    """Asked by a letter on paper; what came back, and what the office makes of it. Everything on one day."""
    day = timezone.localdate().isoformat()
    clerk.get_by_role("link", name="登记已发出的纸质文书").click()
    clerk.locator("#id_code").select_option("third_party_inquiry")
    clerk.locator("#id_number").fill("柳政函〔2026〕演示7号")
    clerk.locator("#id_issued_on").fill(day)
    clerk.locator("#id_channel").select_option(label="直接送达")
    clerk.locator("#id_on").fill(day)
    clerk.locator("#id_signed_on").fill(day)
    clerk.locator("#id_signer").fill("清小泉")
    clerk.locator("#id_relation").select_option(label="单位负责收件的人")
    clerk.locator("#id_addressee").fill("清泉供水有限公司")
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.get_by_text("已登记。")).to_be_visible()
    clerk.get_by_role("link", name="收到意见").click()
    clerk.locator("#id_position").select_option(label="不同意公开且有合理理由")
    clerk.get_by_role("button", name="保存").click()
    clerk.get_by_role("link", name="判断第三方的理由").click()
    clerk.locator("#id_weight").select_option(label="理由合理，不予公开")
    clerk.locator("#id_reasons").fill("配方没有公开过，公开后会损害竞争地位")
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.get_by_role("link", name="拟定处理意见")).to_be_visible()


def a_dispute_ends(clerk, sheet, forum, name, document, result, reviewed=None):
    """From the copy that came to what was decided, on one day."""
    clerk.goto(sheet)
    clerk.get_by_role("link", name="登记复议、诉讼").click()
    clerk.locator("#id_forum").select_option(label=forum)
    clerk.get_by_label("复议机关、人民法院全称").fill(name)
    clerk.get_by_label("复议申请人、原告").fill("田大有")
    if reviewed:
        clerk.get_by_label("起诉前的复议").select_option(label=reviewed)
        clerk.get_by_label("此前的复议案件").select_option(index=1)
    clerk.get_by_role("button", name="登记，算出期限").click()
    expect(clerk.get_by_text("本机关最迟")).to_be_visible()
    clerk.get_by_role("link", name="登记提交答复、答辩").click()
    clerk.get_by_role("button", name="保存").click()
    clerk.get_by_role("link", name="登记复议决定、裁判").click()
    clerk.locator("#id_result").select_option(label=result)
    clerk.get_by_label("文书号").fill(document)
    for label in ("文书日期", "收到日期"):
        clerk.get_by_label(label).fill(timezone.localdate().isoformat())
    clerk.get_by_role("button", name="保存").click()
    expect(clerk.get_by_text(document).first).to_be_visible()


def test_a_paper_request_takes_six_fields_and_one_click(open_page):
    """Two minutes: what the clerk types, counted."""
    clerk = open_page("柳河拟稿")
    clerk.goto("/office/requests/new/")
    typed = {
        "申请人情况": "自然人",
        "姓名或者单位名称": "田大有",
        "通信地址": "河东村",
        "申请内容": "2025年河东村道路硬化工程的验收报告",
    }
    day = timezone.localdate() - timedelta(days=1)
    clerk.get_by_label("收到之日", exact=False).first.fill(day.isoformat())
    clerk.get_by_label("申请人情况").select_option(label=typed.pop("申请人情况"))
    for label, value in typed.items():
        clerk.get_by_label(label, exact=False).first.fill(value)
    clerk.get_by_role("button", name="登记，生成编号").click()
    expect(clerk.get_by_text("已登记，编号QS11-")).to_be_visible()
    assert DisclosureRequest.objects.get().received_on == day
