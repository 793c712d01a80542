"""A paper as a file of one of five forms."""

from __future__ import annotations

from html import escape
from io import BytesIO

import docx
import typst
import xlsxwriter

from tests.screening.unseen.papers import Paper

FORMS = ("txt", "html", "docx", "xlsx", "pdf")


def render(paper: Paper, form: str) -> bytes:
    return {"txt": _text, "html": _html, "docx": _docx, "xlsx": _xlsx, "pdf": _pdf}[form](paper)


def _spans(paper: Paper) -> list[list[tuple[str, int]]]:
    """Each row's cells with their widths: the last cell of a short row (a group's head) reaches to the edge."""
    assert paper.grid
    width = max(len(row) for row in paper.grid)
    return [
        [(text, width - len(row) + 1 if at == len(row) - 1 else 1) for at, text in enumerate(row)]
        for row in paper.grid
    ]


def _text(paper: Paper) -> bytes:
    rows = ["\t".join(row) for row in paper.grid or ()]
    return "\n".join([*paper.lines, *rows, *paper.below]).encode()


def _html(paper: Paper) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>" for line in paper.lines)
    if paper.grid:
        rows = "".join(
            "<tr>"
            + "".join(f'<td colspan="{span}">{escape(text)}</td>' for text, span in row)
            + "</tr>"
            for row in _spans(paper)
        )
        body += f"<table>{rows}</table>"
    body += "".join(f"<p>{escape(line)}</p>" for line in paper.below)
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'.encode()


def _docx(paper: Paper) -> bytes:
    document = docx.Document()
    for line in paper.lines:
        document.add_paragraph(line)
    if paper.grid:
        rows = _spans(paper)
        table = document.add_table(len(rows), sum(span for _, span in rows[0]))
        for number, row in enumerate(rows):
            at = 0
            for text, span in row:
                cell = table.cell(number, at)
                if span > 1:
                    cell = cell.merge(table.cell(number, at + span - 1))
                cell.text = text
                at += span
    for line in paper.below:
        document.add_paragraph(line)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _xlsx(paper: Paper) -> bytes:
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream)
    sheet = book.add_worksheet()
    for number, line in enumerate(paper.lines):
        sheet.write_string(number, 0, line)
    if paper.grid:
        for number, row in enumerate(_spans(paper), start=len(paper.lines)):
            at = 0
            for text, span in row:
                if span > 1:
                    sheet.merge_range(number, at, number, at + span - 1, text)
                else:
                    sheet.write_string(number, at, text)
                at += span
    for number, line in enumerate(paper.below, start=len(paper.lines) + len(paper.grid or ())):
        sheet.write_string(number, 0, line)
    book.close()
    return stream.getvalue()


def _pdf(paper: Paper) -> bytes:
    def quoted(text: str) -> str:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

    source = (
        '#set page(width: 29.7cm, height: 21cm)\n#set text(font: "Noto Sans CJK SC", size: 9pt)\n'
    )
    source += "".join(f"#par(text({quoted(line)}))\n" for line in paper.lines)
    if paper.grid:
        rows = _spans(paper)
        cells = ", ".join(
            f"table.cell(colspan: {span}, text({quoted(text)}))"
            for row in rows
            for text, span in row
        )
        width = sum(span for _, span in rows[0])
        source += f"#table(columns: ({'auto, ' * width}), {cells})\n"
    source += "".join(f"#par(text({quoted(line)}))\n" for line in paper.below)
    return typst.compile(source.encode())
