"""A list, a form, a sideways PDF and a photo go the whole road: each reviewer reads them, nothing personal goes out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.documents import open_bytes
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue
from gongkai.web.publishing.channels.renderings.forms import FILE_FORMS
from gongkai.web.publishing.channels.renderings.source import source_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.submissions.actions import submit_to_county

TITLE = "柳河镇临时救助名单"
PERSONAL = ("11010119900307803X", "110101199003071233", "13800005678", "13900006789")
REVIEWERS = ("柳河一审", "柳河二审", "柳河三审", "柳河保密", "柳河发布")


def a_list() -> bytes:
    book = openpyxl.Workbook()
    for row in (
        ["姓名", "身份证号", "联系电话", "金额"],
        ["王小明", PERSONAL[0], PERSONAL[2], 500],
        ["李小红", PERSONAL[1], PERSONAL[3], 600],
    ):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def a_form() -> bytes:
    file = docx.Document()
    file.add_paragraph("柳河镇临时救助审批表")
    table = file.add_table(2, 4)
    for row, texts in zip(
        table.rows,
        (["姓名", "王小明", "身份证号", PERSONAL[0]], ["联系电话", PERSONAL[2], "金额", "500元"]),
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def a_sideways_pdf() -> bytes:
    """One page whose only line stands upright on its side."""
    line = f"ID {PERSONAL[0]} Tel {PERSONAL[2]}".encode()
    stream = b"BT /F1 14 Tf 0 1 -1 0 200 150 Tm (" + line + b") Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n"
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start


def a_photo(chromium: Any) -> bytes:
    """A sheet of large words, as a picture."""
    page = chromium.new_page(viewport={"width": 900, "height": 500})
    page.set_content(
        "<body style='font:40px Noto Sans CJK SC;padding:40px'><p>柳河镇临时救助公示</p>"
        f"<p>联系电话 {PERSONAL[2]}</p><p>身份证号 {PERSONAL[0]}</p></body>"
    )
    picture: bytes = page.screenshot()
    page.close()
    return picture


def decide(page: Any, button: str, shot: Callable[[Any, str], None], name: str) -> None:
    page.get_by_role("link", name=TITLE).first.click()
    page.wait_for_load_state("networkidle")
    shot(page, f"desk-{name}")
    desk = page.url
    # What goes out stands on the desk itself, and has been opened by being seen.
    frames = page.locator("iframe.office-frame")
    assert frames.count() > 0
    for number in range(frames.count()):
        frames.nth(number).scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    page.goto(desk)
    assert page.get_by_text("就在下面，看到即记为您打开过。").count() == 0
    for number in range(page.get_by_role("link", name="打开查看").count()):
        page.get_by_role("link", name="打开查看").nth(number).click()
        page.wait_for_load_state("networkidle")
        frame = page.frame_locator("iframe").first
        assert frame.locator("body").inner_text() or frame.locator("img").count()
        shot(page, f"file-{name}-{number}")
        page.goto(desk)
    assert page.get_by_text("您还没有打开。").count() == 0
    if page.get_by_label("我已完成本级校对").count():
        page.get_by_label("我已完成本级校对").check()
    page.locator("#id_comment").fill("同意。")
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state("networkidle")


@pytest.fixture
def shot(tmp_path: Path) -> Callable[[Any, str], None]:
    """Keep what the page looks like in the test's own folder."""

    def keep(page: Any, name: str) -> None:
        page.screenshot(path=tmp_path / f"{name}.png", full_page=True)

    return keep


