"""A time limit that a county's catalogue sets is the one by which the last days are computed."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.catalogue.limits import read_limits
from gongkai.statute.publication import publication_due_by_kind
from gongkai.statute.workdays import load_calendar
from gongkai.web.publishing.catalogue.row_limits import period_kind_of


@pytest.mark.parametrize(
    ("words", "last_day"),
    [
        ("自批准之日起3个工作日内", date(2026, 3, 5)),
        ("三个工作日内", date(2026, 3, 5)),
        ("自决定作出之日起1个工作日内", date(2026, 3, 3)),
        # The seventh is a Saturday.
        ("自形成之日起5日内", date(2026, 3, 9)),
        ("7日内", date(2026, 3, 9)),
        ("12个工作日内", date(2026, 3, 16)),
        ("30个工作日内", date(2026, 3, 30)),
        ("自信息形成之日起20个工作日内", date(2026, 3, 30)),
    ],
)
def test_the_last_day_of_an_item_of_monday_the_second_of_march(words, last_day):
    kind = period_kind_of("social_assistance", read_limits(words))
    assert publication_due_by_kind(kind, date(2026, 3, 2), load_calendar()).due_on == last_day
