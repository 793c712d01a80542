"""The offline pack: how long it takes to write, and how long a search in it takes in Chromium, opened from the disk.

`python bench/offline_pack.py [ITEMS]`; bounds: 5,000 items in 20 s, a search in 100 ms, no request but to the disk.
"""

from __future__ import annotations

import os
import random
import shutil
import sys
import tempfile
import time
import zipfile
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src")]
os.environ.setdefault("GONGKAI_DATA", tempfile.mkdtemp(prefix="gongkai-bench-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.project.settings.local")

import django  # noqa: E402

django.setup()

from playwright.sync_api import sync_playwright  # noqa: E402

from gongkai.web.publishing.channels.renderings.web_page import parts_of  # noqa: E402
from gongkai.web.publishing.items.prose import blocks_of  # noqa: E402
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


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pack-"))
    try:
        began = time.perf_counter()
        with (folder / "pack.zip").open("wb") as target:
            write_pack(items(count), target, name="柳河镇", phone="", on=date(2026, 11, 29))
        written = time.perf_counter() - began
        size = (folder / "pack.zip").stat().st_size / 1e6
        print(f"{count} items written in {written:.1f} s, {size:.1f} MB")
        with zipfile.ZipFile(folder / "pack.zip") as archive:
            archive.extractall(folder / "pack")
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
                took = page.evaluate("document.body.dataset.took")
                print(f"{words}: {took} ms, {page.inner_text('#found')}")
            print(f"requests elsewhere: {[url for url in asked if not url.startswith('file:')]}")
            browser.close()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
