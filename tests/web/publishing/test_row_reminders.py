"""Sections see the rows given to them, and are told of them by e-mail once before the last day and once a week after it."""

from __future__ import annotations

import smtplib
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.actions.responsibility import assign_matter
from gongkai.web.bodies.models import Kind, Membership, PublicBody
from gongkai.web.publishing.catalogue.actions.entries import trim_catalogue
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.duties.actions.demand import answer_row_demand, demand_row
from gongkai.web.publishing.duties.models import RowReminder
from gongkai.web.publishing.duties.reminders import send_row_reminders
from gongkai.web.publishing.duties.to_dos import to_dos
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.schedule.jobs import JobAlarm, is_daily

MINE, OTHER = "statutory.livelihood_policies", "statutory.statistics"
ADDRESS = "shehui@liuhe.example"


def noon(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 4, tzinfo=UTC)


@pytest.fixture
def clerk(rows, body, settings):
    """The one who drafts in 社会事务办公室 of 柳河镇, to which one of two rows is given; both were last fed on 1 August."""
    settings.EMAIL_HOST = "mail.example.org"
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.gov.cn"
    township = body("QS11")
    owed = [rows(MINE), rows(OTHER)]
    CatalogueRow.objects.filter(pk__in=[row.pk for row in owed]).update(cadence="regular")
    trim_catalogue(
        township, acting_user=PLATFORM, on=date(2020, 1, 1), rows=owed, at=timezone.now()
    )
    for row in owed:
        item = draft_item(
            township,
            acting_user=PLATFORM,
            title=f"关于{row.name}的通知",
            formed_on=date(2026, 7, 31),
            row=row,
            summary="内容。",
            text="<p>内容。</p>",
            at=timezone.now(),
        )
        ItemPage.objects.filter(pk=item.pk).update(live=True, published_on=date(2026, 8, 1))
    section = PublicBody.objects.get(
        kind=Kind.SECTION, public_body=township, short_name="社会事务办公室"
    )
    assign_matter(
        township,
        acting_user=PLATFORM,
        at=timezone.now(),
        matter=f"catalogue:{MINE}",
        unit=section,
        on=date(2020, 1, 1),
    )
    user = User.objects.create(
        username="柳河社会", name="柳河社会", email=ADDRESS, must_change_password=False
    )
    Membership.objects.create(
        user=user, body=section, role=Role.DRAFTER, starts_on=date(2020, 1, 1)
    )
    return user


def sent_on(month: int, day: int) -> list[str]:
    before = len(mail.outbox)
    list(send_row_reminders(noon(month, day)))
    return [f"{each.subject}\n{each.body}" for each in mail.outbox[before:]]


def test_it_is_a_job_of_once_a_day():
    assert is_daily("到期提醒")


def test_a_section_sees_and_is_told_of_its_own_rows_only(clerk, rows):
    (line,) = [each for each in to_dos(clerk, date(2026, 10, 20)) if "即将到期" in each.text]
    assert line.text == f"即将到期：{rows(MINE).name}"
    (told,) = sent_on(10, 20)
    assert told.startswith("公开事项提醒：0 项已逾期，1 项将到期")
    assert f"柳河镇“{rows(MINE).name}”最迟2026-10-30更新。" in told
    assert rows(OTHER).name not in told
    assert f"https://www.example.gov.cn{line.url}" in told
    assert mail.outbox[-1].to == [ADDRESS]


def test_what_a_section_never_published_and_what_the_county_asks_stands_on_its_day(
    clerk, body, rows, person
):
    ItemPage.objects.filter(row=rows(MINE)).update(live=False, published_on=None)
    county = person("县公开办")
    demand = demand_row(
        body("QS11"),
        rows(MINE),
        acting_user=county,
        at=noon(8, 20),
        words="请尽快公开。",
        answer_by=date(2026, 8, 27),
    )
    demand_row(
        body("QS11"),
        rows(OTHER),
        acting_user=county,
        at=noon(8, 20),
        words="请尽快公开。",
        answer_by=date(2026, 8, 27),
    )
    told = [each.text for each in to_dos(clerk, date(2026, 8, 21))]
    assert f"空白：{rows(MINE).name}" in told
    assert [each for each in told if each.startswith("答复督办")] == [
        f"答复督办：{rows(MINE).name}"
    ]
    answer_row_demand(demand, acting_user=clerk, at=timezone.now(), answer="月底前公开。")
    told = [(each.text, each.note) for each in to_dos(county, timezone.localdate())]
    assert (f"督办已答复：{rows(MINE).name}", "月底前公开。") in told


def test_the_address_in_the_mail_opens_for_the_section(clerk, body, rows):
    browser = Client()
    browser.force_login(clerk, backend="gongkai.web.accounts.backends.RoleBackend")
    township = body("QS11")
    mine = browser.get(f"/office/items/board/{township.pk}/{rows(MINE).pk}/")
    assert mine.status_code == 200
    assert "新增信息" in mine.content.decode()
    other = browser.get(f"/office/items/board/{township.pk}/{rows(OTHER).pk}/")
    assert other.url == "/office/"
    whole = browser.get("/office/items/board/").content.decode()
    assert rows(MINE).name in whole
    assert rows(OTHER).name not in whole
    assert "签署" not in mine.content.decode()


def test_nobody_is_told_twice_before_the_day_and_weekly_after_it(clerk):
    assert sent_on(9, 1) == []
    assert len(sent_on(10, 20)) == 1
    assert sent_on(10, 21) == []
    (late,) = sent_on(10, 31)
    assert "已于2026-10-30到期，请尽快更新" in late
    assert sent_on(11, 1) == []  # Sunday of the same week
    assert len(sent_on(11, 2)) == 1
    assert RowReminder.objects.filter(user=clerk).count() == 3


def test_what_the_server_refuses_is_sent_with_the_next_round(clerk, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise smtplib.SMTPServerDisconnected

    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", refuse)
        with pytest.raises(JobAlarm, match="有 1 封到期提醒没有发出"):
            sent_on(10, 20)
    assert len(sent_on(10, 20)) == 1


def test_without_a_mail_server_or_an_address_nothing_is_sent(clerk, settings):
    User.objects.filter(pk=clerk.pk).update(email="")
    assert sent_on(10, 20) == []
    User.objects.filter(pk=clerk.pk).update(email=ADDRESS)
    settings.EMAIL_HOST = ""
    assert sent_on(10, 20) == []
    assert RowReminder.objects.count() == 0


def test_whoever_serves_the_township_is_told_of_all_its_rows(clerk, person, rows):
    township = person("柳河拟稿")
    User.objects.filter(pk=township.pk).update(email="nigao@liuhe.example")
    sent_on(10, 20)
    told = {each.to[0]: each.body for each in mail.outbox}
    assert rows(MINE).name in told["nigao@liuhe.example"]
    assert rows(OTHER).name in told["nigao@liuhe.example"]
    assert rows(OTHER).name not in told[ADDRESS]
