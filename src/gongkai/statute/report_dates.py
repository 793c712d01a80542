"""When a body's annual report is due (条例第四十九条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.statute.errors import WrongArgument
from gongkai.statute.parameters import parameter
from gongkai.statute.settings import DEFAULT, Settings

FIRST_YEAR = 2019


class Reporter(Enum):
    """Whose report it is."""

    DEPARTMENT = "department"
    GOVERNMENT = "government"
    TOWNSHIP = "township"


@dataclass(frozen=True)
class ReportDue:
    """The day by which a report must be public.

    Attributes:
        due_on: the last day; a fixed date, it does not move when it is a day off.
        cite: the provision, or `setting:township_report`.
    """

    due_on: date
    cite: str


def report_due(reporter: Reporter, report_year: int, settings: Settings = DEFAULT) -> ReportDue:
    """When the report on a year is due.

    Args:
        reporter: a department or government at county level or above, or a township (the Regulations name no date for it).
        report_year: the year reported on, 2019 or later.
        settings: `township_report` gives the township's date.

    Raises:
        WrongArgument: a year before the Regulations of 2019, or a date that does not exist.
    """
    if not FIRST_YEAR <= report_year <= 9998:
        raise WrongArgument("报告年度", report_year, f"{FIRST_YEAR}或以后的年份")
    if reporter is Reporter.TOWNSHIP:
        number, cite = settings.number("township_report"), "setting:township_report"
    else:
        value = parameter(reporter.value, date(report_year + 1, 1, 1))
        number, cite = value.amount, value.cite
    month, day = divmod(number, 100)
    try:
        return ReportDue(date(report_year + 1, month, day), cite)
    except ValueError as error:
        raise WrongArgument("年度报告的日期", number, "存在的月日，如131") from error
