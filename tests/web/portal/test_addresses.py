"""Addresses last, say what they are, and never break on what is asked of them."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import urlencode

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.web.bodies.actions.body import open_column
from gongkai.web.project import errors
from gongkai.web.publishing.items.actions.draft import revise_item
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.validity import change_validity
from gongkai.web.publishing.items.models import ItemPage, Stage, Validity

TAGS = ('name="SiteName"', 'name="SiteDomain"', 'name="ColumnName"', 'name="ColumnType"')


def text(response):
    return b"".join(response).decode()


def test_an_address_outlasts_a_new_title_and_a_new_version(released, at_stage, person, client):
    item = released(title="柳河镇防汛工作安排")
    address = f"/qs11/{item.pk}/"
    assert item.url == address
    revise_item(
        item, acting_user=person("柳河拟稿"), title="柳河镇防汛抗旱工作安排", at=timezone.now()
    )
    release = at_stage(Stage.RELEASE, item=ItemPage.objects.get(pk=item.pk))
    release_item(release, acting_user=person("柳河发布"), at=timezone.now())
    page = text(client.get(address))
    assert "<h1>柳河镇防汛抗旱工作安排</h1>" in page
    assert page.count("首次发布") == 1
    assert page.count(" 更新</li>") == 1
    changes = text(client.get("/updates/"))
    assert changes.count(">新公开</span>") == 1
    assert changes.count(">更新</span>") == 1


def test_an_item_that_moved_to_another_body_is_found_at_its_old_address(public_item, body, client):
    item = public_item("防汛安排")
    item.slug = str(item.pk)
    item.save()
    old = ItemPage.objects.get(pk=item.pk).url
    item.move(open_column(body("QS12")), pos="last-child")
    response = client.get(old)
    assert (response.status_code, response["Location"]) == (301, f"/qs12/{item.pk}/")
    assert client.get(f"/qs12/{item.pk}/").status_code == 200
    assert client.get(f"/nowhere/{item.pk}/").status_code == 301


def test_every_kind_of_page_bears_the_tags_of_the_standard(public_item, client):
    item = public_item("防汛安排")
    gone = public_item("错误名单", withdrawn_on=date(2026, 11, 9), withdrawal_reason="wrong")
    for address in (
        "/",
        "/qs11/",
        f"/qs11/{item.slug}/",
        f"/qs11/{gone.slug}/",
        "/search/",
        "/updates/",
        "/columns/guide/",
        "/columns/reports/qs11/",
        "/consultations/",
        "/nowhere/",
    ):
        page = text(client.get(address))
        for tag in TAGS:
            assert tag in page, (address, tag)


def test_updates_tell_what_came_what_changed_and_what_went(released, public_item, person, client):
    item = released(title="柳河镇防汛工作安排")
    gone = public_item("错误名单", withdrawn_on=timezone.localdate(), withdrawal_reason="wrong")
    change_validity(
        item,
        acting_user=person("柳河发布"),
        validity=Validity.REPEALED,
        on=timezone.localdate(),
        basis="清理决定",
        at=timezone.now(),
    )
    page = text(client.get("/updates/"))
    day = timezone.localdate()
    assert f"{day.year}年{day.month}月{day.day}日" in page
    assert "新公开</span>" in page
    assert "失去效力</span>" in page
    assert "撤下</span>" in page
    assert f"索引号 {gone.index_number}" in page
    assert "错误名单" not in page


def test_the_lines_hold_everything_and_are_not_sent_twice(public_item, client):
    public_item("防汛安排", "<p>正文。</p>")
    public_item("清淤计划", at="QS12")
    response = client.get("/data/items.jsonl")
    lines = [json.loads(line) for line in text(response).splitlines()]
    assert [(line["title"], line["body"], line["text"]) for line in lines] == [
        ("清淤计划", "QS12", ""),
        ("防汛安排", "QS11", "<p>正文。</p>"),
    ]
    etag = response.headers["ETag"]
    assert client.get("/data/items.jsonl", headers={"if-none-match": etag}).status_code == 304
    public_item("另一件")
    assert client.get("/data/items.jsonl", headers={"if-none-match": etag}).status_code == 200
    narrowed = text(client.get("/data/items.jsonl?body=QS12"))
    assert [json.loads(line)["title"] for line in narrowed.splitlines()] == ["清淤计划"]


def test_the_map_is_parted_before_it_grows_too_long(public_item, client, monkeypatch):
    from gongkai.web.portal.screens.sitemaps import ItemSitemap

    assert ItemSitemap.limit <= 50_000
    monkeypatch.setattr(ItemSitemap, "limit", 2)
    for number in range(5):
        public_item(f"第{number}件")
    index = text(client.get("/sitemap.xml"))
    assert index.count("/sitemap-items.xml") == 3
    assert text(client.get("/sitemap-items.xml?p=3")).count("<url>") == 1


def test_the_code_to_scan_is_a_picture_of_our_own(public_item, client):
    item = public_item("防汛安排")
    response = client.get(f"/share/{item.pk}.svg")
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in response.content
    assert f'src="/share/{item.pk}.svg"' in text(client.get(f"/qs11/{item.slug}/"))


def test_errors_are_told_in_chinese(county):
    request: HttpRequest = RequestFactory().get("/")
    for view, status, words in (
        (errors.broken, 500, "网站暂时出错"),
        (lambda each: errors.not_allowed(each, Exception()), 403, "不能查看这个页面"),
        (lambda each: errors.bad_request(each, Exception()), 400, "无法处理这个请求"),
    ):
        response = view(request)
        assert response.status_code == status
        assert words in response.content.decode()
    refused = Client(enforce_csrf_checks=True).post("/office/login/", {"username": "x"})
    assert refused.status_code == 403
    page = refused.content.decode()
    assert "登录已经退出，这一次没有保存" in page
    assert "回到工作台" in page
    assert "这页有用吗" not in page


WORDS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["QS11", "防汛", "2026", "valid", "-1", "0", "1e9", "99999999999999999999", "\x00", "'", "%"]
)
QUERY = st.dictionaries(
    st.sampled_from(["q", "body", "row", "year", "validity", "page", "size", "p", "state", "next"])
    | st.text(max_size=5),
    WORDS,
    max_size=4,
)
PATHS = [
    "/search/",
    "/columns/reports/",
    "/columns/rules/qs11/",
    "/consultations/",
    "/updates/",
    "/qs11/",
    "/feed.atom",
    "/sitemap.xml",
    "/sitemap-items.xml",
    "/data/items.csv",
    "/data/items.jsonl",
    "/api/items",
    "/view/large/",
]


@pytest.mark.both_databases
def test_no_question_in_an_address_gives_an_error(public_item, client):
    public_item("防汛安排")

    @settings(
        max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(st.sampled_from(PATHS), QUERY)
    def check(path, query):
        response = client.get(f"{path}?{urlencode(query)}")
        b"".join(response)
        assert response.status_code in {200, 302, 404, 422}, (path, query)

    check()


@pytest.fixture
def open_connection():
    """A server closes its connection after an answer; within a test there is only one."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_interface_keeps_its_own_description(public_item, open_connection):
    from gongkai.web.project.wsgi import application

    public_item("防汛安排")
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", application)
    seen = set()
    for operation in schema.get_all_operations():
        case = operation.ok()

        @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
        @given(case.as_strategy())
        def check(asked):
            asked.call_and_validate(headers={"Host": "localhost"})

        check()
        seen.add(case.path)
    assert seen == {"/api/items", "/api/items/{number}", "/api/bodies", "/api/catalogue"}
