"""What public pages say of how to reach a body is what holds today."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.actions.contacts import change_contacts
from gongkai.web.publishing.channels.contact_check import contact_to_dos, mismatches

ROW = "statutory.functions_and_organisation"
RIGHT = "<p>办公地址：柳河镇人民路8号</p><p>联系电话：0000-5550111</p>"


@pytest.fixture
def told(released, rows):
    """A released item that says how to reach 柳河镇."""
    return lambda text: released(title="机构职能", row=rows(ROW), text=text)


def found(body):
    return [
        (finding.code, finding.found)
        for each in mismatches([body("QS11").pk], timezone.localdate())
        for finding in each.findings
    ]


@pytest.mark.both_databases
def test_what_agrees_with_the_facts_in_force_is_not_told(told, body):
    told(RIGHT)
    assert found(body) == []


def test_a_number_that_no_longer_holds_is_told_with_the_one_that_does(told, body, person):
    told(RIGHT.replace("0000-5550111", "0000-5550999"))
    assert found(body) == [("GD201", "联系电话：0000-5550999")]
    (to_do,) = contact_to_dos(person("柳河拟稿"), timezone.localdate())
    assert to_do.text == "联系方式与机构资料不符：机构职能"
    told(RIGHT.replace("0000-5550111", "0000-5550888"))
    (to_do,) = contact_to_dos(person("柳河拟稿"), timezone.localdate())
    assert to_do.text == "联系方式与机构资料不符：机构职能等 2 条"
    assert list(contact_to_dos(person("白杨拟稿"), timezone.localdate())) == []


def test_a_change_of_the_facts_asks_for_the_item_to_follow(told, body):
    told(RIGHT)
    change_contacts(
        body("QS11"),
        acting_user=PLATFORM,
        on=timezone.localdate(),
        phone="0000-5550222",
        address="柳河镇新区路1号",
        at=timezone.now(),
    )
    assert [code for code, _ in found(body)] == ["GD203", "GD201"]


def test_the_screen_shows_both_sides(told, signed_in):
    told(RIGHT.replace("8号", "88号"))
    page = signed_in("柳河拟稿").get(reverse("publishing:contact-check")).content.decode()
    assert "柳河镇人民路88号" in page
    assert "柳河镇人民路8号" in page


def test_the_check_asks_as_many_questions_for_one_item_as_for_five(told, body):
    told(RIGHT)
    with CaptureQueriesContext(connection) as one:
        mismatches([body("QS11").pk], timezone.localdate())
    for _ in range(4):
        told(RIGHT)
    with CaptureQueriesContext(connection) as five:
        mismatches([body("QS11").pk], timezone.localdate())
    # One of them is ``body("QS11")`` itself.
    assert len(one) == len(five) == 4


def test_public_pages_show_the_details_in_force_and_no_earlier_ones(body, county):
    change_contacts(
        body("QS11"),
        acting_user=PLATFORM,
        on=timezone.localdate(),
        phone="0000-5550222",
        address="柳河镇新区路1号",
        at=timezone.now(),
    )
    change_contacts(
        body("QS12"),
        acting_user=PLATFORM,
        on=date(2099, 1, 1),
        phone="0000-5550333",
        at=timezone.now(),
    )
    client = Client()
    for address in ("/qs11/", "/columns/guide/qs11/", "/columns/requests/qs11/"):
        page = client.get(address).content.decode()
        assert "0000-5550222" in page, address
        assert "柳河镇新区路1号" in page, address
        assert "0000-5550111" not in page, address
    assert "0000-5550333" not in client.get("/qs12/").content.decode()
