"""What is done with the file of a report in a child of `files.confined`. Nothing here knows of the platform."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from gongkai.documents import open_bytes
from gongkai.report.changes import Change
from gongkai.report.checks.finding import Level
from gongkai.report.checks.hierarchy import ALIKE
from gongkai.report.checks.registry import Context, run
from gongkai.report.compare import compare
from gongkai.report.fix import fix
from gongkai.report.interchange import from_json
from gongkai.report.likeness import ComparedWords, alike
from gongkai.report.merge import body_name, merge
from gongkai.report.model import AnnualReport, Number
from gongkai.report.reading import read_report
from gongkai.report.writers import comparison_html, docx, html, pdf, rollup, xlsx
from gongkai.report.writers.findings_html import CheckedReport
from gongkai.report.writers.findings_html import write as write_findings
from gongkai.report.writers.json import as_data, as_json
from gongkai.screening.kinds import Level as Grave
from gongkai.screening.screen import screen

FORMS = ("docx", "pdf", "html", "xlsx", "json")
"""The forms in which a report can be taken away."""
SUM_FORMS = ("docx", "xlsx", "json")
"""The forms of a roll-up."""
JUDGED = (Level.ERROR, Level.WARNING, Level.NOTICE)


class Examined(NamedTuple):
    """A report as it was read and judged: as data (`findings` among them), and as a page with the findings beside the text.

    `personal` names what the file holds that must not go out.
    """

    data: dict[str, Any]
    page: str
    personal: tuple[str, ...]


class Made(NamedTuple):
    """A report put into the form that is due: its file, what was changed, what its author must still fill in."""

    content: bytes
    changes: tuple[Change, ...]
    open_cells: int
    empty_parts: int


class Summed(NamedTuple):
    """A roll-up: the bodies' names, the sum of each cell, the cells without one; `content` is its file, where a form was asked for."""

    names: tuple[str, ...]
    edition: str
    totals: dict[str, Number | None]
    open_cells: tuple[tuple[str, str], ...]
    content: bytes


def examine(
    content: bytes,
    name: str,
    previous: str = "",
    siblings: Sequence[tuple[str, str]] = (),
    published_on: date | None = None,
) -> Examined:
    """Read and check a file; `previous` is the JSON of the year before, `siblings` the names and words of other reports.

    Raises a `DocumentError` where it cannot be opened, `NotAReport` where it is none.
    """
    document = open_bytes(content, name)
    report = read_report(document)
    before = from_json(previous, name) if previous else None
    findings = tuple(run(Context(report, previous=before, published_on=published_on)))
    if siblings:
        others = (ComparedWords.of(from_json(text, name), named) for named, text in siblings)
        findings = (
            *(each for each in findings if each.code != ALIKE),
            *alike(report, others),
        )
    judged = tuple(finding for finding in findings if finding.level in JUDGED)
    personal = dict.fromkeys(
        seen.entry.label for seen in screen(document).findings if seen.level is Grave.ERROR
    )
    page = write_findings([CheckedReport(name, report, judged)])
    return Examined(as_data(report, findings), page, tuple(personal))


def as_text(data: dict[str, Any]) -> str:
    """A report as data, as the JSON text that the other jobs take."""
    return json.dumps(data, ensure_ascii=False)


def mended(content: bytes, name: str) -> Made:
    """The file's report in the form that is due, as Word. Raises as `examine`, and `NotFixable`."""
    made = fix(read_report(open_bytes(content, name)))
    return Made(docx.write(made.report), made.changes, len(made.open_cells), len(made.empty_parts))


def converted(content: bytes, name: str, form: str) -> bytes:
    """The file's report in one of `FORMS`, words and figures unchanged."""
    report = read_report(open_bytes(content, name))
    if form == "xlsx":
        return xlsx.write(report, run(Context(report)))
    if form == "json":
        return f"{as_json(report, indent=2)}\n".encode()
    if form == "html":
        return html.write(report).encode()
    return {"docx": docx.write, "pdf": pdf.write}[form](report)


def compared(before: str, after: str) -> str:
    """Two reports, given as JSON, cell by cell and paragraph by paragraph on a page."""
    return comparison_html.write(compare(from_json(before), from_json(after)))


def compared_files(before: tuple[str, bytes], after: tuple[str, bytes]) -> str:
    """The same of two files (name, bytes). Raises as `examine`."""
    first, second = (read_report(open_bytes(content, name)) for name, content in (before, after))
    return comparison_html.write(compare(first, second))


def summed(
    reports: Sequence[str], form: str = "", missing: Sequence[str] = (), name: str = ""
) -> Summed:
    """Reports, given as JSON, added up cell by cell; `form` is one of `SUM_FORMS`, `missing` who is owed and gave none.

    Raises `NotMergeable`.
    """
    return _summed([from_json(each) for each in reports], form, missing, name)


def summed_files(files: Sequence[tuple[str, bytes]], form: str = "") -> Summed:
    """The same from files (name, bytes). Raises as `examine`, and `NotMergeable`."""
    return _summed([read_report(open_bytes(content, name)) for name, content in files], form)


def _summed(
    reports: Sequence[AnnualReport], form: str, missing: Sequence[str] = (), name: str = ""
) -> Summed:
    result = merge(reports, missing=missing, name=name)
    content = b""
    if form == "json":
        content = f"{rollup.write_json(result)}\n".encode()
    elif form:
        content = {"docx": rollup.write_docx, "xlsx": rollup.write_xlsx}[form](result)
    return Summed(
        tuple(body_name(child) for child in result.children),
        result.report.edition,
        {cell.id: cell.value for cell in result.report.cells.values()},
        tuple((cell.label, "、".join(cell.missing)) for cell in result.open_cells),
        content,
    )
