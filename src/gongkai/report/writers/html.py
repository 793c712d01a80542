"""The report as one HTML file: no outside request, tables with headings that screen readers announce, ready to print."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from html import escape

from gongkai.documents.writers.official import FALLBACK_FONTS, FONTS, printable, title_lines
from gongkai.report.model import AnnualReport, Cell
from gongkai.report.writers.layout import LaidCell, TableLayout, printed
from gongkai.report.writers.page import heading_level, parts


def write(report: AnnualReport) -> str:
    """The HTML file as text, to be saved as UTF-8. A figure that is unknown is an empty, marked cell."""
    title = report.identity.title or "政府信息公开工作年度报告"
    body = "\n".join(("<main>", "<article>", *article(report), "</article>", "</main>"))
    return page(title, body)


def page(title: str, body: str, style: str = "") -> str:
    """A whole HTML file around `body`, with the common style, `style` after it, and no way to reach the network."""
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{text(title)}</title>\n<style>{STYLE}{style}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def article(
    report: AnnualReport, *, prefix: str = "", marked: Collection[str] = ()
) -> Iterator[str]:
    """The report's lines of HTML from its title to its signature.

    Every id begins with `prefix`, so that several reports fit one page. Cells and paragraphs whose ids (without the
    prefix) are `marked` get a class; paragraph n of a part is `<part>-<n>`.
    """
    if report.identity.title:
        lines = "<wbr>".join(
            f"<span>{text(line)}</span>" for line in title_lines(report.identity.title)
        )
        yield f"<h1>{lines}</h1>"
    for line in report.preamble:
        yield f"<p>{text(line)}</p>"
    for section, layouts in parts(report):
        if section is not None:
            yield f'<h2 id="{prefix}{section.id}">{text(section.heading)}</h2>'
            for number, paragraph in enumerate(section.paragraphs, 1):
                level = heading_level(paragraph)
                tag = "p" if level is None else f"h{level + 1}"
                id = f"{section.id}-{number}"
                mark = ' class="marked"' if id in marked else ""
                yield f'<{tag} id="{prefix}{id}"{mark}>{text(paragraph.text)}</{tag}>'
        for layout in layouts:
            yield from _table(report, layout, prefix, marked)
    if report.signature:
        yield '<footer class="signature">'
        for line in report.signature:
            yield f"<p>{text(line)}</p>"
        yield "</footer>"


def text(words: str) -> str:
    """Words as HTML text; line breaks within a paragraph stay."""
    return escape(printable(words), quote=False).replace("\n", "<br>")


def _table(
    report: AnnualReport, layout: TableLayout, prefix: str, marked: Collection[str]
) -> Iterator[str]:
    yield (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{layout.label}">'
        f'<table class="{layout.id}" aria-label="{layout.label}">'
    )
    total = sum(layout.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.2f}%">' for width in layout.widths)
    yield f"<colgroup>{columns}</colgroup>"
    if layout.head_rows:
        yield "<thead>"
    else:
        yield "<tbody>"
    for row in range(layout.row_count):
        if row and row == layout.head_rows:
            yield "</thead><tbody>"
        cells = "".join(
            _cell(cell, layout, report.cells.get(cell.id), prefix, cell.id in marked)
            for cell in layout.cells
            if cell.row == row
        )
        yield f"<tr>{cells}</tr>"
    yield "</tbody></table></div>"


def _cell(laid: LaidCell, layout: TableLayout, cell: Cell | None, prefix: str, marked: bool) -> str:
    spans = "".join(
        f' {name}="{span}"'
        for name, span in (("colspan", laid.column_span), ("rowspan", laid.row_span))
        if span > 1
    )
    if cell is None:
        id = _head_id(prefix, layout, laid.row, laid.column)
        return f'<th scope="{laid.scope}" id="{id}"{spans}>{text(laid.text)}</th>'
    heads = " ".join(_head_id(prefix, layout, row, column) for row, column in laid.heads)
    classes = " ".join(
        name for name, set_ in (("open", cell.value is None), ("marked", marked)) if set_
    )
    extra = f' class="{classes}"' if classes else ""
    if cell.value is None:
        extra += f' title="{escape(cell.note or STATES[cell.state.value])}"'
    return f'<td id="{prefix}{cell.id}" headers="{heads}"{spans}{extra}>{printed(cell.value)}</td>'


def _head_id(prefix: str, layout: TableLayout, row: int, column: int) -> str:
    return f"{prefix}{layout.id}-r{row}c{column}"


STATES = {
    "missing": "原文没有这一格",
    "unread": "原文此格不是数字",
    "conflicting": "原文此格有两种读法，未能确定",
}
"""Why a cell has no value, in Chinese, by its state."""


def _faces(use: str, kind: str, generic: str) -> str:
    names = ", ".join(f'"{name}"' for name in (*FONTS[use], *FALLBACK_FONTS[kind]))
    return f"{names}, {generic}"


STYLE = f"""
:root {{ color-scheme: light; }}
body {{ margin: 0; background: #f4f4f2; color: #111; font: 1.125rem/1.8 {_faces("body", "serif", "serif")}; }}
main {{ max-width: 56rem; margin: 0 auto; background: #fff; }}
article {{ padding: clamp(1rem, 5vw, 4rem); }}
h1 {{ margin: 0 0 1.6em; text-align: center; font: 700 clamp(1.15rem, 5.2vw, 1.75rem)/1.5 {_faces("title", "serif", "serif")}; }}
h1 span {{ display: inline-block; }}
h2, h3, h4 {{ margin: 1.2em 0 .4em; text-indent: 2em; font-size: 1.125rem; }}
h2 {{ font-family: {_faces("heading", "sans", "sans-serif")}; font-weight: 700; }}
h3 {{ font-family: {_faces("subheading", "serif", "serif")}; font-weight: 600; }}
h4 {{ font-weight: 400; }}
p {{ margin: 0; text-indent: 2em; text-align: justify; overflow-wrap: anywhere; }}
.signature {{ margin-top: 2.4em; }}
.signature p {{ text-align: right; text-indent: 0; padding-right: 2em; }}
.scroll {{ overflow-x: auto; margin: 1em 0; }}
.scroll:focus-visible {{ outline: 3px solid #1a56a8; outline-offset: 2px; }}
table {{ width: 100%; border-collapse: collapse; font: .875rem/1.4 {_faces("song", "serif", "serif")}; }}
.requests, .disputes {{ min-width: 44rem; }}
.requests, .disputes {{ table-layout: fixed; }}
th, td {{ border: 1px solid #333; padding: .35em .3em; text-align: center; vertical-align: middle; }}
th {{ font-weight: 400; }}
.requests th[scope="row"] {{ text-align: left; }}
td {{ font-variant-numeric: tabular-nums; }}
td.open {{ background: #fff2cc; }}
td.marked, p.marked, h3.marked, h4.marked {{ outline: 3px solid #b3261e; outline-offset: -3px; }}
@media (prefers-reduced-motion: no-preference) {{ html {{ scroll-behavior: smooth; }} }}
@page {{ size: A4; margin: 37mm 26mm 35mm 28mm; }}
@media print {{
  body {{ background: none; font-size: 16pt; line-height: 28.95pt; }}
  main {{ max-width: none; }}
  article {{ padding: 0; }}
  h1 {{ font-size: 22pt; }}
  h2, h3, h4 {{ font-size: 16pt; margin: 0; break-after: avoid; }}
  .scroll {{ overflow: visible; margin: .4em 0; break-inside: avoid; }}
  table {{ font-size: 9pt; line-height: 1.25; }}
  th, td {{ padding: .25em .2em; }}
  .requests, .disputes {{ min-width: 0; }}
  tr {{ break-inside: avoid; }}
}}
"""
