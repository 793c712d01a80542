"""A fresh SQLite database in a moment: what two hundred migrations would make, kept as one script.

The script may be older than the newest migrations: it holds the record of those that it stands for, and
``migrate`` applies the rest. It is never needed: an empty database is migrated from nothing just as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

SCRIPT = Path(__file__).with_name("sqlite.sql")
# Made for each installation: the head of its journal is sealed with its own key.
OWN = frozenset({"journal_head"})
MIGRATED_AT = "2026-01-01 00:00:00"


def bring_up_to_date() -> bool:
    """Make or mend the tables as the migrations say; whether there was anything to do."""
    fresh = not connection.introspection.table_names()
    if fresh and connection.vendor == "sqlite":
        connection.connection.executescript(SCRIPT.read_text("utf-8"))
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        call_command("migrate", verbosity=0, interactive=False)
    elif fresh:
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    return fresh or bool(missing)


def script() -> str:
    """The open database, which must be freshly migrated, as a script that makes another like it."""
    return "".join(f"{line};\n" for line in ("BEGIN", *_statements(), "COMMIT"))


def _statements() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        )
        made = cursor.fetchall()
    virtual = [name for _, name, sql in made if sql.upper().startswith("CREATE VIRTUAL")]
    tables = [
        (name, sql)
        for kind, name, sql in made
        if kind == "table" and not name.startswith(("sqlite_", *(f"{each}_" for each in virtual)))
    ]
    for _, sql in tables:
        yield sql
    for name, _ in tables:
        if name not in OWN and name not in virtual:
            yield from _rows(name)
    # Triggers last, so that the rows above awake none.
    yield from (sql for kind, _, sql in made if kind == "index")
    yield from (sql for kind, _, sql in made if kind == "trigger")


def _rows(table: str) -> Iterator[str]:
    name = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {name}")  # noqa: S608  a table of our own schema
        heads = [column[0] for column in cursor.description]
        for row in cursor.fetchall():
            values = _stable(heads, row)
            yield f"INSERT INTO {name} VALUES ({','.join(_literal(value) for value in values)})"  # noqa: S608


def _stable(heads: Iterable[str], row: Iterable[Any]) -> Iterator[Any]:
    """Without the moment at which the script happened to be made."""
    for head, value in zip(heads, row, strict=True):
        yield MIGRATED_AT if value is not None and head in {"applied"} else value


def _literal(value: Any) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, (int, float)):
        return str(value)
    return "'" + str(value).replace("'", "''") + "'"
