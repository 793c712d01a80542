"""信息处理费 and 第三十五条: what is asked and received has its sum, and what a letter counts is what the register has."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.web.casework.clock.actions import entry_of
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.counting.fees import fee_ledger
from gongkai.web.casework.letters.actions.draft import draft_letter
from gongkai.web.casework.letters.checking import remarks
from gongkai.web.office.errors import ActionError
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import happened

D = date.fromisoformat


def charge(desk, case, day="2026-08-21", **facts):
    facts = {"fee_pages": 40, "payment_way": "柳河镇财政所窗口", **facts}
    return desk.letter(case, "fee_notice", day, **facts)


def draft(desk, case, code, day, **facts):
    return draft_letter(case, acting_user=desk.clerk, at=moment(day), code=code, facts=facts)


def test_a_payment_names_its_sum(desk):
    case = desk.receive("2026-08-17")
    charge(desk, case)
    with pytest.raises(ActionError, match="请填写实收金额（元），台账和年报第六部分要用"):
        happened(desk, case, "2026-08-28", "fee_paid")


def test_less_than_owed_is_told_and_does_not_begin_the_period_afresh(desk):
    case = desk.receive("2026-08-17")
    charge(desk, case)
    event = happened(desk, case, "2026-08-26", "fee_paid", amount=60)
    entry = entry_of(event)
    assert not entry.effective
    assert "应缴100元，实收60元，少40元，没有缴清，期限不重新计算" in entry.cautions[0].message
    assert (desk.again(case).state, desk.again(case).due_on) == ("awaiting_payment", None)
    happened(desk, case, "2026-08-28", "fee_paid", amount=40)
    assert (desk.again(case).state, desk.again(case).due_on) == ("running", D("2026-09-24"))


def test_less_than_owed_with_a_reason_begins_it_and_the_reason_stays(desk):
    case = desk.receive("2026-08-17")
    charge(desk, case)
    happened(desk, case, "2026-08-28", "fee_paid", amount=60, short_because="经批准减免40元")
    assert desk.again(case).due_on == D("2026-09-24")
    cautions = [each.message for each in clock_of(desk.again(case)).course.cautions]
    assert cautions == ["应缴100元，实收60元，少40元，因“经批准减免40元”继续办理。"]


def test_a_paper_fee_notice_names_its_sum(desk):
    case = desk.receive("2026-08-17")
    with pytest.raises(ActionError, match="请照收费通知填写应缴金额"):
        desk.paper(case, "fee_notice", "2026-08-21")
    desk.paper(case, "fee_notice", "2026-08-21", event_facts={"fee_amount": 4700})
    assert fee_ledger(desk.body, 2026).charged == 4700


@pytest.mark.parametrize(
    ("lines", "amount", "told"),
    [
        ("第31至40页：10页×10元＝100元", "200", "收费数额是200元，按页计算应为100元"),
        ("第31至40件：1件×100元＝100元", "100", "收费的算式与标准不同，按页计算应为"),
    ],
)
def test_a_fee_notice_that_is_reckoned_otherwise_is_not_handed_on_without_a_reason(
    desk, lines, amount, told
):
    case = desk.receive("2026-08-17")
    letter = draft(desk, case, "fee_notice", "2026-08-21", fee_pages=40, payment_way="窗口")
    details = letter.details.replace("第31至40页：10页×10元＝100元", lines)
    details = details.replace('"fee_amount": "100"', f'"fee_amount": "{amount}"')
    letter.details = details
    letter.save(update_fields=["details"])
    with pytest.raises(ActionError, match=told):
        desk.issue(letter, "2026-08-21")


def test_by_item_the_sum_of_another_number_is_not_handed_on_without_a_reason(desk):
    case = desk.receive("2026-08-17")
    facts = {
        "fee_lines": "第31至40件：1件×500元＝500元",
        "fee_amount": "500",
        "payment_way": "窗口",
    }
    with pytest.raises(ActionError, match="收费数额是500元，按件计算应为0元"):
        desk.issue(draft(desk, case, "fee_notice", "2026-08-21", **facts), "2026-08-21")
    because = {"fee_because": "同月其余申请登记在纸质台账，本件为第31件"}
    letter = draft(desk, case, "fee_notice", "2026-08-21", **facts, **because)
    assert "纸质台账" not in letter.text
    assert desk.issue(letter, "2026-08-21").state == "issued"


def test_the_ledger_tells_numbers_and_sums_at_any_time(desk, signed_in):
    assert fee_ledger(desk.body, 2026).sentence() == (
        "2026年没有登记信息处理费的收费通知和缴费；核对没有漏登的，可以写：本年没有发出信息处理费收费通知，没有收取信息处理费。"
    )
    first, second = desk.receive("2026-08-17"), desk.receive("2026-08-17", text="另一件")
    charge(desk, first)
    charge(desk, second, fee_pages=250)
    happened(desk, first, "2026-08-28", "fee_paid", amount=100)
    assert fee_ledger(desk.body, 2026).sentence() == (
        "2026年，本机关发出信息处理费收费通知2件，总额4800元；实际收取1笔，总额100元。"
    )
    page = signed_in("柳河拟稿").get(reverse("casework:counts"), {"year": 2026}).content.decode()
    assert "本机关发出信息处理费收费通知2件，总额4800元；实际收取1笔，总额100元。" in page
    assert "QS11-2026-0002" in page


def several(desk):
    for day in ("2026-09-07", "2026-10-12", "2026-10-13"):
        desk.receive(day, text=f"{day}的材料")
    return desk.receive("2026-11-09")


ASK = {"to_explain": "为什么需要这些信息", "answer_by": D("2026-11-20")}


def test_what_article_35_counts_is_taken_from_the_register(desk, signed_in):
    case = several(desk)
    page = signed_in("柳河拟稿").get(
        reverse("casework:draft-letter", args=[case.pk, "reasons_request"])
    )
    words = "2026年9月1件、2026年10月2件、2026年11月1件，共4件"
    assert page.context["form"]["volume"].value() == words
    letter = draft(desk, case, "reasons_request", "2026-11-10", volume=words, **ASK)
    assert words in letter.text
    assert "本机关登记的为" not in letter.text


def test_another_number_than_the_register_has_needs_a_reason_and_both_are_printed(desk):
    case = several(desk)
    claimed = "9月38件，10月41件，11月41件，共120件"
    with pytest.raises(ActionError) as refused:
        draft(desk, case, "reasons_request", "2026-11-10", volume=claimed, **ASK)
    assert refused.value.message_dict == {
        "volume_because": [
            "登记的是2026年9月1件、2026年10月2件、2026年11月1件，共4件，文中写的是“9月38件，10月41件，11月41件，共120件”；"
            "请照登记数写，确有不同的写明原因。"
        ]
    }
    letter = draft(
        desk,
        case,
        "reasons_request",
        "2026-11-10",
        volume=claimed,
        volume_because="其余116件登记在纸质台账",
        **ASK,
    )
    assert "2026年11月1件，共4件；两者不同的原因：其余116件登记在纸质台账" in letter.text


@pytest.mark.parametrize(
    ("answer_by", "told"),
    [("2026-11-11", True), ("2026-11-16", True), ("2026-11-17", False)],
)
def test_a_last_day_that_leaves_no_time_is_told(desk, answer_by, told):
    case = several(desk)
    words = "2026年9月1件、2026年10月2件、2026年11月1件，共4件"
    facts = {**ASK, "volume": words, "answer_by": D(answer_by)}
    letter = draft(desk, case, "reasons_request", "2026-11-10", **facts)
    desk.issue(letter, "2026-11-10")
    letter.refresh_from_db()
    said = any("距发出不到5个工作日" in each for each in remarks(letter, on=D("2026-11-10")))
    assert said is told


def test_the_screen_of_a_payment_asks_the_sum_and_tells_what_is_lacking(desk, signed_in):
    case = desk.receive("2026-08-17")
    charge(desk, case)
    browser = signed_in("柳河拟稿")
    address = reverse("casework:record-event", args=[case.pk, "fee_paid"])
    assert "实收金额（元）" in browser.get(address).content.decode()
    told = browser.post(address, {"on": "2026-08-26", "amount": 60}, follow=True).content.decode()
    assert "已记录，但依法不发生效力" in told
    assert "应缴100元，实收60元，少40元" in told
