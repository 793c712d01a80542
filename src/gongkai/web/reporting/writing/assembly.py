"""The report as an object, from figures and words; what the check says of it while it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gongkai.documents.model import Paragraph, Source
from gongkai.letters.writing import in_chinese
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.edition import edition
from gongkai.report.likeness import ComparedWords, alike
from gongkai.report.model import AnnualReport, Cell, CellState, Identity, Section
from gongkai.report.reading.narrative import read_statements
from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.reporting.counting.figures import Figure
from gongkai.web.reporting.counting.sources import FORM
from gongkai.web.reporting.writing.models import OVERVIEW, Part

LEVELS = {
    Kind.COUNTY_GOVERNMENT: "county",
    Kind.COUNTY_DEPARTMENT: "department",
    Kind.TOWNSHIP: "township",
    Kind.SUBDISTRICT: "street",
}
TOLD = (Level.ERROR, Level.WARNING, Level.NOTICE)
NUMERALS = "一二三四五六七八九十"


def assemble(
    body: PublicBody,
    year: int,
    figures: Mapping[str, Figure],
    words: Mapping[str, str],
    *,
    on: date,
) -> AnnualReport:
    """The report as it would be handed in on that day. An unknown figure is an empty cell."""
    full, name = names_of(body)
    period = (date(year, 1, 1), date(year, 12, 31))
    identity = Identity(
        title=f"{full}{year}年政府信息公开工作年度报告",
        organization=name,
        organization_full=full,
        level=LEVELS.get(Kind(body.kind), "other"),
        year=year,
        period=period,
        issued_on=on,
        title_body=full,
        signature_body=full,
    )
    sections = tuple(
        Section(each.id, each.heading, tuple(Paragraph(text) for text in _texts(each.id, words)))
        for each in edition(FORM).sections
    )
    report = AnnualReport(
        source=Source(f"{identity.title}.docx", "", "", 0),
        identity=identity,
        edition=FORM,
        preamble=(
            f"根据《中华人民共和国政府信息公开条例》，{full}编制本报告，"
            f"所列数据的统计期限为{year}年1月1日至12月31日。",
        ),
        sections=sections,
        signature=(full, in_chinese(on)),
        cells={
            cell: Cell(
                cell,
                figure.in_report,
                CellState.MISSING if figure.in_report is None else CellState.READ,
            )
            for cell, figure in figures.items()
        },
    )
    return replace(report, statements=read_statements(report.sections, identity))


def findings_of(
    report: AnnualReport, previous: AnnualReport | None, others: Sequence[ComparedWords] = ()
) -> list[Finding]:
    """Every rule run over the draft, and its words beside those of other reports; the gravest first."""
    found = [*run(Context(report, previous=previous)), *alike(report, others)]
    order = list(Level)
    return sorted(
        (each for each in found if each.level in TOLD),
        key=lambda each: order.index(each.level or Level.NOTICE),
    )


def names_of(body: PublicBody) -> tuple[str, str]:
    """The full name with the county before it, and the body's own."""
    county = body
    while county.parent is not None and county.kind != Kind.COUNTY_GOVERNMENT:
        county = county.parent
    place = county.name.removesuffix("人民政府") if county.kind == Kind.COUNTY_GOVERNMENT else ""
    full = body.name if body.name.startswith(place) else f"{place}{body.name}"
    return full, body.name


def _texts(section: str, words: Mapping[str, str]) -> list[str]:
    if section == "overview":
        texts = []
        for number, part in zip(NUMERALS, OVERVIEW, strict=False):
            written = _lines(words.get(part.value, ""))
            texts += [f"（{number}）{part.label}", *written]
        return texts
    return _lines(words.get(section, "")) if section in {Part.PROBLEMS, Part.OTHER} else []


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
