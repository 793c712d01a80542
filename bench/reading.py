"""How long reading a whole report takes in each form, figures, words and identity, beside what only opens the file.

Aims: 6-page PDF ≤ 150 ms and 1.5 × faster than pdfplumber, docx ≤ 60 ms, html ≤ 15 ms, text ≤ 5 ms, import ≤ 0.3 s,
≤ 60 MB, a scan ≤ 2 s a page, 1,000 mixed reports on 2 cores with flat memory. A peer that is not installed is named
and left out. `python bench/reading.py --quick` leaves out the scan and reads 100 reports instead of 1,000.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, sleep

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.timing import milliseconds  # noqa: E402  found by the line above

ROUNDS = 9
AIMS = {"text": 5, "html": 15, "docx": 60, "pdf": 150}
MIXED = ("text-shifted", "html-portal", "docx-styled", "xlsx-single", "text-lines", "html-word")


def by_pdfplumber(data: bytes) -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as file:
        for page in file.pages:
            page.extract_text()
            page.extract_tables()


def by_python_docx(data: bytes) -> None:
    import docx

    file = docx.Document(io.BytesIO(data))
    for paragraph in file.paragraphs:
        paragraph.text  # noqa: B018 read for its cost
    for table in file.tables:
        for row in table.rows:
            for cell in row.cells:
                cell.text  # noqa: B018 read for its cost


def by_pandas(data: bytes) -> None:
    import pandas

    pandas.read_html(io.BytesIO(data))


def by_markitdown(data: bytes) -> None:
    from markitdown import MarkItDown

    MarkItDown(enable_plugins=False).convert_stream(io.BytesIO(data))


PEERS: dict[str, tuple[Callable[[bytes], None], ...]] = {
    "text-tabs": (),
    "html-portal": (by_pandas, by_markitdown),
    "docx-styled": (by_python_docx, by_markitdown),
    "xlsx-single": (by_markitdown,),
    "pdf-ruled": (by_pdfplumber, by_markitdown),
    "pdf-borderless": (by_pdfplumber, by_markitdown),
    "ofd": (),
}


def forms() -> None:
    """Print each form's time and the peers' ratios."""
    from tests.report.forge.forms import file_of
    from tests.report.forge.sheet import lay_out
    from tests.report.forge.truth import forge_truth

    from gongkai.documents import open_bytes
    from gongkai.report.reading.reports import read_report

    sheet = lay_out(forge_truth(1))
    for form, peers in PEERS.items():
        name, data = file_of(sheet, form)
        data = six_pages(sheet, form.partition("-")[2]) if form.startswith("pdf") else data
        ours = milliseconds(lambda d=data, n=name: read_report(open_bytes(d, n)), ROUNDS)
        aim = AIMS.get(form.partition("-")[0])
        line = f"{form}: {ours:.1f} ms" + (f" (aim {aim})" if aim else "")
        for peer in peers:
            label = peer.__name__.removeprefix("by_")
            try:
                theirs = milliseconds(lambda d=data, p=peer: p(d), 3)
            except ImportError:
                line += f"; {label} not installed"
                continue
            line += f"; {label} {theirs:.0f} ms, {theirs / ours:.1f}×"
        print(f"{line}; {alone(data, Path(name).suffix)}")


def six_pages(sheet, style: str) -> bytes:
    """The report as a PDF of at least six pages: part six is filled up with its own words."""
    import pypdfium2
    from tests.report.forge import pdf
    from tests.report.forge.sheet import Line

    pieces = list(sheet.pieces)
    words = [piece for piece in pieces if isinstance(piece, Line) and len(piece.text) > 60]
    while True:
        data = pdf.write(type(sheet)(sheet.truth, tuple(pieces), sheet.expected), style)
        with pypdfium2.PdfDocument(data) as document:
            if len(document) >= 6:
                return data
        pieces[-2:-2] = words


def alone(data: bytes, ending: str) -> str:
    """Import time, cold reading time and peak memory in a process of its own."""
    with tempfile.NamedTemporaryFile(suffix=ending) as file:
        file.write(data)
        file.flush()
        done = subprocess.run(
            [sys.executable, __file__, file.name], capture_output=True, text=True, check=True
        )
    return done.stdout.strip()


def read_once(path: Path) -> None:
    """Read one file, then print seconds of import and reading, and peak memory."""
    start = perf_counter()
    from gongkai.report.reading import read_file

    imported = perf_counter()
    read_file(path)
    done = perf_counter()
    peak = memory(os.getpid(), "VmHWM")
    print(f"import {imported - start:.2f} s, cold {done - imported:.2f} s, peak {peak} MB")


def memory(process: int, mark: str) -> int:
    """Megabytes that the kernel notes for a process; 0 where it has ended or the system has no such note."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith(mark)), 0)


