"""Third parties: nobody's information goes out while he may still answer, nor against his word unless he was told (V21–V26)."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import signing
from django.db import connection
from django.urls import reverse

from gongkai.statute.event_codes import Channel
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.casework.choices.actions import choose_setting
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.letters.actions.deliver import letter_arrived
from gongkai.web.casework.letters.actions.draft import draft_letter
from gongkai.web.casework.letters.actions.issue import sign_letter
from gongkai.web.casework.letters.checking import remarks
from gongkai.web.casework.letters.models import Letter
from gongkai.web.office.errors import ActionError
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import HELD, happened, weigh

ALL = {**HELD, "severable": "all"}
OVER = {
    **HELD,
    "severable": "nothing",
    "ground": "third_party",
    "consent": "no",
    "public_interest": "yes",
}
PART = {**OVER, "severable": "part", "public_interest": "no"}
INFORMATION = "水质检测报告"


def ask(desk, case, day="2026-03-13", who="清泉供水有限公司", kind="organisation"):
    return desk.letter(
        case,
        "third_party_inquiry",
        day,
        addressee=who,
        addressee_is=kind,
        information_concerned=INFORMATION,
    )


def answers(desk, case, day, inquiry, position):
    happened(desk, case, day, "consultation_returned", ref=f"L{inquiry.pk}", position=position)


def tell(desk, case, day, inquiry, release_day):
    return desk.letter(
        case,
        "third_party_notice",
        day,
        ref=f"L{inquiry.pk}",
        information_concerned=INFORMATION,
        reasons="不公开可能对公共利益造成重大影响",
        release_day=date.fromisoformat(release_day),
    )


@pytest.fixture
def case(desk):
    return desk.receive("2026-03-10")


def test_nothing_goes_out_while_two_inquiries_run(desk, case):
    ask(desk, case)
    ask(desk, case, who="清源环保有限公司")
    with pytest.raises(ActionError) as refused:
        desk.decide(case, "2026-03-16", ALL, form_or_place="复印件")
    assert refused.value.args[0] == (
        "清泉供水有限公司（柳河镇公复〔2026〕1号）还没有答复，提出意见的期限至2026-04-03；期满或者收到意见之前不能公开。"
        "清源环保有限公司（柳河镇公复〔2026〕2号）还没有答复，提出意见的期限至2026-04-03；期满或者收到意见之前不能公开。"
    )


def test_a_draft_from_before_the_inquiry_is_not_signed_while_it_runs(desk, case, person):
    letter = desk.decide(case, "2026-03-12", ALL, form_or_place="复印件")
    ask(desk, case)
    with pytest.raises(ActionError, match="期满或者收到意见之前不能公开"):
        desk.issue(letter, "2026-03-16")
    assert any("期满或者收到意见之前" in each for each in remarks(letter, on=date(2026, 3, 16)))


def test_an_objection_is_weighed_in_writing_first(desk, case):
    inquiry = ask(desk, case)
    answers(desk, case, "2026-03-24", inquiry, "objects_with_reasons")
    with pytest.raises(ActionError, match="还没有书面判断其理由"):
        desk.decide(case, "2026-03-25", OVER, form_or_place="复印件", over_objection="饮水安全")
    with pytest.raises(ActionError, match="判断的理由"):
        weigh(desk, case, "2026-03-25", inquiry, "public_interest", reasons=" ")


def test_over_an_objection_only_after_the_third_party_was_told_and_its_day_has_come(desk, case):
    inquiry = ask(desk, case)
    answers(desk, case, "2026-03-24", inquiry, "objects_with_reasons")
    weigh(desk, case, "2026-03-25", inquiry, "public_interest")
    with pytest.raises(ActionError, match="请填写：为什么不公开会对公共利益造成重大影响"):
        desk.decide(case, "2026-03-26", OVER, form_or_place="复印件")
    letter = desk.decide(
        case, "2026-03-26", OVER, form_or_place="复印件", over_objection="饮水安全关系全镇居民"
    )
    with pytest.raises(ActionError, match="还没有书面告知该第三方"):
        desk.issue(letter, "2026-03-26")
    approval = letter.approvals.get(state="under-review")
    notice = tell(desk, case, "2026-03-27", inquiry, "2026-04-01")
    assert "清泉供水有限公司" in notice.details
    assert "公开的日期不早于2026年4月1日" in notice.text
    assert "或者自收到本告知书之日起6个月内依法向" in notice.text
    assert "田大有" not in notice.text
    head = desk.person("柳河三审")
    with pytest.raises(ActionError, match="2026-04-01前不公开"):
        sign_letter(approval, acting_user=head, at=moment("2026-03-31"))
    signed = sign_letter(approval, acting_user=head, at=moment("2026-04-01"))
    desk.send(signed, "2026-04-01")
    assert desk.again(case).outcome == "disclosed_over_objection"


def test_against_an_objection_without_reasons_he_is_told_too(desk, case):
    inquiry = ask(desk, case)
    answers(desk, case, "2026-03-24", inquiry, "objects")
    weigh(desk, case, "2026-03-25", inquiry, "unfounded", reasons="没有说明任何理由")
    letter = desk.decide(case, "2026-03-25", ALL, form_or_place="复印件")
    with pytest.raises(ActionError, match="还没有书面告知该第三方"):
        desk.issue(letter, "2026-03-25")


def test_what_is_withheld_for_good_reasons_does_not_go_out_whole(desk, case):
    first, second = ask(desk, case), ask(desk, case, "2026-03-17", "清源环保有限公司")
    answers(desk, case, "2026-03-18", first, "consents")
    answers(desk, case, "2026-03-31", second, "objects_with_reasons")
    weigh(desk, case, "2026-04-01", second, "withheld", reasons="属于商业秘密", by="")
    with pytest.raises(ActionError, match="不能全部公开"):
        desk.decide(case, "2026-04-02", ALL, form_or_place="复印件")
    letter = desk.answer(
        case, "2026-04-02", PART, form_or_place="复印件", withheld_pieces="配方：商业秘密"
    )
    case = desk.again(case)
    assert (case.outcome, case.due_on) == ("partly_disclosed", date(2026, 4, 24))
    assert "应当自收到之日起60日内先向" in letter.text


def test_a_letter_that_is_not_known_to_have_come_leaves_nobody_silent(desk, case):
    facts = {
        "addressee": "清泉供水有限公司",
        "addressee_is": "organisation",
        "information_concerned": INFORMATION,
    }
    drafted = draft_letter(
        case,
        acting_user=desk.clerk,
        at=moment("2026-03-13"),
        code="third_party_inquiry",
        facts=facts,
    )
    inquiry = desk.issue(drafted, "2026-03-13")
    desk.send(inquiry, "2026-03-13", Channel.POST, proof_words="XA00000000012")
    with pytest.raises(ActionError, match="还没有签收记录"):
        desk.decide(case, "2026-04-13", ALL, form_or_place="复印件")


def test_two_asked_on_one_day_are_told_apart_by_name_and_number(desk, case, signed_in):
    ask(desk, case)
    ask(desk, case, who="清源环保有限公司")
    page = signed_in("柳河拟稿").get(
        reverse("casework:record-event", args=[case.pk, "consultation_returned"])
    )
    shown = page.content.decode()
    assert "清泉供水有限公司（柳河镇公复〔2026〕1号）" in shown
    assert "清源环保有限公司（柳河镇公复〔2026〕2号）" in shown


def test_the_notice_is_only_for_whom_it_was_decided_against(desk, case):
    inquiry = ask(desk, case)
    answers(desk, case, "2026-03-20", inquiry, "objects_with_reasons")
    weigh(desk, case, "2026-03-23", inquiry, "withheld", reasons="属于商业秘密", by="")
    with pytest.raises(ActionError, match="还没有判断为予以公开"):
        tell(desk, case, "2026-03-24", inquiry, "2026-03-25")


def test_what_went_out_all_the_same_is_recorded_with_what_was_amiss(desk, case):
    inquiry = ask(desk, case)
    answers(desk, case, "2026-03-20", inquiry, "objects_with_reasons")
    weigh(desk, case, "2026-03-23", inquiry, "public_interest")
    desk.paper(case, "answer", "2026-03-24", outcome="disclosed_over_objection")
    tell(desk, case, "2026-03-25", inquiry, "2026-03-26")
    cautions = [each.message for each in clock_of(desk.again(case)).course.cautions]
    assert "答复已于2026-03-24发出，之后才告知第三方。" in cautions


def test_the_applicant_never_sees_what_was_written_to_others(desk, case, client):
    inquiry = ask(desk, case)
    answers(desk, case, "2026-03-20", inquiry, "objects")
    weigh(desk, case, "2026-03-23", inquiry, "unfounded", reasons="没有说明理由")
    tell(desk, case, "2026-03-24", inquiry, "2026-03-25")
    desk.letter(
        case,
        "assistance_letter",
        "2026-03-24",
        addressee="青山县水务局",
        information_concerned=INFORMATION,
        what_to_do="核实数据",
        answer_by=date(2026, 3, 30),
    )
    page = client.get(
        reverse("portal:request-status", args=[signing.dumps(case.pk, salt="request-status")])
    ).content.decode()
    assert "征求意见书" not in page
    assert "决定公开" not in page
    assert "协办函" not in page
    assert Letter.objects.filter(disclosure_request=case).count() == 3


@pytest.mark.parametrize(
    ("who", "kind", "you", "other"),
    [("清泉供水有限公司", "organisation", "你单位", "您"), ("禾小满", "person", "您", "你单位")],
)
def test_a_third_party_is_addressed_as_the_person_or_the_organisation_it_is(
    desk, case, who, kind, you, other
):
    inquiry = ask(desk, case, who=who, kind=kind)
    assert f"该信息公开可能损害{you}的合法权益" in inquiry.text
    assert other not in inquiry.text
    answers(desk, case, "2026-03-24", inquiry, "objects_with_reasons")
    weigh(desk, case, "2026-03-25", inquiry, "public_interest")
    notice = tell(desk, case, "2026-03-27", inquiry, "2026-04-01")
    assert f"本机关就以下政府信息征求过{you}的意见，{you}不同意公开" in notice.text
    assert other not in notice.text


def test_a_joint_maker_is_an_organisation_whoever_asked(desk, case):
    letter = desk.letter(
        case,
        "joint_maker_inquiry",
        "2026-03-13",
        addressee="青山县水务局",
        information_concerned=INFORMATION,
    )
    assert "该信息由你单位与本机关共同制作" in letter.text


def test_what_was_written_about_a_third_party_is_sealed_and_read_all_the_same(desk, case):
    inquiry = ask(desk, case)
    answers(desk, case, "2026-03-24", inquiry, "objects_with_reasons")
    event = weigh(
        desk, case, "2026-03-25", inquiry, "public_interest", reasons="关系禾小满等的饮水"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT codes, words, note FROM casework_caseevent WHERE id = %s", [event.pk]
        )
        held = str(cursor.fetchone())
    assert "禾小满" not in held
    assert "丁一鸣" not in held
    assert "public_interest" in held
    kept = type(event).objects.get(pk=event.pk)
    assert kept.facts == {
        "ref": f"L{inquiry.pk}",
        "weight": "public_interest",
        "reasons": "关系禾小满等的饮水",
        "approved_by": "丁一鸣",
    }


def test_a_third_party_is_not_told_of_a_day_that_is_past_or_within_the_holding_days(
    desk, case, body, person
):
    inquiry = ask(desk, case)
    answers(desk, case, "2026-03-24", inquiry, "objects_with_reasons")
    weigh(desk, case, "2026-03-25", inquiry, "public_interest")
    with pytest.raises(ActionError, match="公开的日期不能早于2026-03-28，填写的是2020-01-01"):
        tell(desk, case, "2026-03-27", inquiry, "2020-01-01")


def told_by_post(desk, case, inquiry):
    """The notice is signed and posted on 2026-03-27, for 2026-04-01."""
    drafted = draft_letter(
        case,
        acting_user=desk.clerk,
        at=moment("2026-03-27"),
        code="third_party_notice",
        facts={
            "ref": f"L{inquiry.pk}",
            "information_concerned": INFORMATION,
            "reasons": "不公开可能对公共利益造成重大影响",
            "release_day": date(2026, 4, 1),
        },
    )
    notice = desk.issue(drafted, "2026-03-27")
    return desk.send(notice, "2026-03-27", Channel.POST, proof_words="XA00000000013")


def objected(desk, case, weight="public_interest", **how):
    inquiry = ask(desk, case)
    answers(desk, case, "2026-03-24", inquiry, "objects_with_reasons")
    weigh(desk, case, "2026-03-25", inquiry, weight, **how)
    return inquiry


def test_against_an_objection_nothing_is_signed_before_the_notice_was_served(desk, case):
    inquiry = objected(desk, case)
    letter = desk.decide(
        case, "2026-03-26", OVER, form_or_place="复印件", over_objection="饮水安全关系全镇居民"
    )
    sent = told_by_post(desk, case, inquiry)
    with pytest.raises(ActionError) as refused:
        desk.issue(letter, "2026-04-02")
    assert refused.value.messages == [
        "告知清泉供水有限公司（柳河镇公复〔2026〕1号）的文书已于2026-03-27发出，还没有送达的记录；"
        "送达之前不能公开，请登记签收。"
    ]
    letter_arrived(sent, acting_user=desk.clerk, at=moment("2026-04-02"), on=date(2026, 4, 2))
    approval = letter.approvals.get(state="under-review")
    signed = sign_letter(approval, acting_user=desk.person("柳河三审"), at=moment("2026-04-02"))
    assert signed.state == "issued"


def test_the_holding_days_run_from_the_day_on_which_the_notice_came(desk, case, person):
    choose_setting(
        desk.body,
        acting_user=PLATFORM,
        at=moment("2026-01-05"),
        setting="third_party_holding_days",
        value="5",
        on=date(2026, 1, 5),
        reason="县政府办公室2026年第3次主任会议",
    )
    inquiry = objected(desk, case)
    letter = desk.decide(
        case, "2026-03-26", OVER, form_or_place="复印件", over_objection="饮水安全关系全镇居民"
    )
    with pytest.raises(ActionError, match="公开的日期不能早于2026-04-03，填写的是2026-04-01"):
        told_by_post(desk, case, inquiry)
    tell(desk, case, "2026-03-27", inquiry, "2026-04-03")
    with pytest.raises(ActionError, match="2026-04-03前不公开"):
        desk.issue(letter, "2026-04-02")


def test_the_day_of_the_notice_is_no_day_of_release(desk, case):
    inquiry = objected(desk, case)
    with pytest.raises(ActionError, match="公开的日期不能早于2026-03-28，填写的是2026-03-27"):
        tell(desk, case, "2026-03-27", inquiry, "2026-03-27")


def test_a_notice_whose_day_came_before_it_went_is_not_sent(desk, case):
    inquiry = objected(desk, case)
    drafted = draft_letter(
        case,
        acting_user=desk.clerk,
        at=moment("2026-03-27"),
        code="third_party_notice",
        facts={
            "ref": f"L{inquiry.pk}",
            "information_concerned": INFORMATION,
            "reasons": "不公开可能对公共利益造成重大影响",
            "release_day": date(2026, 3, 30),
        },
    )
    notice = desk.issue(drafted, "2026-03-27")
    with pytest.raises(ActionError, match="告知书写明2026-03-30起公开，这一天已到"):
        desk.send(notice, "2026-03-30")


def test_what_was_weighed_as_public_interest_is_no_ordinary_release(desk, case):
    objected(desk, case)
    with pytest.raises(ActionError) as refused:
        desk.decide(case, "2026-03-26", ALL, form_or_place="复印件")
    assert "不是普通的予以公开" in refused.value.messages[0]
    assert "得出“公共利益重大影响，予以公开并告知第三方”" in refused.value.messages[0]


def test_an_opinion_without_the_head_is_weighed_again(desk, case):
    inquiry = objected(desk, case, by="")
    before = [each.message for each in clock_of(desk.again(case)).course.cautions]
    assert "第三方不同意而决定公开，未见负责人同意的记录。" in before
    weigh(desk, case, "2026-03-26", inquiry, "public_interest")
    assert clock_of(desk.again(case)).course.cautions == ()
    assert [each.kind for each in case.events.all()].count("opinion_weighed") == 2