def test_a_list_a_form_a_sideways_pdf_and_a_photo_are_read_by_all_and_leak_nothing(
    open_page, chromium, findings, shot, client
):
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    files = {
        "救助名单.xlsx": a_list(),
        "审批表.docx": a_form(),
        "横排.pdf": a_sideways_pdf(),
        "照片.png": a_photo(chromium),
    }
    page = open_page("柳河拟稿")
    page.goto("/office/items/new/")
    page.get_by_label("标题").fill(TITLE)
    page.get_by_label("公开事项").select_option(label="第二十一条 重点领域／社会救助")
    page.get_by_label("内容概述").fill("本月临时救助对象和金额。")
    page.locator("[contenteditable=true]").fill("本月共救助2人。")
    page.get_by_label("附件").set_input_files(
        [
            {"name": name, "mimeType": "application/octet-stream", "buffer": data}
            for name, data in files.items()
        ]
    )
    page.get_by_role("button", name="保存").click()
    page.wait_for_load_state("networkidle")
    sheet = page.url
    assert page.get_by_text("未通过，不能提交").is_visible()
    assert not any(number in page.content() for number in PERSONAL)

    for _ in range(8):
        if page.get_by_role("link", name="改用脱敏副本").count() == 0:
            break
        page.get_by_role("link", name="改用脱敏副本").first.click()
        page.wait_for_load_state("networkidle")
        shot(page, "masking")
        assert findings(page) == []
        page.get_by_role("button", name="生成并改用脱敏副本").click()
        page.wait_for_load_state("networkidle")
        if page.url != sheet:
            # It refuses to make a copy that would still show something; the file has to go.
            break
    page.goto(sheet)
    shot(page, "sheet")
    remove_what_cannot_be_masked(page, sheet)
    assert page.get_by_text("未通过，不能提交").count() == 0
    page.get_by_role("link", name="提交审核").click()
    page.get_by_role("button", name="提交审核").click()
    page.wait_for_load_state("networkidle")

    for username in REVIEWERS:
        size = "phone" if username in {"柳河二审", "柳河发布"} else "wide"
        button = "发布" if username == "柳河发布" else "通过"
        decide(open_page(username, size=size), button, shot, username)

    item = ItemPage.objects.get(draft_title=TITLE)
    assert item.live
    assert item.attachments.count() >= 2
    for part in everything_public(item, client):
        for number in PERSONAL:
            assert number.encode() not in part


def remove_what_cannot_be_masked(page: Any, sheet: str) -> None:
    """Take files out that still stop the item, as a clerk would."""
    if page.get_by_text("未通过，不能提交").count() == 0:
        return
    item = ItemPage.objects.get(pk=int(re.search(r"/(\d+)/", sheet.split("items")[1])[1]))
    from gongkai.web.publishing.items.actions.draft import working_copy
    from gongkai.web.publishing.items.gate import examine

    stopped = {
        part.name for part in examine(working_copy(item)).parts if part.blocking or part.unread
    }
    page.goto(f"{sheet}attachments/")
    for name in stopped:
        box = page.locator("fieldset", has_text=name).get_by_label("移除此附件")
        box.check()
    page.get_by_role("button", name="保存").click()
    page.wait_for_load_state("networkidle")
    page.goto(sheet)


def everything_public(item: ItemPage, client: Any) -> list[bytes]:
    """Every form in which the item leaves: page, files, search, feeds, data, API, share, and their parts."""
    addresses = [
        item.url,
        "/search/?q=" + TITLE,
        *(f"/search/?q={number}" for number in PERSONAL),
        "/feed.atom",
        "/feed.rss",
        "/data/items.csv",
        "/data/items.jsonl",
        "/api/items",
        f"/api/items/{item.pk}",
        *(reverse("attachment", args=[item.pk, each.sha256]) for each in item.attachments.all()),
    ]
    found = []
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if "/search/?q=1" in address:
            # The question stands in the form and in the sentence that nothing was found.
            assert TITLE.encode() not in content
            content = content.replace(address.rpartition("=")[2].encode(), b"")
        found.append(content)
    source = source_of(item, address="http://localhost/1/", on=timezone.localdate())
    found += [form.make(source) for form in FILE_FORMS.values()]
    submission = submit_to_county(
        item.body,
        acting_user=User.objects.get(username="柳河发布"),
        codes={item.pk: "救助"},
        address="http://localhost",
        at=timezone.now(),
    )
    found.append(submission.read())
    return [part for content in found for part in with_parts(content)]


def with_parts(content: bytes) -> Iterator[bytes]:
    """A file as it is, its parts where it is packed, and the words of its pages."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            for name in parts.namelist():
                yield from with_parts(parts.read(name))
    elif content.startswith(b"%PDF"):
        yield "\n".join(open_bytes(content, "页.pdf").lines()).encode()
