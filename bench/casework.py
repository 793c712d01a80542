"""The desk with 100,000 requests, on SQLite.

`python bench/casework.py [CASES]` makes an invented desk in a temporary folder and prints

- the list, its filters and the page of a case: questions asked of the database, median and 95th percentile in milliseconds;
- counting 10,000 open clocks again, as after a new holiday notice, in seconds;
- writing a letter as Word and as PDF in milliseconds.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date, datetime, time, timedelta
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

AT_ONCE, ROUNDS, OPEN = 2_000, 40, 10_000
DETAILS = '{"unclear_points": "没有写明年份", "how_to_fix": "写明年份", "supplement_days": "10"}'


def spread(work: Any, rounds: int = ROUNDS) -> str:
    """Median and 95th percentile after a warm start, and those of the processor's own time, which a busy machine leaves alone."""
    work()
    taken, own = [], []
    for _round in range(rounds):
        start, worked = perf_counter(), process_time()
        work()
        taken.append((perf_counter() - start) * 1000)
        own.append((process_time() - worked) * 1000)
    waited, worked_on = (quantiles(times, n=20)[-1] for times in (taken, own))
    return (
        f"median {median(taken):.0f} ms, p95 {waited:.0f} ms, "
        f"processor median {median(own):.0f} ms, p95 {worked_on:.0f} ms"
    )


def fill(cases: int, on: date) -> None:
    """Cases of one township: the first ones open, the others answered, spread over two years."""
    from django.utils import timezone

    from gongkai.web.bodies.models import PublicBody
    from gongkai.web.casework.requests.models import DisclosureRequest

    body = PublicBody.objects.get(code="QS11")
    moment = timezone.make_aware(datetime.combine(on, time(10)))
    made = []
    for number in range(cases):
        is_open = number < OPEN
        received = on - timedelta(days=number % 20 if is_open else 40 + number % 600)
        made.append(
            DisclosureRequest(
                body=body,
                year=received.year,
                serial=number + 1,
                applicant_kind="natural_person",
                door="counter",
                submitted_on=received,
                received_on=received,
                registered_at=moment,
                text=f"第{number}件：道路硬化工程的验收报告",
                state="running" if is_open else "delivered",
                due_on=received + timedelta(days=28),
                outcome="" if is_open else "disclosed",
                concluded_on=None if is_open else received + timedelta(days=10),
                code_digest="0" * 64,
                applicant_digest="0" * 64,
                words_digest="0" * 64,
            )
        )
        if len(made) == AT_ONCE:
            DisclosureRequest.objects.bulk_create(made)
            made.clear()
    DisclosureRequest.objects.bulk_create(made)


def measure(cases: int) -> None:
    """Print everything about a desk of so many cases."""
    import django

    django.setup()
    from django.db import connection, transaction
    from django.test import Client
    from django.utils import timezone

    from gongkai.documents.writers import official_docx, official_pdf
    from gongkai.web.accounts.models import User
    from gongkai.web.accounts.permissions import PLATFORM
    from gongkai.web.bodies.demo_county import make_county
    from gongkai.web.casework.clock.loading import recompute_open
    from gongkai.web.casework.letters.models import Letter
    from gongkai.web.casework.letters.writing import document_of
    from gongkai.web.casework.requests.models import Applicant, DisclosureRequest
    from gongkai.web.casework.requests.people import ApplicantFacts, seal_person
    from gongkai.web.project.fresh import bring_up_to_date
    from gongkai.web.publishing.catalogue.models import county_of

    bring_up_to_date()
    make_county()
    on = timezone.localdate()
    fill(cases, on)
    clerk = Client(SERVER_NAME="localhost")
    clerk.force_login(
        User.objects.get(username="柳河拟稿"),
        backend="gongkai.web.accounts.backends.RoleBackend",
    )
    one = DisclosureRequest.objects.order_by("pk").first()
    assert one is not None
    Applicant.objects.create(
        disclosure_request=one, sealed=seal_person(ApplicantFacts("演示申请人"))
    )
    pages = {
        "list": "/office/requests/",
        "list, page 1000": "/office/requests/?p=1000",
        "late": "/office/requests/?status=late",
        "soon": "/office/requests/?status=soon",
        "answered": "/office/requests/?state=delivered",
        "by number": f"/office/requests/?q={cases}",
        "case": f"/office/requests/{one.pk}/",
        "counts": "/office/requests/counts/",
    }
    print(f"{cases} requests, {OPEN} of them open")
    for name, address in pages.items():
        asked: list[str] = []

        def told_to(execute: Any, sql: str, *more: Any, asked: list[str] = asked) -> Any:
            asked.append(sql)
            return execute(sql, *more)

        with connection.execute_wrapper(told_to):
            assert clerk.get(address).status_code == 200
        rounds = 5 if name == "counts" else ROUNDS
        told = spread(lambda address=address: clerk.get(address), rounds)
        print(f"{name}: {len(asked)} questions, {told}")
    start, worked = perf_counter(), process_time()
    with transaction.atomic():
        moved = recompute_open(county_of(one.body), by=PLATFORM, at=timezone.now())
    own = process_time() - worked
    told = f"{perf_counter() - start:.1f} s, processor {own:.1f} s"
    print(f"{OPEN} clocks again, {len(moved)} of them moved: {told}")
    letter = Letter(
        disclosure_request=one,
        code="supplement_notice",
        details=DETAILS,
        text="\n".join(["我机关收到您提出的政府信息公开申请。"] * 12),
        drafted_at=timezone.now(),
    )
    letter.save()
    document = document_of(letter, on=on)
    print(f"letter as Word: {spread(lambda: official_docx.write(document))}")
    print(f"letter as PDF: {spread(lambda: official_pdf.write(document))}")


def main() -> None:
    """In a folder that goes with the process."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        os.environ["GONGKAI_DATA"] = folder
        os.environ["GONGKAI_DATABASE"] = f"sqlite:///{folder}/cases.sqlite3"
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.project.settings.local")
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)


if __name__ == "__main__":
    main()
