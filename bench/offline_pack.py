"""The offline pack: how long it takes to write, and how long a search in it takes in Chromium, opened from the disk.

`python bench/offline_pack.py [ITEMS]`; bounds: 5,000 items in 20 s, a search in 100 ms, no request but to the disk.
Written twice: from the database as the one click does it, and from invented items of eight hundred characters. The peers,
in the same run: `zipfile` over the finished pages (nothing is rendered or indexed), and SQLite's `LIKE` over the same words.
"""

from __future__ import annotations

import random
import shutil
import sqlite3
import sys
import tempfile
import time
import zipfile
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]

import county  # noqa: E402

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
county.prepare(COUNT)

from django.db import transaction  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from gongkai.web.bodies.models import PublicBody  # noqa: E402
from gongkai.web.publishing.channels.renderings.web_page import parts_of  # noqa: E402
from gongkai.web.publishing.items.models import ItemPage  # noqa: E402
from gongkai.web.publishing.items.prose import blocks_of  # noqa: E402
from gongkai.web.supervision.offline.reading import make_pack  # noqa: E402
from gongkai.web.supervision.offline.writing import PackItem, write_pack  # noqa: E402

WORDS = (
    "农村低保 特困供养 临时救助 耕地地力保护补贴 征地补偿 医保缴费 养老服务 防汛值班 道路硬化 饮水安全 危房改造 义务教育 财政预算 "
    "公益性岗位 厕所改造 林地确权 公示 名单 资金 发放 村民小组 审核 办理 期限 电话 标准"
).split()
CATEGORIES = "社会救助 涉农补贴 征地补偿 医疗卫生 财政预决算 乡村振兴 机构职能".split()


def items(count: int):
    """Invented items, each of some eight hundred characters."""
    chance = random.Random(20261129)
    for number in range(1, count + 1):
        text = "".join(
            f"<p>{''.join(chance.choices(WORDS, k=40))}{chance.randrange(10_000)}元。</p>"
            for _ in range(6)
        )
        blocks = blocks_of(text)
        yield PackItem(
            number,
            f"柳河镇{chance.choice(WORDS)}{chance.choice(WORDS)}（第{number}号）",
            "柳河镇人民政府",
            chance.choice(WORDS),
            chance.choice(CATEGORIES),
            f"QS11/2026-{number:05}",
            "",
            date(2026, 1, 1) + timedelta(days=number % 300),
            "",
            " ".join(block.text for block in blocks),
            "\n".join(parts_of(blocks)),
        )


def from_database() -> None:
    """The pack of a township to which all items of the county belong."""
    township = PublicBody.objects.get(code="QS11")
    with transaction.atomic():
        ItemPage.objects.update(body=township)
        began, worked = time.perf_counter(), time.process_time()
        pack, count = make_pack(township, date(2026, 11, 29))
        told(f"{count} items from the database", began, worked)
        pack.close()
        transaction.set_rollback(True)


def told(what: str, began: float, worked: float) -> float:
    """Say how long it took; the processor's own time."""
    own = time.process_time() - worked
    print(f"{what}: {time.perf_counter() - began:.1f} s, processor {own:.1f} s")
    return own


def plainly_zipped(pages: dict[str, bytes]) -> float:
    """The peer: the same files into a zip, and nothing else."""
    worked = time.process_time()
    with zipfile.ZipFile(
        tempfile.TemporaryFile(), "w", zipfile.ZIP_DEFLATED, compresslevel=1
    ) as zipped:
        for name, data in pages.items():
            zipped.writestr(name, data)
    return time.process_time() - worked


def by_like(made: list[PackItem], words: str) -> tuple[int, float]:
    """The peer of the search: hits and milliseconds of the processor."""
    rows = [
        (item.number, f"{item.title} {item.body} {item.row} {item.plain}"[:3000]) for item in made
    ]
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE item (number, words)")
    database.executemany("INSERT INTO item VALUES (?, ?)", rows)
    condition = " AND ".join("words LIKE ?" for _ in words.split())
    worked = time.process_time()
    found = database.execute(
        f"SELECT number FROM item WHERE {condition}", [f"%{word}%" for word in words.split()]
    ).fetchall()
    return len(found), (time.process_time() - worked) * 1000


def main() -> None:
    from_database()
    made = list(items(COUNT))
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pack-"))
    try:
        began, worked = time.perf_counter(), time.process_time()
        with (folder / "pack.zip").open("wb") as target:
            write_pack(made, target, name="柳河镇", phone="", on=date(2026, 11, 29))
        own = told(f"{COUNT} items written", began, worked)
        size = (folder / "pack.zip").stat().st_size / 1e6
        with zipfile.ZipFile(folder / "pack.zip") as archive:
            archive.extractall(folder / "pack")
            pages = {name: archive.read(name) for name in archive.namelist()}
        beside = plainly_zipped(pages)
        print(f"{size:.1f} MB; zipfile alone {beside:.1f} s, {own / beside:.2f} times as long")
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page()
            asked = []
            page.on("request", lambda request: asked.append(request.url))
            began = time.perf_counter()
            page.goto((folder / "pack" / "打开.html").as_uri())
            page.wait_for_selector("#results li")
            print(f"opened in {time.perf_counter() - began:.2f} s")
            for words in ("农村低保", "补贴 资金", "第4999号", "没有这个词"):
                page.evaluate("document.body.dataset.took = ''")
                page.fill("#q", words)
                page.wait_for_function("document.body.dataset.took !== ''")
                took = float(page.evaluate("document.body.dataset.took"))
                hits, like = by_like(made, words)
                print(
                    f"{words}: {took:.1f} ms (aim 100), {page.inner_text('#found')};"
                    f" SQLite LIKE {hits} in {like:.1f} ms, {took / like:.2f} times as long"
                )
            print(f"requests elsewhere: {[url for url in asked if not url.startswith('file:')]}")
            browser.close()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
