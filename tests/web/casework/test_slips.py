"""What is handed over at once, and what goes into the file, when a request is taken in."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from gongkai.documents.opening import open_bytes
from gongkai.web.casework.requests.lookup import look_up
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.journal.models import Entry
from tests.web.casework.conftest import moment

GIVEN = {
    "door": "oral",
    "day": "2026-11-24",
    "applicant_kind": "natural_person",
    "name": "田大有",
    "identity_number": "000000195001010000",
    "phone": "0000-5550199",
    "text": "2025年河东村道路硬化工程的验收报告",
    "read_back": "代填人林小禾，已宣读，申请人按指印",
}


def words(response):
    return "".join(open_bytes(response.content, "回执.pdf").lines())


@pytest.fixture
def clerk(signed_in, desk):
    browser = signed_in("柳河拟稿")
    answer = browser.post(reverse("casework:register"), {**GIVEN, "body": desk.body.pk})
    case = DisclosureRequest.objects.get()
    assert answer["Location"] == reverse("casework:registered", args=[case.pk])
    return browser, case


def test_the_slip_holds_number_days_telephone_and_code(clerk):
    browser, case = clerk
    page = browser.get(reverse("casework:registered", args=[case.pk])).content.decode()
    code = re.search(r"<strong>([2-9A-HJKMNP-Z]{10})</strong>", page).group(1)
    slip = words(browser.get(reverse("casework:receipt-slip", args=[case.pk])))
    for told in (case.number, code, "2026年11月24日", "2026年12月22日", "0000-5550"):
        assert told in slip
    assert look_up(case.number, code, address="192.0.2.1", at=moment("2026-11-25")) == case


def test_the_form_says_who_wrote_it_down_and_is_in_the_journal(clerk):
    browser, case = clerk
    form = words(browser.get(reverse("casework:application-form", args=[case.pk])))
    for told in (
        "田大有（自然人）",
        "末四位0000",
        "代填人林小禾，已宣读，申请人按指印",
        "口头提出（工作机构代填）",
    ):
        assert told in form
    assert "000000195001010000" not in form
    assert Entry.objects.filter(act="casework.see-applicant").count() == 1


def test_the_code_is_known_only_where_it_was_registered(clerk, signed_in):
    _browser, case = clerk
    page = signed_in("柳河拟稿").get(reverse("casework:registered", args=[case.pk]))
    assert "查询码" not in page.content.decode()
    slip = words(signed_in("柳河拟稿").get(reverse("casework:receipt-slip", args=[case.pk])))
    assert "查询码：受理时已经告知" in slip
