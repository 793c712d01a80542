"""Reading a text PDF of six pages or so: time and memory against pdfplumber, both warm and in the same run.

python bench/pdf.py [--rounds N]
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pdfplumber

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.documents.forge.statistics_table import disputes_table, proactive_table, requests_table
from tests.documents.forge.with_typst import Style, compile_pdf, report_markup

from gongkai.documents.opening import open_bytes

PROMISED_MILLISECONDS = 150
PROMISED_RATIO = 1.5


def six_pages(rules: str) -> bytes:
    """A report of six pages with three tables."""
    rng = random.Random(1)
    tables = [proactive_table(rng), requests_table(rng), disputes_table(rng)]
    return compile_pdf(
        report_markup(tables, Style(rules=rules, size=8, value_width=28), lead_lines=105)
    )


def with_gongkai(data: bytes) -> None:
    open_bytes(data, "report.pdf")


def with_pdfplumber(data: bytes) -> None:
    with pdfplumber.open(BytesIO(data)) as file:
        for page in file.pages:
            page.extract_text()
            page.extract_tables()


def milliseconds(work: Callable[[bytes], None], data: bytes, rounds: int) -> float:
    """Median time of a round, after one to warm up."""
    work(data)
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work(data)
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def mebibytes(work: Callable[[bytes], None], data: bytes) -> float:
    """Peak of what Python itself holds during one round."""
    tracemalloc.start()
    work(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    kept = True
    for rules in ("all", "none"):
        data = six_pages(rules)
        with pdfplumber.open(BytesIO(data)) as file:
            pages = len(file.pages)
        ours = milliseconds(with_gongkai, data, rounds)
        theirs = milliseconds(with_pdfplumber, data, rounds)
        print(
            f"rules={rules} pages={pages}: gongkai {ours:.0f} ms, {mebibytes(with_gongkai, data):.1f} MB; "
            f"pdfplumber {theirs:.0f} ms, {mebibytes(with_pdfplumber, data):.1f} MB; "
            f"{theirs / ours:.1f} times as fast"
        )
        kept = kept and ours <= PROMISED_MILLISECONDS and theirs / ours >= PROMISED_RATIO
    print(
        "promise kept"
        if kept
        else f"promise broken: ≤ {PROMISED_MILLISECONDS} ms, ≥ {PROMISED_RATIO}×"
    )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
