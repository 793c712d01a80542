"""Seal again, under the keys in use, what older keys have sealed: fields of tables, files of the store.

Every value says itself under which key it lies, so that a run that was broken off goes on by beginning again. A value
that somebody changes meanwhile is left alone: what is written is under the newest key anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.apps import apps
from django.db import connection, models, transaction
from encrypted_fields.fields import EncryptedFieldMixin

from gongkai.web.files.named import named_files
from gongkai.web.files.sealed import Broken, SealedStorage
from gongkai.web.files.store import private_store

AT_ONCE = 200


@dataclass
class Done:
    """What became of one table's column, or of the files: seen, sealed again, and not to be opened by any key."""

    name: str
    seen: int = 0
    again: int = 0
    unreadable: int = 0


def sealed_columns() -> Iterator[tuple[type[models.Model], Any]]:
    """Every column that is encrypted, of every room."""
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, EncryptedFieldMixin):
                yield model, field


def column_again(model: type[models.Model], field: Any) -> Iterator[Done]:
    """Seal one column again, some rows in a transaction; yields how far it has come."""
    quote = connection.ops.quote_name
    table, column, key = (
        quote(each) for each in (model._meta.db_table, field.column, model._meta.pk.column)
    )
    newest, every = Fernet(field.keys[0]), MultiFernet([Fernet(each) for each in field.keys])
    done, last = Done(f"{model._meta.verbose_name}“{field.verbose_name}”"), 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"SELECT {key}, {column} FROM {table} WHERE {key} > %s"  # noqa: S608  names of our own
                f" AND {column} IS NOT NULL ORDER BY {key} LIMIT {AT_ONCE}",
                [last],
            )
            rows = cursor.fetchall()
            for number, kept in rows:
                done.seen += 1
                sealed = _again(kept, newest, every)
                if sealed is None:
                    done.unreadable += 1
                elif sealed != kept:
                    cursor.execute(
                        f"UPDATE {table} SET {column} = %s WHERE {key} = %s AND {column} = %s",  # noqa: S608
                        [sealed, number, kept],
                    )
                    done.again += cursor.rowcount
        yield done
        if len(rows) < AT_ONCE:
            return
        last = rows[-1][0]


def _again(kept: str, newest: Fernet, every: MultiFernet) -> str | None:
    try:
        newest.decrypt(kept.encode())
    except InvalidToken:
        pass
    else:
        return kept
    try:
        return newest.encrypt(every.decrypt(kept.encode())).decode()
    except InvalidToken:
        return None


def files_again() -> Iterator[Done]:
    """Seal every file of the store again that an older key has sealed; yields after each."""
    store, done = private_store(), Done("存储的文件")
    if not isinstance(store, SealedStorage):
        return
    for file in named_files():
        done.seen += 1
        try:
            if not store.is_under_newest(file.path):
                # Read piece by piece while it is written beside its place, then moved over the old one at once.
                with store.open(file.path) as opened:
                    store._save(file.path, opened)
                done.again += 1
        except (Broken, FileNotFoundError):
            done.unreadable += 1
        yield done
