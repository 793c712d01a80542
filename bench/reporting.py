"""The annual report from its records: counting, checking while it is written, adding up, taking in many files.

`python bench/reporting.py` fills a throw-away installation with invented records and prints five figures, each beside its goal:

- the figures and facts of one body with 10,000 cases and 5,000 items (1 s), beside a plain `GROUP BY` of the same cases;
- the check of a draft after an edit (150 ms);
- the roll-up of 100 bodies without its file (0.5 s);
- the sum of 40,000 bodies with 200 cells each (3 s), beside DuckDB over the same figures where it is installed;
- reading, checking and filing 100 mixed files, good and bad, at once (60 s on two cores).
"""

from __future__ import annotations

import random
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.counts import fill  # noqa: E402  it sets Django up
from bench.timing import milliseconds, seconds  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.web.reporting.simulated import cases, lines  # noqa: E402

from gongkai.documents.writers import parquet  # noqa: E402
from gongkai.documents.writers.parquet import ParquetColumn, ParquetKind  # noqa: E402
from gongkai.report.interchange import from_json  # noqa: E402
from gongkai.report.merge import totals  # noqa: E402
from gongkai.web.accounts.models import User  # noqa: E402
from gongkai.web.bodies.models import Kind, PublicBody  # noqa: E402
from gongkai.web.reporting import jobs  # noqa: E402
from gongkai.web.reporting.actions.filing import file_many  # noqa: E402
from gongkai.web.reporting.counting.figures import figures_of  # noqa: E402
from gongkai.web.reporting.writing.assembly import assemble, findings_of  # noqa: E402
from gongkai.web.reporting.writing.facts import facts_of  # noqa: E402
from gongkai.web.reporting.writing.models import Part  # noqa: E402
from gongkai.web.reporting.writing.offers import Offer, offers  # noqa: E402

YEAR, ON = 2025, date(2026, 1, 12)
CASES, ITEMS, BODIES, FILES = 10_000, 5_000, 100, 100
ALL_BODIES, CELLS = 40_000, 200
ROUNDS = 5
EXAMPLES = ROOT / "examples"


def many() -> None:
    """A country's bodies in one sum; of every hundredth a cell is unknown."""
    chance = random.Random(2)
    rows = [
        [
            None if place % 100 == 7 and cell == place % CELLS else chance.randrange(500)
            for cell in range(CELLS)
        ]
        for place in range(ALL_BODIES)
    ]

    def added() -> object:
        return [total for _values, total in totals(rows)]

    told = f"sum of {ALL_BODIES} bodies × {CELLS} cells: {seconds(added, 3):.2f} s (goal 3 s)"
    try:
        import duckdb
    except ImportError:
        print(f"{told}; DuckDB is not installed")
        return
    columns = [ParquetColumn(f"c{cell}", ParquetKind.COUNT) for cell in range(CELLS)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "cells.parquet")
        path.write_bytes(parquet.write(columns, rows))
        asked = f"SELECT {', '.join(f'sum(c{cell})' for cell in range(CELLS))} FROM '{path}'"

        def bare() -> object:
            return duckdb.sql(asked).fetchone()

        assert list(bare()) == added()  # type: ignore[call-overload]
        print(f"{told}; DuckDB {seconds(bare, 3):.2f} s, the same sums")


def main() -> None:
    """Print the five figures."""
    [number] = fill(ITEMS, 1)
    body = PublicBody.objects.get(pk=number)
    chance = random.Random(1)
    cases(body, CASES, chance)
    lines(body, 1_000, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    def counted() -> object:
        return facts_of(body, YEAR, figures_of(body, YEAR, on=ON), on=ON)

    def plain() -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT applicant_kind, outcome, COUNT(*) FROM casework_disclosurerequest"
                " WHERE body_id = %s GROUP BY applicant_kind, outcome",
                [number],
            )
            return cursor.fetchall()

    print(
        f"count {CASES} cases, {ITEMS} items: {seconds(counted, ROUNDS):.3f} s (goal 1 s);"
        f" plain GROUP BY {milliseconds(plain, ROUNDS):.1f} ms"
    )
    figures = figures_of(body, YEAR, on=ON)
    known = facts_of(body, YEAR, figures, on=ON)
    words = {
        part.value: "\n".join(each.text for each in offers(part, known) if isinstance(each, Offer))
        for part in Part
    }
    report = assemble(body, YEAR, figures, words, on=ON)
    previous = from_json(jobs.as_text(jobs.as_data(report)))

    def checked() -> object:
        return findings_of(assemble(body, YEAR, figures, words, on=ON), previous)

    print(f"check after an edit: {milliseconds(checked, ROUNDS):.0f} ms (goal 150 ms)")
    texts = []
    for place in range(BODIES):
        data = jobs.as_data(report)
        data["organization"] = data["organization_full"] = f"测试乡第{place}号人民政府"
        texts.append(jobs.as_text(data))
    print(
        f"roll-up of {BODIES} bodies: {seconds(lambda: jobs.summed(texts), ROUNDS):.3f} s (goal 0.5 s)"
    )
    many()
    good = sorted(EXAMPLES.iterdir())
    files = [
        (f"{place}-{path.name}", path.read_bytes())
        if place % 5
        else (f"{place}-坏.docx", path.read_bytes()[: 200 + place])
        for place in range(FILES)
        for path in [good[place % len(good)]]
    ]
    county = User.objects.get(username="县公开办")
    among = PublicBody.objects.filter(kind__in=[Kind.TOWNSHIP, Kind.COUNTY_DEPARTMENT])
    start = perf_counter()
    done = file_many(
        files,
        acting_user=county,
        year=2024,
        at=timezone.now(),
        among=list(among.values_list("pk", flat=True)),
    )
    taken = perf_counter() - start
    kept = sum(each.file is not None for each in done)
    print(
        f"{FILES} mixed files: {taken:.1f} s (goal 60 s); {kept} filed, {FILES - kept} refused in a sentence"
    )


if __name__ == "__main__":
    main()
