"""E-mail about what is new: asked for, confirmed by the owner of the address, sent once a day, stopped with one click."""

from __future__ import annotations

import re
import smtplib
from datetime import UTC, date, datetime

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.db import connection

from gongkai.web.journal.models import Entry
from gongkai.web.portal import alerts
from gongkai.web.portal.models import MailAlert
from gongkai.web.portal.screens import alerts as screens
from gongkai.web.schedule.jobs import JobAlarm, is_daily

NOON = datetime(2026, 11, 29, 4, tzinfo=UTC)
NEXT = datetime(2026, 11, 30, 4, tzinfo=UTC)
ADDRESS = "zhang.san@example.org"


@pytest.fixture(autouse=True)
def set_up(settings, county, monkeypatch):
    settings.EMAIL_HOST = "mail.example.org"
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.gov.cn"
    cache.clear()
    monkeypatch.setattr(screens.AlertForm, "require_proof", lambda *_: None)


def link_in(message, page):
    found = re.search(rf"https://www\.example\.gov\.cn(/alerts/{page}/[^/\s]+/)", message.body)
    return found[1]


def ask(client, kind="village", of="QS11-01", address=ADDRESS):
    return client.post(f"/alerts/{kind}/", {"of": of, "address": address})


def subscribed(client, kind="village", of="QS11-01", address=ADDRESS, at=NOON):
    alerts.set_alert(alerts.wish_of(kind, of), address, at=at)
    return MailAlert.objects.get()


def test_nothing_is_kept_before_the_owner_of_the_address_confirms(client):
    page = client.get("/villages/qs11-01/").content.decode()
    assert 'href="/alerts/village/?of=QS11-01"' in page
    assert "河东村" in client.get("/alerts/village/?of=QS11-01").content.decode()
    answer = ask(client)
    assert "确认邮件已发出" in answer.content.decode()
    assert MailAlert.objects.count() == 0
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    link = link_in(message, "confirm")
    assert "zhang" not in link
    assert "确认订阅" in client.get(link).content.decode()
    assert MailAlert.objects.count() == 0
    assert "已订阅" in client.post(link).content.decode()
    client.post(link)
    alert = MailAlert.objects.get()
    assert (alert.address, alert.kind, alert.wanted) == (ADDRESS, "village", "QS11-01")


def test_the_address_and_the_words_are_kept_encrypted_and_the_journal_names_neither(client):
    subscribed(client, "search", "王小明低保")
    with connection.cursor() as cursor:
        cursor.execute("SELECT address, wanted, mark FROM portal_mailalert")
        row = "".join(cursor.fetchone())
    assert "zhang" not in row
    assert "王小明" not in row
    told = str(list(Entry.objects.filter(act="portal.set-alert").values()))
    assert "zhang" not in told
    assert "王小明" not in told


