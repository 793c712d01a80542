"""nil return, signed from the board."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.catalogue.actions.entries import trim_catalogue
from gongkai.web.publishing.catalogue.models import BodyRow
from gongkai.web.publishing.duties.board import statement_period
from gongkai.web.publishing.duties.models import NilReturn


@pytest.fixture
def owed(body, rows):
    """One row of 柳河镇: statistics, 常规类."""
    row = rows("statutory.statistics")
    trim_catalogue(
        body("QS11"), acting_user=PLATFORM, on=date(2026, 1, 1), rows=[row], at=timezone.now()
    )
    return BodyRow.objects.select_related("row").get(body=body("QS11"))


@pytest.mark.parametrize(
    ("cadence", "first", "last"),
    [
        ("regular", date(2026, 10, 1), date(2026, 12, 31)),
        ("fixed", date(2026, 7, 1), date(2026, 12, 31)),
        ("temporary", date(2026, 11, 1), date(2026, 11, 30)),
    ],
)
def test_the_period_is_that_of_the_cadence(owed, cadence, first, last):
    owed.row.cadence = cadence
    assert statement_period(owed, date(2026, 11, 16)) == (first, last)


def test_the_last_day_of_february_is_known(owed):
    owed.row.cadence = "temporary"
    assert statement_period(owed, date(2028, 2, 3)) == (date(2028, 2, 1), date(2028, 2, 29))


def test_a_row_with_a_monthly_quota_is_answered_for_by_the_month(owed):
    owed.monthly_quota = 4
    first, last = statement_period(owed, date(2026, 11, 16))
    assert (first, last) == (date(2026, 11, 1), date(2026, 11, 30))


def test_a_clerk_signs_from_a_cell_of_the_board(owed, signed_in):
    client = signed_in("柳河拟稿")
    address = f"/office/items/nil-returns/{owed.body_id}/{owed.row_id}/"
    assert address in client.get("/office/items/board/").content.decode()
    first, last = statement_period(owed, timezone.localdate())
    page = client.get(address).content.decode()
    assert first.isoformat() in page
    assert last.isoformat() in page
    answer = client.post(
        address, {"first_day": first, "last_day": last, "reason": "本季度没有新的统计数据。"}
    )
    assert answer.status_code == 302
    assert NilReturn.objects.get().signed_by.username == "柳河拟稿"
    assert "本季度没有新的统计数据。" in client.get("/office/items/nil-returns/").content.decode()
    assert address not in client.get("/office/items/board/").content.decode()


def test_a_supervisor_sees_the_board_without_signing(owed, signed_in):
    page = signed_in("县监督").get("/office/items/board/").content.decode()
    assert "/office/items/nil-returns/" not in page.split("<main", 1)[-1]


def test_a_reason_is_wanted_and_days_stand_in_order(owed, signed_in):
    client = signed_in("柳河拟稿")
    address = f"/office/items/nil-returns/{owed.body_id}/{owed.row_id}/"
    wrong = client.post(
        address, {"first_day": "2026-12-31", "last_day": "2026-10-01", "reason": ""}
    )
    assert "早于期间起" in wrong.content.decode()
    assert not NilReturn.objects.exists()
