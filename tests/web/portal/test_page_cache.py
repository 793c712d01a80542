"""Kept pages are the same for all, and gone from every process with the commit that changes them."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.actions.contacts import change_contacts
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.acts import DECLARED, shows
from gongkai.web.portal import generation, listeners, page_cache
from gongkai.web.portal.models import Generation
from gongkai.web.publishing.items.actions.validity import change_validity
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.models import ItemPage, Validity, WithdrawalReason

ROOT = Path(__file__).resolve().parents[3]
READER = """
import sys
import django
django.setup()
from django.test import Client
client = Client(SERVER_NAME="localhost")
print("ready", flush=True)
for line in sys.stdin:
    response = client.get(line.strip())
    print(response.status_code, response.headers.get("ETag", "-"), flush=True)
"""


def questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def withdraw(item: ItemPage, person: Any) -> None:
    withdraw_item(
        ItemPage.objects.get(pk=item.pk),
        acting_user=person("柳河发布"),
        on=timezone.localdate(),
        reason=WithdrawalReason.WRONG,
        explanation="数字有误",
        at=timezone.now(),
    )


@pytest.fixture
def settled(county: None) -> Any:
    """``settled()``: the last change lies an hour back."""

    def settle() -> None:
        before = timezone.now() - timedelta(hours=1)
        generation.current()
        Generation.objects.update(changed_at=before)
        page_cache.SHELF.clear()

    return settle


@pytest.mark.both_databases
def test_a_kept_page_asks_the_database_for_its_generation_only(public_item, client):
    item = public_item("防汛安排")
    for address in ("/", "/qs11/", f"/qs11/{item.slug}/", "/columns/disclosure/", "/qs11/?page=1"):
        assert questions(client, address) > 1, address
        assert questions(client, address) == 1, address


def test_a_question_a_signed_in_reader_and_a_form_are_never_kept(public_item, client, signed_in):
    public_item("防汛安排")
    signed = signed_in("柳河拟稿")
    for reader, address in ((client, "/search/?q=防汛"), (client, "/search/"), (signed, "/")):
        questions(reader, address)
        assert questions(reader, address) > 1, address
    first, second = (Client().get("/office/login/").cookies["csrftoken"].value for _ in range(2))
    assert first != second


def test_large_type_has_pages_of_its_own(public_item, client):
    public_item("防汛安排")
    assert b"mode-large" not in client.get("/").content
    client.get("/view/large/")
    assert b"mode-large" in client.get("/").content
    assert b"mode-large" in client.get("/").content
    client.get("/view/standard/")
    assert b"mode-large" not in client.get("/").content
    assert client.get("/").headers["Vary"] == "Cookie, Accept-Encoding"


@pytest.mark.both_databases
def test_a_release_a_withdrawal_and_a_change_of_facts_show_at_once(
    released, person, body, client, django_capture_on_commit_callbacks
):
    def shown(address: str = "/qs11/") -> str:
        client.get(address)
        return client.get(address).content.decode()

    assert "防汛工作安排" not in shown()
    with django_capture_on_commit_callbacks(execute=True):
        item = released(title="柳河镇防汛工作安排")
    address = f"/qs11/{item.slug}/"
    assert "防汛工作安排" in shown()
    assert "本文件" not in shown(address)
    with django_capture_on_commit_callbacks(execute=True):
        change_validity(
            item,
            acting_user=person("柳河发布"),
            validity=Validity.REPEALED,
            on=timezone.localdate(),
            basis="清理决定",
            at=timezone.now(),
        )
    assert "已废止" in shown(address)
    assert "已废止" in shown()
    assert "防汛工作安排" in shown("/search/?validity=repealed")
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(item, person)
    assert client.get(address).status_code == 410
    assert "防汛工作安排" not in shown()


def test_what_nobody_can_see_keeps_the_pages(drafted, released, client):
    item = released()
    mark = generation.current()
    drafted(title="另一件草稿")
    assert generation.current() == mark
    assert item.live


def test_what_no_public_page_shows_is_said_at_the_act(county):
    assert set(DECLARED) >= listeners.TOLD
    quiet = {"publishing.draft", "publishing.post", "publishing.start-scan", "accounts.sign-in"}
    loud = {"publishing.release", "publishing.withdraw", "publishing.link", "bodies.appoint"}
    assert not any(shows(code) for code in quiet)
    assert all(shows(code) for code in loud)
    assert shows("casework.an-act-that-nobody-declared")


def test_an_unchanged_page_is_not_sent_again(public_item, client, settled):
    public_item("防汛安排")
    settled()
    first = client.get("/qs11/")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/qs11/", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    since = client.get("/qs11/", headers={"if-modified-since": first.headers["Last-Modified"]})
    assert since.status_code == 304
    public_item("防汛安排之二")
    changed = client.get(
        "/qs11/",
        headers={
            "if-none-match": first.headers["ETag"],
            "if-modified-since": first.headers["Last-Modified"],
        },
    )
    assert changed.status_code == 200
    assert "Last-Modified" not in changed.headers


def test_a_page_is_compressed_for_who_can_read_it(public_item, client):
    public_item("防汛安排")
    for _ in range(2):
        packed = client.get("/", headers={"accept-encoding": "gzip, br"})
        assert packed.headers["Content-Encoding"] == "gzip"
        plain = client.get("/")
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(packed.content) == plain.content


def test_the_headers_of_a_kept_page_are_those_of_a_new_one(public_item, client):
    public_item("防汛安排")
    new, kept = client.get("/"), client.get("/")
    assert dict(new.items()) == dict(kept.items())
    assert "default-src 'self'" in kept.headers["Content-Security-Policy"]
    assert kept.headers["X-Content-Type-Options"] == "nosniff"
    assert kept.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_the_shelf_makes_room_and_may_be_empty(public_item, client, settings):
    public_item("防汛安排")
    settings.PAGE_CACHE_BYTES = 0
    client.get("/")
    assert questions(client, "/") > 1
    settings.PAGE_CACHE_BYTES = len(client.get("/").content) * 2
    client.get("/")
    client.get("/qs11/")
    client.get("/columns/guide/")
    assert questions(client, "/columns/guide/") == 1
    assert questions(client, "/") > 1


@contextmanager
def reading_process() -> Iterator[Any]:
    """Another worker: ``ask("/")`` gives its status and the mark of what it sent."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        user = quote(database["USER"], safe="")
        url = f"postgresql://{user}@/{database['NAME']}?host={quote(database['HOST'], safe='')}"
    environment = {
        **os.environ,
        "GONGKAI_DATABASE": url,
        "PYTHONPATH": "src",
        "DJANGO_SETTINGS_MODULE": "tests.web.settings",
    }
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", READER],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"

    def ask(address: str) -> list[str]:
        process.stdin.write(f"{address}\n")
        process.stdin.flush()
        return process.stdout.readline().split()

    try:
        yield ask
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait(timeout=30)


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_item_is_gone_from_every_process_at_once(released, person):
    item = released(title="柳河镇防汛工作安排")
    address = f"/qs11/{item.slug}/"
    with reading_process() as one, reading_process() as two:
        seen = [one(address), two(address), one(address), two(address)]
        assert [status for status, _ in seen] == ["200"] * 4
        lists = one("/qs11/"), two("/qs11/")
        withdraw(item, person)
        assert one(address)[0] == "410"
        assert two(address)[0] == "410"
        for before, after in zip(lists, (one("/qs11/"), two("/qs11/")), strict=True):
            assert after[0] == "200"
            assert after[1] != before[1]


