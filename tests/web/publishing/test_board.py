"""What is owed, as of a day."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.actions.entries import trim_catalogue
from gongkai.web.publishing.duties.actions.nil_return import sign_nil_return
from gongkai.web.publishing.duties.board import Status, board, open_items
from gongkai.web.publishing.items.models import ItemPage

pytestmark = pytest.mark.both_databases
DAY = date(2026, 11, 16)


@pytest.fixture
def owed(body, rows):
    """One row of 柳河镇: statistics, 常规类, stale after 90 days."""
    row = rows("statutory.statistics")
    trim_catalogue(
        body("QS11"), acting_user=PLATFORM, on=date(2026, 1, 1), rows=[row], at=timezone.now()
    )
    return row


@pytest.fixture
def published(drafted, owed):
    """Statistics that have been public since that day."""

    def publish(day: date) -> ItemPage:
        item = drafted(title=f"统计{day}", row=owed, formed_on=day)
        ItemPage.objects.filter(pk=item.pk).update(live=True, published_on=day)
        return item

    return publish


def status(body, day: date = DAY) -> Status:
    (cell,) = board([body("QS11")], day)
    return cell.status


def test_a_row_without_anything_is_blank(body, owed):
    assert status(body) is Status.BLANK


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 30), Status.CURRENT),
        (date(2027, 1, 16), Status.CURRENT),
        (date(2027, 1, 17), Status.SOON),
        (date(2027, 1, 31), Status.SOON),
        (date(2027, 2, 1), Status.STALE),
    ],
)
def test_a_regular_row_of_2026_11_02_is_stale_from_2027_02_01(body, published, day, expected):
    published(date(2026, 11, 2))
    assert status(body, day) is expected


def test_a_signed_statement_stands_for_its_period(body, owed, person):
    sign_nil_return(
        body("QS11"),
        acting_user=person("柳河拟稿"),
        row=owed,
        first_day=date(2026, 10, 1),
        last_day=date(2026, 12, 31),
        reason="本季度没有新的统计数据。",
        at=timezone.now(),
    )
    assert status(body) is Status.ZERO
    assert status(body, date(2027, 1, 1)) is Status.BLANK


def test_nobody_signs_for_nothing_where_something_was_published(body, owed, published, person):
    published(date(2026, 11, 2))
    with pytest.raises(ActionError, match="不能签署本期无信息"):
        sign_nil_return(
            body("QS11"),
            acting_user=person("柳河拟稿"),
            row=owed,
            first_day=date(2026, 10, 1),
            last_day=date(2026, 12, 31),
            reason="x",
            at=timezone.now(),
        )


def test_a_monthly_quota_warns_on_the_twentieth(body, owed, published):
    published(date(2026, 11, 2))
    body("QS11").catalogue.update(monthly_quota=4)
    assert status(body, date(2026, 11, 19)) is Status.CURRENT
    (cell,) = board([body("QS11")], date(2026, 11, 20))
    assert cell.status is Status.SHORT
    assert (cell.wanted, cell.published, cell.due_on) == (4, 1, date(2026, 11, 30))


def test_a_draft_is_due_twenty_working_days_after_it_was_formed(drafted, body):
    drafted(formed_on=date(2026, 1, 26))
    (found,) = open_items([body("QS11").pk])
    assert found.due_on == date(2026, 2, 28)
    assert not found.is_late(date(2026, 2, 28))
    assert found.is_late(date(2026, 3, 1))


def test_a_day_beyond_the_calendar_is_unknown_not_guessed(drafted, body):
    drafted(formed_on=date(2026, 12, 20))
    (found,) = open_items([body("QS11").pk])
    assert found.due_on is None
    assert not found.is_late(date(2027, 12, 31))


def test_the_board_asks_the_same_for_any_number_of_bodies(body, rows):
    for each in PublicBody.objects.public():
        trim_catalogue(each, acting_user=PLATFORM, on=date(2026, 1, 1), at=timezone.now())
    with CaptureQueriesContext(connection) as one:
        board([body("QS11")], DAY)
    bodies = list(PublicBody.objects.public())
    with CaptureQueriesContext(connection) as ten:
        assert len(board(bodies, DAY)) > 200
    # One more: ``body("QS11")`` itself.
    assert len(one) - 1 == len(ten) == 6
