"""A process killed at any statement or commit between the fee and the delivered reply: no acknowledged act is lost, none is half done."""

from __future__ import annotations

import os
import random
import signal

import pytest

from tests.web.forked import processes
from tests.web.publishing.test_kill import TABLES, acknowledged, own_database
from tests.web.test_postgresql import server  # noqa: F401  a fixture asked for by its name

POINTS = 30 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 6
SETUP = """
import django
django.setup()
from gongkai.web.bodies.demo_county import make_county
make_county()
"""
# Every process begins by looking at what the ones before it left.
CHECK = """
import sys
import django
django.setup()
from gongkai.web.bodies.models import NumberSeries
from gongkai.web.casework.clock.models import CaseEvent
from gongkai.web.casework.clock.running import clock_of
from gongkai.web.casework.evidence.models import FrozenEvidence
from gongkai.web.casework.letters.models import Delivery, IssuedFile, Letter, LetterApproval
from gongkai.web.casework.requests.models import DisclosureRequest
from gongkai.web.files.store import digest_of, private_store
from gongkai.web.journal.models import Entry
from gongkai.web.journal.verification import verify

assert verify().sound, verify()

def recorded(act):
    return Entry.objects.filter(act=f"casework.{act}").count()

# What lists show is what the clock says, and every event has its line in the journal.
for case in DisclosureRequest.objects.select_related("body"):
    course = clock_of(case).course
    assert (case.state, case.due_on) == (course.state.value, course.due_on), case
    answered = Letter.objects.filter(
        disclosure_request=case, state="issued", decision__isnull=False
    )
    assert bool(case.outcome) == answered.exists()
    sent = Delivery.objects.filter(letter__in=answered)
    assert (case.concluded_on is not None) == sent.exists()
    kinds = list(case.events.values_list("kind", flat=True))
    assert kinds.count("replied") == answered.count()
    assert kinds.count("delivered") == sent.count()
    fees = Letter.objects.filter(disclosure_request=case, code="fee_notice", state="issued")
    assert kinds.count("fee_notified") == Delivery.objects.filter(letter__in=fees).count()
assert CaseEvent.objects.count() == recorded("record-event")
# Signed: number, Word, PDF and, for an answer, the evidence go together; numbers have no gap.
issued = list(Letter.objects.filter(state="issued"))
assert len(issued) == recorded("sign-letter")
numbers = sorted(int(letter.number.split("〕")[1][:-1]) for letter in issued)
assert numbers == list(range(1, len(issued) + 1)), numbers
series = NumberSeries.objects.filter(body__code="QS11", series="letter").first()
assert (series.last if series else 0) == len(issued)
for letter in Letter.objects.all():
    files = list(IssuedFile.objects.filter(letter=letter))
    assert len(files) == (2 if letter.state == "issued" else 0)
    for file in files:
        with private_store().open(file.file.name) as stored:
            assert digest_of(stored.read()) == file.sha256
    frozen = FrozenEvidence.objects.filter(letter=letter).exists()
    assert frozen == (letter.state == "issued" and letter.decision_id is not None)
    waiting = LetterApproval.objects.filter(letter=letter, state="under-review").count()
    assert waiting == (letter.state == "under-review")
assert Delivery.objects.count() == recorded("send-letter")
# Nothing that was acknowledged is lost.
kept = {
    "paid": set(CaseEvent.objects.filter(kind="fee_paid").values_list("disclosure_request", flat=True)),
    "signed": {letter.pk for letter in issued},
    "sent": set(Delivery.objects.values_list("letter", flat=True)),
}
for word in sys.argv[2:]:
    act, _, number = word.partition(":")
    assert int(number) in kept[act], word
print("sound", len(issued), flush=True)
"""
# Kills itself at the event whose number is given: before and after every statement and every commit.
WORK = """
import os, signal
from datetime import date, datetime, time
from django.db import connection
from django.utils import timezone
from gongkai.statute.event_codes import Channel
from gongkai.statute.receipt import Door
from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.clock.actions import record_event
from gongkai.web.casework.letters.actions.deliver import send_letter
from gongkai.web.casework.letters.actions.draft import draft_decision, draft_letter
from gongkai.web.casework.letters.receivers import Receiver
from gongkai.web.casework.letters.actions.issue import (
    approve_letter, check_secrecy, going_out, sign_letter, submit_letter
)
from gongkai.web.casework.requests.actions.register import Arrival, Asked, register_request
from gongkai.web.casework.requests.people import ApplicantFacts

people = {user.username: user for user in User.objects.all()}
clerk, township = people["柳河拟稿"], PublicBody.objects.get(code="QS11")
fatal, events = int(sys.argv[1]), 0

def tick():
    global events
    events += 1
    if events == fatal:
        os.kill(os.getpid(), signal.SIGKILL)

def around(execute, sql, params, many, context):
    tick()
    result = execute(sql, params, many, context)
    tick()
    return result

plain_commit = connection._commit

def commit():
    tick()
    plain_commit()
    tick()

connection._commit = commit

def told(act, number):
    print(act, number, flush=True)

def moment(day):
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time(10)))

def out(letter, day, **how):
    approval = submit_letter(letter, acting_user=clerk, at=moment(day))
    approve_letter(approval, acting_user=people["柳河一审"], at=moment(day), comment="", proofread=True)
    if letter.needs_secrecy_check:
        check_secrecy(
            approval, acting_user=people["柳河保密"], at=moment(day), looked_at=going_out(letter)
        )
    signed = sign_letter(approval, acting_user=people["柳河三审"], at=moment(day))
    told("signed", signed.pk)
    send_letter(signed, acting_user=clerk, at=moment(day), on=date.fromisoformat(day), **how)
    told("sent", signed.pk)

who = ApplicantFacts("田大有", identity_number="000000199001010000", phone="0000-5550199")
arrival = Arrival(Door.COUNTER, submitted_on=date(2026, 8, 17))
asked = Asked(who, "natural_person", "2025年河东村道路硬化工程的验收报告")
case = register_request(
    township, acting_user=clerk, at=moment("2026-08-17"), arrival=arrival, asked=asked
).disclosure_request
with connection.execute_wrapper(around):
    fee = draft_letter(case, acting_user=clerk, at=moment("2026-08-21"), code="fee_notice",
                       facts={"fee_pages": "40", "payment_way": "到镇便民服务中心缴纳"})
    out(fee, "2026-08-21", channel=Channel.DIRECT, signed_by=Receiver("田大有", "self"))
    record_event(case, acting_user=clerk, at=moment("2026-09-18"), step="fee_paid",
                 on=date(2026, 9, 18), facts={"amount": 100})
    told("paid", case.pk)
    go = dict.fromkeys(("nature", "clear", "before", "held", "public"), "go-on")
    answer = draft_decision(case, acting_user=clerk, at=moment("2026-09-21"),
                            answers={**go, "severable": "all"}, facts={"form_or_place": "复印件", "given_place": "共2页，底稿存镇档案室"})
    out(answer, "2026-09-21", channel=Channel.POST, proof_words="XA00000000011")
print("events", events, flush=True)
"""


