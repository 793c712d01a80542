"""A picture of a dropped paper: a clerk says in the editor what it shows, and it stands in the text afterwards."""

from __future__ import annotations

from django.utils import timezone
from playwright.sync_api import expect

from gongkai.documents import open_bytes
from gongkai.papers.pictures import kept_pictures
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue, trim_catalogue
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.intake.actions.intake import enter_files, receive_files
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.models import ItemPage
from tests.web.publishing.test_text_pictures import paper

TABLE = "<table><tbody><tr><th>村</th><th>户数</th></tr><tr><td>河东村</td><td>3</td></tr></tbody></table>"


def test_a_clerk_says_what_a_picture_shows(open_page, findings, body, person):
    now = timezone.now()
    load_catalogue(acting_user=PLATFORM, at=now)
    trim_catalogue(body("QS11"), acting_user=PLATFORM, on=timezone.localdate(), at=now)
    clerk = person("柳河拟稿")
    intake = receive_files(body("QS11"), acting_user=clerk, files=[("通知.docx", paper())], at=now)
    (picture,) = kept_pictures(open_bytes(paper(), "通知.docx"))
    item = enter_files(
        intake,
        acting_user=clerk,
        at=now,
        attach=[],
        title="柳河镇冬季护林防火巡查通知",
        row=CatalogueRow.objects.get(code="statutory.emergencies"),
        formed_on=timezone.localdate(),
        text=f"<p>巡查路线见下图：</p>{picture.tag}<p>各村每日巡查两次。</p>{TABLE}",
    )
    page = open_page("柳河拟稿")
    page.goto(f"/office/items/{item.pk}/edit/")
    words = page.get_by_label("图片说明（读给看不见图的人听）")
    shown = page.locator(".item-picture img")
    expect(shown).to_be_visible()
    assert shown.evaluate("(each) => each.complete && each.naturalWidth > 0")
    cell = page.locator(".item-table td").last
    cell.click()
    page.keyboard.press("End")
    page.keyboard.type("户")
    words.fill("从镇政府到柳林的巡查路线")
    # Still in the field when the button is pressed.
    page.get_by_role("button", name="保存").first.click()
    page.wait_for_url(f"**/office/items/{item.pk}/")
    expect(page.locator(".office-text img")).to_have_attribute("alt", "从镇政府到柳林的巡查路线")
    assert findings(page) == []
    text = working_copy(ItemPage.objects.get(pk=item.pk)).text
    assert "<td>3户</td>" in text
    assert f'<img data-picture="{picture.digest}" alt="从镇政府到柳林的巡查路线"/>' in text

    # A cell left last, by the button itself.
    page.goto(f"/office/items/{item.pk}/edit/")
    cell = page.locator(".item-table td").last
    cell.click()
    page.keyboard.press("End")
    page.keyboard.type("多")
    page.get_by_role("button", name="保存").first.click()
    page.wait_for_url(f"**/office/items/{item.pk}/")
    assert "<td>3户多</td>" in working_copy(ItemPage.objects.get(pk=item.pk)).text
