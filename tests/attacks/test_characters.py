"""Characters that break feeds, workbooks, databases and the direction of reading stop at the door."""

from __future__ import annotations

import io
import json
import re
from xml.etree import ElementTree

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.documents.legible import legible
from gongkai.documents.tabular import Column
from gongkai.web.files.tables import read_sheet
from gongkai.web.portal.search.indexing import take_up
from gongkai.web.publishing.items.actions.draft import revise_item, working_copy
from gongkai.web.publishing.items.models import ItemPage

pytestmark = pytest.mark.both_databases

BAD = (
    "\x00\x01\x0b\x0c\x1b\x7f\x85"[:6]
    + "\x9b\udfff\ud800\ufffe\uffff\ufdd0\U0001fffe\u202e\u2066\u061c"
)


def dirty(text: str) -> str:
    """The words with every bad character between them."""
    return BAD.join(text)


def encodable(text: str) -> str:
    """Without what no browser can send."""
    return re.sub("[\ud800-\udfff]", "", text)


@pytest.mark.parametrize("bad", list(BAD))
def test_each_is_taken_out_and_nothing_else(bad):
    assert legible(f"防{bad}汛") == "防汛"


@pytest.mark.parametrize(
    "good", ["\t", "\n", "\r\n", "\u3000", "\u200d", "𠮷", "😀", "\ue000", "·"]
)
def test_what_is_written_stays(good):
    assert legible(f"防{good}汛") == f"防{good}汛"


def editor(text: str) -> str:
    """What the editor sends: JSON in which each character may stand as its number."""
    block = {"key": "a", "text": text, "type": "unstyled", "depth": 0}
    block |= {"inlineStyleRanges": [], "entityRanges": [], "data": {}}
    return json.dumps({"blocks": [block], "entityMap": {}})


def test_a_form_of_the_office_and_its_editor(signed_in, rows, body):
    client = signed_in("柳河拟稿")
    answer = client.post(
        reverse("publishing:new"),
        {
            "body": body("QS11").pk,
            "title": encodable(dirty("防汛安排")),
            "row": rows("statutory.emergencies").pk,
            "formed_on": "2026-11-02",
            "summary": encodable(dirty("值班")),
            "text": editor(dirty("各村值班😀")),
            "keywords": "",
            "attribute": "proactive",
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    item = ItemPage.objects.get()
    assert (item.title, item.summary) == ("防汛安排", "值班")
    assert re.sub("<[^>]*>", "", item.text) == "各村值班😀"


def test_a_query_of_the_public_site_and_of_the_interface(client, released):
    take_up(released(title="防汛安排"))
    query = encodable(dirty("防汛"))
    page = client.get("/search/", {"q": query})
    assert page.status_code == 200
    assert "防汛安排" in re.sub("<[^>]*>", "", page.content.decode())
    found = client.get("/api/items", {"q": query}).json()
    assert "防汛安排" in str(found)


def test_an_action_called_by_a_command_or_an_import(drafted, person):
    item = drafted(title=dirty("防汛安排"), summary=dirty("值班"), text=f"<p>{dirty('各村')}</p>")
    assert (item.title, item.summary, item.text) == ("防汛安排", "值班", "<p>各村</p>")
    revise_item(item, acting_user=person("柳河拟稿"), keywords=dirty("防汛"), at=timezone.now())
    assert working_copy(ItemPage.objects.get(pk=item.pk)).keywords == "防汛"


def test_a_table_that_is_imported():
    book = openpyxl.Workbook()
    book.active.append(["名称"])
    # What the format itself can hold.
    book.active.append(["防\u202e\u2066汛\ufdd0"])
    file = io.BytesIO()
    book.save(file)
    columns = [Column("name", ("名称",), required=True)]
    sheet = read_sheet(file.getvalue(), "表.xlsx", columns, most=9)
    assert sheet.rows[0].text("name") == "防汛"


def test_feeds_site_map_tables_and_workbooks_can_be_read(client, released, signed_in, person):
    item = released(
        title=dirty("防汛安排"), summary=dirty("值班"), text=f"<p>{dirty('各村值班')}</p>"
    )
    take_up(item)
    for address in (
        "/feed.atom",
        "/feed.rss",
        "/feeds/QS11.atom",
        "/sitemap.xml",
        "/sitemap-items.xml",
    ):
        answer = client.get(address)
        if answer.status_code == 404 and address == "/sitemap-items.xml":
            continue
        assert answer.status_code == 200, address
        ElementTree.fromstring(answer.content)
    for address in ("/data/items.csv", "/data/items.jsonl", item.url):
        answer = client.get(address)
        content = (
            b"".join(answer.streaming_content) if answer.streaming else answer.content
        ).decode()
        assert "防汛安排" in content
        assert legible(content) == content
    book = signed_in("柳河管理").get(reverse("journal:export", args=["xlsx"])).content
    sheet = openpyxl.load_workbook(io.BytesIO(book)).active
    words = [str(cell.value or "") for row in sheet.iter_rows() for cell in row]
    assert any("防汛安排" in each for each in words)
    assert [each for each in words if legible(each) != each] == []