def kill_at_many_points(run, points, seed):
    def well(*command):
        done = run(*command)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    well(TABLES)
    well(SETUP)
    whole = well(CHECK + WORK, "0")
    said = acknowledged(whole)
    assert [word.partition(":")[0] for word in said] == ["signed", "sent", "paid", "signed", "sent"]
    # The first run makes the series of numbers too; those that follow have a few events less.
    again = well(CHECK + WORK, "0", *said)
    total = int(again.split()[-1])
    said += acknowledged(again)
    assert total > 200
    # The first life asks some things that no later one does.
    for point in sorted(random.Random(seed).sample(range(1, total * 9 // 10), points)):
        killed = run(CHECK + WORK, str(point), *said)
        assert killed.returncode == -signal.SIGKILL, (point, killed.stderr[-3000:])
        said += acknowledged(killed.stdout)
    assert well(CHECK, "0", *said).startswith("sound")


@pytest.mark.slow
def test_killed_at_reply_or_payment_everything_is_whole_on_sqlite(tmp_path):
    with processes(tmp_path, "") as run:
        kill_at_many_points(run, points=POINTS, seed=20261129)


@pytest.mark.slow
def test_killed_at_reply_or_payment_everything_is_whole_on_postgresql(tmp_path, server):  # noqa: F811
    with processes(tmp_path, own_database(server)) as run:
        kill_at_many_points(run, points=POINTS, seed=20261130)
