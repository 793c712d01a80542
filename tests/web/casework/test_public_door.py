"""The public form, the receipt, and asking after a request."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.web.casework.requests import held, shelf
from gongkai.web.casework.requests.actions.register import Asked
from gongkai.web.casework.requests.files import read_file
from gongkai.web.casework.requests.lookup import look_up
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.casework.requests.people import ApplicantFacts
from gongkai.web.files.store import private_store
from gongkai.web.office.limits import TooMany
from tests.attacks.proofs import proof_for
from tests.web.casework.conftest import moment


@pytest.fixture
def filled(body):
    return {
        "body": body("QS11").pk,
        "text": "2025年河东村道路硬化工程的验收报告",
        "applicant_kind": "natural_person",
        "name": "田大有",
        "phone": "0000-5550199",
    }


def send(browser, data, **more):
    address = reverse("portal:apply")
    proof = proof_for(browser.get(address))
    return browser.post(address, {**data, **proof, **more}, follow=True)


@pytest.fixture
def time_machine_hour(monkeypatch):
    later = int(timezone.now().timestamp()) + 3700

    def jump():
        monkeypatch.setattr(shelf, "seconds_now", lambda: later)

    return jump


def receipt_of(response):
    text = response.content.decode()
    number = re.search(r"QS11-\d{4}-\d{4}", text).group()
    return number, re.search(r"<strong>([2-9A-HJKMNP-Z]{10})</strong>", text).group(1)


def test_a_request_gets_a_number_and_a_code_and_is_found_by_them(filled):
    browser = Client()
    number, code = receipt_of(send(browser, filled))
    assert number.endswith("-0001")
    stranger = Client()
    lookup = reverse("portal:ask-after")
    found = stranger.post(lookup, {"number": number, "code": code.lower()}, follow=True)
    assert number in found.content.decode()
    assert "答复期限正在计算" in found.content.decode()
    assert "田大有" not in found.content.decode()
    wrong = stranger.post(lookup, {"number": number, "code": "2222222222"})
    nowhere = stranger.post(lookup, {"number": "QS11-2026-9999", "code": code})
    assert wrong.status_code == nowhere.status_code == 400
    said = [
        re.search("编号和查询码不相符[^<]*", r.content.decode()).group() for r in (wrong, nowhere)
    ]
    assert said[0] == said[1]


def test_the_receipt_can_be_printed_and_says_how_long_it_is_there(filled):
    page = send(Client(), filled).content.decode()
    assert "data-print" in page
    assert "2025年河东村道路硬化工程的验收报告" in page
    assert "这一页半小时以后打不开" in page
    assert "只显示这一次" not in page


def test_guessing_is_stopped(filled):
    browser = Client()
    number, code = receipt_of(send(browser, filled))
    lookup = reverse("portal:ask-after")
    for _ in range(10):
        assert browser.post(lookup, {"number": number, "code": "2222222222"}).status_code == 400
    assert browser.post(lookup, {"number": number, "code": code}).status_code == 429


def test_who_mistypes_locks_out_nobody_beside_him(filled):
    browser = Client()
    number, code = receipt_of(send(browser, filled))
    at = moment("2026-09-01")
    for _ in range(10):
        assert look_up("QS11-2026-9999", "2222222222", address="192.0.2.1", at=at) is None
    assert look_up(number, code, address="192.0.2.1", at=at).number == number
    with pytest.raises(TooMany, match="请过1分钟再试"):
        look_up("QS11-2026-9999", "2222222222", address="192.0.2.1", at=at)
    later = at + timedelta(minutes=1)
    assert look_up("QS11-2026-9999", "2222222222", address="192.0.2.1", at=later) is None
    with pytest.raises(TooMany, match="请过2分钟再试"):
        look_up("QS11-2026-9999", "2222222222", address="192.0.2.1", at=later)


def test_one_address_guesses_a_hundred_times_an_hour(filled):
    at = moment("2026-09-01")
    for serial in range(100):
        assert look_up(f"QS11-2026-{serial}", "2222222222", address="192.0.2.1", at=at) is None
    with pytest.raises(TooMany, match="请过一小时再试"):
        look_up("QS11-2026-777", "2222222222", address="192.0.2.1", at=at)


def test_the_same_again_is_noticed_and_may_still_be_sent(filled):
    browser = Client()
    send(browser, filled)
    again = send(browser, filled)
    assert "一个月内" in again.content.decode()
    assert DisclosureRequest.objects.count() == 1
    address = reverse("portal:apply")
    sent = browser.post(address, {"confirm": "1"}, follow=True)
    assert receipt_of(sent)[0].endswith("-0002")
    assert DisclosureRequest.objects.count() == 2
    again = browser.post(address, {"confirm": "1"})
    assert "等得太久，或者已经提交过" in again.content.decode()
    assert DisclosureRequest.objects.count() == 2


def test_the_second_press_asks_for_nothing_again(filled, settings):
    browser = Client()
    send(browser, filled)
    photo = SimpleUploadedFile("身份证.txt", "演示身份证".encode())
    page = send(browser, {**filled, "identity_files": photo}).content.decode()
    assert "不用再填、再选、再验证" in page or "确实要再提一次的" in page
    assert "2025年河东村道路硬化工程的验收报告" in page
    assert "身份证.txt" in page
    for never in ("proof_token", "identity_files", "田大有"):
        assert never not in page, never
    waiting = [
        path
        for path in Path(settings.MEDIA_ROOT).parent.rglob(f"{held.ASIDE.folder}/*")
        if "演示".encode() in path.read_bytes() or "田大有".encode() in path.read_bytes()
    ]
    assert waiting == []
    name = browser.session["request-held"]
    browser.post(reverse("portal:apply"), {"confirm": "1"})
    second = DisclosureRequest.objects.order_by("pk").last()
    assert second.serial == 2
    kept = second.files.get()
    assert (kept.name, kept.kind) == ("身份证.txt", "identity")
    assert read_file(kept) == "演示身份证".encode()
    left = private_store().listdir(held.ASIDE.folder)[1]
    assert not any(each.startswith(name) for each in left)


def test_a_picture_that_nobody_can_open_is_told_at_once(filled):
    broken = SimpleUploadedFile("身份证.png", b"\x89PNG\r\n\x1a\n")
    page = send(Client(), {**filled, "identity_files": broken})
    assert page.status_code == 400
    assert "图片“身份证.png”打不开" in page.content.decode()
    assert DisclosureRequest.objects.count() == 0


def test_what_waits_an_hour_is_gone_and_what_was_written_is_still_there(filled, time_machine_hour):
    browser = Client()
    send(browser, filled)
    send(browser, filled)
    time_machine_hour()
    page = browser.post(reverse("portal:apply"), {"confirm": "1"})
    assert page.status_code == 400
    assert "等得太久" in page.content.decode()
    assert "田大有" in page.content.decode()
    assert DisclosureRequest.objects.count() == 1
    assert Client().post(reverse("portal:apply"), {"confirm": "1"}).status_code == 400


def test_one_address_sends_five_an_hour(filled):
    browser = Client()
    for number in range(5):
        send(browser, {**filled, "text": f"第{number}件"})
    assert send(browser, {**filled, "text": "第六件"}).status_code == 429
    assert DisclosureRequest.objects.count() == 5


def test_a_draft_is_kept_sealed_and_never_sent(filled):
    browser = Client()
    send(browser, filled, keep="1")
    assert DisclosureRequest.objects.count() == 0
    assert "田大有" not in str(dict(browser.session))
    assert "田大有" in browser.get(reverse("portal:apply")).content.decode()


def test_a_script_stays_words_and_a_machine_stays_out(filled, signed_in):
    send(Client(), {**filled, "text": "<script>alert(1)</script>"})
    case = DisclosureRequest.objects.get()
    page = signed_in("柳河拟稿").get(reverse("casework:case", args=[case.pk])).content.decode()
    assert "<script>alert(1)" not in page
    assert send(Client(), {**filled, "homepage": "http://x"}).status_code == 400


def test_nobody_is_asked_what_for(county):
    page = Client().get(reverse("portal:apply")).content.decode()
    assert "用途" not in re.sub("不用说明用途|不问用途", "", page)


def test_forged_and_foreign_addresses_show_nothing(filled):
    for name, args in (
        ("portal:request-receipt", ["x"]),
        ("portal:request-status", ["x"]),
        ("portal:request-letter", ["x", 1]),
    ):
        assert Client().get(reverse(name, args=args)).status_code == 404


def test_nothing_comes_in_without_the_proof(filled):
    browser = Client()
    page = browser.post(reverse("portal:apply"), filled)
    assert page.status_code == 400
    assert "现在需要先做一次验证，验证已附在本页" in page.content.decode()
    assert not DisclosureRequest.objects.exists()
    proof = proof_for(browser.get(reverse("portal:apply")))
    assert receipt_of(send(browser, filled, **proof))
    again = browser.post(
        reverse("portal:apply"), {**filled, **proof, "text": "另一件", "sure": "1"}
    )
    assert "本页已提交过一次" in again.content.decode()
    assert DisclosureRequest.objects.count() == 1


def test_where_a_request_stands_is_told_as_a_line_of_steps(filled):
    browser = Client()
    number, code = receipt_of(send(browser, filled))
    lookup = reverse("portal:ask-after")
    page = browser.post(lookup, {"number": number, "code": code}, follow=True).content.decode()
    line = page[page.index('<ol class="stepper">') : page.index("</ol>")]
    steps = re.findall(r'<li class="(step-\w+)"><strong>([^<]+)</strong>', line)
    assert steps == [
        ("step-done", "收到申请"),
        ("step-now", "答复期限正在计算"),
        ("step-later", "答复您"),
    ]
    assert "柳河镇人民政府" in line
    assert "最迟 " in line


def test_what_nobody_sent_goes_by_the_clock_within_the_hour(body):
    asked = Asked(ApplicantFacts("田大有"), "natural_person", "道路验收报告")
    name, now = held.hold(body("QS11").pk, asked), timezone.now()
    held.ASIDE.clear(now + timedelta(minutes=59))
    assert held.look(name) == (body("QS11").pk, asked)
    held.ASIDE.clear(now + timedelta(minutes=61))
    assert held.look(name) is None


def test_the_same_page_pressed_twice_shows_the_receipt_of_the_first_press(filled):
    browser = Client()
    sent = {**filled, **proof_for(browser.get(reverse("portal:apply")))}
    first = browser.post(reverse("portal:apply"), sent, follow=True)
    second = browser.post(reverse("portal:apply"), sent, follow=True)
    assert receipt_of(second) == receipt_of(first)
    assert DisclosureRequest.objects.count() == 1


def test_a_pdf_that_asks_for_a_password_is_told_at_once(filled):
    drawn, locked = pikepdf.new(), io.BytesIO()
    drawn.add_blank_page()
    drawn.save(locked, encryption=pikepdf.Encryption(user="演示口令", owner="演示口令"))
    file = SimpleUploadedFile("身份证.pdf", locked.getvalue())
    page = send(Client(), {**filled, "identity_files": file}).content.decode()
    assert "文件“身份证.pdf”设有密码，办理的人打不开；请去掉密码再选一次。" in page
    assert not DisclosureRequest.objects.exists()
