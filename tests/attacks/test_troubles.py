"""A busy or full machine, a missing file, a wrong address, a form in pieces: a sentence, and nothing filled in is lost."""

from __future__ import annotations

import errno
import io
import zipfile

import openpyxl
import pytest
from cryptography.exceptions import InvalidTag
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from gongkai.documents.errors import DocumentError
from gongkai.screening.errors import ScreeningError
from gongkai.screening.masking import mask_file
from gongkai.statute.errors import WrongArgument
from gongkai.web.accounts.encrypted import KeyDoesNotFit
from gongkai.web.files.sealed import Broken
from gongkai.web.portal.screens import search as search_screen
from gongkai.web.publishing.items.actions.draft import attach_file
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.screens import items as item_screens

LOCKED = OperationalError("database is locked")
TROUBLES = [
    (LOCKED, 503, "数据库正忙"),
    (OperationalError("deadlock detected"), 503, "数据库正忙"),
    (OperationalError("database or disk is full"), 507, "磁盘已满"),
    (OperationalError("connection refused"), 503, "数据库暂时连不上"),
    (OSError(errno.ENOSPC, "No space left on device"), 507, "磁盘已满"),
    (OSError(errno.EDQUOT, "Disk quota exceeded"), 507, "磁盘已满"),
    (Broken("文件打不开"), 503, "残缺或被改动"),
    (WrongArgument("报告年度", 9, "2019或以后的年份"), 400, "报告年度为“9”"),
    (KeyDoesNotFit("手机号码"), 503, "现有密钥打不开"),
    (InvalidTag(), 503, "现有密钥打不开"),
    (OverflowError("Python int too large to convert to SQLite INTEGER"), 400, "数字太大"),
    (RuntimeError("a fault of ours"), 500, "不是您的操作有误"),
]


def raising(error):
    """A function that raises it, whatever it is called with."""

    def call(*args, **kwargs):
        raise error

    return call


@pytest.mark.parametrize(("error", "status", "told"), TROUBLES)
def test_a_page_that_cannot_be_made_says_why(error, status, told, county, monkeypatch):
    monkeypatch.setattr(search_screen, "render", raising(error))
    answer = Client(raise_request_exception=False).get("/search/")
    assert answer.status_code == status
    page = answer.content.decode()
    assert told in page
    assert "Traceback" not in page
    assert answer["Cache-Control"] == "no-store"
    assert answer.headers.get("Retry-After") == {LOCKED: "5"}.get(
        error, answer.headers.get("Retry-After")
    )


