"""Signing in: passwords, steps, locks, the second factor and the end of a session."""

from __future__ import annotations

import time

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from gongkai.web.accounts.actions.change_password import change_password
from gongkai.web.accounts.actions.manage_user import add_user, close_user, one_time_password
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM, Refused
from gongkai.web.journal.models import Entry

PASSWORD = "Demo-Qingshan-2026"


def sign_in(client: Client, username: str, password: str):
    return client.post("/office/login/", {"username": username, "password": password})


def acts_of(username: str) -> list[str]:
    return list(
        Entry.objects.filter(subject_name__contains=username)
        .order_by("sequence")
        .values_list("act", flat=True)
    )


def test_the_right_password_opens_the_office(county):
    client = Client()
    assert sign_in(client, "柳河拟稿", PASSWORD)["Location"] == "/office/"
    assert client.get("/office/").status_code == 200
    assert "accounts.sign-in" in acts_of("柳河拟稿")


def test_a_wrong_password_is_recorded_without_itself(county):
    assert sign_in(Client(), "柳河拟稿", "not-the-password").status_code == 200
    entry = Entry.objects.filter(act="accounts.sign-in-failed").first()
    assert entry.subject_name == "林小禾（柳河拟稿）"
    assert "not-the-password" not in entry.before + entry.after + entry.reason


def test_a_name_nobody_has_is_not_written_down(county):
    sign_in(Client(), "secret-typed-in-the-wrong-field", "x")
    entry = Entry.objects.filter(act="accounts.sign-in-failed").first()
    assert entry.values_after == {"username": "（不存在的用户名，31 个字符）"}


def test_five_wrong_passwords_ask_for_a_proof(county):
    client = Client()
    for _ in range(5):
        response = sign_in(client, "柳河一审", "wrong")
    assert response.status_code == 429
    assert "登录前须先验证" in response.content.decode()
    assert sign_in(client, "柳河一审", PASSWORD).status_code == 429
    assert (
        Entry.objects.filter(act="accounts.locked-out").get().subject_name.endswith("（柳河一审）")
    )


def test_a_forwarded_address_is_not_believed_without_a_trusted_proxy(rf, settings):
    from gongkai.web.accounts.origin import client_address

    request = rf.get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 10.0.0.2")
    assert client_address(request) == "10.0.0.1"
    settings.TRUSTED_PROXIES = ("10.0.0.0/24",)
    assert client_address(request) == "1.2.3.4"


def test_a_one_time_password_must_be_changed_first(county):
    user, password = add_user(acting_user=PLATFORM, username="新来", name="新来", at=timezone.now())
    client = Client()
    sign_in(client, "新来", password)
    assert client.get("/office/").headers["Location"] == "/office/password/?next=/office/"
    assert client.get("/office/bodies/").headers["Location"].startswith("/office/password/")
    response = client.post(
        "/office/password/", {"old": password, "new": "Liuhe-River-77", "again": "Liuhe-River-77"}
    )
    assert response.status_code == 302
    user.refresh_from_db()
    assert not user.must_change_password
    assert user.check_password("Liuhe-River-77")


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("short-1A", "口令太短，至少应有 10 个字符"),
        ("onlysmallletters", "口令过于简单"),
        ("Demo-Qingshan-2026", "不得使用最近 5 次用过的口令"),
    ],
)
def test_a_weak_or_used_password_is_refused(person, new, sentence):
    with pytest.raises(ValidationError) as caught:
        change_password(person("柳河拟稿"), old=PASSWORD, new=new, at=timezone.now())
    assert any(sentence in message for message in caught.value.messages)


def test_the_old_password_must_be_right(person):
    with pytest.raises(ValidationError, match="原口令不正确"):
        change_password(person("柳河拟稿"), old="wrong", new="Liuhe-River-77", at=timezone.now())


def test_one_time_passwords_keep_the_rules_and_differ():
    made = {one_time_password() for _ in range(50)}
    assert len(made) == 50
    assert all(len(password) == 13 and not set(password) & set("Il1O0o") for password in made)


def code_of(device: TOTPDevice) -> str:
    return f"{totp(device.bin_key):06d}"


def test_a_second_factor_is_asked_once_it_is_added(signed_in, person):
    client = signed_in("柳河发布")
    client.get("/office/second-factor/add/")
    device = TOTPDevice.objects.get(user=person("柳河发布"))
    response = client.post("/office/second-factor/add/", {"code": code_of(device)})
    assert "备用码" in response.content.decode()
    assert client.get("/office/").status_code == 200

    again = Client()
    sign_in(again, "柳河发布", PASSWORD)
    assert again.get("/office/").headers["Location"].startswith("/office/second-factor/")
    assert again.post("/office/second-factor/", {"code": "000000"}).status_code == 200
    recovery = person("柳河发布").staticdevice_set.get().token_set.first().token
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    from django_otp.plugins.otp_static.models import StaticDevice

    StaticDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert again.post("/office/second-factor/", {"code": recovery}).status_code == 302
    assert again.get("/office/").status_code == 200


def test_a_second_factor_can_be_demanded_of_everybody(signed_in, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    response = signed_in("柳河拟稿").get("/office/")
    assert response.headers["Location"].startswith("/office/second-factor/add/")


def test_a_session_ends_after_its_longest_duration(signed_in):
    client = signed_in("柳河拟稿")
    assert client.get("/office/").status_code == 200
    session = client.session
    session["signed_in_at"] = int(time.time()) - 13 * 3600
    session.save()
    assert "/office/login/" in client.get("/office/").headers["Location"]
    assert "accounts.session-ended" in acts_of("柳河拟稿")


def test_a_closed_account_cannot_sign_in(person):
    close_user(person("松林拟稿"), acting_user=PLATFORM, reason="调离", at=timezone.now())
    assert sign_in(Client(), "松林拟稿", PASSWORD).status_code == 200
    assert not User.objects.get(username="松林拟稿").is_active


def test_a_township_administrator_cannot_touch_the_county(person):
    from gongkai.web.accounts.actions.manage_user import reset_password

    with pytest.raises(Refused):
        reset_password(person("县公开办"), acting_user=person("柳河管理"), at=timezone.now())
    with pytest.raises(Refused):
        reset_password(person("白杨拟稿"), acting_user=person("柳河管理"), at=timezone.now())
    assert reset_password(person("柳河拟稿"), acting_user=person("柳河管理"), at=timezone.now())


def test_the_phone_is_encrypted_in_the_database(person):
    from django.db import connection

    user = person("柳河拟稿")
    user.phone = "13800000000"
    user.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone FROM accounts_user WHERE id = %s", [user.pk])
        assert "13800000000" not in cursor.fetchone()[0]
    assert User.objects.get(phone_digest=user.phone_digest).phone == "13800000000"


def test_the_account_screen_is_ours_and_shows_the_roles(signed_in):
    text = signed_in("柳河拟稿").get("/office/account/").content.decode()
    assert "拟稿人、依申请公开经办人" in text
    assert "修改口令" in text
