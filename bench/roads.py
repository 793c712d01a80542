"""Every road of a report into a document, beside the library that people would reach for, in one run.

A page scanned at 200 dpi against rapidocr's own pipeline, a text PDF against pdfplumber, a Word file against
python-docx, and plain text. Times are of the processor over all cores, so that a busy machine matters little.

python bench/roads.py [--rounds N]
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[1] / "src"))

from bench.opening import by_python_docx
from bench.pdf import six_pages, with_pdfplumber
from tests.documents.forge.as_scan import pictures, saved
from tests.report.forge.forms import file_of
from tests.report.forge.sheet import lay_out
from tests.report.forge.truth import forge_truth

from gongkai.documents import open_bytes

AIM_TEXT, AIM_SCAN = 0.005, 2.0
"""Seconds: a report as text, a page of a scan."""


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Median processor time of a round, after one to warm up."""
    work()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def by_rapidocr() -> Callable[[bytes], str]:
    """rapidocr as it comes: its own detection, classification and recognition."""
    import numpy as np
    from PIL import Image
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "critical"})

    def read(data: bytes) -> str:
        found = engine(np.asarray(Image.open(BytesIO(data)).convert("RGB")))
        return "\n".join(found.txts or ())

    return read


def figures(text: str) -> list[str]:
    """The numbers of a text, in order of size."""
    return sorted(re.findall(r"\d+", text))


def main() -> None:
    """Print a line for each road."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    sheet = lay_out(forge_truth(1))
    for form in ("text-tabs", "text-layout"):
        name, data = file_of(sheet, form)
        ours = seconds(lambda name=name, data=data: open_bytes(data, name), 5 * rounds)
        print(f"{form}: {ours * 1000:.1f} ms (aim {AIM_TEXT * 1000:.0f})")
    name, data = file_of(sheet, "docx-styled")
    ours = seconds(lambda: open_bytes(data, name), rounds)
    theirs = seconds(lambda: by_python_docx(data), rounds)
    print(f"docx: {ours * 1000:.0f} ms; python-docx {theirs * 1000:.0f} ms, {theirs / ours:.1f}×")
    pdf = six_pages("all")
    ours = seconds(lambda: open_bytes(pdf, "report.pdf"), rounds)
    theirs = seconds(lambda: with_pdfplumber(pdf), rounds)
    print(f"pdf: {ours * 1000:.0f} ms; pdfplumber {theirs * 1000:.0f} ms, {theirs / ours:.1f}×")
    tables = list(open_bytes(pdf, "report.pdf").tables())
    largest = max(tables, key=lambda table: len(table.cells))
    at = (largest.origin.page or 1) - 1
    page = saved(pictures(pdf, dpi=200)[at : at + 1], "PNG")
    read = by_rapidocr()
    ours = seconds(lambda: open_bytes(page, "page.png"), rounds)
    theirs = seconds(lambda: read(page), rounds)
    print(
        f"scan: {ours:.2f} s a page (aim {AIM_SCAN:g}); rapidocr {theirs:.2f} s, {theirs / ours:.1f}×"
    )
    truth = figures("\n".join(cell.text for cell in largest.cells if cell.origin.page == at + 1))
    mine = figures("\n".join(open_bytes(page, "page.png").lines()))
    missed = [len(Counter(truth) - Counter(found)) for found in (mine, figures(read(page)))]
    print(f"of {len(truth)} figures in its table: gongkai lacks {missed[0]}, rapidocr {missed[1]}")


if __name__ == "__main__":
    main()
