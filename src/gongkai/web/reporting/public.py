"""Reports that anybody may read: the version that was accepted last, whatever is being mended since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from gongkai.report.interchange import from_json
from gongkai.report.model import AnnualReport
from gongkai.web.bodies.models import PublicBody
from gongkai.web.reporting.jobs import as_text
from gongkai.web.reporting.models import ReportFile, ReportStep, StepKind, YearReport


@dataclass(frozen=True)
class Correction:
    """That a report was corrected after it had become public, and what in it."""

    on: date
    words: str


@dataclass(frozen=True)
class PublicReport:
    """A report as the public reads it. ``corrections`` are told beside it."""

    body: PublicBody
    year: int
    accepted_on: date
    file: ReportFile
    corrections: tuple[Correction, ...] = ()

    @property
    def data(self) -> dict[str, Any]:
        """As data."""
        found: dict[str, Any] = self.file.data
        return found

    @property
    def report(self) -> AnnualReport:
        """As an object."""
        return from_json(as_text(self.data), self.file.name)

    def figure(self, cell: str) -> int | float | None:
        """A cell; ``None`` where it is unknown or not of this edition."""
        table, row, column = cell.split(".")
        value: int | float | None = self.data["tables"].get(table, {}).get(row, {}).get(column)
        return value


@dataclass(frozen=True)
class PublicYear:
    """That a body's report on a year is public, without its text."""

    body: PublicBody
    year: int
    accepted_on: date


def public_years(*, body: int | None = None) -> list[PublicYear]:
    """The newest first, in one question to the database."""
    accepted = ReportStep.objects.filter(report=OuterRef("pk"), kind=StepKind.ACCEPTED).order_by(
        "-at", "-pk"
    )
    reports: Any = (
        YearReport.objects.annotate(public_at=Subquery(accepted.values("at")[:1]))
        .exclude(public_at=None)
        .select_related("body")
        .order_by("-year", "body__lineage")
    )
    if body is not None:
        reports = reports.filter(body=body)
    return [
        PublicYear(each.body, each.year, timezone.localtime(each.public_at).date())
        for each in reports
    ]


def public_reports(
    *, bodies: Sequence[int] | None = None, year: int | None = None
) -> list[PublicReport]:
    """Accepted reports by body and year, in three questions to the database."""
    accepted = ReportStep.objects.filter(report=OuterRef("pk"), kind=StepKind.ACCEPTED).order_by(
        "-at", "-pk"
    )
    reports: Any = (
        YearReport.objects.annotate(
            public_file=Subquery(accepted.values("file")[:1]),
            public_at=Subquery(accepted.values("at")[:1]),
        )
        .exclude(public_file=None)
        .select_related("body")
        .order_by("body__lineage", "year")
    )
    if bodies is not None:
        reports = reports.filter(body__in=bodies)
    if year is not None:
        reports = reports.filter(year=year)
    found = list(reports)
    files = ReportFile.objects.defer("findings").in_bulk([each.public_file for each in found])
    corrections: dict[int, list[Correction]] = {}
    for step in ReportStep.objects.filter(
        report__in=[each.pk for each in found], kind=StepKind.CORRECTED
    ):
        on = timezone.localtime(step.at).date()
        corrections.setdefault(step.report_id, []).append(Correction(on, step.words))
    return [
        PublicReport(
            each.body,
            each.year,
            timezone.localtime(each.public_at).date(),
            files[each.public_file],
            tuple(corrections.get(each.pk, ())),
        )
        for each in found
    ]
