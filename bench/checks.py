"""How long the rules take on a report, beside reading it, and a hundred mixed files, beside merely opening them.

Aims: all rules ≤ 20 ms a report, warm; 100 mixed files read and checked in ≤ 10 s on two cores. The peer of the second is
what a script would do first: the text of the same files by python-docx, openpyxl, lxml and pypdfium2, in one process.
"""

from __future__ import annotations

import sys
import tempfile
from functools import partial
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter

import docx as python_docx
import openpyxl
import pypdfium2
from lxml import html as lxml_html

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.report.forge.forms import file_of
from tests.report.forge.sheet import lay_out
from tests.report.forge.truth import forge_truth

from gongkai.cli.report.checking import check_one, lost
from gongkai.corpus.batch import process
from gongkai.documents.opening import open_bytes
from gongkai.report.checks.registry import Context, checks, run
from gongkai.report.model import AnnualReport
from gongkai.report.reading.reports import read_report

REPORTS = 40
FILES = 100
FORMS = (
    *("docx-plain", "docx-styled", "html-portal", "html-word", "text-tabs", "text-lines"),
    *("xlsx-single", "xlsx-sheets", "pdf-ruled", "pdf-borderless"),
)


def rules() -> None:
    """Print the time of all rules on a report, with last year's, beside that of reading it."""
    reading, judging = [], []
    for number in range(-2, REPORTS):
        name, data = file_of(lay_out(forge_truth(number + 100)), "html-portal")
        start = perf_counter()
        report = read_report(open_bytes(data, name))
        read = perf_counter()
        previous = _last_year(number)
        judged = perf_counter()
        list(run(Context(report, previous=previous)))
        done = perf_counter()
        if number >= 0:
            reading.append((read - start) * 1000)
            judging.append((done - judged) * 1000)
    time, peer = median(judging), median(reading)
    verdict = "达到" if time <= 20 else "未达到"
    print(
        f"{len(checks())}条规则核对一份 {time:.1f} ms（最长 {max(judging):.1f} ms），目标 ≤ 20 ms：{verdict}；"
        f"读同一份 {peer:.1f} ms，是它的 {time / peer:.2f} 倍"
    )


def _last_year(number: int) -> AnnualReport:
    name, data = file_of(lay_out(forge_truth(number + 700)), "text-tabs")
    return read_report(open_bytes(data, name))


def files() -> None:
    """Print the time of reading and checking a folder on two cores, beside that of taking out its text."""
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number in range(FILES):
            name, data = file_of(lay_out(forge_truth(number)), FORMS[number % len(FORMS)])
            path = Path(folder) / f"{number:03}-{name}"
            path.write_bytes(data)
            paths.append(path)
        task = partial(
            check_one, previous=None, published_on=None, as_lines=False, several=True, whole=False
        )
        start = perf_counter()
        failed = [path for path, done in process(paths, task, lost=lost, workers=2) if done.failed]
        taken = perf_counter() - start
        start = perf_counter()
        for path in paths:
            plain_text(path)
        peer = perf_counter() - start
    verdict = "达到" if taken <= 10 and not failed else "未达到"
    print(
        f"{FILES}份（{len(FORMS)}种形式）读取并核对 {taken:.1f} s，打不开 {len(failed)} 份，目标 ≤ 10 s：{verdict}；"
        f"只取出文字 {peer:.1f} s，是它的 {taken / peer:.2f} 倍"
    )


def plain_text(path: Path) -> str:
    """The words of a file by the usual library for its form."""
    data = path.read_bytes()
    match path.suffix:
        case ".docx":
            document = python_docx.Document(BytesIO(data))
            cells = (
                cell.text for table in document.tables for row in table.rows for cell in row.cells
            )
            return "\n".join((*(item.text for item in document.paragraphs), *cells))
        case ".xlsx":
            book = openpyxl.load_workbook(BytesIO(data), data_only=True)
            rows = (row for sheet in book for row in sheet.iter_rows(values_only=True))
            return "\n".join(str(value) for row in rows for value in row)
        case ".html":
            return str(lxml_html.fromstring(data).text_content())
        case ".pdf":
            with pypdfium2.PdfDocument(data) as pages:
                return "\n".join(page.get_textpage().get_text_range() for page in pages)
    return data.decode()


def main() -> None:
    """Print the times."""
    rules()
    files()


if __name__ == "__main__":
    main()
