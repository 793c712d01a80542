"""How long writing a report takes in each form, beside another way to the same file, measured in the same run.

Aims: Word ≤ 150 ms, PDF ≤ 400 ms a report, warm. Word is measured against python-docx's own table interface (the same
words and spans, no page style), Excel against openpyxl (the same cells), PDF against LibreOffice turning the Word file
into a PDF.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter

import docx as python_docx
import openpyxl

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.report.invented import PROSE, invented

from gongkai.documents.writers.official import OfficialTable
from gongkai.report.model import AnnualReport
from gongkai.report.writers import docx, html, pdf, xlsx
from gongkai.report.writers.json import as_json
from gongkai.report.writers.layout import official_table, table_layouts
from gongkai.report.writers.page import official_document

ROUNDS = 20


def prose(number: int) -> dict[str, tuple[str, ...]]:
    """Words of the usual length, other ones for each number, so that nothing can be remembered."""
    return {
        part: tuple(f"（{number}）{line}" * 4 for line in lines) for part, lines in PROSE.items()
    }


def milliseconds(write: Callable[[AnnualReport], object], reports: list[AnnualReport]) -> float:
    """Median time of one call, warm."""
    write(reports[0])
    taken = []
    for report in reports:
        start = perf_counter()
        write(report)
        taken.append((perf_counter() - start) * 1000)
    return median(taken)


def by_python_docx(report: AnnualReport) -> bytes:
    """The same words and tables through python-docx's own interface."""
    document = python_docx.Document()
    for block in official_document(report).blocks:
        if isinstance(block, OfficialTable):
            table = document.add_table(block.row_count, len(block.widths))
            for cell in block.cells:
                first = table.cell(cell.row, cell.column)
                last = table.cell(cell.row + cell.row_span - 1, cell.column + cell.column_span - 1)
                first.merge(last).text = cell.text
        else:
            document.add_paragraph(getattr(block, "text", ""))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def by_openpyxl(report: AnnualReport) -> bytes:
    """The same tables through openpyxl, without styles, sums or relations."""
    book = openpyxl.Workbook()
    for layout in table_layouts(report):
        sheet = book.create_sheet(layout.label)
        for cell in official_table(layout, report.cells).cells:
            sheet.cell(cell.row + 1, cell.column + 1, cell.text)
            if cell.row_span > 1 or cell.column_span > 1:
                sheet.merge_cells(
                    start_row=cell.row + 1,
                    start_column=cell.column + 1,
                    end_row=cell.row + cell.row_span,
                    end_column=cell.column + cell.column_span,
                )
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def by_libreoffice(report: AnnualReport) -> float | None:
    """Milliseconds that LibreOffice takes from our Word file to a PDF, the second time; None where it is absent."""
    program = shutil.which("soffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.docx"
        source.write_bytes(docx.write(report))
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        ]
        for _ in range(2):
            start = perf_counter()
            subprocess.run(command, check=True, capture_output=True, timeout=120)
            taken = (perf_counter() - start) * 1000
    return taken


def main() -> None:
    """Print a line for each form."""
    reports = [
        invented(start=1 + number % 5, year=2021 + number % 5, prose=prose(number))
        for number in range(ROUNDS)
    ]
    start = perf_counter()
    pdf.write(reports[0])
    first = (perf_counter() - start) * 1000
    times = {
        "docx": milliseconds(docx.write, reports),
        "pdf": milliseconds(pdf.write, reports),
        "html": milliseconds(html.write, reports),
        "xlsx": milliseconds(xlsx.write, reports),
        "json": milliseconds(as_json, reports),
    }
    peers = {
        "docx": ("python-docx 自身的表格接口", milliseconds(by_python_docx, reports[:5])),
        "xlsx": ("openpyxl（只有表格）", milliseconds(by_openpyxl, reports)),
    }
    office = by_libreoffice(reports[0])
    if office is not None:
        peers["pdf"] = ("LibreOffice 由 docx 转换", office)
    aims = {"docx": 150, "pdf": 400}
    for form, taken in times.items():
        line = f"{form:5}{taken:8.1f} ms"
        if form in aims:
            line += f"  目标 ≤ {aims[form]} ms：{'达到' if taken <= aims[form] else '未达到'}"
        if form in peers:
            name, other = peers[form]
            line += f"  {name} {other:.1f} ms，是它的 {taken / other:.2f} 倍"
        print(line)
    print(f"第一份 PDF（查找字体在内） {first:.0f} ms")


if __name__ == "__main__":
    main()
