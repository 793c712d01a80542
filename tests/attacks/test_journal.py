"""Whoever holds the database file, and whatever a person types: the journal holds, and tells nothing it must not."""

from __future__ import annotations

import io
import json
import logging
import shutil
import sys
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gongkai.web.accounts.actions.manage_user import add_user
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.journal import anchors, triggers
from gongkai.web.journal.actions import record_restore
from gongkai.web.journal.acts import USER_ADDED
from gongkai.web.journal.anchors import export_anchor
from gongkai.web.journal.errors import AnchorsGone
from gongkai.web.journal.logs import JsonLinesFormatter, LineFormatter, mask_tracebacks
from gongkai.web.journal.models import Entry, Head
from gongkai.web.journal.nightly import check
from gongkai.web.journal.recording import describe, record
from gongkai.web.journal.verification import verify
from gongkai.web.schedule.jobs import run_jobs

ID_WITH_BLANKS = "1101 0519 4912 3100 24"


def act(name: str = "", **facts: Any) -> Entry:
    with transaction.atomic():
        return record(USER_ADDED, by=PLATFORM, after={"name": name}, at=timezone.now(), **facts)


def without_triggers(*statements: tuple[str, tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        for name in triggers.NAMES[connection.vendor]:
            table = "journal_head" if "head" in name else "journal_entry"
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
        for sql, values in statements:
            cursor.execute(sql, values)
    triggers.install()


def cut_back_to(head: Head) -> None:
    """Put the chain back to an earlier state, with its right head: no key is needed for that."""
    without_triggers(
        ("DELETE FROM journal_entry WHERE sequence > %s", (head.sequence,)),
        (
            "UPDATE journal_head SET sequence = %s, hash = %s, seal = %s",
            (head.sequence, head.hash, head.seal),
        ),
    )


@pytest.mark.both_databases
def test_a_tail_cut_off_with_its_earlier_head_is_found_by_the_anchor(county):
    act("甲")
    earlier = Head.objects.get()
    act("乙")
    export_anchor(timezone.now())
    cut_back_to(earlier)
    verdict = verify()
    assert verdict.broken is not None
    assert f"的锚点记到第 {earlier.sequence + 1} 条" in verdict.found
    assert "末尾被截断" in verdict.found
    with pytest.raises(Exception, match="末尾被截断"):
        check(timezone.now())


@pytest.mark.both_databases
def test_a_chain_that_grew_again_after_a_cut_is_found_by_the_anchor(county):
    act("甲")
    earlier = Head.objects.get()
    act("乙")
    export_anchor(timezone.now())
    cut_back_to(earlier)
    act("丙")
    assert "锚点不符，其后或其前的记录被改写" in verify().found


@pytest.mark.both_databases
def test_an_emptied_chain_is_found_by_the_anchor(county):
    act("甲")
    export_anchor(timezone.now())
    empty = Head()
    empty.seal = empty.computed_seal()
    cut_back_to(empty)
    assert "末尾被截断" in verify().found


@pytest.mark.both_databases
def test_a_restore_that_was_told_is_no_alarm_but_the_next_cut_is(county):
    act("甲")
    earlier = Head.objects.get()
    act("乙")
    export_anchor(timezone.now())
    cut_back_to(earlier)
    gone = record_restore(acting_user=PLATFORM, at=timezone.now(), reason="硬盘损坏")
    assert [anchor.sequence for anchor in gone] == [earlier.sequence + 1]
    assert verify().sound
    restored = Head.objects.get()
    act("丙")
    export_anchor(timezone.now() + timedelta(days=1))
    cut_back_to(restored)
    assert "末尾被截断" in verify().found


@pytest.fixture
def anchored(county):
    """Anchors are kept each day, and yesterday's database comes back without them."""
    act("甲")
    list(run_jobs())
    act("乙")
    assert verify().sound
    for folder in anchors.folders():
        shutil.rmtree(folder)
    act("丙")


@pytest.mark.both_databases
def test_anchors_that_are_all_gone_are_an_alarm(anchored):
    assert "以前存过的锚点一个也找不到了" in verify().found
    with pytest.raises(Exception, match="一个也找不到"):
        check(timezone.now())
    # The next day does not begin anew as if nothing had been.
    with pytest.raises(AnchorsGone):
        export_anchor(timezone.now() + timedelta(days=1))
    assert not verify().sound
    with pytest.raises(CommandError, match="一个也找不到"):
        call_command("verify_journal")


@pytest.mark.both_databases
def test_a_person_lets_them_begin_anew_and_that_is_recorded(anchored):
    with pytest.raises(CommandError, match="--reason"):
        call_command("export_anchor", "--begin-anew")
    call_command("export_anchor", "--begin-anew", "--reason", "锚点盘损坏")
    assert verify().sound
    entry = Entry.objects.get(act="journal.begin-anchors-anew")
    assert entry.reason == "锚点盘损坏"


@pytest.mark.both_databases
def test_an_anchor_of_a_strange_key_is_an_alarm(county, settings):
    act("甲")
    kept = settings.JOURNAL_KEY
    settings.JOURNAL_KEY = "another key of somebody else, forty characters"
    forged = anchors.sign(10**6, "0" * 64, Entry.objects.get(sequence=1).hash, at=timezone.now())
    settings.JOURNAL_KEY = kept
    assert "锚点签名不符" in verify(anchors=[forged]).found


@pytest.mark.both_databases
@pytest.mark.parametrize("table", ["journal_entry", "journal_head"])
def test_insert_or_replace_is_refused_by_the_database(county, table):
    act("甲")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table} ORDER BY 1")
        row = cursor.fetchone()
        holes = ", ".join(["%s"] * len(row))
        verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(f"{verb} INTO {table} VALUES ({holes})", row)
    assert verify().sound


@pytest.mark.both_databases
def test_an_entry_out_of_turn_is_refused(county):
    entry = act("甲")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_entry (sequence, recorded_at, act, actor_name, body_name, subject_kind,"
            " subject_number, subject_name, before, after, reason, channel, address, previous_hash, hash)"
            " VALUES (%s, %s, 'x', '', '', '', '', '', '{}', '{}', '', '', '', %s, %s)",
            [entry.sequence + 5, timezone.now(), entry.hash, "f" * 64],
        )
    assert verify().sound


@pytest.mark.both_databases
def test_an_emptied_trigger_of_the_same_name_is_found_and_made_anew(county):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_entry_no_delete")
            cursor.execute(
                "CREATE TRIGGER journal_entry_no_delete BEFORE DELETE ON journal_entry"
                " BEGIN SELECT 1; END"
            )
            name = "journal_entry_no_delete"
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN RETURN OLD; END $$"
            )
            name = "journal_entry_append_only"
    verdict = verify()
    assert verdict.trigger_faults[name] == "内容被改动或已停用"
    assert not verdict.sound
    assert "数据库防改触发器不对" in verdict.found
    triggers.install()
    assert verify().sound


