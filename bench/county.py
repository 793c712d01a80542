"""A large invented county: an installation with as many bodies and public items as are asked for.

Made in bulk, once for each database and size, in the folder GONGKAI_BENCH (outside of the source; by default a folder of the
system's temporary files), and found there again until the tables change.
"""

from __future__ import annotations

import hashlib
import os
import random
import tempfile
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

FOLDER = Path(os.environ.get("GONGKAI_BENCH", Path(tempfile.gettempdir()) / "gongkai-bench"))
BODIES = 500
AT_ONCE = 1000
FIRST_DAY, DAYS = date(2016, 1, 1), 3900
CHARACTERS = (
    "低保特困临时救助防汛抗旱应急预案宅基地审批公示名单补贴农机渠道清淤泵站维修村硬化招标中预算决经费绩效目办法通知意见方计划"
    "总结责任分工值班巡查转移安置危房改造医民政财水利教育卫生环境土路桥林草畜牧渔业乡镇县街社区户人口年月日"
)
_CHANCE = random.Random(20261121)
WORDS = ["".join(_CHANCE.choices(CHARACTERS, k=_CHANCE.choice((2, 2, 3, 4)))) for _ in range(3000)]
# As in any language, few words are common and most are rare.
WEIGHTS = [1 / rank for rank in range(1, len(WORDS) + 1)]
NAME = "王小明"


def database_for(count: int, server: str = "") -> str:
    """The address of the database for so many items: a file, or a database on the server."""
    if not server:
        FOLDER.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{FOLDER / f'county-{count}.sqlite3'}"
    rest, _, query = server.partition("?")
    base = rest.rsplit("/", 1)[0]
    return f"{base}/gongkai_bench_{count}{'?' if query else ''}{query}"


