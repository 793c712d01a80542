"""The main screens of the office have no serious finding of accessibility."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue, trim_catalogue

SCREENS = {
    "柳河拟稿": (
        "",
        "items/",
        "items/board/",
        "items/new/",
        "items/drop/",
        "items/nil-returns/",
        "items/postings/",
        "supervision/handover/",
        "bodies/",
    ),
    "平台管理员": ("", "items/catalogue/", "supervision/evidence/", "items/scans/", "people/"),
}

# What a county chooses for all.
CHOSEN = (
    "items/catalogue/codes/",
    "items/wordings/lists/",
    "items/wordings/lists/new/",
    "requests/settings/",
    "reports/assessments/weights/",
)


def test_the_main_screens_have_no_serious_finding(open_page, findings, body):
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    trim_catalogue(body("QS11"), acting_user=PLATFORM, on=date(2026, 1, 1), at=timezone.now())
    found = {}
    for username, addresses in SCREENS.items():
        page = open_page(username)
        for address in addresses:
            answer = page.goto(f"/office/{address}")
            assert answer.status == 200, address
            if told := findings(page):
                found[address] = told
    assert found == {}


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_what_is_chosen_for_a_county_fits_and_can_be_read(open_page, findings, body, size):
    page = open_page("县公开办", size=size)
    choices = f"reports/figures/{body('QS').pk}/2025/choices/"
    for address in (*CHOSEN, choices):
        assert page.goto(f"/office/{address}").status == 200, address
        assert findings(page) == [], address
        assert (
            page.evaluate(
                "[...document.querySelectorAll('html, main, .content-wrapper')]"
                ".filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.tagName)"
            )
            == []
        ), address
