"""What an answer must say goes to the reviewer only when it is said, or when somebody answers for its lacking."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.statute.receipt import Door
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models import Membership
from gongkai.web.casework.counting.actions import doors_in, sign_none, unsigned_months
from gongkai.web.casework.counting.models import NoneReceived
from gongkai.web.casework.letters.actions.draft import draft_lapse, draft_letter, revise_letter
from gongkai.web.casework.letters.actions.issue import (
    approve_letter,
    check_secrecy,
    sign_letter,
    submit_letter,
)
from gongkai.web.casework.requests.actions.triage import triage
from gongkai.web.office.errors import ActionError, WrongState
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import happened

GO = "go-on"
HELD = {"nature": GO, "clear": GO, "before": GO, "held": GO, "public": GO}
INTERNAL = {**HELD, "severable": "nothing", "ground": "internal_affairs"}
PROHIBITED = {**HELD, "severable": "nothing", "ground": "prohibited_by_law"}
SHORT = "2026年3月10日收到您的申请。本机关决定不予公开。您可以直接向法院起诉。"


def shortened(desk):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", INTERNAL, reasons="属于考核表")
    return revise_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"), text=SHORT)


def test_an_answer_with_the_wrong_remedy_stays_with_its_author(desk):
    letter = shortened(desk)
    with pytest.raises(ActionError) as refused:
        submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))
    told = refused.value.message_dict["because"][0]
    assert "没有原样引述申请内容" in told
    assert "没有写明依据" in told
    assert "救济途径和期限与法律规定的写法不同；应为：“" in told
    assert "确实要这样写的，写明理由" in told


def test_a_reason_for_it_goes_on_to_whoever_signs(desk, signed_in):
    letter = shortened(desk)
    clerk = signed_in("柳河拟稿")
    address = reverse("casework:submit-letter", args=[letter.pk])
    assert "为什么不照通行的写法" in clerk.get(address).content.decode()
    clerk.post(address, {"because": "当事人只要一句话的答复"})
    assert letter.approvals.get().because == "当事人只要一句话的答复"
    page = signed_in("柳河一审").get(reverse("casework:letter", args=[letter.pk]))
    assert "与通行写法不同，理由：当事人只要一句话的答复" in page.content.decode()


def test_a_whole_answer_is_asked_for_no_reason(desk, signed_in):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", INTERNAL, reasons="属于考核表")
    page = signed_in("柳河拟稿").get(reverse("casework:submit-letter", args=[letter.pk]))
    assert "为什么不照通行的写法" not in page.content.decode()


def test_v41_what_a_law_forbids_names_the_law(desk):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", PROHIBITED, reasons="记录应当封存")
    with pytest.raises(ActionError, match="请写明：禁止公开的法律、行政法规：名称和条款"):
        submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))
    letter = desk.decide(
        case,
        "2026-03-16",
        PROHIBITED,
        reasons="记录应当封存",
        forbidding_law="《治安管理处罚法》第一百三十六条",
    )
    assert "禁止公开的依据：《治安管理处罚法》第一百三十六条。" in letter.text
    submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))


def test_a_month_signed_for_none_is_no_proof_once_a_request_of_it_is_registered(desk):
    april = date(2026, 4, 1)
    sign_none(
        desk.body,
        acting_user=desk.clerk,
        at=moment("2026-05-06"),
        month=april,
        doors=[Door.COUNTER, Door.FAX],
    )
    desk.receive("2026-04-15")
    counter = NoneReceived.objects.get(door="counter")
    fax = NoneReceived.objects.get(door="fax")
    assert counter.contradicted_at == moment("2026-04-15")
    assert fax.contradicted_at is None
    came = {door: number for door, number, _signed in doors_in(desk.body, april)}
    assert came[Door.COUNTER] == 1
    assert april in unsigned_months(desk.body, 2026, date(2026, 6, 1))


def test_a_request_that_nobody_handles_stands_with_the_county_office(desk, signed_in):
    case = desk.receive("2026-11-24")
    Membership.objects.filter(body=desk.body, role=Role.REQUEST_HANDLER).delete()
    page = signed_in("县公开办").get("/office/").content.decode()
    assert f"申请{case.number}没有经办人，请先安排" in page


SUPPLEMENT = {
    "unclear_points": "写明年份",
    "how_to_fix": "书面补充",
    "supplement_days": 10,
}
ALL = {**HELD, "severable": "all"}


def reviewed(desk, letter, day):
    approval = submit_letter(letter, acting_user=desk.clerk, at=moment(day))
    approve_letter(
        approval, acting_user=desk.person("柳河一审"), at=moment(day), comment="", proofread=True
    )
    if letter.needs_secrecy_check:
        check_secrecy(
            approval, acting_user=desk.person("柳河保密"), at=moment(day), looked_at=["正文"]
        )
    return approval


def sign(desk, approval, day):
    return sign_letter(approval, acting_user=desk.person("柳河三审"), at=moment(day))


def test_what_was_withdrawn_meanwhile_is_not_answered(desk):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", ALL, form_or_place="复印件1份")
    approval = reviewed(desk, letter, "2026-03-16")
    happened(desk, case, "2026-03-17", "withdrawn")
    with pytest.raises(WrongState, match="现在是“申请人已撤回”，不能“拟定处理意见”"):
        sign(desk, approval, "2026-03-18")
    assert desk.again(case).outcome == "withdrawn"


def test_what_became_a_correction_meanwhile_is_not_disclosed(desk):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", ALL, form_or_place="复印件1份")
    approval = reviewed(desk, letter, "2026-03-16")
    triage(
        case,
        acting_user=desk.clerk,
        at=moment("2026-03-17"),
        matter="correction",
        reason="是要更正本人的记录",
    )
    with pytest.raises(WrongState, match="要求更正本人记录"):
        sign(desk, approval, "2026-03-18")


def test_what_was_supplemented_or_paid_meanwhile_has_not_lapsed(desk):
    case = desk.receive("2026-03-02")
    desk.letter(case, "supplement_notice", "2026-03-05", **SUPPLEMENT)
    lapse = draft_lapse(case, acting_user=desk.clerk, at=moment("2026-03-23"))
    approval = reviewed(desk, lapse, "2026-03-23")
    happened(desk, case, "2026-03-23", "supplement_received", good_reason="住院")
    with pytest.raises(WrongState, match="不能“逾期不再处理”"):
        sign(desk, approval, "2026-03-24")
    assert desk.again(case).state == "running"


def test_v20_nobody_says_still_unclear_before_the_supplement_came(desk):
    case = desk.receive("2026-03-02")
    unclear = {"nature": GO, "clear": "unclear"}
    desk.letter(case, "supplement_notice", "2026-03-05", **SUPPLEMENT)
    with pytest.raises(ActionError, match="还没有收到补正，不能说补正后仍不明确"):
        desk.decide(case, "2026-03-09", unclear, reasons="没有写明年份")


@pytest.mark.parametrize(
    ("place", "goes"),
    [
        ("网站上有", False),
        ("已在本镇网站公开，请自行查找", False),
        ("http://www.qingshan.example.cn/qs11/35/", True),
        ("青山县政府网站“柳河镇 › 财政预决算”栏目", True),
        ("《关于印发河东村规划的通知》（柳政发〔2025〕3号），镇便民服务中心查阅点", True),
    ],
)
def test_v36_what_is_public_already_is_told_where_exactly(desk, place, goes):
    case = desk.receive("2026-03-10")
    letter = desk.decide(case, "2026-03-16", {**HELD, "public": "already"}, form_or_place=place)
    if goes:
        submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))
        return
    with pytest.raises(ActionError, match="要写明确切的网址"):
        submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))


def test_v42_a_danger_is_told_as_what_it_is(desk):
    case = desk.receive("2026-03-10")
    dam = {**HELD, "severable": "nothing", "ground": "security_stability"}
    letter = desk.decide(case, "2026-03-16", dam, reasons="不便公开")
    with pytest.raises(
        ActionError, match="请写明：危及国家安全、公共安全、经济安全、社会稳定中的哪一样"
    ):
        submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))
    letter = desk.decide(
        case, "2026-03-16", dam, reasons="图纸载明薄弱部位", danger="公共安全：可能被用来破坏大坝"
    )
    assert "公开的具体危险：公共安全：可能被用来破坏大坝。" in letter.text
    submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))


def test_of_two_drafts_the_older_one_says_that_it_is_void(desk):
    case = desk.receive("2026-03-10")
    older = desk.decide(case, "2026-03-16", INTERNAL, reasons="属于考核表")
    desk.decide(case, "2026-03-16", INTERNAL, reasons="属于干部考核表")
    with pytest.raises(WrongState, match="已作废，请用后来起草的一份"):
        submit_letter(older, acting_user=desk.clerk, at=moment("2026-03-16"))


def test_the_register_form_pressed_twice_makes_one_case(desk, signed_in):
    browser = signed_in("柳河拟稿")
    given = {
        "body": desk.body.pk,
        "door": "counter",
        "day": "2026-11-24",
        "applicant_kind": "natural_person",
        "name": "田大有",
        "phone": "0000-5550142",
        "text": "河东村2025年的公益林补偿面积",
    }
    browser.post(reverse("casework:register"), given)
    again = browser.post(reverse("casework:register"), given)
    assert "刚才已经登记，没有重复登记" in again.content.decode()
    assert desk.body.requests.count() == 1
    browser.post(reverse("casework:register"), {**given, "text": "河西村的公益林补偿面积"})
    assert desk.body.requests.count() == 2


def test_whoever_was_to_be_asked_is_asked_before_anything_goes_out(desk):
    case = desk.receive("2026-03-10")
    inquiry = draft_letter(
        case,
        acting_user=desk.clerk,
        at=moment("2026-03-12"),
        code="third_party_inquiry",
        facts={
            "addressee": "清泉供水有限公司",
            "addressee_is": "organisation",
            "information_concerned": "水质检测报告",
        },
    )
    desk.issue(inquiry, "2026-03-12")
    letter = desk.decide(case, "2026-03-16", ALL, form_or_place="复印件1份")
    with pytest.raises(ActionError, match="已经签发，还没有送出；请先登记送达"):
        desk.issue(letter, "2026-03-16")


def test_what_is_signed_and_not_sent_is_the_next_thing_to_do(desk, signed_in):
    case = desk.receive("2026-03-10")
    letter = desk.issue(
        desk.decide(case, "2026-03-16", INTERNAL, reasons="属于考核表"), "2026-03-16"
    )
    page = signed_in("柳河拟稿").get(reverse("casework:case", args=[case.pk])).content.decode()
    address = reverse("casework:send-letter", args=[letter.pk])
    assert (
        f'<a class="button office-big" href="{address}">登记送达：政府信息不予公开告知书</a>'
        in page
    )
    desk.send(letter, "2026-03-16")
    page = signed_in("柳河拟稿").get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "登记送达：" not in page
