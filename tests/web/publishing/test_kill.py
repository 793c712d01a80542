"""A process killed at any point loses no acknowledged act and leaves no half-release."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WORK = """
import sys
from datetime import date
import django
django.setup()
from django.utils import timezone
from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.actions.draft import draft_item
from gongkai.web.publishing.actions.release import release_item
from gongkai.web.publishing.actions.review import approve
from gongkai.web.publishing.actions.submit import submit_item
from gongkai.web.publishing.models import CatalogueRow
people = {user.username: user for user in User.objects.all()}
row = CatalogueRow.objects.get(code="statutory.statistics")
township = PublicBody.objects.get(code="QS11")
reviewers = {"first-review": "柳河一审", "second-review": "柳河二审",
             "third-review": "柳河三审", "secrecy-check": "柳河保密"}
print("ready", flush=True)
number = 0
while True:
    number += 1
    item = draft_item(township, acting_user=people["柳河拟稿"], title=f"第{number}件", row=row,
                      formed_on=date(2026, 11, 2), summary="统计。", text="<p>统计。</p>")
    release = submit_item(item, acting_user=people["柳河拟稿"])
    while release.stage != "release":
        release = approve(release, acting_user=people[reviewers[release.stage]],
                          stage=release.stage, proofread=True)
    release_item(release, acting_user=people["柳河发布"], at=timezone.now())
    print(f"released {item.pk}", flush=True)
"""
CHECK = """
import sys
import django
django.setup()
from gongkai.web.journal.models import Entry
from gongkai.web.journal.verification import verify
from gongkai.web.publishing.models import IndexCounter, ItemPage, Posting, Release
assert verify().sound, verify()
live = ItemPage.objects.filter(live=True)
numbers = sorted(item.index_number for item in live if item.index_number.startswith("QS11/"))
last = IndexCounter.objects.get(body__code="QS11").last
assert [number[-5:] for number in numbers] == [f"{n:05}" for n in range(1, last + 1)], numbers
released = set(Release.objects.filter(state="released").values_list("item", flat=True))
assert released == set(live.values_list("pk", flat=True))
assert released == set(Posting.objects.values_list("item", flat=True))
acts = Entry.objects.filter(act="publishing.release").values_list("subject_number", flat=True)
assert released == {int(number) for number in acts}
acknowledged = {int(word) for word in sys.argv[1:]}
assert acknowledged <= released, acknowledged - released
print("sound", last)
"""


@pytest.mark.slow
def test_a_killed_process_leaves_whole_releases_only(tmp_path):
    environment = {
        **{
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("GONGKAI_", "DJANGO_"))
        },
        "PYTHONPATH": "src",
        "GONGKAI_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "gongkai.web.project.settings.local",
        "PYTHONWARNINGS": "ignore",
    }

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("manage.py", "migrate", "-v0")
    run("manage.py", "demo")
    moment = random.Random(20261121)
    acknowledged: list[str] = []
    for _ in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", WORK],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            assert process.stdout.readline() == "ready\n"
            wanted = moment.randint(1, 3)
            while wanted:
                line = process.stdout.readline()
                acknowledged.append(line.split()[1])
                wanted -= 1
            # Somewhere within the next item, which takes a few hundred milliseconds.
            try:
                process.wait(timeout=moment.uniform(0.0, 0.4))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
            acknowledged += [line.split()[1] for line in process.stdout if line.startswith("rel")]
        assert run("-c", CHECK, *acknowledged).startswith("sound")
