"""Reports as PDF: set by Typst, or printed by a word processor or a browser where these are installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import typst

from tests.report.forge import docx, html
from tests.report.forge.sheet import Grid, Sheet

STYLES = ("ruled", "borderless", "horizontal", "small")
_FONT = "Noto Serif CJK SC"


def write(sheet: Sheet, style: str = "ruled") -> bytes:
    """The file. `ruled`: every cell framed, A4; `borderless`: no line at all; `horizontal`: only lines between rows;
    `small`: ruled on 16开 paper, so that tables break over more pages. Page numbers stand in the footer.
    """
    return typst.compile(source(sheet, style).encode())


def source(sheet: Sheet, style: str) -> str:
    """The report in Typst's language."""
    paper = "width: 184mm, height: 260mm" if style == "small" else "width: 210mm, height: 297mm"
    stroke = {"borderless": "none", "horizontal": "(x: none, y: 0.5pt)"}.get(style, "0.5pt")
    parts = [
        f"#set page({paper}, margin: (x: 22mm, y: 28mm), footer: context align(center)"
        '[— #counter(page).display("1") —])',
        f'#set text(font: "{_FONT}", size: 12pt, lang: "zh", region: "cn")',
        "#set par(leading: 10pt, spacing: 12pt, first-line-indent: (amount: 2em, all: true))",
        f"#set table(stroke: {stroke}, inset: (x: 2pt, y: 4pt), align: center + horizon)",
    ]
    for piece in sheet.pieces:
        if isinstance(piece, Grid):
            parts.append(_table(piece))
        elif piece.kind == "title":
            parts.append(
                "#align(center)[#set par(first-line-indent: 0pt)\n"
                f"#text(size: 18pt)[{_escaped(piece.text)}]]"
            )
        elif piece.kind == "heading":
            parts.append(f'#par(text(weight: "bold")[{_escaped(piece.text)}])')
        elif piece.kind == "signature":
            parts.append(f"#align(right)[{_escaped(piece.text)}]")
        elif piece.kind == "furniture":
            parts.append(f"#align(center)[{_escaped(piece.text)}]")
        else:
            parts.append(f"#par[{_escaped(piece.text)}]")
    return "\n\n".join(parts)


def _escaped(text: str) -> str:
    return "#(" + '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '")'


def _table(grid: Grid) -> str:
    columns = ", ".join(f"{width}fr" for width in grid.widths)
    cells = []
    for row, column, box in grid.placed():
        spans = [f"x: {column}", f"y: {row}"]
        if box.columns > 1:
            spans.append(f"colspan: {box.columns}")
        if box.rows > 1:
            spans.append(f"rowspan: {box.rows}")
        side = ", align: left + horizon" if box.head and len(box.text) > 14 else ""
        cells.append(f"table.cell({', '.join(spans)}{side})[{_escaped(box.text)}],")
    size = "9pt" if len(grid.widths) > 4 else "10.5pt"
    return (
        f"#[#set text(size: {size})\n#set par(first-line-indent: 0pt, leading: 4pt, justify: false)\n"
        f"#table(columns: ({columns}),\n" + "\n".join(cells) + ")]"
    )


def office_installed() -> bool:
    """True where a word processor can print."""
    return shutil.which("soffice") is not None


def printed_by_office(sheet: Sheet) -> bytes:
    """The Word file of the report, printed by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source_file = Path(folder) / "report.docx"
        source_file.write_bytes(docx.write(sheet, "styled"))
        subprocess.run(
            [
                "soffice",
                "--headless",
                f"-env:UserInstallation=file://{folder}/profile",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
                str(source_file),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return (Path(folder) / "report.pdf").read_bytes()


def browser() -> str | None:
    """The path of a Chromium, None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def printed_by_browser(sheet: Sheet) -> bytes:
    """The web page of the report, printed by Chromium."""
    program = browser()
    assert program is not None
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "report.html"
        page.write_bytes(html.write(sheet, "plain"))
        out = Path(folder) / "report.pdf"
        subprocess.run(
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                f"--user-data-dir={folder}/profile",
                f"--print-to-pdf={out}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        return out.read_bytes()
