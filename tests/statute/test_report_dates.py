from datetime import date

import pytest

from gongkai.statute.errors import WrongArgument
from gongkai.statute.report_dates import Reporter, report_due
from gongkai.statute.settings import Settings


def test_a_department_reports_by_31_january():
    due = report_due(Reporter.DEPARTMENT, 2025)
    assert (due.due_on, due.cite) == (date(2026, 1, 31), "ogi-2019#49.1")


def test_a_county_government_reports_by_31_march():
    due = report_due(Reporter.GOVERNMENT, 2025)
    assert (due.due_on, due.cite) == (date(2026, 3, 31), "ogi-2019#49.2")


def test_a_township_reports_when_the_county_says_in_january_by_default():
    due = report_due(Reporter.TOWNSHIP, 2025)
    assert (due.due_on, due.cite) == (date(2026, 1, 31), "setting:township_report")
    local = Settings((("township_report", "115"),))
    assert report_due(Reporter.TOWNSHIP, 2025, local).due_on == date(2026, 1, 15)


def test_a_day_that_does_not_exist_is_refused():
    with pytest.raises(WrongArgument):
        report_due(Reporter.TOWNSHIP, 2025, Settings((("township_report", "230"),)))


def test_years_before_the_regulations_of_2019_are_refused():
    with pytest.raises(WrongArgument):
        report_due(Reporter.DEPARTMENT, 2018)
