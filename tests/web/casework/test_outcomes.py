"""Each outcome from the door to the delivered letter: text, article, remedy, row."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.web.casework.counting.table import result_cell
from gongkai.web.casework.letters.actions.issue import (
    approve_letter,
    check_secrecy,
    sign_letter,
    submit_letter,
)
from gongkai.web.casework.letters.checking import remarks
from gongkai.web.casework.searches.actions import ask_search, return_search
from gongkai.web.casework.searches.models import Found
from gongkai.web.office.errors import ActionError, WrongState
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import happened

GO = "go-on"
HELD = {"nature": GO, "clear": GO, "before": GO, "held": GO, "public": GO}
REVIEW_FIRST = "应当自收到之日起60日内先向"
FREE_CHOICE = "或者自收到本告知书之日起6个月内依法向"
SECRECY = {
    "secrecy_reviewer": "镇保密办袁野",
    "secrecy_reviewed_on": date(2026, 3, 16),
    "secrecy_basis": "县政府办公室定为秘密级，期限五年",
}
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
        {"reasons": "该文件由上级机关定密，尚在保密期限内", **SECRECY},
        "第十四条",
        REVIEW_FIRST,
        "withheld_state_secret",
    ),
    "withheld_by_law": (
        {**HELD, "severable": "nothing", "ground": "prohibited_by_law"},
        {
            "reasons": "属于违反治安管理的记录，应当封存",
            "forbidding_law": "《治安管理处罚法》第一百三十六条",
        },
        "第十四条",
        REVIEW_FIRST,
        "withheld_by_law",
    ),
    "withheld_security_stability": (
        {**HELD, "severable": "nothing", "ground": "security_stability"},
        {
            "reasons": "图纸载明水库大坝的薄弱部位",
            "danger": "公共安全：薄弱部位可能被用来破坏大坝",
        },
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


def objected(desk, case, position="objects_with_reasons"):
    """A third party was asked on 3-12 and answers on 3-17."""
    inquiry = desk.letter(
        case,
        "third_party_inquiry",
        "2026-03-12",
        addressee="田小满",
        addressee_is="person",
        information_concerned="验收报告中的签名",
    )
    ref = f"L{inquiry.pk}"
    happened(desk, case, "2026-03-17", "consultation_returned", ref=ref, position=position)
    if position != "consents":
        told = {"weight": "withheld", "reasons": "公开会损害其权益"}
        happened(desk, case, "2026-03-17", "opinion_weighed", ref=ref, **told)


@pytest.mark.parametrize("code", DECISIONS)
def test_an_outcome_from_the_counter_to_its_row(desk, code):
    answers, facts, article, remedy, row = DECISIONS[code]
    case = desk.receive("2026-03-10")
    if code == "withheld_third_party":
        objected(desk, case)
    letter = desk.answer(case, "2026-03-20", answers, **facts)
    case = desk.again(case)
    assert (case.outcome, case.state) == (code, "delivered")
    assert article in letter.text
    assert remedy in letter.text
    assert "2025年河东村道路硬化工程的验收报告" in letter.text
    assert "镇保密办" not in letter.text
    earlier = code == "withheld_third_party"
    assert letter.number == ("柳河镇公复〔2026〕2号" if earlier else "柳河镇公复〔2026〕1号")
    assert [each.name.rsplit(".", 1)[1] for each in letter.files.all()] == ["docx", "pdf"]
    assert result_cell(case).id == f"requests.{row}.natural_person"


def test_not_existing_stands_on_signed_searches(desk, body):
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
    second = desk.decide(
        case, "2026-03-16", {**HELD, **given[1]}, reasons="上级机关定密", **SECRECY
    )
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
    check_secrecy(
        approval,
        acting_user=desk.person("柳河保密"),
        at=moment("2026-03-18"),
        looked_at=["正文"],
    )
    sign_letter(approval, acting_user=desk.person("柳河三审"), at=moment("2026-03-19"))
    second.refresh_from_db()
    with pytest.raises(WrongState, match="已经答复"):
        submit_letter(second, acting_user=desk.clerk, at=moment("2026-03-20"))
    assert desk.again(case).outcome == "disclosed"


ASKED = "案卷里没有征求第三方意见的记录，同意还是不同意没有凭据"


@pytest.mark.parametrize(
    ("consent", "interest", "facts"),
    [
        ("yes", "", {"form_or_place": "复印件1份"}),
        ("no", "no", {"reasons": "第三方不同意公开，理由成立"}),
    ],
)
def test_what_a_third_party_wants_is_not_submitted_without_having_asked(
    desk, consent, interest, facts
):
    case = desk.receive("2026-03-10")
    answers = {
        **HELD,
        "severable": "nothing",
        "ground": "third_party",
        "consent": consent,
        "public_interest": interest,
    }
    letter = desk.decide(case, "2026-03-16", answers, **facts)
    with pytest.raises(ActionError, match="第十五条、第三十二条"):
        submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))
    assert any(ASKED in each for each in remarks(letter, on=date(2026, 3, 16)))
    assert not letter.approvals.exists()


def test_consent_is_what_the_third_party_wrote(desk):
    agreed = {**HELD, "severable": "nothing", "ground": "third_party", "consent": "yes"}
    silent = desk.receive("2026-03-10")
    desk.letter(
        silent,
        "third_party_inquiry",
        "2026-03-12",
        addressee="田小满",
        addressee_is="person",
        information_concerned="验收报告中的签名",
    )
    letter = desk.decide(silent, "2026-04-07", agreed, form_or_place="复印件1份")
    with pytest.raises(ActionError, match="逾期没有提出意见的不是同意"):
        submit_letter(letter, acting_user=desk.clerk, at=moment("2026-04-07"))
    other = desk.receive("2026-03-11", "2024年河西村桥梁工程的验收报告")
    objected(desk, other, "consents")
    assert desk.answer(other, "2026-03-20", agreed, form_or_place="复印件1份").number
    assert desk.again(other).outcome == "disclosed"


def test_a_state_secret_needs_its_review_on_file(desk):
    case = desk.receive("2026-03-10")
    answers = {**HELD, "severable": "nothing", "ground": "state_secret"}
    letter = desk.decide(case, "2026-03-16", answers, reasons="涉密")
    with pytest.raises(ActionError, match="谁作的保密审查、保密审查的日期、定密的依据"):
        submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))
    part = {**HELD, "severable": "part", "ground": "state_secret"}
    given = {"form_or_place": "复印件", "withheld_pieces": "第2页：国家秘密"}
    letter = desk.decide(case, "2026-03-16", part, **given)
    with pytest.raises(ActionError, match="第十四条、第十七条"):
        submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))
    letter = desk.decide(case, "2026-03-16", part, **given, **SECRECY)
    assert submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16")).pk


def test_an_earlier_answer_does_not_lie_ahead(desk):
    case = desk.receive("2026-03-10")
    answers = {"nature": GO, "clear": GO, "before": "repeat"}
    letter = desk.decide(
        case,
        "2026-03-16",
        answers,
        earlier_number="柳河镇公复〔2026〕1号",
        earlier_on=date(2027, 5, 1),
    )
    with pytest.raises(ActionError, match="前一次答复的日期2027-05-01还没有到"):
        submit_letter(letter, acting_user=desk.clerk, at=moment("2026-03-16"))
