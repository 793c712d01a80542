"""What nobody is sure of is put before the competent department or the secrecy administration (条例第十七条第三款)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.casework.choices.actions import choose_setting
from gongkai.web.casework.clock.actions import record_event
from gongkai.web.office.errors import ActionError
from tests.web.casework.conftest import moment

GO = "go-on"
HELD = {"nature": GO, "clear": GO, "before": GO, "held": GO, "public": GO}
ALL = {**HELD, "severable": "all"}
SECRET = {**HELD, "severable": "nothing", "ground": "state_secret"}
REVIEWED = {
    "secrecy_reviewer": "镇保密办袁野",
    "secrecy_reviewed_on": date(2026, 3, 23),
    "secrecy_basis": "青山县国家保密局确定为秘密级，五年",
}


def refer(desk, case, day="2026-03-13"):
    return desk.letter(
        case,
        "determination_request",
        day,
        addressee="青山县国家保密局",
        information_concerned="2025年河东村道路硬化工程的验收报告",
        doubts="附图标有军事设施的位置，初步意见为遮盖后公开",
        answer_by=date(2026, 3, 27),
    )


def determined(desk, case, day, letter, position):
    return record_event(
        case,
        acting_user=desk.clerk,
        at=moment(day),
        step="consultation_returned",
        on=date.fromisoformat(day),
        facts={"ref": f"L{letter.pk}", "position": position},
    )


def test_what_nobody_is_sure_of_goes_out_only_when_it_was_determined(desk):
    case = desk.receive("2026-03-10")
    letter = refer(desk, case)
    assert letter.number == "柳河镇公复〔2026〕1号"
    assert "依照《政府信息公开条例》第十七条第三款，现报请贵单位确定" in letter.text
    assert "请于2026年3月27日前书面答复；确定前本机关不公开该信息" in letter.text
    assert "田大有" not in letter.text
    with pytest.raises(ActionError, match="已报请青山县国家保密局（柳河镇公复〔2026〕1号）确定"):
        desk.decide(case, "2026-03-30", ALL, form_or_place="复印件1份")
    determined(desk, case, "2026-03-31", letter, "releasable")
    answer = desk.answer(case, "2026-04-01", ALL, form_or_place="复印件1份")
    assert answer.state == "issued"


def test_what_was_determined_to_stay_closed_is_not_given_whole(desk):
    case = desk.receive("2026-03-10")
    determined(desk, case, "2026-03-20", refer(desk, case), "not_releasable")
    with pytest.raises(ActionError, match="确定不得公开，不能全部公开；能够区分的给其余部分"):
        desk.decide(case, "2026-03-24", ALL, form_or_place="复印件1份")
    answer = desk.answer(case, "2026-03-24", SECRET, reasons="经确定属于国家秘密", **REVIEWED)
    assert answer.decision.outcome == "withheld_state_secret"


def test_what_was_determined_to_be_open_is_no_state_secret(desk):
    case = desk.receive("2026-03-10")
    determined(desk, case, "2026-03-20", refer(desk, case), "releasable")
    letter = desk.decide(case, "2026-03-24", SECRET, reasons="涉及军事设施", **REVIEWED)
    with pytest.raises(ActionError, match="已确定可以公开，不能再以国家秘密为由"):
        desk.issue(letter, "2026-03-24")


def test_the_period_runs_on_unless_the_county_chose_otherwise(desk):
    case = desk.receive("2026-03-10")
    refer(desk, case)
    assert desk.again(case).due_on == date(2026, 4, 8)
    assert desk.again(case).state == "running"
    choose_setting(
        desk.body,
        acting_user=PLATFORM,
        at=moment("2026-05-11"),
        setting="referral_stops_clock",
        value="stop",
        on=date(2026, 5, 11),
        reason="县政府信息公开工作主管部门2026年第3次例会",
    )
    later = desk.receive("2026-05-11", text="另一份文件")
    desk.letter(
        later,
        "determination_request",
        "2026-05-14",
        addressee="青山县国家保密局",
        information_concerned="另一份文件",
        doubts="来源不明",
        answer_by=date(2026, 5, 29),
    )
    # 5月8日至6月8日之外，扣除5月15日至29日的11个工作日。
    assert desk.again(later).due_on == date(2026, 6, 24)
    assert desk.again(later).state == "consulting"


def test_an_opinion_is_no_determination(desk):
    case = desk.receive("2026-03-10")
    letter = refer(desk, case)
    with pytest.raises(ActionError, match="确定可以公开、确定不得公开之一"):
        determined(desk, case, "2026-03-20", letter, "consents")


def test_the_form_offers_what_those_asked_may_say(desk, signed_in):
    case = desk.receive("2026-03-10")
    refer(desk, case)
    page = signed_in("柳河拟稿").get(
        reverse("casework:record-event", args=[case.pk, "consultation_returned"])
    )
    offered = [label for _code, label in page.context["form"].fields["position"].choices]
    assert offered == ["确定可以公开", "确定不得公开"]
