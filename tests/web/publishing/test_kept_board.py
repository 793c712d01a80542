"""What was released is kept between two acts, and asked again after each."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.actions.contacts import change_contacts
from gongkai.web.portal import generation
from gongkai.web.publishing.catalogue.actions.entries import trim_catalogue
from gongkai.web.publishing.duties import released as counting
from gongkai.web.publishing.duties.board import Status, board
from gongkai.web.publishing.duties.released import provide_mark, released_until
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import WithdrawalReason


@pytest.fixture
def kept():
    provide_mark(generation.current)
    yield
    provide_mark(None)


def test_the_board_follows_each_release_and_each_withdrawal(kept, rows, body, released, person):
    township, row = body("QS11"), rows("statutory.livelihood_policies")
    trim_catalogue(
        township, acting_user=PLATFORM, on=date(2020, 1, 1), rows=[row], at=timezone.now()
    )
    today = timezone.localdate()
    (cell,) = board([township], today)
    assert cell.last_published_on is None
    item = released(row=row)
    (cell,) = board([township], today)
    assert cell.last_published_on == today
    withdraw_item(
        item,
        acting_user=person("柳河发布"),
        on=today,
        reason=WithdrawalReason.WRONG,
        explanation="数字有误。",
        at=timezone.now(),
    )
    (cell,) = board([township], today)
    assert (cell.last_published_on, cell.status in {Status.BLANK, Status.BY_EVENT}) == (None, True)


def test_between_two_acts_nothing_is_asked_of_the_items(kept, rows, body, released):
    township = body("QS11")
    released(row=rows("statutory.livelihood_policies"))
    today = timezone.localdate()
    first = released_until([township.pk], today)
    with CaptureQueriesContext(connection) as asked:
        assert released_until([township.pk], today) == first
    assert len(asked) == 1  # the mark
    assert released_until([township.pk], date(2020, 1, 1)) == {}


def test_after_an_act_on_an_item_only_its_body_is_counted_anew(
    kept, rows, body, released, monkeypatch
):
    row, towns = rows("statutory.livelihood_policies"), [body("QS11").pk, body("QS12").pk]
    today, asked = timezone.localdate(), []
    ask = counting._asked

    def told(bodies, on):
        asked.append(set(bodies))
        return ask(bodies, on)

    monkeypatch.setattr(counting, "_asked", told)
    assert released_until(towns, today) == {}
    released(row=row)
    assert released_until(towns, today) == {(towns[0], row.pk): (today, 1)}
    assert asked == [set(towns), {towns[0]}]


def test_after_any_other_act_all_is_counted_anew(kept, rows, body, monkeypatch):
    towns, today, asked = [body("QS11").pk, body("QS12").pk], timezone.localdate(), []
    monkeypatch.setattr(counting, "_asked", lambda bodies, on: asked.append(set(bodies)) or {})
    released_until(towns, today)
    change_contacts(
        body("QS11"), acting_user=PLATFORM, on=today, phone="0000-5550119", at=timezone.now()
    )
    released_until(towns, today)
    assert asked == [set(towns), set(towns)]
