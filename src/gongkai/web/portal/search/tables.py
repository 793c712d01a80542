"""What no Django field can say: the full-text table of SQLite, the array column of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, connections

from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.search.words import distinct_tokens, tokens

TABLE = "portal_searchentry"
# The tokeniser "ascii" keeps every character beyond ASCII; "unicode61" drops those newer than itself.
CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS portal_searchwords"
        " USING fts5(words, content='', columnsize=0, tokenize='ascii')",
    ),
    "postgresql": (
        f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS tokens text[] NOT NULL DEFAULT '{{}}'",
        f"CREATE INDEX IF NOT EXISTS portal_searchentry_tokens ON {TABLE} USING gin (tokens)",
    ),
}


def after_migrate(*, using: str, **_: Any) -> None:
    """Make them, after every migration; does nothing where they are."""
    chosen = connections[using]
    if TABLE not in chosen.introspection.table_names():
        return
    with chosen.cursor() as cursor:
        for statement in CREATE[chosen.vendor]:
            cursor.execute(statement)


def _words(entry: SearchEntry) -> str:
    return " ".join(tokens(entry.folded))


def add_words(entries: Iterable[SearchEntry]) -> None:
    """Put the tokens of saved entries into the index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "UPDATE portal_searchentry SET tokens = %s WHERE item_id = %s",
                [(distinct_tokens(entry.folded), entry.pk) for entry in entries],
            )
        else:
            cursor.executemany(
                "INSERT INTO portal_searchwords (rowid, words) VALUES (%s, %s)",
                [(entry.pk, _words(entry)) for entry in entries],
            )


def remove_words(entry: SearchEntry) -> None:
    """Take the tokens of an entry out, before it is changed or deleted."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO portal_searchwords (portal_searchwords, rowid, words)"
            " VALUES ('delete', %s, %s)",
            [entry.pk, _words(entry)],
        )


def remove_all() -> None:
    """Empty the index."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO portal_searchwords (portal_searchwords) VALUES ('delete-all')"
            )
        cursor.execute("DELETE FROM portal_searchentry")