def test_contacts_of_a_body_show_as_soon_as_they_change(person, body, client):
    assert "0000-5550111" in client.get("/qs11/").content.decode()
    change_contacts(
        body("QS11"),
        acting_user=PLATFORM,
        on=timezone.localdate(),
        phone="0000-5550119",
        at=timezone.now(),
    )
    assert "0000-5550119" in client.get("/qs11/").content.decode()


def test_high_contrast_has_pages_of_its_own_and_another_mode_is_offered(county, client):
    client.get("/view/contrast/?next=/")
    page = client.get("/").content.decode()
    assert '<html lang="zh-Hans" class="mode-contrast">' in page
    assert 'href="/view/standard/?next=/"' in page
    assert 'href="/view/large/?next=/"' in page
    client.get("/view/standard/?next=/")
    assert '<html lang="zh-Hans">' in client.get("/").content.decode()
    assert client.get("/view/neon/?next=/").status_code == 404


def test_what_stands_on_all_pages_alike_changes_with_the_facts(person, body, county):
    anybody = Client(SERVER_NAME="localhost")
    assert "主办单位：青山县人民政府</span>" in anybody.get("/search/?q=无").content.decode()
    PublicBody.objects.filter(code="QS").update(name="青山市人民政府")
    assert "主办单位：青山县人民政府</span>" in anybody.get("/search/?q=无").content.decode()
    generation.advance()
    assert "主办单位：青山市人民政府</span>" in anybody.get("/search/?q=无").content.decode()