def scan() -> None:
    """Print seconds a page for a 200-dpi scan."""
    from tests.report.forge import pdf
    from tests.report.forge.scan import as_pdf, pages
    from tests.report.forge.sheet import lay_out
    from tests.report.forge.truth import forge_truth

    from gongkai.documents import open_bytes
    from gongkai.documents.errors import ToolMissing
    from gongkai.report.reading.reports import read_report

    printed = pdf.write(lay_out(forge_truth(1)))
    data, count = as_pdf(printed), len(pages(printed))
    try:
        read_report(open_bytes(data, "scan.pdf"))
    except ToolMissing:
        print("scan: the extra `ocr` is not installed")
        return
    start = perf_counter()
    read_report(open_bytes(data, "scan.pdf"))
    taken = (perf_counter() - start) / count
    print(f"scan: {taken:.2f} s a page (aim 2), peak {memory(os.getpid(), 'VmHWM')} MB")


def mixed(count: int) -> None:
    """Read a folder of mixed reports with two workers and print the rate and the memory over time."""
    from tests.report.forge.forms import file_of
    from tests.report.forge.sheet import lay_out
    from tests.report.forge.truth import forge_truth

    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            form = MIXED[number % len(MIXED)]
            name, data = file_of(lay_out(forge_truth(number)), form)
            (Path(folder) / f"{number:04d}{Path(name).suffix}").write_bytes(data)
        command = [sys.executable, "-m", "gongkai", "report", "read", folder, "--json"]
        environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        start = perf_counter()
        work = subprocess.Popen(
            [*command, "--workers", "2"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        used: list[int] = []
        watch = threading.Thread(target=observe, args=(work, used))
        watch.start()
        assert work.stdout is not None
        lines = sum(1 for _ in work.stdout)
        work.wait()
        taken = perf_counter() - start
        watch.join()
    marks = used or [0]
    half, end = marks[len(marks) // 2], marks[-1]
    print(
        f"{lines} of {count} mixed reports on 2 workers: {taken:.1f} s, {lines / taken:.0f} a second; "
        f"memory of all processes half-way {half} MB, at the end {end} MB, most {max(marks)} MB"
    )


def observe(work: subprocess.Popen, used: list[int]) -> None:
    """Note the memory of a process and its children until it ends."""
    while work.poll() is None:
        total = sum(memory(process, "VmRSS") for process in family(work.pid))
        if total:
            used.append(total)
        sleep(0.1)


def family(process: int) -> list[int]:
    """The process and all below it."""
    found = [process]
    for tasks in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [id for child in tasks.read_text().split() for id in family(int(child))]
        except OSError:
            continue
    return found


def main() -> None:
    """Print everything."""
    quick = "--quick" in sys.argv
    forms()
    if not quick:
        scan()
    mixed(100 if quick else 1000)


if __name__ == "__main__":
    if len(sys.argv) > 1 and not sys.argv[1].startswith("--"):
        read_once(Path(sys.argv[1]))
    else:
        main()
