"""Guessing, flooding, replaying, forging: at the sign-in and at the public forms."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts import proof
from gongkai.web.accounts.actions.change_password import change_password
from gongkai.web.accounts.origin import network_of
from gongkai.web.journal.models import Entry
from gongkai.web.schedule.jobs import run_jobs, take_lease
from gongkai.web.schedule.models import JobRun, WorkLease
from tests.attacks.proofs import proof_for, sum_for

PASSWORD = "Demo-Qingshan-2026"
NAME = "柳河一审"


def sign_in(client: Client, password: str, **more: str):
    return client.post("/office/login/", {"username": NAME, "password": password, **more})


def guessed_at(times: int = 5) -> None:
    for number in range(times):
        sign_in(Client(REMOTE_ADDR=f"198.51.100.{number}"), "wrong")


def test_guesses_from_many_networks_slow_the_account_down(county):
    guessed_at()
    stranger = Client(REMOTE_ADDR="203.0.113.77")
    assert sign_in(stranger, "wrong").status_code == 429
    assert sign_in(stranger, PASSWORD).status_code == 429


def test_a_stranger_does_not_lock_the_clerk_out(county):
    own = Client(REMOTE_ADDR="10.0.0.9")
    assert sign_in(own, PASSWORD).status_code == 302
    own.post("/office/logout/")
    guessed_at(40)
    assert sign_in(own, PASSWORD).status_code == 302
    elsewhere = Client(REMOTE_ADDR="10.0.0.9")
    asked = sign_in(elsewhere, PASSWORD)
    assert asked.status_code == 429
    assert sign_in(elsewhere, PASSWORD, **proof_for(asked)).status_code == 302


def test_a_known_browser_is_no_way_to_guess_at_another_account(county):
    own = Client()
    sign_in(own, PASSWORD)
    own.post("/office/logout/")
    for _ in range(5):
        own.post("/office/login/", {"username": "柳河发布", "password": "wrong"})
    asked = own.post("/office/login/", {"username": "柳河发布", "password": "wrong"})
    assert asked.status_code == 429


def test_a_proof_is_good_for_one_attempt(county):
    guessed_at()
    client = Client()
    fields = proof_for(sign_in(client, "wrong"))
    assert "用户名或口令不正确" in sign_in(client, "wrong", **fields).content.decode()
    assert sign_in(client, PASSWORD, **fields).status_code == 429
    challenge = proof.Challenge.make("x", 4)
    answer = next(n for n in range(10**6) if proof._worked(challenge.token, str(n), 4))
    said = {"token": challenge.token, "answer": str(answer), "typed": "", "bits": 4}
    proof.require_proof("x", **said)
    with pytest.raises(ValidationError, match="本页已提交过一次"):
        proof.require_proof("x", **said)
    with pytest.raises(ValidationError, match="不适用于本页"):
        proof.require_proof("y", **said)


def test_an_administrator_takes_the_limit_away_on_the_screen(county, signed_in, person):
    guessed_at()
    admin = signed_in("柳河管理")
    address = reverse("users:free-sign-in", args=[person(NAME).pk])
    assert "解除登录限制" in admin.get(address).content.decode()
    assert admin.post(address).status_code == 302
    assert Entry.objects.filter(act="accounts.unlock").count() == 1
    assert sign_in(Client(REMOTE_ADDR="203.0.113.77"), PASSWORD).status_code == 302


def test_a_network_that_guesses_at_many_accounts_is_slowed(county):
    client = Client(REMOTE_ADDR="2001:db8:1:2::1")
    for number in range(30):
        client.post("/office/login/", {"username": f"无此人{number}", "password": "x"})
    neighbour = Client(REMOTE_ADDR="2001:db8:1:2:ffff::9")
    assert sign_in(neighbour, "wrong").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="2001:db8:1:3::1"), PASSWORD).status_code == 302


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("192.0.2.7", "192.0.2.7"),
        ("", ""),
    ],
)
def test_one_line_is_one_network(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize("kind", ["new", "reset"])
def test_a_one_time_password_is_in_no_cookie_and_no_session(county, signed_in, person, kind):
    admin = signed_in("柳河管理")
    if kind == "new":
        answer = admin.post(reverse("users:add"), {"username": "新来", "name": "新来"})
    else:
        answer = admin.post(reverse("users:reset-password", args=[person("柳河拟稿").pk]))
    assert answer.status_code == 200
    password = answer.context["password"]
    assert password in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert password not in str(answer.cookies) + str(dict(admin.session))
    assert password not in admin.get(reverse("users:list")).content.decode()


def test_without_scripts_a_sum_and_patience_do(county, monkeypatch):
    guessed_at()
    client = Client()
    fields = sum_for(sign_in(client, PASSWORD))
    assert "提交得太快了" in sign_in(client, PASSWORD, **fields).content.decode()
    later = time.time() + 16
    monkeypatch.setattr(proof.time, "time", lambda: later)
    wrong = {**fields, "proof_typed": "99"}
    assert "结果不对" in sign_in(client, PASSWORD, **wrong).content.decode()
    assert sign_in(client, PASSWORD, **fields).status_code == 302


def test_sums_answered_side_by_side_are_weighed_one_after_another(county, monkeypatch):
    guessed_at()
    client = Client()
    pages = [sum_for(sign_in(client, "wrong")) for _ in range(6)]
    later = time.time() + 16
    monkeypatch.setattr(proof.time, "time", lambda: later)
    answers = [sign_in(client, "wrong", **fields).content.decode() for fields in pages[:5]]
    assert ["用户名或口令不正确" in each for each in answers] == [True, False, False, False, False]
    assert "隔一段时间才能再用一次" in answers[1]
    assert sign_in(client, PASSWORD, **pages[5]).status_code == 429


def test_the_sum_of_one_network_does_not_wait_for_another(county, monkeypatch):
    guessed_at()
    stranger, clerk = Client(REMOTE_ADDR="203.0.113.77"), Client(REMOTE_ADDR="10.0.0.9")
    theirs, own = (sum_for(sign_in(each, "wrong")) for each in (stranger, clerk))
    later = time.time() + 16
    monkeypatch.setattr(proof.time, "time", lambda: later)
    assert sign_in(stranger, "wrong", **theirs).status_code == 429
    assert sign_in(clerk, PASSWORD, **own).status_code == 302


def test_one_more_miss_elsewhere_does_not_spoil_an_open_page(county):
    guessed_at()
    clerk = Client(REMOTE_ADDR="10.0.0.9")
    fields = proof_for(sign_in(clerk, PASSWORD))
    stranger = Client(REMOTE_ADDR="203.0.113.77")
    sign_in(stranger, "wrong", **proof_for(sign_in(stranger, "wrong")))
    assert sign_in(clerk, PASSWORD, **fields).status_code == 302


@pytest.mark.parametrize(
    ("password", "weak"),
    [
        ("Woaini1314520!", True),
        ("P@ssw0rd2026", True),
        ("Admin@123456", True),
        ("Zhongguo@2026", True),
        ("Qwerty!2345", True),
        ("1qaz@WSX3edc", True),
        ("Aa123456789", True),
        ("Abcd@1234567", True),
        ("Liuhe-River-77", False),
        ("teal-Ginkgo-9-otter", False),
    ],
)
def test_a_common_password_is_refused_however_it_is_dressed_up(person, password, weak):
    def change() -> None:
        change_password(person("柳河拟稿"), old=PASSWORD, new=password, at=timezone.now())

    if weak:
        with pytest.raises(ValidationError, match="常见口令"):
            change()
    else:
        change()


def test_a_lease_that_is_dated_ahead_holds_nothing(county):
    now = timezone.now()
    WorkLease.objects.update_or_create(
        name="jobs", defaults={"holder": "strange", "until": now + timedelta(days=400)}
    )
    assert take_lease("mine", now)
    assert not take_lease("other", now + timedelta(minutes=1))


def test_a_failed_job_and_a_silent_clock_are_on_the_home_screen_and_in_health(
    county, signed_in, monkeypatch
):
    from gongkai.web.schedule import jobs

    def broken(at):
        raise RuntimeError("110105194912310024")

    monkeypatch.setattr(jobs, "_jobs", {"坏任务": broken})
    admin = signed_in("柳河管理")
    assert "定时任务还没有运行过" in admin.get("/office/").content.decode()
    assert Client().get("/health/").json() == {"well": False, "wrong": ["jobs"]}
    list(run_jobs())
    home = admin.get("/office/").content.decode()
    assert "“坏任务”未能完成（RuntimeError），已连续 1 次" in home
    assert "110105194912310024" not in home
    assert Client().get("/health/").status_code == 503
    monkeypatch.setattr(jobs, "_jobs", {"坏任务": lambda at: []})
    list(run_jobs())
    assert Client().get("/health/").json() == {"well": True, "wrong": []}
    JobRun.objects.update(done_at=timezone.now() - timedelta(hours=2), failed_at=None)
    assert "起没有运行" in admin.get("/office/").content.decode()
    assert Client().get("/health/").json()["wrong"] == ["jobs"]
    assert Client().get("/health/ready/").json() == {"well": True, "wrong": []}


def test_a_proxy_that_nobody_named_is_noticed(county, signed_in, settings):
    admin = signed_in("柳河管理")
    behind = {"HTTP_X_FORWARDED_FOR": "203.0.113.5"}
    assert "GONGKAI_TRUSTED_PROXIES" in admin.get("/office/", **behind).content.decode()
    assert "proxy" in Client().get("/health/", **behind).json()["wrong"]
    settings.TRUSTED_PROXIES = ("127.0.0.1",)
    assert "GONGKAI_TRUSTED_PROXIES" not in admin.get("/office/", **behind).content.decode()
    assert "proxy" not in Client().get("/health/", **behind).json()["wrong"]