@pytest.mark.both_databases
def test_a_disabled_or_narrowed_trigger_is_found(county):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_head_forward")
            cursor.execute(
                "CREATE TRIGGER journal_head_forward BEFORE UPDATE ON journal_head WHEN 0"
                " BEGIN SELECT RAISE(ABORT, 'journal_head moves forward by one'); END"
            )
        else:
            cursor.execute("ALTER TABLE journal_head DISABLE TRIGGER journal_head_forward")
    assert set(verify().trigger_faults) == {"journal_head_forward"}
    triggers.install()
    assert verify().sound


@pytest.mark.both_databases
def test_a_strange_trigger_on_the_record_is_found(county):
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("CREATE TRIGGER quiet AFTER INSERT ON journal_entry BEGIN SELECT 1; END")
    assert verify().trigger_faults == {"quiet": "来历不明"}
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER quiet")


@pytest.mark.both_databases
@pytest.mark.django_db(transaction=True)
def test_no_alarm_while_others_write():
    """40 of 40 verifications said 末尾被截断 before."""
    stop, failures = threading.Event(), []

    def write() -> None:
        try:
            while not stop.is_set():
                act("写")
        except Exception as error:  # noqa: BLE001  a thread must report, whatever it was
            failures.append(error)
        finally:
            connection.close()

    act("初")
    writers = [threading.Thread(target=write) for _ in range(2)]
    for each in writers:
        each.start()
    try:
        found = [verify().found for _ in range(40)]
    finally:
        stop.set()
        for each in writers:
            each.join()
    assert failures == []
    assert found == [""] * 40


