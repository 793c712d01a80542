"""The database itself refuses to change the record, whoever asks."""

from __future__ import annotations

import re
from typing import Any

from django.db import connections

# On SQLite, `INSERT OR REPLACE` removes the old row without waking its triggers: refused before it begins.
SQLITE = {
    "journal_entry_no_update": """CREATE TRIGGER journal_entry_no_update
    BEFORE UPDATE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END""",
    "journal_entry_no_delete": """CREATE TRIGGER journal_entry_no_delete
    BEFORE DELETE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END""",
    "journal_entry_next": """CREATE TRIGGER journal_entry_next
    BEFORE INSERT ON journal_entry
    WHEN NEW.sequence IS NULL
      OR NEW.sequence <> COALESCE((SELECT MAX(sequence) FROM journal_entry), 0) + 1
      OR EXISTS (SELECT 1 FROM journal_entry WHERE hash = NEW.hash)
    BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END""",
    "journal_head_no_delete": """CREATE TRIGGER journal_head_no_delete
    BEFORE DELETE ON journal_head
    BEGIN SELECT RAISE(ABORT, 'journal_head is never removed'); END""",
    "journal_head_single": """CREATE TRIGGER journal_head_single
    BEFORE INSERT ON journal_head WHEN EXISTS (SELECT 1 FROM journal_head)
    BEGIN SELECT RAISE(ABORT, 'journal_head is never replaced'); END""",
    "journal_head_forward": """CREATE TRIGGER journal_head_forward
    BEFORE UPDATE ON journal_head WHEN NEW.sequence <> OLD.sequence + 1
    BEGIN SELECT RAISE(ABORT, 'journal_head moves forward by one'); END""",
}
FUNCTIONS = {
    "journal_refuse": """
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END """,
    "journal_next": """
    BEGIN
      IF NEW.sequence <> COALESCE((SELECT MAX(sequence) FROM journal_entry), 0) + 1 THEN
        RAISE EXCEPTION 'journal_entry is append-only';
      END IF;
      RETURN NEW;
    END """,
    "journal_single": """
    BEGIN
      IF EXISTS (SELECT 1 FROM journal_head) THEN
        RAISE EXCEPTION 'journal_head is never replaced';
      END IF;
      RETURN NEW;
    END """,
    "journal_forward": """
    BEGIN
      IF NEW.sequence <> OLD.sequence + 1 THEN
        RAISE EXCEPTION 'journal_head moves forward by one';
      END IF;
      RETURN NEW;
    END """,
}
# Name: when, which table, for each what, which function.
POSTGRESQL = {
    "journal_entry_append_only": ("UPDATE OR DELETE", "journal_entry", "ROW", "journal_refuse"),
    "journal_entry_no_truncate": ("TRUNCATE", "journal_entry", "STATEMENT", "journal_refuse"),
    "journal_entry_next": ("INSERT", "journal_entry", "ROW", "journal_next"),
    "journal_head_no_delete": ("DELETE", "journal_head", "ROW", "journal_refuse"),
    "journal_head_no_truncate": ("TRUNCATE", "journal_head", "STATEMENT", "journal_refuse"),
    "journal_head_single": ("INSERT", "journal_head", "ROW", "journal_single"),
    "journal_head_forward": ("UPDATE", "journal_head", "ROW", "journal_forward"),
}
NAMES = {"sqlite": set(SQLITE), "postgresql": set(POSTGRESQL)}
# The bits of pg_trigger.tgtype.
ROW, BEFORE = 1, 2
EVENTS = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
MISSING, ALTERED, UNKNOWN = "缺失", "内容被改动或已停用", "来历不明"


def install(using: str = "default") -> None:
    """Put the triggers in place; what somebody has altered is made anew."""
    connection = connections[using]
    wrong = {name for name, fault in faults(using).items() if fault != UNKNOWN}
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in sorted(wrong):
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
                cursor.execute(SQLITE[name])
            return
        for name, text in FUNCTIONS.items():
            cursor.execute(
                f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${text}$$"
            )
        for name in sorted(wrong):
            event, table, each, function = POSTGRESQL[name]
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE {event} ON {table}"
                f" FOR EACH {each} EXECUTE FUNCTION {function}()"
            )


def faults(using: str = "default") -> dict[str, str]:
    """What is wrong with the triggers, by name: missing, altered in its text, or not ours."""
    connection = connections[using]
    present = (_on_sqlite if connection.vendor == "sqlite" else _on_postgresql)(connection)
    names = NAMES[connection.vendor]
    found = dict.fromkeys(names - set(present), MISSING)
    found |= {name: ALTERED for name, as_meant in present.items() if not as_meant}
    found |= dict.fromkeys(set(present) - names, UNKNOWN)
    return found


def _on_sqlite(connection: Any) -> dict[str, bool]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
            " AND (lower(tbl_name) IN ('journal_entry', 'journal_head') OR name LIKE 'journal!_%' ESCAPE '!')"
        )
        return {name: _plain(sql) == _plain(SQLITE.get(name, "")) for name, _, sql in cursor}


def _on_postgresql(connection: Any) -> dict[str, bool]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT t.tgname, c.relname, t.tgtype, t.tgenabled, t.tgqual IS NULL AND t.tgnargs = 0
                 AND cardinality(t.tgattr::int2[]) = 0, p.proname, p.prosrc
               FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
               WHERE NOT t.tgisinternal
                 AND t.tgrelid IN (to_regclass('journal_entry'), to_regclass('journal_head'))"""
        )
        return {row[0]: _is_as_meant(*row) for row in cursor}


def _is_as_meant(
    name: str, table: str, kind: int, enabled: str, plain: bool, function: str, source: str
) -> bool:
    if name not in POSTGRESQL:
        return False
    event, meant_table, each, meant_function = POSTGRESQL[name]
    bits = BEFORE + (ROW if each == "ROW" else 0) + sum(EVENTS[e] for e in event.split(" OR "))
    return (
        (table, kind, function) == (meant_table, bits, meant_function)
        and enabled in {"O", "A"}
        and plain
        and _plain(source) == _plain(FUNCTIONS[meant_function])
    )


def _plain(sql: str) -> str:
    """The text of a statement, however it is broken into lines."""
    return re.sub(r"\s+", " ", re.sub(r"(?i)\bif not exists\b", "", sql)).strip()


def after_migrate(*, using: str, plan: Any = (), **_: Any) -> None:
    """Make the head of an empty chain and the triggers, after every migration."""
    from gongkai.web.journal.models import Head

    connection = connections[using]
    if Head._meta.db_table not in connection.introspection.table_names():
        return
    if not Head.objects.using(using).exists():
        head = Head()
        head.seal = head.computed_seal()
        head.save(using=using, force_insert=True)
    install(using)