@pytest.mark.parametrize(("error", "status", "told"), TROUBLES[:-1])
def test_a_form_that_cannot_be_saved_keeps_what_was_filled_in(
    error, status, told, signed_in, drafted, monkeypatch
):
    item = drafted()
    client = signed_in("柳河拟稿")
    address = reverse("publishing:edit", args=[item.pk])
    seen = client.get(address).context
    values = {
        name: value
        for name, value in seen["form"].initial.items()
        if value not in (None, False) and name != "text"
    }
    monkeypatch.setattr(item_screens, "revise_item", raising(error))
    answer = client.post(
        address, {**values, "title": "辛苦写的标题", "seen_state": seen["seen_state"]}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert told in page
    assert "辛苦写的标题" in page


def test_a_session_that_cannot_be_written_is_told_as_well(county, monkeypatch):
    """It goes wrong behind every view, in a middleware."""
    from django.contrib.sessions.backends.base import SessionBase

    monkeypatch.setattr(SessionBase, "get_expire_at_browser_close", raising(LOCKED))
    monkeypatch.setattr(SessionBase, "is_empty", raising(LOCKED))
    answer = Client(raise_request_exception=False).get("/office/login/")
    assert answer.status_code == 503
    assert "数据库正忙" in answer.content.decode()


def test_the_interface_tells_it_as_json(county, monkeypatch):
    from gongkai.web.portal import api

    monkeypatch.setattr(api, "search", raising(LOCKED))
    answer = Client(raise_request_exception=False).get("/api/items?q=防汛")
    assert answer.status_code == 503
    assert "数据库正忙" in answer.json()["detail"]


def test_a_wrong_name_of_the_host_is_told_in_chinese(county, settings):
    settings.ALLOWED_HOSTS = ["qingshan.example"]
    answer = Client(raise_request_exception=False).get("/", HTTP_HOST="evil.example<script>")
    assert answer.status_code == 400
    page = answer.content.decode()
    assert "不是本平台登记的网址" in page
    assert "请联系平台管理单位登记这个域名" in page
    assert "evil" not in page


def test_a_public_file_that_is_gone_from_the_store_is_a_sentence(released, drafted, person):
    item = drafted()
    attach_file(
        item,
        acting_user=person("柳河拟稿"),
        name="安排.txt",
        data="值班".encode(),
        at=timezone.now(),
    )
    item = released(item=ItemPage.objects.get(pk=item.pk))
    file = item.attachments.get()
    address = reverse("attachment", args=[item.pk, file.sha256])
    file.file.storage.delete(file.file.name)
    client = Client(raise_request_exception=False)
    answer = client.get(address)
    assert answer.status_code == 503
    assert "在存储中找不到" in answer.content.decode()
    # The page itself stands.
    assert client.get(item.url).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        '{"blocks": [{"key": "a", "text": "各村值班安排", "type": "unst',
        '{"blocks": 3, "entityMap": {}, "x": {"text": "各村值班安排"}}',
        '["各村值班安排"]',
    ],
)
def test_an_editor_that_sent_its_text_in_pieces(sent, signed_in, rows, body):
    answer = signed_in("柳河拟稿").post(
        reverse("publishing:new"),
        {
            "body": body("QS11").pk,
            "title": "防汛安排",
            "row": rows("statutory.emergencies").pk,
            "formed_on": "2026-11-02",
            "text": sent,
            "attribute": "proactive",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "正文没有传完整" in page
    assert "防汛安排" in page
    # The paragraphs that could still be read stand in the editor again, as JSON.
    assert sent.startswith("[") or "各村值班安排" in page or "\\u5404\\u6751" in page
    assert not ItemPage.objects.exists()


BOOK_DAMAGES = {
    "negative-row": lambda name, part: (
        part.replace(b'r="2"', b'r="-2"').replace(b'r="A2"', b'r="A-2"')
        if "sheet1" in name
        else part
    ),
    "row-nought": lambda name, part: (
        part.replace(b'r="2"', b'r="0"').replace(b'r="A2"', b'r="A0"') if "sheet1" in name else part
    ),
    "half-a-sheet": lambda name, part: part[: len(part) // 2] if "sheet1" in name else part,
    "no-styles": lambda name, part: None if name == "xl/styles.xml" else part,
    "no-directory": lambda name, part: None if name.endswith("workbook.xml.rels") else part,
    "no-such-style": lambda name, part: (
        part.replace(b'<c r="A2"', b'<c s="9999" r="A2"') if "sheet1" in name else part
    ),
    "merged-nowhere": lambda name, part: (
        part.replace(
            b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A-1:B2"/></mergeCells>'
        )
        if "sheet1" in name
        else part
    ),
    "last-row": lambda name, part: (
        part.replace(b'r="2"', b'r="99999999"').replace(b'r="A2"', b'r="A99999999"')
        if "sheet1" in name
        else part
    ),
}


@pytest.mark.parametrize("damage", BOOK_DAMAGES)
def test_a_damaged_workbook_is_masked_or_refused_in_a_sentence(damage):
    book = openpyxl.Workbook()
    for row in (["姓名", "身份证号"], ["甲某", "11010119900307803X"]):
        book.active.append(row)
    whole, damaged = io.BytesIO(), io.BytesIO()
    book.save(whole)
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(damaged, "w") as new:
        for name in old.namelist():
            part = BOOK_DAMAGES[damage](name, old.read(name))
            if part is not None:
                new.writestr(name, part)
    try:
        masked = mask_file(damaged.getvalue(), "名单.xlsx").data
    except (DocumentError, ScreeningError) as error:
        told, masked = str(error), b""
    else:
        told = "名单.xlsx"
    assert "名单.xlsx" in told
    assert b"11010119900307803X" not in masked
