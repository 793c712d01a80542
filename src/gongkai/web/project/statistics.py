"""What the database knows of its own tables, by which it chooses how to look something up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection

ROWS_LOOKED_AT = 1000
"""So many of each index; to look at all would keep others waiting."""


def take_statistics(at: datetime) -> Iterator[str]:
    """The job of once a day. PostgreSQL does it by itself; SQLite must be told, or it reads whole tables."""
    learn_sizes()
    yield from ()


def learn_sizes(**_: Any) -> None:
    """Also after a migration, which may have made an index that nobody knows anything of."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
            cursor.execute("ANALYZE")
