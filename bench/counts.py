"""Counting a year of publishing, beside a plain `COUNT(*)` of the same items in the same run.

`python bench/counts.py [ITEMS] [BODIES]` fills a throw-away installation (SQLite, or the database in GONGKAI_DATABASE) with
invented items and one posting each besides that of the platform.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from django.utils import timezone

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("GONGKAI_DATA", tempfile.mkdtemp(prefix="gongkai-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.project.settings.local")

import django  # noqa: E402  found by the line above

django.setup()

from bench.timing import milliseconds  # noqa: E402
from django.contrib.contenttypes.models import ContentType  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from gongkai.web.accounts.permissions import PLATFORM  # noqa: E402
from gongkai.web.bodies.actions.body import establish_body, open_column  # noqa: E402
from gongkai.web.bodies.demo_county import make_county  # noqa: E402
from gongkai.web.bodies.models import DisclosurePage, Kind, PublicBody  # noqa: E402
from gongkai.web.project.fresh import bring_up_to_date  # noqa: E402
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue  # noqa: E402
from gongkai.web.publishing.catalogue.models import CatalogueRow  # noqa: E402
from gongkai.web.publishing.channels.actions.channel import open_channel  # noqa: E402
from gongkai.web.publishing.channels.models import Posting  # noqa: E402
from gongkai.web.publishing.duties.counting.counts import count_publishing  # noqa: E402
from gongkai.web.publishing.duties.counting.workbook import sentences  # noqa: E402
from gongkai.web.publishing.items.models import ItemPage  # noqa: E402

ROUNDS = 7
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def fill(count: int, bodies: int) -> list[int]:
    """Make the bodies, their items and postings; returns the numbers of the bodies."""
    chance = random.Random(20261121)
    bring_up_to_date()
    make_county()
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    county = PublicBody.objects.get(code="QS")
    rows = list(CatalogueRow.objects.all())
    made = [
        establish_body(
            acting_user=PLATFORM,
            code=f"B{number:04}",
            name=f"测试乡第{number}号",
            short_name=f"测试{number}",
            kind=Kind.TOWNSHIP,
            parent=county,
            order=number,
            on=date(2019, 5, 15),
            at=timezone.now(),
        )
        for number in range(bodies)
    ]
    with transaction.atomic():
        for place, body in enumerate(made):
            _publish(body, count // bodies, place, rows, chance)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return [body.pk for body in made]


def _publish(
    body: PublicBody, count: int, place: int, rows: list[CatalogueRow], chance: random.Random
) -> None:
    column = open_column(body)
    board = open_channel(
        body,
        acting_user=PLATFORM,
        kind="board",
        name="公开栏",
        place="大院",
        opened_on=date(2019, 5, 15),
        at=timezone.now(),
    )
    kind = ContentType.objects.get_for_model(ItemPage)
    pages = []
    for number in range(count):
        pages.append(
            DisclosurePage(
                title=f"第{number}号",
                draft_title=f"第{number}号",
                body=body,
                live=True,
                slug=f"bench-{place}-{number}",
                path=f"{column.path}{number + 1:04d}",
                depth=column.depth + 1,
                url_path=f"{column.url_path}bench-{place}-{number}/",
                locale_id=column.locale_id,
                content_type=kind,
            )
        )
    postings = []
    for number, page in enumerate(DisclosurePage.objects.bulk_create(pages)):
        day = date(2024, 1, 1) + timedelta(days=chance.randrange(1096))
        item = ItemPage(
            disclosurepage_ptr=page,
            row=chance.choice(rows),
            formed_on=day,
            published_on=day,
            index_number=f"{body.code}/2026-{number:06}",
        )
        # Only the item's own table: the page is there already.
        item.save_base(raw=True, force_insert=True)
        postings += [
            Posting(item=item, body=body, kind="portal", posted_on=day),
            Posting(item=item, body=body, kind="board", channel=board, posted_on=day),
        ]
    Posting.objects.bulk_create(postings)


def main() -> None:
    """Print questions, our median, that of a plain count, and the ratio; for one body and for all."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    bodies = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    numbers = fill(count, bodies)
    print(
        f"{connection.vendor}: {ItemPage.objects.count()} items, {Posting.objects.count()} postings"
    )
    for label, chosen in (("one body", numbers[:1]), (f"{len(numbers)} bodies", numbers)):
        with CaptureQueriesContext(connection) as asked:
            told = sentences(count_publishing(chosen, FIRST, LAST))
        items = ItemPage.objects.filter(body__in=chosen, published_on__range=(FIRST, LAST))
        plain = milliseconds(items.count, ROUNDS)
        ours = milliseconds(partial(count_publishing, chosen, FIRST, LAST), ROUNDS)
        print(
            f"{label}: {len(asked)} questions, {ours:.1f} ms; plain count {plain:.1f} ms; "
            f"ratio {ours / plain:.1f}; {told[0][:30]}"
        )


if __name__ == "__main__":
    main()
