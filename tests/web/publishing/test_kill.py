"""A process killed at any statement or commit loses no acknowledged act and leaves none half done."""

from __future__ import annotations

import os
import random
import signal
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import pytest

from tests.web.forked import processes
from tests.web.test_postgresql import server  # noqa: F401  a fixture asked for by its name

POINTS = 40 if os.environ.get("HYPOTHESIS_PROFILE") == "long" else 8
TABLES = """
import django
django.setup()
from gongkai.web.project.fresh import bring_up_to_date
bring_up_to_date()
"""
SETUP = """
import django
django.setup()
from datetime import date
from django.utils import timezone
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.demo_county import make_county
from gongkai.web.publishing.catalogue.actions.entries import load_catalogue
make_county()
load_catalogue(acting_user=PLATFORM, at=timezone.now())
"""
# Every process begins by looking at what the ones before it left.
CHECK = """
import sys
import django
django.setup()
from gongkai.web.journal.models import Entry
from gongkai.web.journal.verification import verify
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.search.indexing import catch_up
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.bodies.models import NumberSeries
from gongkai.web.publishing.items.models import ItemPage, Release
from gongkai.web.vetting.models import ScreeningRun
from gongkai.web.publishing.scans.models import Scan

def recorded(act):
    entries = Entry.objects.filter(act=f"publishing.{act}")
    return {int(number) for number in entries.values_list("subject_number", flat=True)}

assert verify().sound, verify()
# Drafted: the page, its revision and its line in the journal.
items = set(ItemPage.objects.values_list("pk", flat=True))
assert items == recorded("draft")
assert not ItemPage.objects.filter(latest_revision=None).exists()
# Submitted and scheduled.
assert set(Release.objects.values_list("item", flat=True)) == recorded("submit")
scheduled = set(Release.objects.exclude(go_live_at=None).filter(
    state__in=["scheduled", "released"]).values_list("item", flat=True))
assert scheduled == recorded("schedule")
# Released: number, page, posting, state and journal go together; numbers have no gap.
live = ItemPage.objects.filter(live=True)
released = set(live.values_list("pk", flat=True))
numbers = sorted(item.index_number for item in ItemPage.objects.exclude(index_number=""))
counter = NumberSeries.objects.filter(body__code="QS11").first()
last = counter.last if counter else 0
assert [number[-5:] for number in numbers] == [f"{n:05}" for n in range(1, last + 1)], numbers
assert released == set(ItemPage.objects.exclude(index_number="").values_list("pk", flat=True))
assert released == set(Release.objects.filter(state="released").values_list("item", flat=True))
postings = list(Posting.objects.filter(kind="portal").values_list("item", flat=True))
assert sorted(postings) == sorted(released)
assert released == recorded("release")
# Withdrawn: the page, its posting and the journal.
withdrawn = set(ItemPage.objects.exclude(withdrawn_on=None).values_list("pk", flat=True))
assert withdrawn == recorded("withdraw")
assert withdrawn == set(Posting.objects.exclude(removed_on=None).values_list("item", flat=True))
# A scan has counted what it has written down, no more and no less.
runs = ScreeningRun.objects.filter(moment="scan").count()
assert runs == sum(Scan.objects.values_list("done", flat=True)), runs
# The search finds exactly what is public once the clock has come round.
catch_up()
public = set(ItemPage.objects.public().values_list("pk", flat=True))
assert public == set(SearchEntry.objects.values_list("pk", flat=True))
# Nothing that was acknowledged is lost.
kept = {"draft": items, "submit": recorded("submit"), "schedule": scheduled,
        "release": released, "withdraw": withdrawn}
for word in sys.argv[2:]:
    act, _, number = word.partition(":")
    assert int(number) in kept[act], word
print("sound", last, flush=True)
"""
# Kills itself at the event whose number is given: before and after every statement and every commit.
WORK = """
import os, signal
from datetime import date, timedelta
from django.db import connection
from django.utils import timezone
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.items.actions.draft import draft_item
from gongkai.web.publishing.items.actions.release import release_due, release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.scans.actions import start_scan
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.scans.models import Scan
from gongkai.web.publishing.scans.running import run_scan

people = {user.username: user for user in User.objects.all()}
row = CatalogueRow.objects.get(code="statutory.statistics")
township = PublicBody.objects.get(code="QS11")
reviewers = {"first-review": "柳河一审", "second-review": "柳河二审",
             "third-review": "柳河三审", "secrecy-check": "柳河保密"}
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

def told(act, item):
    print(act, item.pk, flush=True)

def brought(title, hour=None):
    item = draft_item(township, acting_user=people["柳河拟稿"], title=title, row=row,
                      formed_on=date(2026, 11, 2), summary="统计。", text="<p>统计。</p>", at=timezone.now())
    told("draft", item)
    release = submit_item(item, acting_user=people["柳河拟稿"], go_live_at=hour,
                          at=timezone.now())
    told("submit", item)
    while release.stage != "release":
        release = approve(release, acting_user=people[reviewers[release.stage]],
                          stage=release.stage, proofread=True, at=timezone.now())
    release_item(release, acting_user=people["柳河发布"], at=timezone.now())
    told("schedule" if hour else "release", item)
    return item

with connection.execute_wrapper(around):
    # What an earlier process left: its scan goes on.
    for scan in Scan.objects.filter(state="running"):
        run_scan(scan, rest=0.0)
    hour = timezone.now() + timedelta(hours=1)
    item = brought("当即发布")
    brought("定时发布", hour)
    for release, why in release_due(hour):
        assert not why, why
        told("release", release.item)
    withdraw_item(ItemPage.objects.get(pk=item.pk), acting_user=people["柳河发布"],
                  on=timezone.localdate(), reason="wrong", explanation="有误", at=timezone.now())
    told("withdraw", item)
    run_scan(start_scan(None, acting_user=PLATFORM, at=timezone.now()), rest=0.0)
print("events", events, flush=True)
"""


def acknowledged(output: str) -> list[str]:
    lines = (line.split() for line in output.splitlines())
    return [f"{act}:{number}" for act, number in lines if act not in {"events", "sound"}]


def kill_at_many_points(run, points: int, seed: int) -> None:
    def well(*command: str) -> str:
        done = run(*command)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    well(TABLES)
    well(SETUP)
    whole = well(CHECK + WORK, "0")
    total = int(whole.split()[-1])
    assert total > 500
    said = acknowledged(whole)
    assert len(said) == 8
    for point in sorted(random.Random(seed).sample(range(1, total), points)):
        killed = run(CHECK + WORK, str(point), *said)
        assert killed.returncode == -signal.SIGKILL, (point, killed.stderr[-3000:])
        said += acknowledged(killed.stdout)
    assert well(CHECK, "0", *said).startswith("sound")


@pytest.mark.slow
def test_killed_at_any_statement_on_sqlite_everything_is_whole(tmp_path):
    with processes(tmp_path, "") as run:
        kill_at_many_points(run, points=POINTS, seed=20261121)


def own_database(address: str) -> str:
    """An empty database of its own on the server: the journal of another key would not verify."""
    import psycopg

    name = f"killed_{uuid4().hex}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"/{name}"))


@pytest.mark.slow
def test_killed_at_any_statement_on_postgresql_everything_is_whole(tmp_path, server):  # noqa: F811
    with processes(tmp_path, own_database(server)) as run:
        kill_at_many_points(run, points=POINTS, seed=20261122)
