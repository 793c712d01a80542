"""Where the law is silent the office chooses, from a day on: the clock of later cases, the remedy, how long things are kept."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import Refused
from gongkai.web.casework.choices.actions import choose_setting
from gongkai.web.casework.choices.models import SettingChoice
from gongkai.web.casework.choices.reading import GROUPS, settings_of
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.retention.kinds import IDENTITY
from gongkai.web.journal.models import Entry
from gongkai.web.office.errors import ActionError
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import SUPPLEMENT, happened
from tests.web.casework.test_outcomes import DECISIONS, FREE_CHOICE, REVIEW_FIRST


@pytest.fixture
def choose(person, body):
    def chosen(setting, value, on="2026-03-10", at="2026-03-10", code="QS", by="县公开办"):
        return choose_setting(
            body(code),
            acting_user=person(by),
            at=moment(at),
            setting=setting,
            value=value,
            on=date.fromisoformat(on),
            reason="县政府办公室2026年第3次主任会议",
        )

    return chosen


def test_a_choice_moves_the_clock_of_what_is_received_from_its_day_on(desk, choose):
    before, after = desk.receive("2026-03-09"), desk.receive("2026-03-10", text="另一件")
    choose("suspension", "accept")
    for case in (before, after):
        happened(desk, case, "2026-03-16", "suspended", reason="原件在审计机关")
    happened(desk, after, "2026-03-30", "resumed")
    # Refused, the clock runs on; accepted, ten working days do not count.
    assert desk.again(before).due_on == date(2026, 4, 7)
    assert desk.again(after).due_on == date(2026, 4, 22)


def test_the_nearest_choice_holds_and_the_last_one_of_a_day(body, choose):
    choose("supplement_period", "10")
    choose("supplement_period", "7", code="QS11", on="2026-05-01")
    choose("supplement_period", "8", code="QS11", on="2026-05-01")
    for code, on, days in (
        ("QS11", date(2026, 3, 9), 15),
        ("QS11", date(2026, 3, 10), 10),
        ("QS11", date(2026, 4, 30), 10),
        ("QS11", date(2026, 5, 1), 8),
        ("QS12", date(2026, 5, 1), 10),
    ):
        assert settings_of(body(code), on).number("supplement_period") == days
    assert SettingChoice.objects.count() == 2


def test_a_letter_names_the_remedy_that_was_chosen(desk, choose):
    answers, facts, *_ = DECISIONS["withheld_administrative_query"]
    for day, value, told in (
        ("2026-03-10", "free_choice", FREE_CHOICE),
        ("2026-03-20", "review_first", REVIEW_FIRST),
    ):
        choose("business_query_remedy", value, on=day, at=day)
        case = desk.receive("2026-03-10", text=f"{value}的一件")
        assert told in desk.answer(case, day, answers, **facts).text


def test_what_is_kept_how_long_is_chosen(body, choose):
    assert IDENTITY.years(body("QS11"), date(2026, 3, 10)) == 2
    choose("retention_identity_years", "5")
    assert IDENTITY.years(body("QS11"), date(2026, 3, 10)) == 5


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"value": "31"}, "1至30的整数"),
        ({"value": "两年"}, "1至30的整数"),
        ({"setting": "township_report"}, "没有“township_report”这项办件设置"),
        ({"on": "2026-03-09"}, "起始日应在今天（2026-03-10）或者以后"),
    ],
)
def test_what_is_no_choice_is_refused_in_words(choose, changed, told):
    asked = {"setting": "retention_identity_years", "value": "3", **changed}
    with pytest.raises(ActionError, match=told):
        choose(**asked)


def test_only_who_looks_after_a_body_chooses_and_it_stands_in_the_journal(choose):
    with pytest.raises(Refused):
        choose("suspension", "accept", by="柳河拟稿")
    choose("suspension", "accept")
    entry = Entry.objects.get(act="casework.choose-setting")
    assert entry.reason == "县政府办公室2026年第3次主任会议"


def test_the_screen_shows_every_choice_and_saves_one(signed_in, body):
    browser = signed_in("县公开办")
    page = browser.get(reverse("casework:settings"), {"body": body("QS").pk}).content.decode()
    for told in (
        "期限和送达",
        "受理",
        "救济途径",
        "保管期限",
        "身份证明、授权委托书办结后保管几年",
    ):
        assert told in page
    assert page.count('data-label="现在的选择"') == sum(map(len, GROUPS.values())) == 22
    address = reverse("casework:choose", args=[body("QS").pk, "retention_identity_years"])
    sent = {"value": "3", "on": timezone.localdate().isoformat(), "reason": "归档范围和保管期限表"}
    assert "大于或等于1" in browser.post(address, {**sent, "value": "0"}).content.decode()
    done = browser.post(address, sent, follow=True).content.decode()
    assert "已保存" in done
    assert "3年" in done
    assert "青山县，自" in done
    assert (
        browser.get(reverse("casework:choose", args=[body("QS").pk, "township_report"])).status_code
        == 404
    )


def test_a_case_asks_for_its_choices_once(desk, django_assert_max_num_queries):
    case = desk.receive("2026-03-10")
    desk.letter(case, "supplement_notice", "2026-03-12", **SUPPLEMENT)
    case = desk.again(case)
    with django_assert_max_num_queries(3):
        clock_of(case)
