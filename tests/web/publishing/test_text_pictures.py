"""Pictures of a paper stay in the text of the item: without EXIF, told in words, shown where the item is shown."""

from __future__ import annotations

import io
import re

import docx
import pytest
from django.test import Client
from django.utils import timezone
from PIL import Image
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from gongkai.papers.clean_html import clean_html
from gongkai.web.files.confined import jobs
from gongkai.web.files.readings import ask, content_of
from gongkai.web.publishing.intake.actions.intake import enter_files, receive_files
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.cautions import cautions
from gongkai.web.publishing.items.models import Attachment, ItemPage
from gongkai.web.publishing.items.models.item import FEATURES
from gongkai.web.publishing.items.prose import words_of
from tests.web.portal.conftest import public_item
from tests.web.publishing.conftest import rows

__all__ = ["public_item", "rows"]
DIGEST = "5b" * 32


def photo() -> bytes:
    """A photo that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "Qingshan Camera"
    exif[0x8825] = {1: "N", 2: (36.0, 12.0, 5.0), 3: "E", 4: (113.0, 7.0, 9.0)}
    output = io.BytesIO()
    Image.linear_gradient("L").convert("RGB").save(output, "JPEG", exif=exif)
    return output.getvalue()


def paper() -> bytes:
    """A notice with a picture between two paragraphs."""
    written = docx.Document()
    written.add_heading("柳河镇冬季护林防火巡查通知", 0)
    written.add_paragraph("巡查路线见下图：")
    written.add_picture(io.BytesIO(photo()))
    written.add_paragraph("各村每日巡查两次。")
    output = io.BytesIO()
    written.save(output)
    return output.getvalue()


@pytest.fixture
def entered(body, person, rows):
    clerk = person("柳河拟稿")
    intake = receive_files(
        body("QS11"), acting_user=clerk, files=[("通知.docx", paper())], at=timezone.now()
    )
    file = intake.files.get()
    proposal = ask(content_of(file), jobs.words).proposal
    item = enter_files(
        intake,
        acting_user=clerk,
        at=timezone.now(),
        attach=[],
        title="柳河镇冬季护林防火巡查通知",
        row=rows("statutory.emergencies"),
        formed_on=timezone.localdate(),
        text=proposal.text,
    )
    return working_copy(ItemPage.objects.get(pk=item.pk)), proposal


def test_a_picture_of_a_dropped_paper_stands_in_the_text_without_what_it_carried(entered):
    copy, proposal = entered
    assert proposal.whole
    assert "（表格见附件）" not in copy.text
    picture = copy.attachments.get()
    assert picture.name == "图1.jpg"
    assert re.sub(r' data-block-key="[^"]*"', "", copy.text) == (
        f'<p>巡查路线见下图：</p><img data-picture="{picture.sha256}" alt=""/><p>各村每日巡查两次。</p>'
    )
    data = picture.read()
    assert b"Exif" not in data
    assert b"Qingshan Camera" not in data


def test_a_picture_without_words_is_asked_for_them(entered):
    copy, _ = entered
    told = "正文第 1 张图片没有文字说明，看不见图的人不知道图上是什么；请在编辑正文时写上。"
    assert told in cautions(copy)
    copy.text = copy.text.replace('alt=""', 'alt="从镇政府到柳林的巡查路线"')
    assert told not in cautions(copy)
    assert "［图：从镇政府到柳林的巡查路线］" in words_of(copy.text)


def test_the_office_sees_the_picture_and_nobody_else_before_it_is_public(entered, signed_in):
    copy, _ = entered
    digest = copy.attachments.get().sha256
    address = f"/office/items/{copy.pk}/files/{digest}/picture/"
    clerk = signed_in("柳河拟稿")
    assert f'src="{address}"' in clerk.get(f"/office/items/{copy.pk}/").content.decode()
    answer = clerk.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert Client().get(address).status_code == 302
    assert Client().get(f"/files/{copy.pk}/{digest}/picture/").status_code == 404


def test_the_portal_shows_it_in_the_text_and_not_among_the_files(entered, public_item, client):
    copy, _ = entered
    kept = copy.attachments.get()
    item = public_item(
        "柳河镇护林防火路线",
        f'<p>见图。</p><img data-picture="{kept.sha256}" alt="巡查路线"/>',
    )
    Attachment.objects.create(
        item=item,
        name=kept.name,
        file=kept.file.name,
        size=kept.size,
        sha256=kept.sha256,
        media_type=kept.media_type,
    )
    page = client.get(item.url).content.decode()
    address = f"/files/{item.pk}/{kept.sha256}/picture/"
    assert f'<img src="{address}" alt="巡查路线" loading="lazy"/>' in page
    assert "图1.jpg" not in page
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == kept.read()
    assert answer["Content-Type"] == "image/jpeg"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_only_a_picture_of_the_item_may_stand_in_a_text():
    assert clean_html(f'<img data-picture="{DIGEST}" alt="路线" onerror="x()" src="//a.b/c"/>') == (
        f'<img data-picture="{DIGEST}" alt="路线"/>'
    )
    assert clean_html('<p>一<img src="https://a.b/c.png" alt="x"/>二</p>') == "<p>一二</p>"


def test_a_picture_survives_the_editor_and_one_made_by_hand_brings_nothing():
    converter = ContentstateConverter(FEATURES)
    text = f'<p>见图：</p><img data-picture="{DIGEST}" alt="路线"/><p>完。</p>'
    state = converter.from_database_format(text)
    back = re.sub(r' data-block-key="[^"]*"', "", converter.to_database_format(state))
    assert clean_html(back) == text
    forged = converter.to_database_format(state.replace(DIGEST, 'x\\" onerror=\\"y'))
    assert "onerror" not in forged
