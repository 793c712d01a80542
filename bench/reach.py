"""Which village has been reached: 100 villages, 1,000 postings in each, scans, plays and questions.

`python bench/reach.py [VILLAGES] [POSTINGS]`; bound: 0.5 s. The peer, in the same run over the same file: the same sums as
GROUP BY statements put to the database by hand, with no model in between. Processor time besides the clock.
"""

from __future__ import annotations

import os
import random
import sqlite3
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ.setdefault("GONGKAI_DATA", tempfile.mkdtemp(prefix="gongkai-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.project.settings.local")

import django  # noqa: E402

django.setup()

from bench.timing import milliseconds, processor_seconds  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from gongkai.web.accounts.permissions import PLATFORM  # noqa: E402
from gongkai.web.bodies.actions.body import establish_body  # noqa: E402
from gongkai.web.bodies.demo_county import make_county  # noqa: E402
from gongkai.web.bodies.models import Kind, PublicBody  # noqa: E402
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue  # noqa: E402
from gongkai.web.publishing.catalogue.models import CatalogueRow  # noqa: E402
from gongkai.web.publishing.channels.models import Channel, Posting  # noqa: E402
from gongkai.web.publishing.items.actions.draft import draft_item  # noqa: E402
from gongkai.web.supervision.broadcasts.models import Broadcast  # noqa: E402
from gongkai.web.supervision.reach.reading import reach  # noqa: E402
from gongkai.web.supervision.villages.models import BoardScan, PhoneMessage  # noqa: E402

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def fill(villages: int, items: int) -> list[PublicBody]:
    """A township of so many villages, each with a board on which every item hangs."""
    chance, at = random.Random(20261129), timezone.now()
    call_command("migrate", verbosity=0, interactive=False)
    make_county()
    load_catalogue(acting_user=PLATFORM, at=at)
    township = PublicBody.objects.get(code="QS11")
    made = [
        establish_body(
            acting_user=PLATFORM,
            at=at,
            code=f"QS11-B{number:03}",
            name=f"柳河镇演示{number}村",
            short_name=f"演示{number}村",
            kind=Kind.VILLAGE,
            parent=township,
            on=FIRST,
        )
        for number in range(villages)
    ]
    boards = Channel.objects.bulk_create(
        Channel(body=village, kind="board", name="公开栏", place="村口", opened_on=FIRST)
        for village in made
    )
    row = CatalogueRow.objects.first()
    hung = [
        draft_item(
            township,
            acting_user=PLATFORM,
            title=f"公示{number}",
            row=row,
            formed_on=FIRST,
            at=at,
        )
        for number in range(10)
    ]
    days = [FIRST + timedelta(days=chance.randrange(360)) for _ in range(items)]
    for village, board in zip(made, boards, strict=True):
        Posting.objects.bulk_create(
            (
                Posting(
                    item=hung[place % 10],
                    body=village,
                    kind="board",
                    channel=board,
                    posted_on=day,
                )
                for place, day in enumerate(days)
            ),
            batch_size=500,
        )
        BoardScan.objects.bulk_create(
            BoardScan(board=board, scanned_on=day, count=3) for day in sorted(set(days))[:200]
        )
        PhoneMessage.objects.create(
            body=village, key=uuid4(), kind="question", said_at=at, text="问", entered_at=at
        )
    Broadcast.objects.bulk_create(
        Broadcast(body=township, item=hung[0], on=day, slot="noon", played_at=at, entered_at=at)
        for day in sorted(set(days))
    )
    return made


def peer(file: sqlite3.Connection, numbers: list[int]) -> list[dict[int, int]]:
    """The same sums by hand."""
    among = ",".join(map(str, numbers))
    period = f"BETWEEN '{FIRST}' AND '{LAST}'"
    asked = (
        f"SELECT body_id, count(*) FROM publishing_channel WHERE kind='board' AND body_id IN ({among}) GROUP BY 1",
        f"SELECT body_id, count(*) FROM publishing_posting WHERE kind='board' AND posted_on {period} AND body_id IN ({among}) GROUP BY 1",
        "SELECT c.body_id, sum(s.count) FROM supervision_boardscan s JOIN publishing_channel c ON c.id=s.board_id"
        f" WHERE s.scanned_on {period} AND c.body_id IN ({among}) GROUP BY 1",
        f'SELECT body_id, count(*) FROM supervision_broadcast WHERE played_at IS NOT NULL AND "on" {period} GROUP BY 1',
        f"SELECT village_id, sum(people), sum(leaflets) FROM supervision_outreach WHERE held_on {period} GROUP BY 1",
        f"SELECT body_id, count(*) FROM supervision_phonemessage WHERE kind='question' AND body_id IN ({among}) GROUP BY 1",
    )
    return [{row[0]: row[1] for row in file.execute(each)} for each in asked]


def main() -> None:
    villages = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    items = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    made = fill(villages, items)
    took = milliseconds(lambda: reach(made, FIRST, LAST), 5)
    own = processor_seconds(lambda: reach(made, FIRST, LAST), 5) * 1000
    file = sqlite3.connect(connection.settings_dict["NAME"])
    numbers = [village.pk for village in made]
    by_hand = peer(file, numbers)
    seen = {each.village.pk: each for each in reach(made, FIRST, LAST)}
    assert by_hand[1] == {pk: each.items for pk, each in seen.items()}
    assert by_hand[2] == {pk: each.scans for pk, each in seen.items()}
    beside = processor_seconds(lambda: peer(file, numbers), 5) * 1000
    print(
        f"{villages} villages × {items} postings: {took:.0f} ms, processor {own:.0f} ms (aim 500);"
        f" SQLite by hand {beside:.0f} ms, {own / beside:.2f} times as long"
    )


if __name__ == "__main__":
    main()
