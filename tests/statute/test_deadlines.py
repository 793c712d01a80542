from datetime import date

import pytest

from gongkai.statute import deadlines
from gongkai.statute.errors import NotInForce, WrongArgument
from gongkai.statute.workdays import load_calendar

D = date.fromisoformat
CALENDAR = load_calendar()

VECTORS = [
    ("2025-01-20", "2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"),
    ("2025-09-22", "2025-09-30", "2025-10-17", "2025-10-24", "2025-11-21"),
    ("2026-01-26", "2026-02-04", "2026-02-14", "2026-02-28", "2026-03-27"),
    ("2026-02-09", "2026-02-25", "2026-03-06", "2026-03-13", "2026-04-13"),
    ("2026-04-28", "2026-05-11", "2026-05-21", "2026-05-28", "2026-06-26"),
    ("2026-09-18", "2026-09-29", "2026-10-15", "2026-10-22", "2026-11-19"),
    ("2026-09-24", "2026-10-12", "2026-10-22", "2026-10-29", "2026-11-26"),
]


@pytest.mark.parametrize(("day", "seven", "fifteen", "twenty", "forty"), VECTORS)
def test_each_deadline_falls_where_the_published_vectors_say(day, seven, fifteen, twenty, forty):
    day = D(day)
    assert deadlines.due("supplement_notice", day, CALENDAR) == D(seven)
    assert deadlines.due("third_party", day, CALENDAR) == D(fifteen)
    assert deadlines.due("joint_maker", day, CALENDAR) == D(fifteen)
    assert deadlines.reply_due(day, CALENDAR) == D(twenty)
    assert deadlines.reply_due(day, CALENDAR, extended_by=20) == D(forty)
    assert deadlines.due("payment", day, CALENDAR) == D(twenty)
    assert deadlines.due("publication", day, CALENDAR) == D(twenty)


@pytest.mark.parametrize("days", [-1, 21])
def test_an_extension_beyond_the_cap_is_refused(days):
    with pytest.raises(WrongArgument) as refusal:
        deadlines.reply_due(D("2026-03-02"), CALENDAR, extended_by=days)
    assert "第三十三条第二款" in refusal.value.message


def test_under_the_regulations_of_2007_an_answer_was_due_after_fifteen_working_days():
    assert deadlines.reply_due(D("2019-03-01"), CALENDAR) == D("2019-03-22")
    assert deadlines.reply_due(D("2019-05-15"), CALENDAR) == D("2019-06-13")


def test_a_fee_was_not_payable_before_2021():
    with pytest.raises(NotInForce):
        deadlines.due("payment", D("2020-12-31"), CALENDAR)
