from datetime import date

import pytest

from gongkai.statute.errors import NotInForce, UnknownCode
from gongkai.statute.parameters import parameter
from gongkai.statute.publication import publication_due_by_kind, stale_on
from gongkai.statute.workdays import load_calendar

D = date.fromisoformat
CALENDAR = load_calendar()


def test_information_is_published_within_twenty_working_days_of_formation():
    due = publication_due_by_kind("general", D("2026-09-18"), CALENDAR)
    assert (due.due_on, due.cites) == (D("2026-10-22"), ("ogi-2019#26.1",))


def test_budgets_are_published_within_twenty_calendar_days_of_approval():
    due = publication_due_by_kind("budget", D("2026-03-09"), CALENDAR)
    assert due.due_on == D("2026-03-30")
    assert due.cites == ("budget-2018#14",)


def test_village_affairs_are_published_each_quarter_and_busy_finances_each_month():
    assert publication_due_by_kind("village_general", D("2026-03-31"), CALENDAR).due_on == D(
        "2026-06-30"
    )
    assert publication_due_by_kind("village_finance", D("2026-03-31"), CALENDAR).due_on == D(
        "2026-04-30"
    )


def test_a_local_practice_is_not_passed_off_as_law():
    due = publication_due_by_kind("assistance_decision", D("2026-03-02"), CALENDAR)
    assert due.due_on == D("2026-03-16")
    assert due.cites == ()
    assert "以本地目录为准" in due.practice


def test_a_row_is_stale_the_day_after_its_cadence_has_run_out():
    assert stale_on("dynamic", D("2026-03-02")) == D("2026-03-17")
    assert stale_on("regular", D("2026-03-02")) == D("2026-06-01")
    assert stale_on("temporary", D("2026-03-02")) is None


def test_unknown_kinds_are_refused():
    with pytest.raises(UnknownCode):
        publication_due_by_kind("gossip", D("2026-03-02"), CALENDAR)
    with pytest.raises(UnknownCode):
        stale_on("hourly", D("2026-03-02"))


def test_village_affairs_stay_posted_fifteen_days_since_2026():
    assert parameter("village_posting", D("2026-01-01")).amount == 15
    assert parameter("village_posting", D("2026-01-01")).cite == "villages-2025#35"
    with pytest.raises(NotInForce):
        parameter("village_posting", D("2025-12-31"))


def test_the_law_of_the_day_decides_the_period_and_where_it_stands():
    before = publication_due_by_kind("village_general", D("2025-12-31"), CALENDAR)
    after = publication_due_by_kind("village_general", D("2026-01-01"), CALENDAR)
    assert (before.cites, after.cites) == (("villages-2018#30.3",), ("villages-2025#35",))


@pytest.mark.parametrize(
    ("kind", "due_on"),
    [
        ("unit_budget", "2026-03-23"),
        ("land_approval", "2026-03-23"),
        ("procurement", "2026-03-04"),
        ("penalty_withdrawal", "2026-03-05"),
    ],
)
def test_other_laws_set_other_periods(kind, due_on):
    assert publication_due_by_kind(kind, D("2026-03-02"), CALENDAR).due_on == D(due_on)


def test_before_a_law_of_its_own_the_general_period_applies():
    due = publication_due_by_kind("land_approval", D("2020-03-02"), CALENDAR)
    assert (due.due_on, due.cites) == (D("2020-03-30"), ("ogi-2019#26.1",))
    old = publication_due_by_kind("general", D("2019-03-01"), CALENDAR)
    assert (old.due_on, old.cites) == (D("2019-03-29"), ("ogi-2007#18",))
