"""The chain of acts: written with the act, read by an inspector, never changed."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction
from django.utils import timezone

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal import triggers
from gongkai.web.journal.acts import USER_ADDED
from gongkai.web.journal.errors import AppendOnly, NotInTransaction
from gongkai.web.journal.models import Entry, Head
from gongkai.web.journal.personal import mask
from gongkai.web.journal.recording import About, describe, record, record_each
from gongkai.web.journal.verification import verify

pytestmark = pytest.mark.both_databases


def act(name: str = "") -> Entry:
    with transaction.atomic():
        return record(USER_ADDED, by=PLATFORM, after={"name": name}, at=timezone.now())


def forge(sql: str, *values: Any) -> None:
    """What somebody with the database file and the triggers removed could do."""
    with connection.cursor() as cursor:
        for name in triggers.NAMES[connection.vendor]:
            table = "journal_head" if "head" in name else "journal_entry"
            on = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")
        cursor.execute(sql, values)
    triggers.install()


def test_each_entry_carries_the_hash_of_the_one_before(county):
    first, second = act("甲"), act("乙")
    assert second.sequence == first.sequence + 1
    assert second.previous_hash == first.hash
    assert second.hash == second.computed_hash()


def test_an_untouched_chain_is_sound(county):
    act("甲")
    verdict = verify()
    assert verdict.sound
    assert verdict.length == Head.objects.get().sequence


def test_one_act_on_many_records_makes_as_many_links_of_the_same_chain(county):
    first = act("甲")
    bodies = list(PublicBody.objects.order_by("pk")[:3])
    with transaction.atomic():
        abouts = [About(body, after={"due_on": "2027-01-04"}) for body in bodies]
        record_each(USER_ADDED, abouts, by=PLATFORM, at=timezone.now())
        record_each(USER_ADDED, [], by=PLATFORM, at=timezone.now())
    last = act("乙")
    between = Entry.objects.filter(sequence__gt=first.sequence, sequence__lt=last.sequence)
    assert [each.body_number for each in between.order_by("sequence")] == [b.pk for b in bodies]
    assert {each.after for each in between} == {'{"due_on":"2027-01-04"}'}
    assert last.sequence == first.sequence + 4
    assert verify().sound


def test_an_act_outside_a_transaction_is_refused(monkeypatch, county):
    with monkeypatch.context() as patched:
        patched.setattr(connections["default"], "in_atomic_block", False)
        with pytest.raises(NotInTransaction):
            record(USER_ADDED, by=PLATFORM, at=timezone.now())


def test_an_act_that_fails_leaves_no_entry(county):
    before = Entry.objects.count()

    @transaction.atomic
    def failing() -> None:
        record(USER_ADDED, by=PLATFORM, at=timezone.now())
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert Entry.objects.count() == before
    assert verify().sound


@pytest.mark.parametrize(
    "change",
    [
        lambda entry: entry.save(),
        lambda entry: entry.delete(),
        lambda entry: Entry.objects.filter(pk=entry.pk).update(act="x"),
        lambda entry: Entry.objects.filter(pk=entry.pk).delete(),
        lambda entry: Entry.objects.bulk_update([entry], ["act"]),
        lambda entry: Entry.objects.bulk_create([entry]),
    ],
)
def test_python_refuses_to_change_an_entry(county, change):
    entry = act()
    with pytest.raises(AppendOnly):
        change(entry)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET reason = 'x'",
        "DELETE FROM journal_entry",
        "DELETE FROM journal_head",
        "UPDATE journal_head SET sequence = 1",
    ],
)
def test_the_database_refuses_to_change_the_record(county, sql):
    act(), act()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert verify().sound


def test_verify_names_the_entry_whose_content_was_changed(county):
    first = act("甲")
    act("乙")
    forge("UPDATE journal_entry SET reason = 'x' WHERE sequence = %s", first.sequence)
    verdict = verify()
    assert verdict.broken.sequence == first.sequence
    assert str(verdict.broken) == f"第 {first.sequence} 条：内容与校验值不符，已被改动"


def test_verify_names_a_missing_entry(county):
    first = act("甲")
    second = act("乙")
    forge("DELETE FROM journal_entry WHERE sequence = %s", first.sequence)
    verdict = verify()
    assert verdict.broken.sequence == first.sequence
    assert verdict.broken.found == f"缺失，其后紧接第 {second.sequence} 条"


def test_verify_sees_a_rewritten_chain_by_its_seal(county):
    entry = act("甲")
    entry.reason = "改写"
    rewritten = entry.computed_hash()
    forge(
        "UPDATE journal_entry SET reason = %s, hash = %s WHERE sequence = %s",
        "改写",
        rewritten,
        entry.sequence,
    )
    forge("UPDATE journal_head SET hash = %s", rewritten)
    assert verify().broken.found.startswith("链尾封签不符")


def test_verify_sees_a_chain_cut_at_its_end(county):
    entry = act("甲")
    forge("DELETE FROM journal_entry WHERE sequence = %s", entry.sequence)
    assert "末尾被截断" in verify().broken.found


def test_verify_names_removed_triggers(county):
    with connection.cursor() as cursor:
        name = sorted(triggers.NAMES[connection.vendor])[0]
        on = " ON journal_entry" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER {name}{on}")
    verdict = verify()
    assert verdict.triggers_missing == {name}
    assert not verdict.sound
    triggers.install()


def test_a_hash_written_down_earlier_must_still_be_there(county):
    entry = act("甲")
    assert verify(expected=(entry.sequence, entry.hash)).sound
    assert not verify(expected=(entry.sequence, "0" * 64)).sound
    assert not verify(expected=(entry.sequence + 1, entry.hash)).sound


def test_personal_values_are_never_in_clear(county):
    user = User(username="甲", name="甲", phone="13800000000")
    with transaction.atomic():
        entry = record(
            USER_ADDED,
            by=PLATFORM,
            after={**describe(user), "note": "身份证 110101199003070011"},
            reason="致电 13800000000",
            at=timezone.now(),
        )
    kept = entry.after + entry.reason
    assert "13800000000" not in kept
    assert "110101199003070011" not in kept
    assert "password" not in entry.values_after


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("身份证110101199003070011。", "身份证11*************011。"),
        ("电话13800000000转1", "电话138****0000转1"),
        ("卡号6222000000000000017", "卡号****0017"),
        ("信箱 someone@qingshan.example", "信箱 s***@qingshan.example"),
        ("QS11-2026-0003", "QS11-2026-0003"),
        ("文号 青政发〔2026〕30号 2026-11-21", "文号 青政发〔2026〕30号 2026-11-21"),
    ],
)
def test_mask_stars_out_personal_numbers_only(text, masked):
    assert mask(text) == masked


@pytest.mark.django_db(transaction=True)
def test_twenty_simultaneous_acts_leave_no_gap():
    start = Head.objects.get().sequence
    failures: list[BaseException] = []
    barrier = threading.Barrier(20)

    def work(number: int) -> None:
        try:
            barrier.wait()
            act(str(number))
        except Exception as error:  # noqa: BLE001  a thread must report, whatever it was
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    numbers = list(Entry.objects.order_by("sequence").values_list("sequence", flat=True))
    assert numbers[-20:] == list(range(start + 1, start + 21))
    assert verify().sound
