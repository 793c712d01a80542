"""The public form, the receipt, and asking after a request."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.web.casework.requests.models import DisclosureRequest
from tests.attacks.proofs import proof_for


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


def test_guessing_is_stopped(filled):
    browser = Client()
    number, code = receipt_of(send(browser, filled))
    lookup = reverse("portal:ask-after")
    for _ in range(10):
        assert browser.post(lookup, {"number": number, "code": "2222222222"}).status_code == 400
    assert browser.post(lookup, {"number": number, "code": code}).status_code == 429


def test_the_same_again_is_noticed_and_may_still_be_sent(filled):
    browser = Client()
    send(browser, filled)
    again = send(browser, filled)
    assert "一个月内" in again.content.decode()
    assert DisclosureRequest.objects.count() == 1
    send(browser, filled, sure="1")
    assert DisclosureRequest.objects.count() == 2


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
