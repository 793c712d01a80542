"""Each outcome from the door to the delivered letter: text, article, remedy, row."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.web.casework.counting.table import result_cell
from gongkai.web.casework.letters.actions.issue import approve_letter, sign_letter, submit_letter
from gongkai.web.casework.searches.actions import ask_search, return_search
from gongkai.web.casework.searches.models import Found
from gongkai.web.office.errors import WrongState
from tests.web.casework.conftest import moment

GO = "go-on"
HELD = {"nature": GO, "clear": GO, "before": GO, "held": GO, "public": GO}
REVIEW_FIRST = "应当自收到之日起60日内先向"
FREE_CHOICE = "或者自收到本告知书之日起6个月内依法向"
DECISIONS = {
    "already_public": (
        {**HELD, "public": "already"},
        {"form_or_place": "青山县政府网站“柳河镇”栏目"},
        "第三十六条第一项",
        FREE_CHOICE,
        "disclosed",
    ),
    "disclosed": (
        {**HELD, "severable": "all"},
        {"form_or_place": "纸质复印件1份，共3页"},
        "第三十六条第二项",
        FREE_CHOICE,
        "disclosed",
    ),
    "partly_disclosed": (
        {
            **HELD,
            "severable": "part",
            "ground": "third_party",
            "consent": "no",
            "public_interest": "no",
        },
        {"form_or_place": "遮盖后的复印件", "withheld_pieces": "第2页的住址：属于个人隐私"},
        "第三十七条",
        REVIEW_FIRST,
        "partly_disclosed",
    ),
    "withheld_state_secret": (
        {**HELD, "severable": "nothing", "ground": "state_secret"},
        {"reasons": "该文件由上级机关定密，尚在保密期限内"},
        "第十四条",
        REVIEW_FIRST,
        "withheld_state_secret",
    ),
    "withheld_by_law": (
        {**HELD, "severable": "nothing", "ground": "prohibited_by_law"},
        {"reasons": "治安管理处罚法第一百三十六条规定记录封存"},
        "第十四条",
        REVIEW_FIRST,
        "withheld_by_law",
    ),
    "withheld_security_stability": (
        {**HELD, "severable": "nothing", "ground": "security_stability"},
        {"reasons": "图纸载明水库大坝的薄弱部位"},
        "第十四条",
        REVIEW_FIRST,
        "withheld_security_stability",
    ),
    "withheld_third_party": (
        {
            **HELD,
            "severable": "nothing",
            "ground": "third_party",
            "consent": "no",
            "public_interest": "no",
        },
        {"reasons": "第三方不同意公开，理由成立"},
        "第十五条",
        REVIEW_FIRST,
        "withheld_third_party",
    ),
    "withheld_internal_affairs": (
        {**HELD, "severable": "nothing", "ground": "internal_affairs"},
        {"reasons": "属于工作人员考核材料"},
        "第十六条第一款",
        REVIEW_FIRST,
        "withheld_internal_affairs",
    ),
    "withheld_deliberative": (
        {
            **HELD,
            "severable": "nothing",
            "ground": "deliberative",
            "publication_ordered": "no",
        },
        {"reasons": "属于会议讨论记录"},
        "第十六条第二款",
        REVIEW_FIRST,
        "withheld_deliberative",
    ),
    "withheld_enforcement_file": (
        {
            **HELD,
            "severable": "nothing",
            "ground": "enforcement_file",
            "publication_ordered": "no",
        },
        {"reasons": "属于行政处罚案卷"},
        "第十六条第二款",
        REVIEW_FIRST,
        "withheld_enforcement_file",
    ),
    "withheld_administrative_query": (
        {**HELD, "held": "special-law"},
        {"special_law": "《不动产登记暂行条例》", "right_agency": "青山县不动产登记中心"},
        "第三十六条第七项",
        FREE_CHOICE,
        "withheld_administrative_query",
    ),
    "not_this_agency": (
        {**HELD, "held": "other-agency"},
        {"reasons": "许可由县有关部门办理", "right_agency": "青山县发展和改革局"},
        "第三十六条第五项",
        FREE_CHOICE,
        "unavailable_not_held",
    ),
    "archives": (
        {**HELD, "held": "archive"},
        {"archive": "青山县档案馆", "transferred": date(2011, 6, 1)},
        "《档案法》第十五条",
        FREE_CHOICE,
        "unavailable_not_held",
    ),
    "unavailable_needs_creation": (
        {**HELD, "held": "make"},
        {"reasons": "本机关只有分年度的表，没有五年汇总表"},
        "第三十八条",
        FREE_CHOICE,
        "unavailable_needs_creation",
    ),
    "not_processed_complaint": (
        {"nature": "complaint"},
        {"reasons": "实为对干部的投诉", "channel": "柳河镇信访窗口"},
        "第三十九条第一款",
        FREE_CHOICE,
        "not_processed_complaint",
    ),
    "not_government_information": (
        {"nature": "not-information"},
        {"reasons": "询问补贴减少的原因，属于咨询", "channel": "柳河镇便民服务中心"},
        "第二条",
        FREE_CHOICE,
        "other_other",
    ),
    "not_processed_repeat": (
        {"nature": GO, "clear": GO, "before": "repeat"},
        {"earlier_number": "柳河镇公复〔2026〕1号", "earlier_on": date(2026, 2, 10)},
        "第三十六条第六项",
        FREE_CHOICE,
        "not_processed_repeat",
    ),
    "not_processed_publication": (
        {"nature": GO, "clear": GO, "before": "publication"},
        {"form_or_place": "青山县图书馆一楼"},
        "第三十九条第二款",
        FREE_CHOICE,
        "not_processed_publication",
    ),
    "not_processed_reissue": (
        {"nature": GO, "clear": GO, "before": "reissue"},
        {"reasons": "该复印件已于今年2月提供"},
        "不作为政府信息公开申请处理",
        FREE_CHOICE,
        "not_processed_reissue",
    ),
}


@pytest.mark.parametrize("code", DECISIONS)
def test_an_outcome_from_the_counter_to_its_row(desk, code):
    answers, facts, article, remedy, row = DECISIONS[code]
    case = desk.receive("2026-03-10")
    letter = desk.answer(case, "2026-03-20", answers, **facts)
    case = desk.again(case)
    assert (case.outcome, case.state) == (code, "delivered")
    assert article in letter.text
    assert remedy in letter.text
    assert "2025年河东村道路硬化工程的验收报告" in letter.text
    assert letter.number == "柳河镇公复〔2026〕1号"
    assert [each.name.rsplit(".", 1)[1] for each in letter.files.all()] == ["docx", "pdf"]
    assert result_cell(case).id == f"requests.{row}.natural_person"


def test_not_existing_stands_on_signed_searches(desk, body):
    from gongkai.web.office.errors import ActionError

    case = desk.receive("2026-03-10", text="1998年集镇规划图")
    answers = {**HELD, "held": "nothing"}
    with pytest.raises(ActionError, match="要有检索记录"):
        desk.decide(case, "2026-03-11", answers)
    search = ask_search(
        case,
        acting_user=desk.clerk,
        at=moment("2026-03-11"),
        unit=body("QS11"),
        sought="1998年集镇规划图",
        answer_by=date(2026, 3, 16),
    )
    return_search(
        search,
        acting_user=desk.clerk,
        at=moment("2026-03-13"),
        on=date(2026, 3, 13),
        places="镇档案室",
        terms="集镇规划、1998",
        people="档案员",
        found=Found.NOTHING,
    )
    letter = desk.answer(case, "2026-03-20", answers)
    line = "1.2026年3月13日，柳河镇人民政府查找了镇档案室，查找的词：集镇规划、1998；查找、询问的人：档案员；结果：没有找到。"
    assert line in letter.text.splitlines()
    assert "第三十六条第四项" in letter.text
    assert FREE_CHOICE in letter.text
    assert result_cell(desk.again(case)).id == "requests.unavailable_not_held.natural_person"


def test_a_case_has_one_answer_under_way_and_one_signed(desk):
    case = desk.receive("2026-03-10")
    given = {"severable": "all"}, {"severable": "nothing", "ground": "state_secret"}
    first = desk.decide(case, "2026-03-16", {**HELD, **given[0]}, form_or_place="复印件1份")
    second = desk.decide(case, "2026-03-16", {**HELD, **given[1]}, reasons="上级机关定密")
    submit_letter(first, acting_user=desk.clerk, at=moment("2026-03-17"))
    with pytest.raises(WrongState, match="另一份答复“政府信息公开告知书（予以公开）”正在审签"):
        submit_letter(second, acting_user=desk.clerk, at=moment("2026-03-17"))
    approval = first.approvals.get()
    approve_letter(
        approval,
        acting_user=desk.person("柳河一审"),
        at=moment("2026-03-18"),
        comment="",
        proofread=True,
    )
    sign_letter(approval, acting_user=desk.person("柳河三审"), at=moment("2026-03-19"))
    second.refresh_from_db()
    with pytest.raises(WrongState, match="已经答复"):
        submit_letter(second, acting_user=desk.clerk, at=moment("2026-03-20"))
    assert desk.again(case).outcome == "disclosed"
