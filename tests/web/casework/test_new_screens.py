"""The screens of what happened, as a clerk fills them in."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.letters.actions.draft import draft_letter
from gongkai.web.casework.letters.forms import LetterFactsForm
from gongkai.web.casework.letters.models import Letter
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import GO, HELD, happened

D = date.fromisoformat


@pytest.fixture
def case(desk):
    return desk.receive("2026-08-03")


@pytest.fixture
def browser(signed_in):
    return signed_in("柳河拟稿")


def filled(form, **given):
    """What a browser would send for a form shown to it."""
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    values |= given
    return {name: value for name, value in values.items() if value not in (None, "")}


def test_a_paper_letter_is_filled_in(case, browser, desk):
    address = reverse("casework:record-paper", args=[case.pk])
    page = browser.get(address)
    given = filled(
        page.context["form"],
        code="supplement_notice",
        number="柳政函〔2026〕5号",
        issued_on="2026-08-11",
        channel="direct",
        relation="unseen",
        on="2026-08-12",
        supplement_days=10,
    )
    answer = browser.post(address, given, follow=True)
    assert "已登记。" in answer.content.decode()
    letter = Letter.objects.get()
    assert (letter.on_paper, letter.issued_on) == (True, D("2026-08-11"))
    assert clock_of(desk.again(case)).course.supplement_by == D("2026-08-26")
    page = browser.get(reverse("casework:letter", args=[letter.pk])).content.decode()
    assert "没有扫描件" in page


def test_a_paper_letter_without_effect_says_so(case, browser):
    address = reverse("casework:record-paper", args=[case.pk])
    given = filled(
        browser.get(address).context["form"],
        code="extension_notice",
        number="柳政函〔2026〕6号",
        issued_on="2026-09-15",
        channel="direct",
        relation="unseen",
        on="2026-09-15",
        days=20,
    )
    answer = browser.post(address, given, follow=True).content.decode()
    assert "已登记，但依法不发生效力" in answer
    assert "最后一日" in answer or "届满" in answer


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"code": "answer"}, "请选择办理结果"),
        ({"code": "answer", "outcome": "partly_disclosed"}, "救济途径由它决定"),
        ({"code": "third_party_inquiry"}, "请填写收件人"),
        ({"code": "supplement_notice", "issued_on": "2026-07-01"}, "文书日期应在收到申请之日"),
    ],
)
def test_a_paper_letter_that_cannot_be_is_told_in_a_sentence(case, browser, given, told):
    address = reverse("casework:record-paper", args=[case.pk])
    whole = {
        "number": "柳政函〔2026〕5号",
        "issued_on": "2026-08-11",
        "channel": "direct",
        "relation": "unseen",
        "on": "2026-08-12",
        **given,
    }
    page = browser.post(address, filled(browser.get(address).context["form"], **whole))
    assert told in page.content.decode()
    assert not Letter.objects.exists()


def test_an_objection_is_weighed_and_the_third_party_told_on_the_screen(case, browser, desk):
    inquiry = desk.letter(
        case,
        "third_party_inquiry",
        "2026-08-05",
        addressee="清泉供水有限公司",
        addressee_is="organisation",
        information_concerned="水质检测报告",
    )
    happened(
        desk,
        case,
        "2026-08-10",
        "consultation_returned",
        ref=f"L{inquiry.pk}",
        position="objects",
    )
    address = reverse("casework:record-event", args=[case.pk, "opinion_weighed"])
    page = browser.get(address)
    assert "清泉供水有限公司（柳河镇公复〔2026〕1号）" in page.content.decode()
    lacking = browser.post(
        address, filled(page.context["form"], on="2026-08-11", weight="unfounded")
    )
    assert "判断的理由" in lacking.content.decode()
    given = filled(
        page.context["form"],
        on="2026-08-11",
        ref=f"L{inquiry.pk}",
        weight="unfounded",
        reasons="没有说明理由",
        approved_by="丁一鸣",
    )
    assert browser.post(address, given).status_code == 302
    notice = browser.get(reverse("casework:draft-letter", args=[case.pk, "third_party_notice"]))
    assert "清泉供水有限公司" in notice.content.decode()
    sheet = browser.get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "告知第三方决定公开" in sheet


def test_merging_offers_only_the_cases_of_the_same_applicant(case, browser, desk):
    other = desk.receive("2026-08-04", text="另一件")
    address = reverse("casework:merge", args=[case.pk])
    page = browser.get(address)
    assert [each.pk for each in page.context["form"].fields["into"].queryset] == [other.pk]
    given = filled(page.context["form"], into=other.pk, on="2026-08-05", note="电话告知申请人")
    assert browser.post(address, given).status_code == 302
    assert desk.again(case).merged_into == other
    assert other.number in browser.get(reverse("casework:case", args=[case.pk])).content.decode()


def test_making_public_for_everybody_is_decided_on_a_screen(case, browser, desk):
    desk.answer(case, "2026-08-10", {**HELD, "severable": "all"}, form_or_place="复印件")
    address = reverse("casework:proactive", args=[case.pk])
    page = browser.get(address)
    assert "1人申请过" in page.content.decode()
    given = filled(page.context["form"], on="2026-08-12", address="https://www.qingshan.example/1")
    assert browser.post(address, given).status_code == 302
    sheet = browser.get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "https://www.qingshan.example/1" in sheet


def test_the_guide_shows_what_a_part_may_lack(case, browser):
    address = reverse("casework:decide", args=[case.pk])
    page = browser.get(address, {**HELD, "severable": "part", "ground": "not_this_agency"})
    shown = page.content.decode()
    assert "部分公开" in shown
    assert "第三十六条第五项" in shown or "第三十七条" in shown
    nothing = browser.get(address, {**HELD, "severable": "nothing", "ground": "not_this_agency"})
    assert "还不能得出结果" in nothing.content.decode()


def test_the_guide_tells_why_not_and_where_each_ground_stands(case, browser, desk):
    address = reverse("casework:decide", args=[case.pk])
    given = {**HELD, "severable": "part", "ground": "third_party", "consent": "no"}
    page = browser.get(address, {**given, "public_interest": "no"}).content.decode()
    assert "第三十七条、第十五条、第三十二条" in page
    assert "案卷里没有征求第三方意见的记录" in page
    assert (
        "经检索，所申请公开信息不存在：要“由本机关负责，查遍了没有”才是。案卷里要有：检索记录：查找的地方、词、人、日期，每个站所签字的反馈。第四问答的是“由本机关负责，找到了”。"
        in re.sub("&[lr]dquo;|&quot;", "”", page)
    )
    desk.letter(
        case,
        "third_party_inquiry",
        "2026-08-04",
        addressee="演示公司",
        addressee_is="organisation",
        information_concerned="验收报告",
    )
    page = browser.get(address, {**given, "public_interest": "no"}).content.decode()
    assert "没有征求第三方意见的记录" not in page


@pytest.mark.parametrize(
    ("ground", "remedy"),
    [
        ("processing_needed", "复议或者诉讼，自由选择"),
        ("not_existing", "复议或者诉讼，自由选择"),
        ("internal_affairs", "复议前置"),
    ],
)
def test_the_remedy_that_the_guide_shows_is_that_of_the_letter(case, browser, ground, remedy):
    address = reverse("casework:decide", args=[case.pk])
    shown = browser.get(address, {**HELD, "severable": "part", "ground": ground})
    assert shown.context["remedy"] == remedy


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"nature": GO, "clear": "unclear"}, "没有告知过补正"),
        ({"nature": GO, "clear": GO, "before": "excessive"}, "先要求说明理由（第三十五条）"),
        ({**HELD, "held": "nothing"}, "说“不存在”要有检索记录"),
        ({**HELD, "severable": "part", "ground": "not_existing"}, "说“不存在”要有检索记录"),
        (
            {**HELD, "severable": "nothing", "ground": "third_party", "consent": "yes"},
            "同意还是不同意没有凭据",
        ),
        ({**HELD, "severable": "all"}, ""),
    ],
)
def test_the_guide_shows_what_is_still_to_be_done(case, browser, answers, told):
    page = browser.get(reverse("casework:decide", args=[case.pk]), answers).content.decode()
    assert ("还没有做" in page) is bool(told)
    assert told in page


def test_a_state_secret_asks_for_its_review(case, browser):
    answers = {**HELD, "severable": "nothing", "ground": "state_secret"}
    form = browser.get(reverse("casework:decide", args=[case.pk]), answers).context["form"]
    assert [name for name in form.fields if name.startswith("secrecy")] == [
        "secrecy_reviewer",
        "secrecy_reviewed_on",
        "secrecy_basis",
    ]


def test_further_grounds_stay_with_the_case(case, browser):
    address = reverse("casework:decide", args=[case.pk])
    told = {**HELD, "severable": "nothing", "ground": "internal_affairs"}
    form = browser.get(address, told).context["form"]
    assert "internal_affairs" not in dict(form.fields["further"].choices)
    given = {"reasons": "属于工作人员考核材料", "chosen": "withheld_internal_affairs"}
    done = browser.post(
        f"{address}?{urlencode(told)}", given | {"further": ["third_party", "deliberative"]}
    )
    assert done.status_code == 302
    decision = case.decisions.get()
    assert decision.outcome == "withheld_internal_affairs"
    assert decision.grounds == ("internal_affairs", "deliberative", "third_party")


FACTS = {
    "ref": "",
    "addressee": "青山县水务局",
    "days": 5,
    "addressee_is": "organisation",
    "supplement_days": 10,
    "answer_by": "2026-08-20",
    "longer_day": "2026-10-20",
    "release_day": "2026-08-20",
    "pause_begins": "2026-08-06",
    "pause_ends": "2026-08-26",
    "fee_pages": "",
    "fee_amount": "100",
}
ALWAYS_OPEN = (
    "supplement_notice",
    "third_party_inquiry",
    "joint_maker_inquiry",
    "assistance_letter",
    "determination_request",
    "extension_notice",
    "reasons_request",
    "longer_period",
    "fee_notice",
    "viewing_appointment",
)


@pytest.mark.parametrize("code", [*ALWAYS_OPEN, "consultation_notice"])
def test_every_letter_on_the_menu_is_drafted_from_what_its_form_asks(case, desk, code):
    if code == "consultation_notice":
        asked = {
            "addressee": "青山县水务局",
            "addressee_is": "organisation",
            "information_concerned": "水质检测报告",
        }
        desk.letter(case, "third_party_inquiry", "2026-08-05", **asked)
    given = {}
    for name, field in LetterFactsForm(code=code).fields.items():
        value = FACTS.get(name, "说明一")
        if value != "":
            given[name] = field.clean(value)
    letter = draft_letter(
        case, acting_user=desk.clerk, at=moment("2026-08-06"), code=code, facts=given
    )
    assert letter.code == code
    assert "{" not in letter.text
    assert "说明一" in letter.text


def test_the_same_request_of_the_same_person_is_noticed_at_the_counter(desk, browser):
    first = desk.receive("2026-08-03")
    sent = {
        "body": desk.body.pk,
        "door": "counter",
        "day": "2026-08-04",
        "applicant_kind": "natural_person",
        "name": "田大有",
        "identity_number": "000000199001010000",
        "phone": "0000-5550199",
        "text": first.text,
    }
    page = browser.post(reverse("casework:register"), sent, follow=True).content.decode()
    told = "同一申请人2026-08-03提出过相同内容的申请QS11-2026-0001，请核对是否重复。"
    assert told in page
    assert "同一申请人的相同申请" in page
