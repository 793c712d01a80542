"""What no Django field can say: the full-text table of SQLite, the array column of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, connections

from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.models.entry import ITEMS_PER_DAY
from gongkai.web.portal.search.words import FACT, HEAD, NUMBER, TITLE, marked

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
        # Enough common tokens for the planner to tell a frequent word from a rare one.
        f"ALTER TABLE {TABLE} ALTER COLUMN tokens SET STATISTICS 1000",
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


def facts(
    *,
    body: int | None = None,
    public_body: int | None = None,
    row: int | None = None,
    year: int | None = None,
    validity: str = "",
) -> list[str]:
    """Facts of an item as tokens, so that the index narrows by them as it finds words."""
    named = {"b": body, "p": public_body, "r": row, "y": year, "v": validity}
    return [f"{FACT}{letter}{value}" for letter, value in named.items() if value]


def _facts_of(entry: SearchEntry) -> list[str]:
    day = entry.place // ITEMS_PER_DAY
    return facts(
        body=entry.body_id,
        public_body=entry.public_body_id,
        row=entry.row_id,
        year=date.fromordinal(day).year if day else None,
        validity=entry.validity,
    )


def _words(entry: SearchEntry) -> str:
    """Every token in its order, for SQLite."""
    return " ".join(
        [
            *marked("", entry.folded),
            *marked(TITLE, entry.title),
            *marked(NUMBER, entry.numbers),
            *_facts_of(entry),
        ]
    )


def _distinct(entry: SearchEntry) -> list[str]:
    """Every token once, for PostgreSQL, which compares phrases with the folded text."""
    return sorted(token for token in set(_words(entry).split(" ")) if HEAD not in token)


def add_words(entries: Iterable[SearchEntry]) -> None:
    """Put the tokens of saved entries into the index."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.executemany(
                "UPDATE portal_searchentry SET tokens = %s WHERE item_id = %s",
                [(_distinct(entry), entry.pk) for entry in entries],
            )
        else:
            cursor.executemany(
                "INSERT INTO portal_searchwords (rowid, words) VALUES (%s, %s)",
                [(entry.place, _words(entry)) for entry in entries],
            )


def remove_words(entry: SearchEntry) -> None:
    """Take the tokens of an entry out, before it is changed or deleted."""
    if connection.vendor == "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO portal_searchwords (portal_searchwords, rowid, words)"
            " VALUES ('delete', %s, %s)",
            [entry.place, _words(entry)],
        )


def remove_all() -> None:
    """Empty the index."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO portal_searchwords (portal_searchwords) VALUES ('delete-all')"
            )
        cursor.execute("DELETE FROM portal_searchentry")
