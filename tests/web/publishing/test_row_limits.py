"""A time limit that a county's catalogue sets is the one by which the last days are computed."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from gongkai.catalogue.limits import read_limits
from gongkai.statute.publication import publication_due_by_kind
from gongkai.statute.workdays import load_calendar
from gongkai.web.publishing.catalogue.forms import PostingField
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


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("7日", "7 calendar days"),
        ("7个工作日", "7 working days"),
        ("公示不少于10天", "10 calendar days"),
        ("", ""),
    ],
)
def test_how_long_a_list_is_posted_is_written_as_people_do(written, kept):
    field = PostingField(required=False)
    assert field.clean(written) == kept
    assert field.prepare_value("7 working days") == "7个工作日"


def test_a_posting_that_is_no_number_of_days_is_refused_with_an_example():
    with pytest.raises(ValidationError, match="“一阵子”看不出是几天；请写成 7日 或者 7个工作日。"):
        PostingField().clean("一阵子")
