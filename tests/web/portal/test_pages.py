"""The public pages show what is public, all of it, and nothing else, in a fixed number of questions."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.web.files.store import private_store
from gongkai.web.publishing.items.models import Attachment

PAGES = [
    "/",
    "/qs11/",
    "/search/",
    "/search/?q=防汛",
    "/columns/guide/",
    "/columns/guide/qs11/",
    "/columns/rules/",
    "/columns/disclosure/",
    "/columns/disclosure/qs11/",
    "/columns/reports/",
    "/columns/reports/qs11/",
    "/columns/requests/",
    "/columns/requests/qs11/",
    "/feed.atom",
    "/feed.rss",
    "/feeds/qs11.atom",
    "/sitemap.xml",
    "/sitemap-items.xml",
    "/sitemap-bodies.xml",
    "/sitemap-columns.xml",
    "/robots.txt",
    "/data/items.csv",
    "/api/items",
    "/api/items?q=防汛",
    "/api/bodies",
    "/api/catalogue",
    "/api/openapi.json",
    "/updates/",
    "/feeds/rows/statutory.emergencies.atom",
    "/data/items.jsonl",
]


def read(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return b"".join(response).decode()


@pytest.mark.both_databases
def test_no_page_shows_a_draft_a_withdrawn_item_or_what_is_not_proactive(
    drafted, public_item, client
):
    drafted(title="柳河镇防汛未定稿")
    withdrawn = public_item(
        "防汛错误名单", withdrawn_on=date(2026, 11, 9), withdrawal_reason="wrong"
    )
    hidden = public_item("防汛内部方案", attribute="on-request")
    for address in PAGES:
        text = read(client, address)
        for title in ("未定稿", "错误名单", "内部方案"):
            assert title not in text, address
    assert client.get(f"/qs11/{hidden.slug}/").status_code == 404
    assert client.get(f"/api/items/{hidden.pk}").status_code == 404
    assert client.get(f"/api/items/{withdrawn.pk}").status_code == 404
    tombstone = client.get(f"/qs11/{withdrawn.slug}/")
    assert tombstone.status_code == 410
    assert "错误名单" not in tombstone.content.decode()
    assert "内容有误，更正后重新发布" in tombstone.content.decode()


def test_the_page_of_one_body_shows_no_item_of_another(public_item, client):
    public_item("柳河镇防汛安排")
    public_item("白杨乡防汛安排", at="QS12")
    for address in (
        "/qs11/",
        "/feeds/qs11.atom",
        "/search/?body=QS11&q=防汛",
        "/api/items?body=QS11",
    ):
        text = read(client, address).replace("<mark>", "").replace("</mark>", "")
        assert "柳河镇防汛安排" in text, address
        assert "白杨乡防汛安排" not in text, address


def test_an_item_of_a_village_stands_on_the_page_of_its_township(public_item, client):
    public_item("河东村一事一议公告", at="QS11-01")
    assert "河东村一事一议公告" in read(client, "/qs11/")
    assert "河东村一事一议公告" in read(client, "/search/?body=QS11")


@pytest.mark.both_databases
def test_the_number_of_questions_does_not_grow_with_the_items(public_item, client):
    def questions(address):
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
            b"".join(response)
        return len(asked)

    public_item("防汛安排之一")
    addresses = [each for each in PAGES if "openapi" not in each]
    before = {address: questions(address) for address in addresses}
    for number in range(15):
        public_item(f"防汛安排第{number}件", at=("QS11", "QS12", "QS13")[number % 3])
    after = {address: questions(address) for address in addresses}
    assert after == before
    assert max(after.values()) <= 25, after


def test_the_page_of_an_item_has_the_facts_and_the_tags_of_the_standard(released, client, settings):
    settings.PORTAL = {**settings.PORTAL, "site_code": "0000000009"}
    item = released(
        title="柳河镇防汛安排",
        document_number="柳政发〔2026〕12号",
        keywords="防汛",
        subject="应急管理",
    )
    text = read(client, f"/qs11/{item.slug}/")
    year = timezone.localdate().year
    day = timezone.localdate().isoformat()
    for expected in (
        '<meta name="SiteName" content="政府信息公开">',
        '<meta name="SiteDomain" content="testserver">',
        '<meta name="SiteIDCode" content="0000000009">',
        '<meta name="ColumnName" content="突发公共事件的应急预案、预警信息及应对情况">',
        '<meta name="ColumnType" content="法定主动公开内容">',
        '<meta name="ArticleTitle" content="柳河镇防汛安排">',
        f'<meta name="PubDate" content="{day} ',
        '<meta name="ContentSource" content="柳河镇人民政府">',
        '<meta name="Keywords" content="防汛">',
        f'<meta name="Url" content="http://testserver/qs11/{item.slug}/">',
        f"<dt>索引号</dt><dd>QS11/{year}-00001</dd>",
        "<dt>文号</dt><dd>柳政发〔2026〕12号</dd>",
        "<dt>成文日期</dt><dd>2026-11-02</dd>",
        f"<dt>发布日期</dt><dd>{day}</dd>",
        "<dt>有效性</dt><dd>有效</dd>",
        "<dt>主题分类</dt><dd>应急管理</dd>",
        "首次发布",
        "各村按分工做好汛期值班。",
    ):
        assert expected in text, expected


def test_a_repealed_item_says_so_and_leads_to_what_holds_now(public_item, client):
    now = public_item("新办法")
    old = public_item("旧办法", validity="superseded", superseded_by=now)
    text = read(client, f"/qs11/{old.slug}/")
    assert "本文件已被替代" in text
    assert f'<a href="/qs11/{now.slug}/">新办法</a>' in text


def test_a_file_of_an_item_is_downloaded_and_listed(public_item, client):
    item = public_item("清淤计划")
    private_store().save("attachments/aa/plan.csv", ContentFile("渠道,公里".encode()))
    item.attachments.add(
        Attachment(
            name="计划.csv",
            file="attachments/aa/plan.csv",
            size=13,
            sha256="a" * 64,
            media_type="text/csv",
        )
    )
    item.save()
    address = f"/files/{item.pk}/{'a' * 64}/"
    assert address in read(client, f"/qs11/{item.slug}/")
    assert read(client, address) == "渠道,公里"
    assert json.loads(read(client, f"/api/items/{item.pk}"))["files"][0]["name"] == "计划.csv"


def test_every_page_answers_no_script_no_outside_host(public_item, client):
    item = public_item("防汛安排", "<p>正文。</p>")
    for address in [*PAGES[:13], f"/qs11/{item.slug}/"]:
        text = read(client, address)
        assert "http://" not in text.replace("http://testserver", "").replace(
            "http://www.w3.org", ""
        ), address
        assert "https://" not in text, address
        assert "<style" not in text, address
        assert text.count("<script") == 1, address


def test_large_type_is_remembered_and_leads_back(county, client):
    response = client.get("/view/large/?next=/columns/guide/")
    assert (response.status_code, response["Location"]) == (302, "/columns/guide/")
    assert "mode-large" in read(client, "/")
    assert client.get("/view/standard/?next=https://evil.example/")["Location"] == "/"
    assert "mode-large" not in read(client, "/")
    assert client.get("/view/huge/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/search/?body=nowhere",
        "/search/?row=nothing",
        "/search/?year=abc",
        "/search/?year=99999999999999999999",
        "/search/?year=²",
        "/search/?validity=x",
        "/columns/nothing/",
        "/columns/guide/nowhere/",
        "/feeds/nowhere.atom",
        "/feeds/rows/nothing.atom",
        "/feeds/rows/%00.atom",
        "/share/1.svg",
        "/share/99999999999999999999.svg",
        "/files/99999999999999999999/x/",
        "/consultations/99999999999999999999/",
        "/qs11/999999999/",
        "/999999999999999999/",
        "/api/items?body=nowhere",
        "/data/items.csv?year=x",
        "/nowhere/",
    ],
)
def test_what_does_not_exist_is_not_found(county, client, address):
    assert client.get(address).status_code == 404


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "question", ['"', "'", "%00", "*", "\\", "(", "AND OR NOT", "😀", "%F0%28"]
)
def test_no_sign_in_the_search_box_gives_an_error(public_item, client, question):
    public_item("防汛安排")
    assert client.get(f"/search/?q={question}").status_code == 200
    assert client.get(f"/api/items?q={question}").status_code == 200


def test_a_long_list_is_turned_page_by_page(public_item, client):
    for number in range(23):
        public_item(f"第{number:02}件", published_on=date(2026, 1, 1 + number))
    first, second = read(client, "/search/?year=2026"), read(client, "/search/?year=2026&page=2")
    assert "第22件" in first
    assert "第02件" not in first
    assert "第02件" in second
    assert 'href="?year=2026&amp;page=2" rel="next"' in first
    assert "第 2 页，共 2 页" in read(client, "/search/?page=999")


def test_the_table_opens_in_excel_and_runs_no_formula(public_item, client):
    public_item("=1+1", summary="@概述")
    text = read(client, "/data/items.csv")
    assert text.startswith("\ufeff索引号,名称,文号,发布机构")
    (line,) = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert line["名称"] == "'=1+1"
    assert line["内容概述"] == "'@概述"
    assert line["成文日期"] == "2026-11-02"
    assert line["网址"] == "http://testserver/qs11/item-1/"


def test_the_interface_finds_and_describes_items(public_item, client):
    public_item("柳河镇防汛安排", summary="值班。", document_number="柳政发〔2026〕12号")
    answer = json.loads(read(client, "/api/items?q=防汛&year=2026"))
    assert (answer["count"], answer["page"], answer["size"]) == (1, 1, 20)
    line = answer["items"][0]
    assert line["title"] == "柳河镇防汛安排"
    assert line["body"] == "QS11"
    assert line["row"] == "statutory.emergencies"
    assert line["formed_on"] == "2026-11-02"
    assert line["url"] == "http://testserver/qs11/item-1/"
    assert json.loads(read(client, "/api/bodies"))[0]["code"] == "QS"


def test_the_interface_is_read_only_and_refuses_nonsense(county, client):
    assert client.post("/api/items", {}).status_code == 405
    assert client.delete("/api/items/1").status_code == 405
    assert client.get("/api/items?size=1000").status_code == 422
    assert client.get("/api/items?year=12").status_code == 422
    schema = json.loads(read(client, "/api/openapi.json"))
    assert set(schema["paths"]) == {
        "/api/items",
        "/api/items/{number}",
        "/api/bodies",
        "/api/catalogue",
    }
    assert {method for path in schema["paths"].values() for method in path} == {"get"}


def test_feeds_and_map_are_well_formed_and_name_the_item(public_item, client):
    public_item("柳河镇防汛安排 <一>")
    for address in ("/feed.atom", "/feed.rss", "/feeds/qs11.atom", "/sitemap-items.xml"):
        root = ElementTree.fromstring(read(client, address))
        assert "/qs11/item-1/" in ElementTree.tostring(root, encoding="unicode"), address


def test_columns_gather_what_stands_under_their_rows_whatever_its_title(public_item, rows, client):
    public_item("柳河镇2025年工作总结", row=rows("platform.reports"))
    public_item("柳河镇政府信息公开保密审查办法", row=rows("platform.rules"))
    public_item("柳河镇政府信息公开年度报告制度解读")
    assert "2025年工作总结" in read(client, "/columns/reports/qs11/")
    for title in ("保密审查办法", "制度解读"):
        assert title not in read(client, "/columns/reports/qs11/"), title
    assert "保密审查办法" in read(client, "/columns/rules/")
    assert "制度解读" not in read(client, "/columns/rules/")


def test_reports_stand_under_the_year_of_their_publication(public_item, rows, client):
    for year in (2025, 2026):
        public_item(
            f"柳河镇{year - 1}年政府信息公开工作年度报告",
            row=rows("platform.reports"),
            published_on=date(year, 1, 20),
        )
    text = read(client, "/columns/reports/qs11/")
    order = ["2026 年发布", "柳河镇2025年政府", "2025 年发布", "柳河镇2024年政府"]
    assert sorted(order, key=text.index) == order


def test_the_guide_gives_the_facts_of_the_body(county, client):
    text = read(client, "/columns/guide/qs11/")
    assert "<dt>公开工作机构</dt><dd>柳河镇党政综合办公室</dd>" in text
    assert "<dt>联系电话</dt><dd>0000-5550111</dd>" in text
