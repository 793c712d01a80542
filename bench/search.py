"""Searching the portal's index, beside Django's own `icontains` over the same items in the same run.

`python bench/search.py [ITEMS]` fills a throw-away installation (SQLite, or the database in GONGKAI_DATABASE) with invented
items of about 600 characters. Each question asks for the first page of twenty with its count, as the search page does.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

os.environ.setdefault("GONGKAI_DATA", tempfile.mkdtemp(prefix="gongkai-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.project.settings.local")

import django

django.setup()

from django.core.management import call_command  # noqa: E402  after setup
from django.db import connection, transaction  # noqa: E402
from django.db.models import Q  # noqa: E402

from gongkai.web.accounts.permissions import PLATFORM  # noqa: E402
from gongkai.web.bodies.actions.body import open_column  # noqa: E402
from gongkai.web.bodies.models import PublicBody  # noqa: E402
from gongkai.web.portal.models import SearchEntry  # noqa: E402
from gongkai.web.portal.search import Filters, search, tables  # noqa: E402
from gongkai.web.portal.search.words import fold  # noqa: E402
from gongkai.web.project.demo.county import make_county  # noqa: E402
from gongkai.web.publishing.actions.catalogue import load_catalogue  # noqa: E402
from gongkai.web.publishing.models import CatalogueRow, ItemPage  # noqa: E402

CHARACTERS = (
    "低保特困临时救助防汛抗旱应急预案宅基地审批公示名单补贴农机渠道清淤泵站维修村硬化招标中预算决经费绩效目办法通知意见方计划"
    "总结责任分工值班巡查转移安置危房改造医民政财水利教育卫生环境土路桥林草畜牧渔业乡镇县街社区户人口年月日"
)
_CHANCE = random.Random(20261121)
WORDS = ["".join(_CHANCE.choices(CHARACTERS, k=_CHANCE.choice((2, 2, 3, 4)))) for _ in range(3000)]
# As in any language, few words are common and most are rare.
WEIGHTS = [1 / rank for rank in range(1, len(WORDS) + 1)]
QUESTIONS = [
    WORDS[4],
    WORDS[49],
    WORDS[499],
    WORDS[2499],
    f"{WORDS[4]} {WORDS[49]}",
    "王小明",
    "柳政发〔2026〕77号",
    "不存在的词",
]
ROUNDS = 12


def fill(count: int) -> None:
    """Make the items with their entries."""
    chance = random.Random(20261121)
    call_command("migrate", verbosity=0, interactive=False)
    make_county()
    load_catalogue(acting_user=PLATFORM)
    body = PublicBody.objects.get(code="QS11")
    column, row = open_column(body), CatalogueRow.objects.first()
    first = date(2016, 1, 1)
    with transaction.atomic():
        previous: Any = None
        for number in range(count):
            text = "，".join(chance.choices(WORDS, WEIGHTS, k=200))
            name = "王小明" if number % 997 == 0 else "李某"
            item = ItemPage(
                title=f"{''.join(chance.choices(WORDS, WEIGHTS, k=5))}（第{number}号）",
                body=body,
                row=row,
                live=True,
                slug=f"bench-{number}",
                formed_on=first + timedelta(days=number % 3600),
                published_on=first + timedelta(days=number % 3600),
                index_number=f"QS11/2026-{number:06}",
                document_number=f"柳政发〔2026〕{number}号",
                text=f"<p>{text}{name}</p>",
            )
            if previous is None:
                column.add_child(instance=item)
            else:
                item.path = previous._inc_path()
                item.depth = previous.depth
                item.url_path = f"{column.url_path}{item.slug}/"
                item.locale_id, item.content_type_id = previous.locale_id, previous.content_type_id
                item.draft_title, item.translation_key = item.title, item.translation_key
                item.save_base()
            previous = item
            entry = SearchEntry(
                item=item,
                plain=text,
                title=fold(item.title),
                numbers=fold(item.document_number),
                folded=fold(f"{item.title}\n{item.document_number}\n{text}{name}"),
            )
            entry.save(force_insert=True)
            tables.add_words([entry])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def ours(question: str) -> int:
    """The first page and the count."""
    found = search(question, Filters())
    list(found.select_related("body", "row").defer("text")[:20])
    return found.count()


def peer(question: str) -> int:
    """The same page by `icontains`."""
    found = ItemPage.objects.public()
    for word in question.split():
        found = found.filter(
            Q(title__icontains=word) | Q(document_number__icontains=word) | Q(text__icontains=word)
        )
    list(found.order_by("-published_on", "-pk").select_related("body", "row").defer("text")[:20])
    return found.count()


def milliseconds(ask: Callable[[str], int], question: str) -> list[float]:
    """How long each round took."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        ask(question)
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def main() -> None:
    """Print for each question the hits, our median, the peer's, and the ratio."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    fill(count)
    print(f"{connection.vendor}，{count} 条")
    every = []
    for question in QUESTIONS:
        mine, other = milliseconds(ours, question), milliseconds(peer, question)
        every += mine
        median, beside = statistics.median(mine), statistics.median(other)
        print(
            f"{question}：{ours(question)} 条，{median:.1f} ms；"
            f"icontains {peer(question)} 条，{beside:.1f} ms；快 {beside / median:.1f} 倍"
        )
    print(f"全部问题第95百分位 {statistics.quantiles(every, n=20)[-1]:.1f} ms")


if __name__ == "__main__":
    main()