def test_what_came_out_since_is_told_once_and_with_the_way_out(client, public_item):
    subscribed(client)
    public_item("河东村旧账目", published_on=date(2026, 11, 28))
    public_item("河东村水渠招标", published_on=date(2026, 11, 29))
    public_item("河西村停电", published_on=date(2026, 11, 29))
    public_item("河东村明天的事", published_on=date(2026, 11, 30))
    assert is_daily("邮件提醒")
    assert list(alerts.send_alerts(NOON)) == []
    assert list(alerts.send_alerts(NEXT)) == ["发出邮件提醒 1 封"]
    assert list(alerts.send_alerts(NEXT)) == []
    (message,) = mail.outbox
    assert message.subject == "柳河镇河东村：新公开 1 条"
    assert "河东村水渠招标\nhttps://www.example.gov.cn/qs11/item-2/" in message.body
    for other in ("旧账目", "停电", "明天"):
        assert other not in message.body
    stop = link_in(message, "stop")
    assert message.extra_headers["List-Unsubscribe"] == f"<https://www.example.gov.cn{stop}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nothing_new_sends_nothing(client, public_item):
    subscribed(client)
    public_item("河西村停电", published_on=date(2026, 11, 29))
    assert list(alerts.send_alerts(NEXT)) == []
    assert mail.outbox == []
    assert MailAlert.objects.get().told_until == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("kind", "of", "titles"),
    [
        ("search", "水渠", ["河东村水渠招标"]),
        ("body", "qs11", ["河东村水渠招标", "防汛通知"]),
        ("column", "disclosure", ["河东村水渠招标", "防汛通知", "县里的事"]),
    ],
)
def test_a_search_a_body_and_a_column_can_be_heard_of(client, public_item, kind, of, titles):
    public_item("河东村水渠招标", published_on=date(2026, 11, 29))
    public_item("防汛通知", published_on=date(2026, 11, 29))
    public_item("县里的事", published_on=date(2026, 11, 29), at="QS05")
    subscribed(client, kind, of)
    list(alerts.send_alerts(NEXT))
    (message,) = mail.outbox
    seen = [each for each in ("河东村水渠招标", "防汛通知", "县里的事") if each in message.body]
    assert seen == titles


def test_one_click_forgets_the_address_and_looking_does_not(client, public_item):
    public_item("河东村水渠招标", published_on=date(2026, 11, 29))
    subscribed(client)
    list(alerts.send_alerts(NEXT))
    stop = link_in(mail.outbox[0], "stop")
    assert "退订" in client.get(stop).content.decode()
    assert MailAlert.objects.count() == 1
    answer = client.post(stop, {"List-Unsubscribe": "One-Click"})
    assert "已退订，您的邮箱已删除。" in answer.content.decode()
    assert MailAlert.objects.count() == 0
    assert client.post(stop).status_code == 200


def test_an_altered_and_an_old_link_are_refused(client, monkeypatch):
    ask(client)
    link = link_in(mail.outbox[0], "confirm")
    for wrong in (link[:-4] + "AAA/", "/alerts/confirm/x/", "/alerts/stop/1:x:y/"):
        assert client.post(wrong).status_code == 404
    monkeypatch.setattr(alerts, "HOLDS", -1)
    answer = client.post(link)
    assert answer.status_code == 404
    assert "已经过期" in answer.content.decode()
    assert MailAlert.objects.count() == 0


def test_what_could_not_be_sent_is_sent_with_the_next_round(client, public_item, monkeypatch):
    public_item("河东村水渠招标", published_on=date(2026, 11, 29))
    subscribed(client)

    def broken(*_, **__):
        raise smtplib.SMTPServerDisconnected("down")

    with monkeypatch.context() as away:
        away.setattr(EmailMessage, "send", broken)
        with pytest.raises(JobAlarm, match="有 1 封邮件提醒没有发出"):
            list(alerts.send_alerts(NEXT))
    assert list(alerts.send_alerts(NEXT)) == ["发出邮件提醒 1 封"]


@pytest.mark.parametrize(
    "address",
    [
        "/alerts/village/?of=QS11",
        "/alerts/body/?of=QS99",
        "/alerts/column/?of=x",
        "/alerts/x/?of=y",
        "/alerts/search/",
    ],
)
def test_what_there_is_not_cannot_be_subscribed(client, address):
    assert client.get(address).status_code == 404


def test_no_letter_box_is_filled_by_others(client):
    for number in range(5):
        assert ask(client, address=ADDRESS).status_code == 200, number
    assert ask(client, address=ADDRESS).status_code == 429
    assert len(mail.outbox) == 5


def test_a_wrong_address_is_told_and_without_a_mail_server_nothing_is_asked(client, settings):
    answer = ask(client, address="zhang.san")
    assert answer.status_code == 400
    settings.EMAIL_HOST = ""
    text = client.get("/alerts/village/?of=QS11-01").content.decode()
    assert "没有开通邮件提醒" in text
    assert 'name="address"' not in text
