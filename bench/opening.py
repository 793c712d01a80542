"""How long opening a report takes in each form, beside the library that people would reach for, in the same run.

Aims: docx ≤ 60 ms, html ≤ 15 ms, text ≤ 5 ms, a 15,000 × 12 workbook ≤ 3 s and ≤ 200 MB; import ≤ 0.1 s. Peak memory
is that of a process of its own. A peer that is not installed is left out.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.timing import seconds  # noqa: E402  found by the line above

FORMS = (
    "text-tabs",
    "text-layout",
    "html-portal",
    "html-word",
    "docx-styled",
    "docx-tracked",
    "xlsx-single",
)
ROUNDS = 15


def by_python_docx(data: bytes) -> None:
    import docx

    file = docx.Document(io.BytesIO(data))
    for paragraph in file.paragraphs:
        paragraph.text  # noqa: B018 read for its cost
    for table in file.tables:
        for row in table.rows:
            for cell in row.cells:
                cell.text  # noqa: B018 read for its cost


def by_openpyxl(data: bytes) -> None:
    import openpyxl

    for sheet in openpyxl.load_workbook(io.BytesIO(data)).worksheets:
        for _ in sheet.iter_rows(values_only=True):
            pass


def by_pandas(data: bytes) -> None:
    import pandas

    pandas.read_html(io.BytesIO(data))


def by_markitdown(data: bytes) -> None:
    from markitdown import MarkItDown

    MarkItDown(enable_plugins=False).convert_stream(io.BytesIO(data))


PEERS: dict[str, tuple[Callable[[bytes], None], ...]] = {
    "docx": (by_python_docx, by_markitdown),
    "html": (by_pandas, by_markitdown),
    "xlsx": (by_openpyxl, by_markitdown),
    "text": (),
}


def long_list() -> bytes:
    """A workbook of 15,000 rows and 12 columns."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("名单")
    for row in range(15_000):
        for column in range(12):
            sheet.write(row, column, row * 1.1 if column % 3 else f"白杨乡第{row % 97}组{row}")
    book.close()
    return buffer.getvalue()


def alone(data: bytes, ending: str) -> str:
    """Seconds and peak memory of opening a file in a process of its own."""
    with NamedTemporaryFile(suffix=ending) as file:
        file.write(data)
        file.flush()
        done = subprocess.run(
            [sys.executable, __file__, file.name], capture_output=True, text=True, check=True
        )
    return done.stdout.strip()


def main() -> None:
    """Print times and ratios."""
    from tests.report.forge.forms import file_of
    from tests.report.forge.sheet import lay_out
    from tests.report.forge.truth import forge_truth

    from gongkai.documents import open_bytes

    sheet = lay_out(forge_truth(1))
    for form in FORMS:
        name, data = file_of(sheet, form)
        ours = seconds(lambda data=data, name=name: open_bytes(data, name), ROUNDS)
        line = f"{form}: {ours * 1000:.1f} ms"
        for peer in PEERS[form.partition("-")[0]]:
            try:
                theirs = seconds(lambda data=data, peer=peer: peer(data), 3)
            except ImportError:
                continue
            line += f"; {peer.__name__.removeprefix('by_')} {theirs * 1000:.1f} ms, {theirs / ours:.1f}×"
        print(f"{line}; alone: {alone(data, Path(name).suffix)}")
    data = long_list()
    theirs = seconds(lambda: by_openpyxl(data), 1)
    print(f"15,000 × 12 workbook, alone: {alone(data, '.xlsx')}; openpyxl {theirs:.1f} s")


def open_once(path: Path) -> None:
    """Open one file, then print seconds of import and opening, and peak memory."""
    start = perf_counter()
    from gongkai.documents import open_document

    imported = perf_counter()
    open_document(path)
    opened = perf_counter()
    # The kernel's own mark: getrusage would count what the parent held before this process began.
    status = Path("/proc/self/status")
    marks = status.read_text().splitlines() if status.exists() else []
    peak = next((int(mark.split()[1]) // 1024 for mark in marks if mark.startswith("VmHWM")), 0)
    print(f"import {imported - start:.3f} s, cold {opened - imported:.3f} s, peak {peak} MB")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        open_once(Path(sys.argv[1]))
    else:
        main()
