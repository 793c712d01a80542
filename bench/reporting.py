"""The annual report from its records: counting, checking while it is written, adding up, taking in many files.

`python bench/reporting.py [--only PART …]` fills a throw-away installation with invented records and prints a figure for each
part, beside its goal:

- `count`: the figures and facts of one body with 10,000 cases and 5,000 items (1 s), beside a plain `GROUP BY` of the same cases;
- `page`: the whole page on which the report of that body is written, and the answer to an edit of it, as the browser asks for
  them, with their questions to the database;
- `check`: the check of a draft after an edit (150 ms), alone and beside the words of 30 other reports;
- `sum`: the roll-up of 100 bodies without its file (0.5 s);
- `country`: the sum of 40,000 bodies with 200 cells each (3 s), beside DuckDB over the same figures where it is installed, else SQLite;
- `drop`: reading, checking and filing 100 mixed files, good and bad, at once (60 s on two cores).

Seconds of processor are those of this process, for `drop` with its children.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from bench.counts import fill  # noqa: E402  it sets Django up
from bench.timing import Taken, milliseconds, taken  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from tests.web.reporting.simulated import cases, lines, none_by_other_doors  # noqa: E402

from gongkai.documents.writers import parquet  # noqa: E402
from gongkai.documents.writers.parquet import ParquetColumn, ParquetKind  # noqa: E402
from gongkai.report.interchange import from_json  # noqa: E402
from gongkai.report.likeness import ComparedWords  # noqa: E402
from gongkai.report.merge import totals  # noqa: E402
from gongkai.report.model import AnnualReport  # noqa: E402
from gongkai.web.accounts.models import User  # noqa: E402
from gongkai.web.accounts.permissions import Role  # noqa: E402
from gongkai.web.bodies.models import Kind, Membership, PublicBody  # noqa: E402
from gongkai.web.reporting import jobs  # noqa: E402
from gongkai.web.reporting.actions.filing import file_many  # noqa: E402
from gongkai.web.reporting.counting.figures import Figure, figures_of  # noqa: E402
from gongkai.web.reporting.writing.assembly import assemble, findings_of  # noqa: E402
from gongkai.web.reporting.writing.facts import facts_of  # noqa: E402
from gongkai.web.reporting.writing.models import Part  # noqa: E402
from gongkai.web.reporting.writing.offers import Offer, offers  # noqa: E402

YEAR, ON = 2025, date(2026, 1, 12)
CASES, ITEMS, BODIES, FILES, OTHERS = 10_000, 5_000, 100, 100, 30
ALL_BODIES, CELLS = 40_000, 200
ROUNDS = 5
EXAMPLES = ROOT / "examples"


@dataclass(frozen=True)
class Town:
    """A body with its records, the figures of its year and the words that they give."""

    body: PublicBody
    figures: dict[str, Figure]
    words: dict[str, str]

    @property
    def report(self) -> AnnualReport:
        """As it stands."""
        return assemble(self.body, YEAR, self.figures, self.words, on=ON)

    @classmethod
    def with_records(cls, case_count: int, item_count: int) -> Town:
        """A new one."""
        [number] = fill(item_count, 1)
        body = PublicBody.objects.get(pk=number)
        chance = random.Random(1)
        with transaction.atomic():
            cases(body, case_count, chance)
            lines(body, case_count // 10, chance)
            none_by_other_doors(body, YEAR)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        figures = figures_of(body, YEAR, on=ON)
        known = facts_of(body, YEAR, figures, on=ON)
        words = {
            part.value: "\n".join(
                each.text for each in offers(part, known) if isinstance(each, Offer)
            )
            for part in Part
        }
        return cls(body, figures, words)


def count(town: Town) -> None:
    """Figures and facts from the records."""
    body = town.body

    def counted() -> object:
        return facts_of(body, YEAR, figures_of(body, YEAR, on=ON), on=ON)

    def plain() -> object:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT applicant_kind, outcome, COUNT(*) FROM casework_disclosurerequest"
                " WHERE body_id = %s GROUP BY applicant_kind, outcome",
                [body.pk],
            )
            return cursor.fetchall()

    print(
        f"count {body.requests.count()} cases, {ITEMS} items: {taken(counted, ROUNDS)} (goal 1 s);"
        f" plain GROUP BY {milliseconds(plain, ROUNDS):.1f} ms"
    )


def page(town: Town) -> None:
    """The writing page and its check of an edit, through the whole platform."""
    clerk = User.objects.get(username="柳河拟稿")
    Membership.objects.create(
        user=clerk, body=town.body, role=Role.DRAFTER, starts_on=date(2020, 1, 1)
    )
    browser = Client()
    browser.force_login(clerk)
    address = reverse("reporting:write", args=[town.body.pk, YEAR])
    edits = iter(range(1_000_000))

    def shown() -> object:
        return browser.get(address).content

    def edited() -> object:
        words = town.words | {Part.MANAGEMENT.value: f"本年整理档案第{next(edits)}批。"}
        return browser.post(
            reverse("reporting:check-draft", args=[town.body.pk, YEAR]), words
        ).content

    for name, ask in (("writing page", shown), ("its check of an edit", edited)):
        ask()
        with CaptureQueriesContext(connection) as asked:
            ask()
        print(f"{name}: {taken(ask, ROUNDS)}, {len(asked)} questions")


def check(town: Town) -> None:
    """Every rule over a draft of which a word has changed."""
    previous = from_json(jobs.as_text(jobs.as_data(town.report)))
    edits = iter(range(1_000_000))

    def edited() -> AnnualReport:
        words = town.words | {Part.MANAGEMENT.value: f"本年整理档案第{next(edits)}批。"}
        return assemble(town.body, YEAR, town.figures, words, on=ON)

    alone = taken(lambda: findings_of(edited(), previous), ROUNDS)
    print(f"check after an edit: {alone} (goal 0.150 s)")
    others = [ComparedWords.of(edited(), f"测试乡第{place}号人民政府") for place in range(OTHERS)]
    beside = taken(lambda: findings_of(edited(), previous, others), ROUNDS)
    print(f"check beside the words of {OTHERS} others: {beside} (goal 0.150 s)")


def add_up(town: Town) -> None:
    """A county's roll-up."""
    texts = []
    for place in range(BODIES):
        data = jobs.as_data(town.report)
        data["organization"] = data["organization_full"] = f"测试乡第{place}号人民政府"
        texts.append(jobs.as_text(data))
    print(f"roll-up of {BODIES} bodies: {taken(lambda: jobs.summed(texts), ROUNDS)} (goal 0.5 s)")


