"""What an applicant reads of his request: who answers, by when, what after that."""

from __future__ import annotations

from datetime import date

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from gongkai.statute.receipt import Door
from gongkai.web.casework.clock.actions import merge_request
from tests.web.casework.conftest import moment


def page_of(case):
    token = signing.dumps(case.pk, salt="request-status")
    return Client().get(reverse("portal:request-status", args=[token])).content.decode()


@pytest.mark.parametrize("door", [Door.HANDED_DOWN])
def test_what_was_handed_down_promises_no_day_and_no_remedy_here(desk, door):
    page = page_of(desk.receive("2026-03-10", door=door))
    assert "由谁答复" in page
    assert "由收到申请的机关答复申请人，救济不对本机关" in page
    assert "最迟" not in page
    assert "您可以申请行政复议" not in page


def test_what_is_late_is_told_as_late(desk):
    page = page_of(desk.receive("2026-03-10"))
    assert "已经超过2026年4月8日（周三），还没有答复，您可以" in page


def test_what_was_merged_says_where_it_is_answered(desk):
    first = desk.receive("2026-03-09")
    second = desk.receive("2026-03-10")
    merge_request(
        second,
        acting_user=desk.clerk,
        at=moment("2026-03-11"),
        on=date(2026, 3, 11),
        into=first,
        note="当面告知",
    )
    assert f"在{first.number}里一并答复" in page_of(desk.again(second))
