"""Annual reports for everyone: a body's through the years, the bodies of a year side by side, the figures as open data."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_safe

from gongkai.documents.errors import DocumentError
from gongkai.documents.writers import parquet
from gongkai.documents.writers.parquet import ParquetColumn, ParquetKind
from gongkai.report.edition import editions
from gongkai.report.errors import ReportError
from gongkai.report.writers.html import article
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.confined import pool
from gongkai.web.files.store import place_of, private_store, store_content
from gongkai.web.office.downloads import hand_out, hand_out_in_pieces
from gongkai.web.portal.charts import bars
from gongkai.web.portal.page_cache import kept
from gongkai.web.reporting import jobs
from gongkai.web.reporting.models import reporting_bodies
from gongkai.web.reporting.public import PublicReport, public_reports

# What is drawn and compared; the first is stated in the words of the report.
SHOWN: tuple[tuple[str, Any], ...] = (
    ("proactive_count", _lazy("主动公开政府信息（条）")),
    ("requests.new.total", _lazy("新收申请（件）")),
    ("requests.result_total.total", _lazy("办结申请（件）")),
    ("proactive.normative_documents.issued", _lazy("制发行政规范性文件（件）")),
    ("proactive.licences.decisions", _lazy("行政许可决定（件）")),
    ("proactive.penalties.decisions", _lazy("行政处罚决定（件）")),
    ("disputes.reconsideration.total", _lazy("行政复议（件）")),
)
DRAWN = 3


def value_of(report: PublicReport, name: str) -> Any:
    """A figure by the name of its cell, or of its fact."""
    return report.figure(name) if "." in name else report.data["facts"].get(name)


@require_safe
@kept
def listing(request: HttpRequest) -> HttpResponse:
    """Every body with its years."""
    bodies: dict[PublicBody, list[PublicReport]] = {}
    for each in public_reports():
        bodies.setdefault(each.body, []).append(each)
    years = sorted({each.year for found in bodies.values() for each in found}, reverse=True)
    return render(request, "portal/reports.html", {"bodies": list(bodies.items()), "years": years})


@require_safe
@kept
def of_body(request: HttpRequest, code: str) -> HttpResponse:
    """A body's reports through the years, drawn and in a table."""
    body = get_object_or_404(PublicBody.objects.public().real(), code__iexact=code)
    found = public_reports(bodies=[body.pk])
    if not found:
        raise Http404
    rows = [(label, [value_of(each, name) for each in found]) for name, label in SHOWN]
    charts = [
        SafeString(
            bars(
                f"chart-{number}",
                str(label),
                [(str(each.year), value) for each, value in zip(found, values, strict=True)],
            )
        )
        for number, (label, values) in enumerate(rows[:DRAWN])
    ]
    context = {"body": body, "reports": found, "rows": rows, "charts": charts}
    return render(request, "portal/report_years.html", context)


@require_safe
@kept
def of_year(request: HttpRequest, year: int) -> HttpResponse:
    """The bodies of a year side by side, and whose report is missing."""
    found = public_reports(year=year)
    if not found:
        raise Http404
    there = {each.body.pk for each in found}
    missing = reporting_bodies(timezone.localdate()).exclude(pk__in=there).order_by("lineage")
    context = {
        "year": year,
        "heads": [label for _name, label in SHOWN],
        "rows": [(each, [value_of(each, name) for name, _label in SHOWN]) for each in found],
        "missing": missing,
    }
    return render(request, "portal/report_county.html", context)