TEXT = f"张三，身份证号 {ID_WITH_BLANKS}，患肺癌，住青山县柳河镇河东村3组12号。" * 3


def test_a_draft_leaves_its_fields_and_a_digest_but_not_its_words(county, person):
    from gongkai.web.publishing.items.models import ItemPage

    item = ItemPage(title="甲", summary=TEXT, text=f"<p>{TEXT}</p>")
    with transaction.atomic():
        entry = record(
            USER_ADDED, by=PLATFORM, after=describe(item, ["summary", "text"]), at=timezone.now()
        )
    assert set(entry.values_after) == {"summary", "text"}
    for secret in ("张三", "1101", "肺癌", "河东村3组"):
        assert secret not in entry.after
    assert "〔正文 " in entry.values_after["text"]
    same = describe(item, ["text"])["text"]
    item.text += "。"
    assert describe(item, ["text"])["text"] != same


@pytest.mark.parametrize("where", ["reason", "after"])
def test_what_is_typed_into_any_act_passes_the_masker(county, where):
    facts = {"reason": TEXT[:60]} if where == "reason" else {}
    with transaction.atomic():
        entry = record(
            USER_ADDED,
            by=PLATFORM,
            at=timezone.now(),
            **(facts or {"after": {"note": TEXT[:60], "list": [{"x": TEXT[:60]}]}}),
        )
    kept = entry.reason + entry.after
    for secret in ("1101 0519", "肺癌", "3组12号"):
        assert secret not in kept


def test_a_digest_is_never_taken_for_a_number(county):
    digest = "ab13812345678" + "c" * 51
    with transaction.atomic():
        entry = record(USER_ADDED, by=PLATFORM, after={"sha256": digest}, at=timezone.now())
    assert entry.values_after == {"sha256": digest}


def test_a_user_name_that_is_a_phone_number_is_masked(county):
    user, _ = add_user(acting_user=PLATFORM, username="13800000000", name="甲", at=timezone.now())
    with transaction.atomic():
        record(USER_ADDED, by=user, subject=user, at=timezone.now())
    for entry in Entry.objects.order_by("-sequence")[:2]:
        kept = entry.actor_name + entry.subject_name + entry.before + entry.after
        assert "13800000000" not in kept
        assert "138****0000" in kept


def failing() -> logging.LogRecord:
    try:
        try:
            raise ValueError(f"身份证号 {ID_WITH_BLANKS}")
        except ValueError as error:
            raise RuntimeError("110105-19491231-0024 13800000000") from error
    except RuntimeError:
        return logging.LogRecord(
            "x", logging.ERROR, "f", 1, "失败 %s", ("13800000000",), sys.exc_info()
        )


@pytest.mark.parametrize("formatter", [LineFormatter(), JsonLinesFormatter()])
def test_a_logged_traceback_shows_no_number(formatter):
    line = formatter.format(failing())
    assert "RuntimeError" in line
    for secret in ("1949 1231", "0519 4912", "19491231", "13800000000"):
        assert secret not in line


def test_json_lines_are_one_object_a_line_without_address_and_query(rf):
    record_ = failing()
    record_.request = rf.get("/search/?q=110105194912310024", REMOTE_ADDR="10.9.8.7")
    line = JsonLinesFormatter().format(record_)
    assert "\n" not in line
    assert "10.9.8.7" not in line
    assert "1949" not in line
    assert set(json.loads(line)) == {"at", "level", "logger", "message", "process", "exception"}


def test_what_nobody_catches_is_told_masked(monkeypatch):
    out = io.StringIO()
    monkeypatch.setattr(sys, "stderr", out)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    mask_tracebacks()
    sys.excepthook(*failing().exc_info)
    assert "RuntimeError" in out.getvalue()
    assert "19491231" not in out.getvalue()
    assert "0519 4912" not in out.getvalue()
