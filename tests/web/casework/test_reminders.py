"""Reminders: who is told, when, how often, and never of whom; the calendar behind a secret address."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from gongkai.web.accounts.permissions import Refused
from gongkai.web.casework.reminders.feed import make_feed
from gongkai.web.casework.reminders.models import Reminder
from gongkai.web.casework.reminders.sending import RemindersNotSent, send_reminders
from gongkai.web.outbound import messages
from tests.web.casework.conftest import moment
from tests.web.casework.test_lives import SUPPLEMENT

SENT: list[tuple[str, str]] = []


class Adapter:
    def send(self, number, text):
        SENT.append((number, text))


class Broken:
    tries = 0

    def send(self, number, text):
        Broken.tries += 1
        raise OSError("no line")


@pytest.fixture(autouse=True)
def mailed(settings, person):
    SENT.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.EMAIL_HOST = "mail.example.org"
    settings.SMS_ADAPTER = ""
    for name, box in (("柳河拟稿", "clerk"), ("柳河三审", "head"), ("白杨拟稿", "stranger")):
        user = person(name)
        user.email, user.phone = f"{box}@example.invalid", "00000000000"
        user.save()


def to():
    return [(each.to[0].split("@")[0], each.subject) for each in mail.outbox]


def test_the_handler_is_told_once_before_and_the_head_only_when_it_is_late(desk):
    desk.receive("2026-03-10")
    send_reminders(moment("2026-04-02"))
    assert to() == []
    for _round in range(3):
        send_reminders(moment("2026-04-03"))
    assert to() == [("clerk", "柳河镇申请QS11-2026-0001最迟2026-04-08答复，请按时办理。")]
    send_reminders(moment("2026-04-07"))
    assert len(mail.outbox) == 1
    for day in ("2026-04-09", "2026-04-09", "2026-04-10"):
        send_reminders(moment(day))
    late = "柳河镇申请QS11-2026-0001已超过截止日2026-04-08共{}天，请立即办理。"
    assert sorted(to()[1:]) == [
        ("clerk", late.format(1)),
        ("clerk", late.format(2)),
        ("head", late.format(1)),
        ("head", late.format(2)),
    ]
    assert not any("田大有" in each.body or "道路" in each.body for each in mail.outbox)


def test_text_messages_keep_the_quiet_hours(desk, settings):
    settings.SMS_ADAPTER = "tests.web.casework.test_reminders.Adapter"
    settings.EMAIL_HOST = ""
    desk.receive("2026-03-10")
    send_reminders(moment("2026-04-03", 22))
    send_reminders(moment("2026-04-04", 7))
    assert SENT == []
    send_reminders(moment("2026-04-04", 8))
    assert [number for number, _text in SENT] == ["00000000000"]
    assert messages.is_quiet(moment("2026-04-04", 21))
    assert not messages.is_quiet(moment("2026-04-04", 20))


def test_what_cannot_be_sent_is_tried_again(desk, settings):
    settings.SMS_ADAPTER = "tests.web.casework.test_reminders.Broken"
    settings.EMAIL_HOST = ""
    desk.receive("2026-03-10")
    with pytest.raises(RemindersNotSent, match="短信提醒发不出去（no line），请检查"):
        send_reminders(moment("2026-04-03"))
    assert not Reminder.objects.exists()
    settings.SMS_ADAPTER = "tests.web.casework.test_reminders.Adapter"
    assert send_reminders(moment("2026-04-03", 11)) == ("发出1条办件提醒。",)


def test_a_way_that_fails_is_left_alone_for_the_round_and_the_other_one_goes_on(desk, settings):
    settings.SMS_ADAPTER = "tests.web.casework.test_reminders.Broken"
    for number in range(3):
        desk.receive("2026-03-10", text=f"第{number}件")
    Broken.tries = 0
    with pytest.raises(RemindersNotSent):
        send_reminders(moment("2026-04-03"))
    assert (Broken.tries, len(mail.outbox)) == (1, 3)


def test_a_text_message_goes_to_the_address_or_the_folder_that_is_set(desk, settings, tmp_path):
    settings.EMAIL_HOST = ""
    settings.PUSH_ADDRESSES = {"person": "outbox"}
    template = tmp_path / "sms.json"
    template.write_text('{"mobile": $phone, "content": $message}', "utf-8")
    settings.PUSH_TEMPLATES = {"person": str(template)}
    settings.OUTBOX = str(tmp_path)
    desk.receive("2026-03-10")
    send_reminders(moment("2026-04-03", 22))
    assert not (tmp_path / "person").exists()
    assert send_reminders(moment("2026-04-04", 9)) == ("发出1条办件提醒。",)
    [file] = (tmp_path / "person").iterdir()
    assert json.loads(file.read_text("utf-8")) == {
        "mobile": "00000000000",
        "content": "柳河镇申请QS11-2026-0001最迟2026-04-08答复，请按时办理。",
    }


def test_where_nobody_handles_requests_any_more_the_head_is_told_then_the_county(desk, person):
    desk.receive("2026-03-10")
    county = person("县公开办")
    county.email = "county@example.invalid"
    county.save()
    desk.clerk.memberships.filter(role="request-handler").delete()
    send_reminders(moment("2026-04-03"))
    assert [box for box, _subject in to()] == ["head"]
    person("柳河三审").memberships.filter(role="third-reviewer").delete()
    send_reminders(moment("2026-04-09"))
    assert [box for box, _subject in to()] == ["head", "county"]
    county.memberships.all().delete()
    with pytest.raises(RemindersNotSent, match="柳河镇有快到期或者逾期的申请，没有经办人"):
        send_reminders(moment("2026-04-10"))


def test_what_comes_by_the_net_is_told_at_once_until_somebody_does_something(desk):
    from gongkai.web.casework.cases.to_dos import to_dos
    from gongkai.web.casework.requests.actions.register import Asked, submit_request
    from gongkai.web.casework.requests.people import ApplicantFacts

    asked = Asked(ApplicantFacts("田大有", "1", "2"), "natural_person", "道路硬化工程的验收报告")
    case = submit_request(desk.body, at=moment("2026-03-14", 22), asked=asked).disclosure_request
    told = [each.text for each in to_dos(desk.clerk, date(2026, 3, 15))]
    assert told == ["新收到的申请QS11-2026-0001"]
    for hour in (9, 10):
        send_reminders(moment("2026-03-15", hour))
    assert to() == [("clerk", "柳河镇新收到申请QS11-2026-0001，最迟2026-04-13答复，请登录查看。")]
    desk.decide(case, "2026-03-16", {"nature": "complaint"}, reasons="投诉", channel="信访窗口")
    assert [each.text for each in to_dos(desk.clerk, date(2026, 3, 16))] == []


def test_a_day_of_the_applicant_that_passes_is_told_to_the_clerk(desk, signed_in):
    from gongkai.web.casework.cases.to_dos import to_dos

    case = desk.receive("2026-07-01")
    desk.letter(case, "supplement_notice", "2026-07-09", **SUPPLEMENT)
    assert desk.again(case).waits_until == date(2026, 7, 23)
    assert list(to_dos(desk.clerk, date(2026, 7, 23))) == []
    [told] = to_dos(desk.clerk, date(2026, 7, 24))
    assert (told.text, told.due_on) == (
        "申请QS11-2026-0001：申请人到期没有补正或者缴费",
        date(2026, 7, 23),
    )
    browser = signed_in("柳河拟稿")
    page = browser.get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "申请人的最后一日是 2026-07-23" in page
    assert "2026-07-24 起" in page
    listed = browser.get(reverse("casework:list")).content.decode()
    assert "等申请人至2026-07-23" in listed
    assert "2025年河东村道路硬化工程的验收报告" in listed


def test_no_late_case_is_left_out_however_many_there_are(desk, monkeypatch):
    monkeypatch.setattr("gongkai.web.casework.reminders.sending.AT_ONCE", 2)
    for number in range(5):
        desk.receive("2026-03-10", text=f"第{number}件")
    send_reminders(moment("2026-04-09"))
    assert len([box for box, _subject in to() if box == "head"]) == 5


def test_a_round_asks_the_same_number_of_questions_once_all_are_told(
    desk, django_assert_max_num_queries
):
    for number in range(8):
        desk.receive("2026-03-10", text=f"第{number}件")
    send_reminders(moment("2026-04-03"))
    with django_assert_max_num_queries(5):
        send_reminders(moment("2026-04-03"))


def test_the_calendar_shows_ones_own_days_by_number(desk, person):
    desk.receive("2026-03-10")
    token = make_feed(acting_user=desk.clerk, at=moment("2026-03-11"))
    address = reverse("portal:calendar", args=[token])
    got = Client().get(address)
    text = got.content.decode()
    assert got["Content-Type"] == "text/calendar; charset=utf-8"
    assert "DTSTART;VALUE=DATE:20260408" in text
    assert "SUMMARY:QS11-2026-0001答复的最后一日" in text
    assert "田大有" not in text
    assert token not in str(list(desk.clerk.__class__.objects.values_list("calendar_feed__digest")))
    newer = make_feed(acting_user=desk.clerk, at=moment("2026-03-12"))
    assert Client().get(address).status_code == 404
    other = make_feed(acting_user=person("白杨拟稿"), at=moment("2026-03-12"))
    stranger = Client().get(reverse("portal:calendar", args=[other])).content.decode()
    assert "QS11" not in stranger
    desk.clerk.is_active = False
    desk.clerk.save()
    assert Client().get(reverse("portal:calendar", args=[newer])).status_code == 404


def test_only_who_handles_requests_gets_a_calendar_and_sees_its_address_once(person, signed_in):
    with pytest.raises(Refused):
        make_feed(acting_user=person("柳河一审"), at=moment("2026-03-11"))
    browser = signed_in("柳河拟稿")
    address = reverse("casework:calendar-feed")
    page = browser.post(address)
    assert "/calendar/" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert ".ics" not in browser.get(address).content.decode()
