"""What was entered by mistake is mended with a reason, and stays to be seen."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from gongkai.statute.receipt import Door
from gongkai.web.accounts.permissions import Refused
from gongkai.web.casework.clock.correcting import correct_registration, strike_event
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.requests.actions.register import Arrival
from gongkai.web.casework.requests.people import ApplicantFacts, unseal_person
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import happened

WHO = ApplicantFacts("田大友", identity_number="000000199001010000", phone="0000-5550199")


def correct(desk, case, day, because="来信的邮戳和签收单", who=WHO, **more):
    return correct_registration(
        case,
        acting_user=more.pop("by", desk.clerk),
        at=moment(day),
        arrival=more.pop("arrival", Arrival(Door.SIGNED_MAIL, signed_on=date(2026, 3, 5))),
        person=who,
        applicant_kind="enterprise",
        because=because,
    )


def test_door_day_name_and_column_are_corrected_and_the_clock_runs_anew(desk):
    case = desk.receive("2026-03-10")
    correct(desk, case, "2026-03-12")
    case = desk.again(case)
    assert (case.received_on, case.due_on) == (date(2026, 3, 5), date(2026, 4, 2))
    assert (case.door, case.applicant_kind) == ("signed_mail", "enterprise")
    assert unseal_person(case.applicant.sealed).name == "田大友"
    entry = Entry.objects.filter(act="casework.correct-registration").get()
    assert "田大" not in str(vars(entry))


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"because": " "}, "请写明理由"),
        ({"who": ApplicantFacts(" ")}, "请填写申请人的姓名或者名称"),
        (
            {"arrival": Arrival(Door.COUNTER, submitted_on=date(2026, 3, 13))},
            "收到日期不能晚于今天（2026-03-12）",
        ),
    ],
)
def test_a_correction_without_reason_name_or_day_is_refused(desk, more, told):
    case = desk.receive("2026-03-10")
    with pytest.raises(ActionError, match=told):
        correct(desk, case, "2026-03-12", **more)
    assert desk.again(case).received_on == date(2026, 3, 10)


def test_only_who_handles_the_case_corrects_it(desk, person):
    case = desk.receive("2026-03-10")
    with pytest.raises(Refused):
        correct(desk, case, "2026-03-12", by=person("柳河一审"))


def test_a_withdrawal_entered_for_the_wrong_case_is_struck_out(desk, signed_in):
    case = desk.receive("2026-03-10")
    event = happened(desk, case, "2026-03-12", "withdrawn")
    assert desk.again(case).outcome == "withdrawn"
    strike_event(event, acting_user=desk.clerk, at=moment("2026-03-13"), because="登记到了另一件")
    case = desk.again(case)
    assert (case.state, case.outcome, case.concluded_on) == ("running", "", None)
    assert case.due_on == date(2026, 4, 8)
    assert case.events.count() == 0
    assert CaseEvent.everything.filter(disclosure_request=case).count() == 1
    page = signed_in("柳河拟稿").get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "<del>2026-03-12　申请人撤回" in page
    assert "划去：登记到了另一件" in page


def test_what_later_events_rest_on_is_not_struck_first(desk):
    case = desk.receive("2026-03-10")
    asked = {
        "addressee": "清泉供水有限公司",
        "addressee_is": "organisation",
        "information_concerned": "水质检测报告",
    }
    inquiry = desk.letter(case, "third_party_inquiry", "2026-03-13", **asked)
    came = happened(
        desk, case, "2026-03-18", "consultation_returned", ref=f"L{inquiry.pk}", position="objects"
    )
    weighed = happened(
        desk, case, "2026-03-19", "opinion_weighed",
        ref=f"L{inquiry.pk}", weight="withheld", reasons="理由成立",
    )  # fmt: skip
    with pytest.raises(ActionError, match="请先划去后面的"):
        strike_event(came, acting_user=desk.clerk, at=moment("2026-03-20"), because="登错")
    strike_event(weighed, acting_user=desk.clerk, at=moment("2026-03-20"), because="登错")
    strike_event(came, acting_user=desk.clerk, at=moment("2026-03-20"), because="登错")
    sent = case.events.get(kind="consultation_sent")
    with pytest.raises(ActionError, match="由文书或者送达产生，不能划去"):
        strike_event(sent, acting_user=desk.clerk, at=moment("2026-03-20"), because="登错")


def test_the_screens_show_what_stands_and_take_what_is_right(desk, signed_in):
    case = desk.receive("2026-11-24")
    browser = signed_in("柳河拟稿")
    address = reverse("casework:correct", args=[case.pk])
    page = browser.get(address).content.decode()
    assert 'value="田大有"' in page
    given = {
        "door": "counter",
        "day": "2026-11-23",
        "applicant_kind": "natural_person",
        "name": "田大友",
        "phone": "0000-5550199",
        "because": "名字写错一个字，日期早一天",
    }
    browser.post(address, given)
    assert desk.again(case).received_on == date(2026, 11, 23)
    event = happened(desk, case, "2026-11-25", "suspended", reason="等待批复")
    browser.post(reverse("casework:strike-event", args=[event.pk]), {"because": "没有这回事"})
    assert desk.again(case).events.count() == 0
