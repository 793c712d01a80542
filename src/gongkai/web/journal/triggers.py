"""The database itself refuses to change the record, whoever asks."""

from __future__ import annotations

from typing import Any

from django.db import connections

SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS journal_entry_no_{verb}
    BEFORE {verb} ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END"""
    for verb in ("update", "delete")
] + [
    """CREATE TRIGGER IF NOT EXISTS journal_head_no_delete
    BEFORE DELETE ON journal_head
    BEGIN SELECT RAISE(ABORT, 'journal_head is never removed'); END""",
    """CREATE TRIGGER IF NOT EXISTS journal_head_forward
    BEFORE UPDATE ON journal_head WHEN NEW.sequence <> OLD.sequence + 1
    BEGIN SELECT RAISE(ABORT, 'journal_head moves forward by one'); END""",
]
POSTGRESQL = [
    """CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$""",
    """CREATE OR REPLACE FUNCTION journal_forward() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.sequence <> OLD.sequence + 1 THEN
        RAISE EXCEPTION 'journal_head moves forward by one';
      END IF;
      RETURN NEW;
    END $$""",
    """CREATE OR REPLACE TRIGGER journal_entry_append_only
    BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    """CREATE OR REPLACE TRIGGER journal_entry_no_truncate
    BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    """CREATE OR REPLACE TRIGGER journal_head_no_delete
    BEFORE DELETE ON journal_head
    FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
    """CREATE OR REPLACE TRIGGER journal_head_no_truncate
    BEFORE TRUNCATE ON journal_head
    FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()""",
    """CREATE OR REPLACE TRIGGER journal_head_forward
    BEFORE UPDATE ON journal_head
    FOR EACH ROW EXECUTE FUNCTION journal_forward()""",
]
STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
NAMES = {
    "sqlite": {
        "journal_entry_no_update",
        "journal_entry_no_delete",
        "journal_head_no_delete",
        "journal_head_forward",
    },
    "postgresql": {
        "journal_entry_append_only",
        "journal_entry_no_truncate",
        "journal_head_no_delete",
        "journal_head_no_truncate",
        "journal_head_forward",
    },
}


def install(using: str = "default") -> None:
    """Put the triggers in place; does nothing to those already there."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in STATEMENTS[connection.vendor]:
            cursor.execute(statement)


def missing(using: str = "default") -> set[str]:
    """Names of the triggers that somebody has removed."""
    connection = connections[using]
    question = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(question)
        present = {row[0] for row in cursor.fetchall()}
    return NAMES[connection.vendor] - present


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
