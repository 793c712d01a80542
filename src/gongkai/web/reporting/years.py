"""A body's year: its screens, before and beside its report, and that nothing of it changes once the report is handed in."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import WrongState
from gongkai.web.reporting.models import YearReport, reporting_bodies

FIRST_YEAR = 2021
"""The first year of the form whose cells are counted; reports on earlier years are read from files."""


class OfYear:
    """A screen about a body's year, both named by its address."""

    kwargs: dict[str, Any]
    user: Any

    @cached_property
    def body(self) -> PublicBody:
        # A learner writes the report of the body for practice too; it is never filed.
        on, number = timezone.localdate(), self.kwargs["pk"]
        practice = PublicBody.objects.standing_on(on).filter(is_practice=True, pk=number).first()
        return practice or get_object_or_404(reporting_bodies(on), pk=number)

    @property
    def year(self) -> int:
        year: int = self.kwargs["year"]
        if not FIRST_YEAR <= year <= timezone.localdate().year:
            raise Http404
        return year

    def get_body(self) -> PublicBody:
        return self.body

    @property
    def is_open(self) -> bool:
        """Whether the report may still be changed."""
        report = YearReport.objects.filter(body=self.body, year=self.year).first()
        return report is None or report.is_open

    def get_parent_crumbs(self) -> list[tuple[str, str]]:
        return [(reverse("reporting:list"), _("年度报告"))]


def refuse_handed_in(body: PublicBody, year: int) -> None:
    """Raises `WrongState` where the report of the year is handed in: its author is locked."""
    report = YearReport.objects.filter(body=body, year=year).select_related("body").first()
    if report is not None and not report.is_open:
        raise WrongState(
            _("{report}{stage}，不能再改；需要更正的，请县级主管部门先退回。").format(
                report=report, stage=report.get_stage_display()
            )
        )
