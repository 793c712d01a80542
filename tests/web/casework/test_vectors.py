"""Vectors of casework that the clock alone does not decide: who asks, one letter, which year, which cell."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.statute.event_codes import Channel
from gongkai.statute.receipt import Door
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.casework.choices.actions import choose_setting
from gongkai.web.casework.clock.running import clock_of, status_of
from gongkai.web.casework.clock.workflow import open_steps, what_comes
from gongkai.web.casework.counting.table import cells_in, count
from gongkai.web.casework.letters.actions.draft import draft_letter
from gongkai.web.casework.letters.checking import remarks
from gongkai.web.casework.letters.writing import remedy_days
from gongkai.web.casework.requests.actions.triage import split_request
from gongkai.web.casework.requests.gaps import gaps
from gongkai.web.casework.requests.models import DisclosureRequest, FileKind
from gongkai.web.casework.requests.people import ApplicantFacts, unseal_person
from gongkai.web.office.errors import WrongState
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import HELD, SUPPLEMENT
from tests.web.casework.test_numbers import NOTICE


def test_v11_a_lawyer_without_a_power_is_a_point_of_the_one_letter(desk):
    who = ApplicantFacts("田大有", agent="申律师", phone="0000-5550199")
    case = desk.receive(who=who)
    assert [each.point for each in gaps(case, who, set())] == [
        "缺少申请人的身份证明，请提供其复印件",
        "代理人申律师没有提交授权委托书；委托书应当载明代理人的姓名或者名称、代理事项、权限和期限，并由申请人签名或者盖章",
        "缺少代理人申律师的身份证明",
    ]
    assert case.applicant_kind == "natural_person"


@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        ("000000201901010000", True),  # seven years old
        ("000000201011010000", False),  # fifteen years old
    ],
)
def test_v12_a_child_of_seven_needs_its_statutory_agent_a_youth_does_not(desk, number, wanted):
    who = ApplicantFacts("小禾", number, "1")
    points = [each.point for each in gaps(desk.receive(who=who), who, set())]
    assert bool(points) == wanted
    if wanted:
        assert "法定代理人" in points[0]


def test_v13_seven_villagers_sign_one_letter(desk):
    others = ("甲一", "乙二", "丙三", "丁四", "戊五", "己六")
    case = desk.receive(who=ApplicantFacts("田大有", "000000199001010000", "1", joint=others))
    assert DisclosureRequest.objects.count() == 1
    assert count(desk.body, 2026)["new", "natural_person"] == 1
    letter = desk.decide(case, "2026-03-11", {**HELD, "severable": "all"}, form_or_place="复印件")
    from gongkai.web.casework.letters.writing import document_of

    document = document_of(letter, on=date(2026, 3, 11))
    assert document.addressee == "田大有、甲一、乙二、丙三、丁四、戊五、己六"


def test_v14_what_the_county_hands_down_is_the_countys_case(desk):
    case = desk.receive("2026-03-10", door=Door.HANDED_DOWN)
    assert list(cells_in(case, 2026)) == []
    assert count(desk.body, 2026)["new", "total"] == 0
    # Nor is it late here, nor does anybody sue the township over it.
    assert status_of(desk.again(case), date(2026, 8, 3)) == "waiting"
    assert remedy_days(case, clock_of(case).course, date(2026, 8, 3)) == (
        [],
        "上级机关转来的，由收到申请的机关答复申请人，救济不对本机关。",
    )


def test_v14_the_township_helps_and_answers_nobody(desk):
    case = desk.receive("2026-03-10", door=Door.HANDED_DOWN)
    opened = {step.code for step in open_steps(case, desk.clerk)}
    assert opened == {
        "triage", "split", "ask_search", "redact", "assistance_letter", "suspended", "withdrawn",
        "assistance_reply", "paper_letter",
    }  # fmt: skip
    assert what_comes(case, clock_of(case).course, date(2026, 3, 11)) == []
    with pytest.raises(WrongState, match="由收到申请的机关答复，本机关只协助"):
        desk.decide(case, "2026-03-11", {**HELD, "severable": "all"}, form_or_place="复印件")
    letter = desk.letter(
        case,
        "assistance_reply",
        "2026-03-16",
        addressee="青山县人民政府办公室",
        search_record="2026年3月13日，党政综合办公室查找了镇档案室，找到验收报告1份",
        opinion="可以公开",
    )
    assert "贵单位转来、本机关2026年3月10日收到的政府信息公开申请" in letter.text
    assert "答复由贵单位作出" in letter.text
    case = desk.again(case)
    assert (case.state, case.outcome, case.concluded_on) == ("delivered", "", date(2026, 3, 16))
    assert count(desk.body, 2026)["new", "total"] == 0
    own = desk.receive("2026-03-10", text="另一份文件")
    assert "assistance_reply" not in {step.code for step in open_steps(own, desk.clerk)}


def test_v70_posted_on_31_december_counts_in_2026(desk):
    case = desk.receive("2026-12-03")
    assert case.due_on == date(2026, 12, 31)
    desk.answer(
        case, "2026-12-31", {**HELD, "severable": "all"}, Channel.POST, form_or_place="复印件"
    )
    case = desk.again(case)
    assert [cell.id for cell in cells_in(case, 2026)] == [
        "requests.new.natural_person",
        "requests.disclosed.natural_person",
        "requests.result_total.natural_person",
    ]
    assert list(cells_in(case, 2027)) == []


def test_v71_silence_over_the_year_is_carried_and_ends_as_abandoned(desk, person, body):
    case = desk.receive("2026-12-15")
    desk.letter(case, "supplement_notice", "2026-12-22", **SUPPLEMENT)
    case = desk.again(case)
    assert [cell.row for cell in cells_in(case, 2026)] == ["new", "carried_out"]
    from gongkai.web.casework.clock.loading import load_notice
    from gongkai.web.casework.letters.actions.draft import draft_lapse

    # Until the notice is loaded, the applicant's last day may still move.
    load_notice(
        NOTICE, county=body("QS"), acting_user=person("平台管理员"), at=moment("2027-01-04")
    )
    letter = draft_lapse(case, acting_user=desk.clerk, at=moment("2027-01-12"))
    desk.send(desk.issue(letter, "2027-01-12"), "2027-01-12")
    case = desk.again(case)
    assert [cell.row for cell in cells_in(case, 2026)] == ["new", "carried_out"]
    assert [cell.row for cell in cells_in(case, 2027)] == [
        "carried_in",
        "other_not_supplemented",
        "result_total",
    ]


def test_v72_a_letter_of_new_years_eve_confirmed_in_january(desk):
    from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request

    case = register_request(
        desk.body,
        acting_user=desk.clerk,
        at=moment("2027-01-04"),
        arrival=Arrival(Door.ORDINARY_MAIL, date(2026, 12, 31), None, date(2027, 1, 4)),
        asked=Asked(ApplicantFacts("田大有"), "natural_person", "工程验收报告"),
    ).disclosure_request
    assert (case.received_on, case.number) == (date(2027, 1, 4), "QS11-2027-0001")
    assert count(desk.body, 2026)["new", "total"] == 0
    assert count(desk.body, 2027)["new", "total"] == 1


def test_v76_three_matters_split_and_told_are_three_not_split_one(desk):
    case = desk.receive(text="一、甲文件\n\n二、乙文件\n\n三、丙文件")
    assert count(desk.body, 2026)["new", "total"] == 1
    parts = split_request(
        case,
        acting_user=desk.clerk,
        at=moment("2026-03-11"),
        parts=["甲文件", "乙文件", "丙文件"],
        told_on=date(2026, 3, 11),
    )
    assert [each.number for each in parts] == ["QS11-2026-0001", "QS11-2026-0002", "QS11-2026-0003"]
    assert {each.due_on for each in parts} == {date(2026, 4, 8)}
    assert {unseal_person(each.applicant.sealed).name for each in parts} == {"田大有"}
    assert count(desk.body, 2026)["new", "total"] == 3


def test_v77_a_december_case_has_a_provisional_day(desk):
    case = desk.receive("2026-12-04")
    assert case.is_provisional
    assert case.due_on > date(2026, 12, 31)


def test_each_year_balances(desk):
    answered = desk.receive("2026-03-10")
    desk.answer(answered, "2026-03-20", {**HELD, "severable": "all"}, form_or_place="复印件")
    desk.receive("2026-12-10", kind="enterprise")
    for year in (2026, 2027):
        found = count(desk.body, year)
        for column in ("natural_person", "enterprise", "total"):
            assert (
                found["new", column] + found["carried_in", column]
                == found["result_total", column] + found["carried_out", column]
            )
    assert count(desk.body, 2027)["carried_in", "enterprise"] == 1


@pytest.mark.parametrize(
    ("kind", "number", "chosen", "points"),
    [
        ("natural_person", "P0000000", "alike", []),
        (
            "natural_person",
            "",
            "alike",
            ["缺少申请人的护照或者外国人永久居留身份证，请提供其复印件"],
        ),
        (
            "natural_person",
            "P0000000",
            "with_presence",
            ["缺少在中国境内合法居留的证明（有效签证或者居留证件），请提供其复印件"],
        ),
        (
            "enterprise",
            "",
            "with_presence",
            [
                "缺少申请人的所在国登记证明及其中文译本，请提供其复印件",
                "缺少在中国境内设有机构的证明，请提供其复印件",
            ],
        ),
    ],
)
def test_a_foreigner_lacks_what_the_county_asks_for_and_is_never_refused(
    desk, kind, number, chosen, points
):
    if chosen != "alike":
        choose_setting(
            desk.body,
            acting_user=PLATFORM,
            at=moment("2026-03-02"),
            setting="foreign_applicants",
            value=chosen,
            on=date(2026, 3, 2),
            reason="县政府信息公开工作主管部门2026年第1次例会",
        )
    who = ApplicantFacts("MARIA TEST", number, "0000-5550199", nationality="某国")
    case = desk.receive("2026-03-10", kind=kind, who=who)
    assert [each.point for each in gaps(case, who, set())] == points
    assert list(gaps(case, who, {FileKind.IDENTITY, FileKind.PRESENCE})) == []
    assert case.state == "running"


@pytest.mark.parametrize(
    ("who", "points"),
    [
        (
            ApplicantFacts("小禾", "000000201901010000", "1", guardian="田大有"),
            ["请提供法定代理人田大有的身份证明和监护关系证明"],
        ),
        (
            ApplicantFacts("田大有", "123", "1"),
            ["所写的身份证号码不完整（应为18位），请提供身份证的复印件"],
        ),
        (ApplicantFacts("港澳来客", "H00000000", "1"), []),
        (
            ApplicantFacts("田大有", "000000199001010000", "1", joint=("甲一", "乙二")),
            [
                "缺少其余2名申请人的身份证明，请提供其复印件",
                "缺少推选田大有为代表的证明，请提供全体申请人签名的书面材料",
            ],
        ),
    ],
)
def test_children_joint_applicants_and_cut_numbers_are_points_of_the_one_letter(desk, who, points):
    case = desk.receive("2026-03-10", who=who)
    assert [each.point for each in gaps(case, who, set())] == points
    assert list(gaps(case, who, {FileKind.IDENTITY, FileKind.CONTENT})) == []


def test_a_supplement_letter_that_forgets_a_point_is_told_before_it_is_signed(desk):
    case = desk.receive("2026-03-10", who=ApplicantFacts("田大有", agent="申律师", phone="1"))
    letter = draft_letter(
        case,
        acting_user=desk.clerk,
        at=moment("2026-03-11"),
        code="supplement_notice",
        facts={
            "unclear_points": "请提供您本人的身份证明复印件",
            "how_to_fix": "补充提交",
            "supplement_days": 10,
        },
    )
    told = [each for each in remarks(letter, on=date(2026, 3, 11)) if "只能补正一次" in each]
    assert len(told) == 2
    assert "委托书应当载明" in told[0]
    assert "缺少代理人申律师的身份证明" in told[1]