def prepare(count: int, server: str = "") -> None:
    """Point Django at that database, and fill it where it is not what this script would make."""
    os.environ["GONGKAI_DATABASE"] = database_for(count, server)
    os.environ.setdefault("GONGKAI_DATA", tempfile.mkdtemp(prefix="gongkai-bench-"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.project.settings.local")
    if server:
        _create_database(server, f"gongkai_bench_{count}")
    import django

    django.setup()
    from django.core.management import call_command

    if _mark() == _read_mark():
        call_command("migrate", verbosity=0, interactive=False)
    else:
        _make_anew(count, server)


def _create_database(server: str, name: str, *, anew: bool = False) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        if anew:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")  # type: ignore[arg-type]
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if found.fetchone() is None:
            connection.execute(f"CREATE DATABASE {name}")  # type: ignore[arg-type]


def _mark() -> str:
    """What the content depends on: this script and the tables that it fills."""
    from gongkai.web.bodies.models import DisclosurePage, PublicBody
    from gongkai.web.portal.models import SearchEntry
    from gongkai.web.publishing.catalogue.models import BodyRow
    from gongkai.web.publishing.items.models import ItemPage

    parts = [Path(__file__).read_text("utf-8")]
    for model in (PublicBody, BodyRow, DisclosurePage, ItemPage, SearchEntry):
        fields = ",".join(field.column for field in model._meta.local_concrete_fields)
        parts.append(f"{model._meta.db_table}:{fields}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _read_mark() -> str:
    from django.db import DatabaseError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT mark FROM bench_mark")
            found = cursor.fetchone()
    except DatabaseError:
        return ""
    return str(found[0]) if found else ""


def _make_anew(count: int, server: str) -> None:
    from django.core.management import call_command
    from django.db import connection, transaction

    connection.close()
    if server:
        _create_database(server, f"gongkai_bench_{count}", anew=True)
    else:
        for end in ("", "-wal", "-shm"):
            Path(f"{connection.settings_dict['NAME']}{end}").unlink(missing_ok=True)
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        _fill(count)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE bench_mark (mark text)")
            cursor.execute("INSERT INTO bench_mark VALUES (%s)", [_mark()])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def _bodies() -> list[Any]:
    """The county's bodies with their columns, and as many townships more as are wanted."""
    from gongkai.web.accounts.permissions import PLATFORM
    from gongkai.web.bodies.actions.body import open_column
    from gongkai.web.bodies.demo_county import make_county
    from gongkai.web.bodies.models import BodyPage, Kind, PublicBody
    from gongkai.web.publishing.catalogue.actions.entries import load_catalogue
    from gongkai.web.publishing.catalogue.models import BodyRow, CatalogueRow

    make_county()
    load_catalogue(acting_user=PLATFORM, at=timezone.now())
    county = PublicBody.objects.get(parent=None)
    standing = PublicBody.objects.public().count()
    for number in range(BODIES - standing):
        body = PublicBody.objects.create(
            code=f"QS{number + 1000}",
            name=f"青山县第{number + 1}镇人民政府",
            short_name=f"第{number + 1}镇",
            kind=Kind.TOWNSHIP,
            parent=county,
            lineage="",
            order=number + 100,
            established_on=date(2010, 1, 1),
        )
        body.lineage = f"{county.lineage}{body.pk:06}/"
        body.public_body = body
        body.save()
    bodies = list(PublicBody.objects.public().order_by("pk"))
    for body in bodies:
        open_column(body)
    BodyRow.objects.all().delete()
    rows = list(CatalogueRow.objects.all())
    BodyRow.objects.bulk_create(
        (
            BodyRow(body=body, row=row, starts_on=date(2016, 1, 1))
            for body in bodies
            for row in rows
        ),
        batch_size=AT_ONCE,
    )
    return list(BodyPage.objects.filter(body__in=bodies).select_related("body").order_by("pk"))


def _length(chance: random.Random) -> int:
    """Words in a text: half of the items are short notices, a few are long."""
    return min(4000, max(20, int(chance.lognormvariate(5.0, 0.9))))


def _fill(count: int) -> None:
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection
    from wagtail.models import Locale

    from gongkai.web.bodies.models import BodyPage, DisclosurePage
    from gongkai.web.portal.models import SearchEntry
    from gongkai.web.portal.search import schema
    from gongkai.web.portal.search.reading import entry_of
    from gongkai.web.publishing.catalogue.models import CatalogueRow
    from gongkai.web.publishing.items.models import ItemPage

    chance = random.Random(20261121)
    columns = _bodies()
    rows = list(CatalogueRow.objects.order_by("order"))
    kind, locale = ContentType.objects.get_for_model(ItemPage), Locale.objects.first()
    number = DisclosurePage.objects.order_by("-pk").values_list("pk", flat=True)[0]
    # Behind the columns of villages that may stand under this one.
    steps = dict.fromkeys((column.pk for column in columns), 1000)
    batch: list[Any] = []
    for serial in range(count):
        number += 1
        column = columns[serial % len(columns)]
        steps[column.pk] += 1
        day = FIRST_DAY + timedelta(days=serial * DAYS // count)
        moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        title = f"{''.join(chance.choices(WORDS, WEIGHTS, k=5))}（第{serial}号）"
        text = "，".join(chance.choices(WORDS, WEIGHTS, k=_length(chance)))
        named = NAME if serial % 997 == 0 else "李某"
        batch.append(
            ItemPage(
                id=number,
                disclosurepage_ptr_id=number,
                path=ItemPage._get_path(column.path, column.depth + 1, steps[column.pk]),
                depth=column.depth + 1,
                title=title,
                draft_title=title,
                slug=str(number),
                url_path=f"{column.url_path}{number}/",
                translation_key=uuid.UUID(int=number),
                locale=locale,
                content_type=kind,
                live=True,
                first_published_at=moment,
                last_published_at=moment,
                body=column.body,
                row=rows[serial % len(rows)],
                formed_on=day,
                published_on=day,
                index_number=f"{column.body.code}/{day.year}-{serial:06}",
                document_number=f"{column.body.short_name}发〔{day.year}〕{serial}号",
                issuing_body=column.body.name,
                summary=text[:80],
                validity="repealed" if serial % 40 == 0 else "valid",
                text=f"<p>{text}{named}</p>",
            )
        )
        if len(batch) == AT_ONCE or serial + 1 == count:
            _insert(DisclosurePage, batch)
            _insert(ItemPage, batch)
            entries = [entry_of(item) for item in batch]
            _insert(SearchEntry, entries)
            schema.add_words(entries)
            batch = []
    for column in columns:
        BodyPage.objects.filter(pk=column.pk).update(numchild=steps[column.pk] - 1000)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(_no_style(), [DisclosurePage]):
                cursor.execute(statement)


def _no_style() -> Any:
    from django.core.management.color import no_style

    return no_style()


def _insert(model: Any, records: Iterable[Any]) -> None:
    """Rows of one table, without the tables above it."""
    from django.db import connection

    fields: Sequence[Any] = model._meta.local_concrete_fields
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    lines = [
        [field.get_db_prep_save(getattr(each, field.attname), connection) for field in fields]
        for each in records
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {model._meta.db_table} ({quoted}) VALUES ({places})",
            lines,
        )
