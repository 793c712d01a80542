"""An item is taken away as Word or PDF: what its page says, the same bytes for the same release, nothing of what is not public."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from gongkai.web.files.confined import pool
from gongkai.web.files.confined.pool import Busy
from gongkai.web.files.store import digest_of, private_store
from gongkai.web.portal.page_cache import SHELF
from gongkai.web.publishing.items.actions.validity import change_validity
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import Attachment, ItemPage, Validity, WithdrawalReason

TEXT = (
    "<p>各村：</p><h2>一、发放范围</h2><p>发放给种粮<b>农户</b>。</p><ol><li>先公示</li><li>后发放</li></ol>"
    '<table><tbody><tr><th rowspan="2">村</th><th colspan="2">补贴</th></tr><tr><th>户数</th><th>金额</th></tr>'
    "<tr><td>河东村</td><td>12</td><td>3600元</td></tr></tbody></table>"
    "<p>柳河镇人民政府</p><p>2026年11月2日</p>"
)
SITE = "https://www.qingshan.gov.cn"


@pytest.fixture(autouse=True)
def site(settings):
    SHELF.clear()
    settings.WAGTAILADMIN_BASE_URL = SITE


def taken(client: Client, item: ItemPage, form: str = "docx") -> bytes:
    response = client.get(f"/items/{item.pk}.{form}")
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment;")
    content: bytes = response.content
    return content


def lines(content: bytes) -> list[str]:
    return [each.text for each in docx.Document(io.BytesIO(content)).paragraphs if each.text]


def grid(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def words(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)


def attach(item: ItemPage, name: str, data: bytes, media_type: str) -> Attachment:
    digest = digest_of(data)
    path = f"attachments/{digest[:2]}/{digest}"
    private_store().save(path, ContentFile(data))
    file = Attachment(
        item=item, name=name, file=path, size=len(data), sha256=digest, media_type=media_type
    )
    item.attachments.add(file)
    item.save()
    return file


@pytest.fixture
def notice(public_item):
    return public_item(
        "关于发放2026年耕地地力保护补贴的通知",
        TEXT,
        document_number="柳政发〔2026〕12号",
        issuing_body="柳河镇人民政府",
    )


def test_the_word_form_says_what_the_page_says(client, notice):
    content = taken(client, notice)
    assert lines(content) == [
        "关于发放2026年耕地地力保护补贴的通知",
        "各村：",
        "一、发放范围",
        "发放给种粮农户。",
        "1.先公示",
        "2.后发放",
        "柳河镇人民政府",
        "2026年11月2日",
        f"（取自政府信息公开网页：{SITE}/qs11/item-1/；以网页为准）",
    ]
    facts, table = docx.Document(io.BytesIO(content)).tables
    assert grid(facts)[:3] == [
        ["索引号", "QS11/2026-00001", "文号", "柳政发〔2026〕12号"],
        ["发布机构", "柳河镇人民政府", "发文机关", "柳河镇人民政府"],
        ["成文日期", "2026年11月2日", "发布日期", "2026年11月3日"],
    ]
    assert grid(table) == [
        ["村", "补贴", "补贴"],
        ["村", "户数", "金额"],
        ["河东村", "12", "3600元"],
    ]


def test_the_pdf_form_says_the_same(client, notice):
    said = words(taken(client, notice, "pdf"))
    for part in ("柳政发〔2026〕12号", "一、发放范围", "河东村123600元", "2026年11月2日（取自"):
        assert part in said, part


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_same_release_gives_the_same_bytes_and_is_made_once(client, notice, form, monkeypatch):
    first = taken(client, notice, form)
    SHELF.clear()
    assert taken(client, notice, form) == first
    monkeypatch.setattr(pool, "run", lambda *args, **facts: pytest.fail("made again"))
    again = client.get(f"/items/{notice.pk}.{form}")
    assert again.content == first
    unchanged = client.get(f"/items/{notice.pk}.{form}", headers={"if-none-match": again["ETag"]})
    assert unchanged.status_code == 304


def test_what_is_read_in_english_is_a_chinese_document_all_the_same(client, notice):
    first = taken(client, notice)
    SHELF.clear()
    told = client.get(f"/items/{notice.pk}.docx", headers={"accept-language": "en"})
    assert told.content == first


def test_pictures_of_the_text_stand_in_it_and_other_files_are_named(client, public_item):
    file = io.BytesIO()
    Image.new("RGB", (600, 300), "steelblue").save(file, "PNG")
    digest = digest_of(file.getvalue())
    item = public_item(
        "巡查通知", f'<p>路线见图：</p><img data-picture="{digest}" alt="巡查路线"/><p>请照办。</p>'
    )
    attach(item, "图1.png", file.getvalue(), "image/png")
    attach(item, "值班安排.txt", "甲班".encode(), "text/plain")
    content = taken(client, item)
    document = docx.Document(io.BytesIO(content))
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "巡查路线"
    assert lines(content)[1:4] == ["路线见图：", "请照办。", "附件：值班安排"]
    pdf = pypdfium2.PdfDocument(taken(client, item, "pdf"))
    kinds = [each.type for each in pdf[0].get_objects()]
    assert pypdfium2.raw.FPDF_PAGEOBJ_IMAGE in kinds


def test_the_list_that_the_page_shows_stands_in_it(client, public_item):
    book = openpyxl.Workbook()
    for line in (["姓名", "金额（元）"], ["王*华", 300], ["李*", 200], ["赵*", 100], ["合计", 600]):
        book.active.append(line)
    file = io.BytesIO()
    book.save(file)
    item = public_item("发放名单")
    attach(item, "名单.xlsx", file.getvalue(), "")
    content = taken(client, item)
    _facts, table = docx.Document(io.BytesIO(content)).tables
    assert grid(table) == [
        ["姓名", "金额（元）"],
        ["王*华", "300"],
        ["李*", "200"],
        ["赵*", "100"],
        ["合计", "600"],
    ]


def test_a_document_that_was_replaced_says_so_before_anything_else(
    client, notice, public_item, person
):
    newer = public_item("关于发放2027年耕地地力保护补贴的通知", TEXT)
    change_validity(
        notice,
        acting_user=person("柳河发布"),
        validity=Validity.SUPERSEDED,
        superseded_by=newer,
        on=date(2026, 11, 20),
        basis="柳政发〔2026〕20号",
        at=timezone.now(),
    )
    assert lines(taken(client, notice))[1] == (
        "【本文件自2026年11月20日起已被替代。依据：柳政发〔2026〕20号。"
        "现行文件：关于发放2027年耕地地力保护补贴的通知。】"
    )


def test_a_withdrawn_item_gives_no_file_from_the_moment_on(client, notice, person):
    taken(client, notice)
    withdraw_item(
        ItemPage.objects.get(pk=notice.pk),
        acting_user=person("柳河发布"),
        on=timezone.localdate(),
        reason=WithdrawalReason.WRONG,
        explanation="数字有误",
        at=timezone.now(),
    )
    for form in ("docx", "pdf"):
        gone = client.get(f"/items/{notice.pk}.{form}")
        assert gone.status_code == 410
        assert "该信息已撤下" in gone.content.decode()
        assert "种粮农户" not in gone.content.decode()


@pytest.mark.parametrize(
    "kept_back",
    [{"live": False}, {"attribute": "on-request"}],
    ids=["a draft", "what is given on request"],
)
def test_what_is_not_public_gives_no_file(client, notice, kept_back):
    ItemPage.objects.filter(pk=notice.pk).update(**kept_back)
    SHELF.clear()
    assert client.get(f"/items/{notice.pk}.docx").status_code == 404
    assert client.get("/items/999999.pdf").status_code == 404


def test_where_too_many_ask_at_once_a_sentence_says_so(client, notice, monkeypatch):
    def busy(*args, **facts):
        raise Busy("通知", found="忙", expected="闲", next_step="再试")

    monkeypatch.setattr(pool, "run", busy)
    told = client.get(f"/items/{notice.pk}.pdf")
    assert told.status_code == 503
    assert "现在下载的人太多，请过一分钟再试" in told.content.decode()


def test_the_page_and_the_interface_name_both_forms(client, notice):
    page = client.get("/qs11/item-1/").content.decode()
    told = client.get(f"/api/items/{notice.pk}").json()
    for form in ("docx", "pdf"):
        assert page.count(f'href="/items/{notice.pk}.{form}"') == 2
        assert told[form] == f"http://testserver/items/{notice.pk}.{form}"
