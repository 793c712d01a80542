"""No page reads a growing table from end to end: every question of every page is explained by the database that answers it."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale

from gongkai.web.bodies.actions.body import open_column
from gongkai.web.bodies.models import DisclosurePage
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.models.entry import place_of
from gongkai.web.portal.search import schema
from gongkai.web.portal.search.words import fold
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.consultations.models import PublicConsultation
from gongkai.web.publishing.items.models import Attachment, ItemPage, ValidityChange
from tests.web.portal.conftest import public_item
from tests.web.publishing.conftest import rows

__all__ = ["public_item", "rows"]
pytestmark = pytest.mark.both_databases
ITEMS = 5_000
DAY = date(2026, 11, 30)
# Tables that grow with every item, every act and every reader.
GROWING = {
    "publishing_itempage",
    "bodies_disclosurepage",
    "portal_searchentry",
    "publishing_release",
    "publishing_step",
    "publishing_attachment",
    "publishing_itemlink",
    "publishing_validitychange",
    "publishing_posting",
    "publishing_opinion",
    "wagtailcore_revision",
    "journal_entry",
    "vetting_screeningrun",
    "vetting_fileopening",
    "casework_disclosurerequest",
}
# What an index alone answers although it is read through: counts over all that is public, a few milliseconds at 100,000.
COUNTS = re.compile(r"^SELECT COUNT\(\*\) AS \"__count\" FROM \"portal_searchentry\"|GROUP BY")
PAGES = [
    "/",
    "/qs11/",
    "/qs11/?page=7",
    "/qs11/item-1/",
    "/search/",
    "/search/?q=防汛",
    "/search/?q=防汛&body=QS11&year=2024",
    "/search/?q=汛防安排柳河",
    "/search/?q=柳政31号",
    "/search/?q=第31号",
    "/search/?q=柳河镇政府",
    "/search/?q=防汛安排名单征地",
    "/search/?q=年报2024",
    "/search/?q=没有的词",
    "/search/?validity=repealed",
    "/villages/",
    "/villages/qs11-01/",
    "/columns/guide/",
    "/columns/guide/qs11/",
    "/columns/rules/",
    "/columns/disclosure/",
    "/columns/disclosure/qs11/",
    "/columns/reports/qs11/",
    "/columns/requests/",
    "/consultations/",
    "/updates/",
    "/feed.atom",
    "/feeds/qs11.atom",
    "/feeds/villages/qs11-01.atom",
    "/feeds/rows/statutory.emergencies.atom",
    "/map/",
    "/data/",
    "/accessibility/",
    "/api/items?size=100",
    "/api/items?q=防汛",
]


@pytest.fixture
def crowd(public_item: Any, body: Any) -> ItemPage:
    """Five thousand public items of 柳河镇 besides one that is whole."""
    rows = list(CatalogueRow.objects.order_by("pk")[:40])
    first = public_item(
        "柳河镇防汛安排",
        "<p>汛期值班。</p>",
        document_number="柳政发〔2026〕1号",
        matter="防汛",
        phase="decision",
    )
    column = open_column(body("QS11"))
    kind, locale = ContentType.objects.get_for_model(ItemPage), Locale.objects.first()
    number = DisclosurePage.objects.order_by("-pk").values_list("pk", flat=True)[0] + 1000
    items = []
    for serial in range(ITEMS):
        day = date(2016, 1, 1) + timedelta(days=serial % 3600)
        title = f"柳河镇第{serial}号防汛安排"
        items.append(
            ItemPage(
                id=number + serial,
                disclosurepage_ptr_id=number + serial,
                path=ItemPage._get_path(column.path, column.depth + 1, 5000 + serial),
                depth=column.depth + 1,
                title=title,
                draft_title=title,
                slug=f"many-{serial}",
                url_path=f"{column.url_path}many-{serial}/",
                translation_key=uuid.UUID(int=serial + 1),
                locale=locale,
                content_type=kind,
                live=True,
                body=first.body,
                row=rows[serial % len(rows)],
                formed_on=day,
                published_on=day,
                index_number=f"QS11/{day.year}-9{serial:04}",
                document_number=f"柳政发〔{day.year}〕{serial}号",
                validity="repealed" if serial % 40 == 0 else "valid",
                text="<p>汛期值班。</p>",
            )
        )
    _insert(DisclosurePage, items)
    _insert(ItemPage, items)
    entries = [
        SearchEntry(
            item_id=item.pk,
            place=place_of(item.pk, item.published_on),
            body_id=item.body_id,
            public_body_id=item.body_id,
            row_id=item.row_id,
            validity=item.validity,
            title=fold(item.title),
            numbers=fold(item.document_number),
            plain="汛期值班。",
            folded=fold(f"{item.title}\n汛期值班。"),
        )
        for item in items
    ]
    _insert(SearchEntry, entries)
    schema.add_words(entries)
    Attachment.objects.bulk_create(
        Attachment(item_id=item.pk, name="名单.xlsx", file="x", size=1, sha256="a" * 64)
        for item in items
    )
    # A table without rows tells the planner nothing.
    ValidityChange.objects.create(
        item=first, validity="valid", on=date(2026, 11, 3), basis="复核", changed_at=timezone.now()
    )
    PublicConsultation.objects.create(item=first, body=first.body, days=30, closes_on=DAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return first


def _insert(model: Any, records: list[Any]) -> None:
    fields = model._meta.local_concrete_fields
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    lines = [
        [field.get_db_prep_save(getattr(each, field.attname), connection) for field in fields]
        for each in records
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {model._meta.db_table} ({quoted}) VALUES ({places})", lines
        )


@contextmanager
def explained() -> Iterator[list[str]]:
    """What is asked in the block and would read a growing table from end to end."""
    scans: list[str] = []
    is_inner = False

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal is_inner
        if not is_inner and not many and sql.lstrip().upper().startswith("SELECT"):
            is_inner = True
            try:
                scans.extend(f"{table}: {sql}" for table in _scanned(sql, params))
            finally:
                is_inner = False
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        yield scans


def _short(scan: str) -> str:
    table, sql = scan.split(": ", 1)
    return f"{table}: …{sql[sql.rfind(' FROM ') :][:600]}"


def _scanned(sql: str, params: Any) -> set[str]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # What the planner then still reads from end to end has no index for it.
            cursor.execute("SHOW enable_seqscan")
            before = cursor.fetchone()[0]
            cursor.execute("SET enable_seqscan = off")
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
            told = cursor.fetchone()[0]
            cursor.execute(f"SET enable_seqscan = {before}")
        plan = json.loads(told) if isinstance(told, str) else told
        return set(_of_plan(plan[0]["Plan"])) & GROWING
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        lines = [line[-1] for line in cursor.fetchall()]
    aliases = {name: table for table, name in re.findall(r'"(\w+)" (?:AS )?"?(\w+)"?', sql)}
    found = set()
    for line in lines:
        # A walk along an index that ends early is none; one that is sorted afterwards is.
        walk = re.match(r"SCAN (\w+)(?P<index> USING (?:COVERING )?INDEX)?", line)
        if walk and not (walk["index"] and "LIMIT" in sql):
            found.add(aliases.get(walk[1], walk[1]))
    return found & GROWING


def _of_plan(plan: dict[str, Any]) -> Iterator[str]:
    if plan["Node Type"] == "Seq Scan":
        yield plan["Relation Name"]
    for inner in plan.get("Plans", ()):
        yield from _of_plan(inner)


def test_no_public_page_reads_a_growing_table_from_end_to_end(crowd, client):
    client.get("/")
    found = {}
    for address in PAGES:
        with explained() as scans:
            response = client.get(address)
            b"".join(response)
        assert response.status_code == 200, address
        scans = [scan for scan in scans if not COUNTS.search(scan.split(": ", 1)[1])]
        if scans:
            found[address] = sorted(set(scans))
    assert found == {}, "\n".join(
        f"{address} {_short(scan)}" for address, scans in found.items() for scan in scans
    )


@pytest.mark.parametrize(
    "address",
    [
        "/office/",
        "/office/items/",
        "/office/items/board/",
        "/office/unanswered/",
    ],
)
def test_no_screen_of_the_desk_reads_a_growing_table_from_end_to_end(crowd, signed_in, address):
    officer = signed_in("柳河拟稿")
    officer.get(address)
    with explained() as scans:
        assert officer.get(address).status_code == 200
    scans = [scan for scan in scans if not COUNTS.search(scan.split(": ", 1)[1])]
    assert scans == [], "\n".join(map(_short, scans))