@require_safe
@kept
def one(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """One report in full."""
    body = get_object_or_404(PublicBody.objects.public().real(), code__iexact=code)
    found = next(iter(public_reports(bodies=[body.pk], year=year)), None)
    if found is None:
        raise Http404
    text = SafeString("\n".join(article(found.report, prefix="report-")))
    return render(request, "portal/report.html", {"body": body, "found": found, "text": text})


@require_safe
def original(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The file as it was handed in."""
    body = get_object_or_404(PublicBody.objects.public().real(), code__iexact=code)
    found = next(iter(public_reports(bodies=[body.pk], year=year)), None)
    if found is None:
        raise Http404
    return hand_out(found.file.read(), found.file.name)


@require_safe
def as_pdf(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """The report in the official layout, to be printed."""
    body = get_object_or_404(PublicBody.objects.public().real(), code__iexact=code)
    found = next(iter(public_reports(bodies=[body.pk], year=year)), None)
    if found is None:
        raise Http404
    file, store = found.file, private_store()
    # Made once for each file: the address costs a reader's request and no more.
    place = place_of("reports", file.sha256, "report.pdf")
    if not store.exists(place):
        try:
            content = pool.run(
                jobs.converted, file.read(), file.name, "pdf", name=file.name, of=file.sha256
            )
        except (DocumentError, ReportError) as error:
            raise Http404(str(error)) from error
        store_content(place, content)
    with store.open(place) as stored:
        return hand_out(stored.read(), f"{PurePath(file.name).stem}.pdf")


HEADINGS = ("body_code", "body", "year", "edition", "cell", "value", "accepted_on")


@require_safe
def figures_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Every figure of every public report on a line; an unknown one is empty, never 0."""
    return _open(hand_out_in_pieces(_lines(public_reports()), "annual-reports.csv"))


PARQUET = tuple(
    ParquetColumn(name, kind)
    for name, kind in zip(
        HEADINGS,
        (
            ParquetKind.TEXT,
            ParquetKind.TEXT,
            ParquetKind.COUNT,
            ParquetKind.TEXT,
            ParquetKind.TEXT,
            ParquetKind.NUMBER,
            ParquetKind.DAY,
        ),
        strict=True,
    )
)


@require_safe
def figures_parquet(request: HttpRequest) -> HttpResponse:
    """The same for those who work with many tables; an unknown figure is null, never 0."""
    rows = (row for each in public_reports() for row in _rows(each))
    content = parquet.write(PARQUET, rows)
    return _open(hand_out(content, "annual-reports.parquet"))


def _rows(each: PublicReport) -> Iterator[tuple[Any, ...]]:
    for table, rows in each.data["tables"].items():
        for row, columns in rows.items():
            for column, value in columns.items():
                yield (
                    each.body.code,
                    each.body.name,
                    each.year,
                    each.data["edition"],
                    f"{table}.{row}.{column}",
                    value,
                    each.accepted_on,
                )


def _lines(reports: list[PublicReport]) -> Iterator[str]:
    yield "\ufeff" + ",".join(HEADINGS) + "\r\n"
    for each in reports:
        out = StringIO()
        writer = csv.writer(out)
        for *named, value, on in _rows(each):
            writer.writerow((*named, "" if value is None else value, on))
        yield out.getvalue()


@require_safe
def reports_json(request: HttpRequest) -> StreamingHttpResponse:
    """Every public report on a line, in the shape of `gongkai report read --json`."""
    pieces = (
        json.dumps(
            {"body_code": each.body.code, "accepted_on": str(each.accepted_on), **each.data},
            ensure_ascii=False,
        )
        + "\n"
        for each in public_reports()
    )
    return _open(hand_out_in_pieces(pieces, "annual-reports.jsonl"))


@require_safe
def codebook(request: HttpRequest) -> HttpResponse:
    """What each cell means: its table, row, column and unit, in each edition of the form."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(("edition", "cell", "table", "row", "column", "unit"))
    for form in editions():
        for table in form.tables:
            for block in table.blocks:
                for row in block.rows:
                    for column in block.columns:
                        writer.writerow(
                            (
                                form.id,
                                f"{table.id}.{row.id}.{column.id}",
                                table.label,
                                " ".join((*row.groups, row.label)),
                                " ".join((*column.groups, column.label)),
                                column.unit,
                            )
                        )
    return _open(hand_out("\ufeff" + out.getvalue(), "annual-reports-codebook.csv"))


def _open(response: Any) -> Any:
    response["Cache-Control"] = "no-cache"
    return response
