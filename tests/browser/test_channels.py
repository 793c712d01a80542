"""A released item on its way to the channels: forms on a desk, photos and removal on a phone."""

from __future__ import annotations

import io
import os
import zipfile
from datetime import date

import pytest
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.channels.actions.channel import open_channel
from gongkai.web.publishing.channels.models import Posting
from tests.documents.forge.fonts import needs_fonts
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


def photo() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (640, 480), "white").save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def item(released):  # noqa: F811  a fixture asked for by its name
    return released(
        text="<h2>一、值班</h2><p>自2026年6月1日起，各村安排2人值班。</p>"
        "<ol><li>每日巡查不少于2次；</li><li>接到预警1小时内通知到户。</li></ol>",
        document_number="柳政发〔2026〕12号",
    )


@pytest.fixture
def channels(body):
    return [
        open_channel(
            body(code),
            acting_user=PLATFORM,
            kind=kind,
            name=name,
            place=place,
            opened_on=date(2020, 1, 1),
            at=timezone.now(),
        )
        for code, kind, name, place in (
            ("QS11", "wechat", "柳河发布", "liuhe-demo"),
            ("QS11", "board", "政务公开栏", "镇政府大院东侧"),
            ("QS11-01", "board", "村务公开栏", "村委会门口"),
        )
    ]


@needs_fonts
def test_a_clerk_takes_poster_and_article_of_a_released_item(open_page, findings, item, channels):
    page = open_page("柳河拟稿")
    page.goto(f"/office/items/{item.pk}/")
    page.get_by_role("link", name="发到各渠道").click()
    assert findings(page) == []
    shot(page, "renderings-wide")
    with page.expect_download() as download:
        page.get_by_role("link", name="A4 海报").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    assert download.value.suggested_filename == "柳河镇2026年防汛工作安排-海报A4.pdf"
    with page.expect_download() as download:
        page.get_by_role("link", name="公众号文章包").click()
    archive = zipfile.ZipFile(download.value.path())
    assert "正文.html" in archive.namelist()
    assert "各村安排两人值班" in page.get_by_label("广播稿").input_value()
    page.get_by_role("button", name="复制").nth(1).click()
    expect(
        page.get_by_role("button", name="已复制").or_(page.get_by_text("已选中"))
    ).to_be_visible()
    page.get_by_label("每行最多").fill("12")
    page.get_by_role("button", name="重排").click()
    assert all(
        len(line) <= 12 for line in page.get_by_label("电子屏文字").input_value().split("\n")
    )


def test_an_article_looks_the_same_when_its_html_is_opened_alone(chromium, item, tmp_path):
    from gongkai.web.publishing.channels.renderings.source import source_of
    from gongkai.web.publishing.channels.renderings.wechat import article_html

    source = source_of(item, address="https://gongkai.example/qs11/1/", on=date(2026, 11, 21))
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.set_content(article_html(source))
    shot(page, "article-phone")
    heading = page.get_by_text("一、值班")
    assert heading.evaluate("e => getComputedStyle(e).fontWeight") == "700"
    assert page.evaluate("document.documentElement.scrollWidth <= 390")
    context.close()


def test_a_posting_with_a_photo_and_its_removal_on_a_phone(open_page, findings, item, channels):
    page = open_page("柳河拟稿", size="phone")
    page.goto(f"/office/items/{item.pk}/renderings/")
    shot(page, "renderings-phone")
    page.get_by_role("link", name="登记发到渠道").click()
    assert findings(page) == []
    page.get_by_label("政务公开栏").check()
    page.get_by_label("村务公开栏").check()
    page.get_by_label("照片或截图").set_input_files(
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    shot(page, "post-phone")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_text("已登记到 政务公开栏、村务公开栏。")).to_be_visible()
    page.get_by_role("link", name="政务公开栏").click()
    expect(page.get_by_alt_text("发布时的照片")).to_be_visible()
    assert page.get_by_alt_text("发布时的照片").evaluate("e => e.naturalWidth") == 640
    assert findings(page) == []
    shot(page, "posting-phone")
    page.get_by_role("link", name="登记撤下").click()
    page.get_by_label("撤下后的照片或截图").set_input_files(
        {"name": "IMG_2.jpg", "mimeType": "image/jpeg", "buffer": photo()}
    )
    shot(page, "remove-phone")
    page.get_by_role("button", name="已撤下").click()
    expect(page.get_by_text("已登记撤下。")).to_be_visible()
    expect(page.get_by_alt_text("撤下后的照片")).to_be_visible()
    posting = Posting.objects.get(channel=channels[1])
    assert posting.removed_on is not None
    assert posting.proofs.count() == 2


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_the_lists_are_accessible_and_fit(open_page, findings, item, channels, size):
    page = open_page("柳河发布", size=size)
    for name, address in (
        ("channels", "/office/items/channels/"),
        ("new-channel", "/office/items/channels/new/"),
        ("channel", f"/office/items/channels/{channels[0].pk}/"),
        ("postings", "/office/items/postings/"),
    ):
        page.goto(address)
        shot(page, f"{name}-{size}")
        assert findings(page) == [], address
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, address


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_counts_open_to_their_records(open_page, findings, item, channels, size):
    page = open_page("柳河拟稿", size=size)
    page.goto("/office/items/counts/")
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert "主动公开信息1条，均为" in page.get_by_label("可写入年报的表述").input_value()
    page.get_by_role("link", name="1", exact=True).first.click()
    expect(page.get_by_role("link", name=item.title)).to_be_visible()
    assert findings(page) == []
    page.goto("/office/items/contacts/")
    expect(page.get_by_text("公开的机构信息与机构资料一致。")).to_be_visible()
    assert findings(page) == []
