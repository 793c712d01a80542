"""The findings beside the original text, many reports on one self-contained page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.model import AnnualReport
from gongkai.report.writers.html import article, page, text

_LEVELS = tuple(Level)


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """A file that was checked: its name, the report and its findings; or `error`, why it could not be read."""

    name: str
    report: AnnualReport | None = None
    findings: tuple[Finding, ...] = ()
    error: str = ""


def write(results: Sequence[CheckedReport]) -> str:
    """The HTML file as text: a summary of several, then each report with its findings at its side, linked to where they are."""
    body = ['<div class="checked">']
    if len(results) > 1:
        body += ["<header><h1>年度报告核对结果</h1>", *_summary(results), "</header>"]
    body.append("<main>")
    for number, result in enumerate(results, 1):
        body += _result(number, result)
    body += ["</main>", "</div>"]
    return page("年度报告核对结果", "\n".join(body), STYLE)


def _summary(results: Sequence[CheckedReport]) -> Iterator[str]:
    yield '<table class="summary"><caption>共核对'
    yield f"{len(results)}份报告</caption><thead><tr><th scope='col'>报告</th>"
    yield "".join(f'<th scope="col">{level.label}</th>' for level in _LEVELS)
    yield "</tr></thead><tbody>"
    for number, result in enumerate(results, 1):
        counts = Counter(finding.level for finding in result.findings)
        cells = "".join(f"<td>{counts[level]}</td>" for level in _LEVELS)
        if result.report is None:
            cells = f'<td colspan="{len(_LEVELS)}">没有读出</td>'
        yield f'<tr><th scope="row"><a href="#r{number}">{text(result.name)}</a></th>{cells}</tr>'
    yield "</tbody></table>"


def _result(number: int, result: CheckedReport) -> Iterator[str]:
    prefix = f"r{number}."
    yield f'<section class="result" id="r{number}" aria-label="{text(result.name)}">'
    yield f'<h2 class="file">{text(result.name)}</h2>'
    if result.report is None:
        yield f'<p class="failed">{text(result.error)}</p></section>'
        return
    places = [_places(result.report, finding) for finding in result.findings]
    marked = {id for ids in places for id in ids}
    yield '<div class="beside"><aside aria-label="问题">'
    if not result.findings:
        yield "<p>没有发现问题。</p>"
    yield "<ol>"
    for finding, ids in zip(result.findings, places, strict=True):
        yield _finding(finding, ids, prefix)
    yield "</ol></aside><article>"
    yield from article(result.report, prefix=prefix, marked=marked)
    yield "</article></div></section>"


def _finding(finding: Finding, ids: tuple[str, ...], prefix: str) -> str:
    level = finding.level or Level.NOTICE
    link = f'<a href="#{prefix}{ids[0]}">看原文</a>' if ids else ""
    place = f'<span class="place">{text(finding.place)}</span>' if finding.place else ""
    hint = f'<p class="hint">{text(finding.hint)}</p>' if finding.hint else ""
    return (
        f'<li class="{level.value}"><p><strong>{level.label}</strong> <code>{text(finding.code)}</code> {place} '
        f"{link}</p><p>{text(finding.message)}</p>{hint}</li>"
    )


def _places(report: AnnualReport, finding: Finding) -> tuple[str, ...]:
    """Ids on the page of what a finding speaks of: its cells, else its paragraph, else its part."""
    cells = tuple(
        id for id in finding.cells if id in report.cells and report.has_table(id.split(".")[0])
    )
    if cells:
        return cells
    origin = finding.origin
    if (origin.line, origin.row) != (None, None):
        for section in report.sections:
            for number, paragraph in enumerate(section.paragraphs, 1):
                here = paragraph.origin
                if (here.page, here.sheet, here.line, here.row) == (
                    origin.page,
                    origin.sheet,
                    origin.line,
                    origin.row,
                ):
                    return (f"{section.id}-{number}",)
    for section in report.sections:
        if section.heading and section.heading in finding.place:
            return (section.id,)
    return ()


STYLE = """
.checked { font-size: 1rem; }
.checked > main { max-width: none; background: none; }
.checked header, .result > .file, .result > .failed { max-width: 84rem; margin: 0 auto; padding: 1rem; }
.checked .summary { width: auto; min-width: min(100%, 32rem); }
.summary caption { text-align: left; padding: .3em 0; }
.summary th[scope="row"] { text-align: left; overflow-wrap: anywhere; }
.result .file { text-indent: 0; border-top: 3px solid #333; }
.beside { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 84rem; margin: 0 auto; }
.beside article { background: #fff; }
.beside aside { padding: 1rem; }
.beside ol { margin: 0; padding: 0; list-style: none; }
.beside li { margin: 0 0 .8rem; padding: .5rem .8rem; background: #fff; border-left: .4rem solid #767676; }
.beside li p { text-indent: 0; text-align: left; line-height: 1.6; }
.beside li.error { border-color: #b3261e; }
.beside li.warning { border-color: #8a5a00; }
.beside li.notice { border-color: #1a56a8; }
.beside .place, .beside .hint { color: #444; }
.beside a, .summary a { color: #1a56a8; }
:target { scroll-margin: 4rem; background: #e8f0fe; }
@media (min-width: 64rem) {
  .beside { grid-template-columns: minmax(0, 1fr) 24rem; }
  .beside aside { order: 2; }
  .beside aside ol { position: sticky; top: 0; max-height: 100vh; overflow: auto; }
}
@media print {
  .beside { display: block; }
  .beside aside ol { max-height: none; }
  .result { break-before: page; }
}
"""