def country(_town: None) -> None:
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

    print(f"sum of {ALL_BODIES} bodies × {CELLS} cells: {taken(added, 3)} (goal 3 s)")
    name, bare = _bare(rows)
    assert list(bare()) == added()  # type: ignore[call-overload]
    print(f"{name}, the same sums: {taken(bare, 3)}")


def _bare(rows: list[list[int | None]]) -> tuple[str, Callable[[], object]]:
    folder = tempfile.mkdtemp()
    sums = ", ".join(f"sum(c{cell})" for cell in range(CELLS))
    try:
        import duckdb
    except ImportError:
        database = sqlite3.connect(":memory:")
        database.execute(f"CREATE TABLE cells ({', '.join(f'c{cell}' for cell in range(CELLS))})")
        database.executemany(f"INSERT INTO cells VALUES ({', '.join('?' * CELLS)})", rows)
        return "SQLite", lambda: database.execute(f"SELECT {sums} FROM cells").fetchone()
    columns = [ParquetColumn(f"c{cell}", ParquetKind.COUNT) for cell in range(CELLS)]
    path = Path(folder, "cells.parquet")
    path.write_bytes(parquet.write(columns, rows))
    return "DuckDB", lambda: duckdb.sql(f"SELECT {sums} FROM '{path}'").fetchall()[0]


def drop(_town: Town) -> None:
    """Many files at once."""
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
    before, start = _processor(), perf_counter()
    done = file_many(
        files,
        acting_user=county,
        year=2024,
        at=timezone.now(),
        among=list(among.values_list("pk", flat=True)),
    )
    kept = sum(each.file is not None for each in done)
    print(
        f"{FILES} mixed files: {Taken(perf_counter() - start, _processor() - before)} (goal 60 s);"
        f" {kept} filed, {FILES - kept} refused in a sentence"
    )


def _processor() -> float:
    """Seconds of processor of this process and of its children, those at work too."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    total = own.ru_utime + own.ru_stime
    ticks = os.sysconf("SC_CLK_TCK")
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[1]) == os.getpid():
            total += sum(map(int, fields[11:15])) / ticks
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return total + ended.ru_utime + ended.ru_stime


PARTS: dict[str, Callable[..., None]] = {
    "count": count,
    "page": page,
    "check": check,
    "sum": add_up,
    "country": country,
    "drop": drop,
}
FULL = {"count", "page"}
"""Parts that need all the records; the others are content with a few."""
ALONE = {"country"}


def main() -> None:
    """Print the figures that are asked for."""
    parser = argparse.ArgumentParser(description="annual reports")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    chosen = parser.parse_args().only
    town = None
    if set(chosen) - ALONE:
        start = perf_counter()
        full = bool(FULL & set(chosen))
        town = Town.with_records(CASES if full else 300, ITEMS if full else 100)
        print(f"records made in {perf_counter() - start:.0f} s")
    for name, part in PARTS.items():
        if name in chosen:
            part(town)


if __name__ == "__main__":
    main()
