"""By the clock: in January each body finds the skeleton of its report on the year that is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.reporting.models import YearReport, reporting_bodies
from gongkai.web.reporting.writing.actions import open_year

MONTH = 1


def open_years(at: datetime) -> Iterator[str]:
    """Open last year's report of every body that owes one; twice does nothing twice."""
    today = timezone.localdate(at)
    if today.month != MONTH:
        return
    year = today.year - 1
    standing = YearReport.objects.filter(year=year).values("body")
    opened = [
        report
        for body in reporting_bodies(today).exclude(pk__in=standing)
        if (report := open_year(body, year, at=at)) is not None
    ]
    if opened:
        yield _("建立 {year} 年年度报告 {number} 份。").format(year=year, number=len(opened))
