"""Supervision as its users see it: a quiz, a telephone without net, a stick without server."""

from __future__ import annotations

import io
import os
import re
import zipfile
from datetime import date

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.channels.actions.channel import open_channel
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.supervision.households.page_pack import PagePack, page_pack_pieces
from gongkai.web.supervision.offline.reading import make_pack
from gongkai.web.supervision.villages.models import PhoneMessage
from tests.web.publishing.conftest import (  # noqa: F401  items of 柳河镇, as in the other tests
    at_stage,
    drafted,
    released,
    rows,
)

SHOTS = os.environ.get("SHOTS")


def shot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/{name}.png", full_page=True)


@pytest.fixture
def board(body):
    return open_channel(
        body("QS11-01"),
        acting_user=PLATFORM,
        kind="board",
        name="村务公开栏",
        place="村委会门口",
        opened_on=date(2020, 1, 1),
        at=timezone.now(),
    )


def photo() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "white").save(file, "JPEG")
    return file.getvalue()


def test_a_cadre_fills_in_without_net_and_it_is_sent_when_there_is_net(
    open_page,
    findings,
    released,  # noqa: F811  a fixture asked for by its name
    board,
):
    released()
    page = open_page("河东村", size="phone")
    page.goto("/office/supervision/village/")
    assert findings(page) == []
    shot(page, "village-desk")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_role("heading", name="河东村 村务公开")).to_be_visible()
    page.get_by_text("问乡镇", exact=True).click()
    page.fill("#question-text", "名单要贴多久")
    page.locator("details[open] button").click()
    expect(page.locator("#net")).to_contain_text("还有 1 条没有发出")
    page.get_by_text("贴了公开栏", exact=True).click()
    page.set_input_files(
        "#posted-photos", {"name": "板.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.locator("details[open] > form button").click()
    assert PhoneMessage.objects.count() == 0
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#net")).to_contain_text("都已发出")
    assert sorted(PhoneMessage.objects.values_list("kind", flat=True)) == ["posted", "question"]
    assert Posting.objects.filter(channel=board).count() == 1


def test_what_the_township_refuses_stays_on_the_telephone_until_it_is_mended(
    open_page,
    findings,
    released,  # noqa: F811
    board,
):
    released()
    page = open_page("河东村", size="phone")
    page.goto("/office/supervision/village/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.get_by_text("贴了公开栏", exact=True).click()
    page.set_input_files(
        "#posted-photos", {"name": "板.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    page.fill("#posted-days", "10")
    page.locator("details[open] > form button").click()
    # At once, on the telephone: nothing is queued.
    assert page.evaluate("document.querySelector('#posted-days').validationMessage") == (
        "公开栏至少公布 15 天，最多 400 天。"
    )
    assert Posting.objects.filter(channel=board).count() == 0
    # A rule that this telephone does not know yet: the township's answer.
    page.evaluate("document.querySelector('#posted-days').min = '1'")
    page.fill("#posted-days", "10")
    page.locator("details[open] > form button").click()
    expect(page.locator("#refused")).to_contain_text("公开栏至少公布 15 天，填写的是 10 天。")
    expect(page.locator("#net")).to_have_text("有 1 条乡镇没有收，请在下面改好再发。")
    page.reload()
    expect(page.locator("#refused")).to_contain_text("贴了公开栏")
    assert findings(page) == []
    shot(page, "village-refused")
    page.get_by_role("button", name="改好再发").click()
    assert page.evaluate("document.querySelector('#posted-photos').files.length") == 1
    page.fill("#posted-days", "15")
    page.locator("details[open] > form button").click()
    expect(page.locator("#net")).to_have_text("都已发出。")
    expect(page.locator("#refused")).to_be_hidden()
    assert Posting.objects.filter(channel=board).count() == 1


def test_what_another_filled_in_on_a_shared_telephone_is_not_sent_under_ones_name(
    open_page,
    released,  # noqa: F811
    board,
):
    released()
    page = open_page("河东村", size="phone")
    page.goto("/office/supervision/village/")
    page.evaluate(
        """async () => {
          const opening = indexedDB.open("gongkai-village", 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore("messages", { keyPath: "key" });
          await new Promise((resolve) => { opening.onsuccess = resolve; });
          const work = opening.result.transaction("messages", "readwrite");
          work.objectStore("messages").put({ key: "of-another", person: "0", told: "问乡镇",
            fields: [["kind", "question"], ["text", "名单要贴多久"]] });
          await new Promise((resolve) => { work.oncomplete = resolve; });
          opening.result.close();
        }"""
    )
    page.reload()
    expect(page.locator("#net")).to_have_text("手机里还有别人填的 1 条，由本人登录后发出。")
    assert PhoneMessage.objects.count() == 0


def test_the_pack_opens_from_a_disk_and_asks_nobody(chromium, released, body, findings, tmp_path):  # noqa: F811
    item = released()
    file, count = make_pack(body("QS11"), date(2026, 11, 29))
    assert count == 1
    with file, zipfile.ZipFile(file) as archive:
        archive.extractall(tmp_path)
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "打开.html").as_uri())
    page.fill("#q", "防汛")
    page.get_by_role("link", name=item.title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(item.title)
    assert findings(page) == []
    page.goto((tmp_path / "查询点.html").as_uri())
    assert findings(page) == []
    expect(page.get_by_role("button", name="查政策文件")).to_have_count(0)
    page.get_by_role("button", name="看全部").click()
    expect(page.get_by_role("link", name=item.title)).to_be_visible()
    shot(page, "query-point")
    assert [url for url in asked if not url.startswith("file:")] == []
    context.close()


def test_a_household_finds_its_payments_in_a_folder_without_net(chromium, findings, tmp_path):
    people = {("周小芳", "11010119000231005X"): [["耕地补贴", "300.75"], ["农机补贴", "500.00"]]}
    pack = PagePack(
        "2026年补贴", "柳河镇人民政府", date(2099, 1, 1), ("项目", "金额"), "K7M2PQ9X", 1000
    )
    target = tmp_path / "包.zip"
    target.write_bytes(b"".join(page_pack_pieces({"河东村": people}, pack)))
    with zipfile.ZipFile(target) as archive:
        archive.extractall(tmp_path)
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "河东村" / "到户查询.html").as_uri())
    assert findings(page) == []
    page.fill("#name", " 周 小芳")
    page.fill("#digits", "005x")
    page.fill("#code", "wrong")
    page.get_by_role("button", name="查自己家的").click()
    expect(page.locator("#told")).to_contain_text("没有查到")
    page.fill("#code", "k7m2pq9x")
    page.get_by_role("button", name="查自己家的").click()
    expect(page.locator("#told")).to_have_text("查到 2 笔。")
    expect(page.locator("#found")).to_contain_text("300.75")
    assert findings(page) == []
    shot(page, "household-pack")
    page.get_by_role("button", name="查完了，清除").click()
    expect(page.locator("#found")).to_be_empty()
    assert [url for url in asked if not url.startswith("file:")] == []
    context.close()


def test_a_clerk_sits_a_quiz_and_sees_the_articles(open_page, findings):
    page = open_page("柳河拟稿")
    page.goto("/office/supervision/quiz/")
    assert findings(page) == []
    shot(page, "quiz")
    for group in page.locator("fieldset").all():
        group.locator("input").first.check()
    page.get_by_role("button", name="交卷").click()
    expect(page.get_by_text("正确答案").first).to_be_visible()
    assert findings(page) == []
    shot(page, "quiz-result")


def test_a_reader_scans_the_code_and_the_clerk_answers(open_page, findings, county):
    reader = open_page(size="phone")
    reader.goto("/feedback/QS11/")
    assert findings(reader) == []
    shot(reader, "feedback")
    reader.get_by_label("4 满意").check()
    reader.fill("textarea", "公开栏要常换")
    expect(reader.locator("[data-proof]")).to_have_value(re.compile(r"[0-9]+"))
    reader.get_by_role("button", name="提交").click()
    expect(reader.get_by_role("heading", name="已收到，谢谢您")).to_be_visible()
    page = open_page("柳河拟稿")
    page.goto("/office/supervision/evaluations/")
    assert findings(page) == []
    shot(page, "evaluations")
    page.locator("tbody a").first.click()
    page.get_by_role("link", name="答复").click()
    page.get_by_label("已采纳，已改正").check()
    page.fill("#id_answer", "已更换。")
    page.get_by_role("button", name="答复").click()
    expect(page.get_by_text("已采纳，已改正").first).to_be_visible()
