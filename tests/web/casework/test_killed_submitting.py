"""A process killed while a citizen submits: before the commit nothing is there, after it everything is; no number is lost or given twice."""

from __future__ import annotations

import signal

import pytest

from tests.web.forked import processes
from tests.web.publishing.test_kill import TABLES

SETUP = """
import django
django.setup()
from gongkai.web.bodies.demo_county import make_county
make_county()
"""
# Kills itself just before or just after the commit of the second request; `none` lets it live.
SUBMIT = """
import os, signal, sys
import django
django.setup()
from django.db import connection
from django.utils import timezone
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.requests.actions.register import Asked, submit_request
from gongkai.web.casework.requests.files import check_file
from gongkai.web.casework.requests.models import FileKind
from gongkai.web.casework.requests.people import ApplicantFacts

where, name = sys.argv[1:]
commit = connection._commit

def killed_around_it():
    if where == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    commit()
    if where == "after":
        os.kill(os.getpid(), signal.SIGKILL)

connection._commit = killed_around_it
card = check_file(FileKind.IDENTITY, "证件.txt", f"{name}的证件".encode())
asked = Asked(ApplicantFacts(name, "1", "2"), "natural_person", f"{name}要的材料", files=(card,))
found = submit_request(PublicBody.objects.get(code="QS11"), at=timezone.now(), asked=asked)
print(found.disclosure_request.serial, flush=True)
"""
CHECK = """
import django
django.setup()
from gongkai.web.bodies.models import NumberSeries
from gongkai.web.casework.requests.files import read_file
from gongkai.web.casework.requests.models import Applicant, DisclosureRequest, RequestFile
from gongkai.web.casework.requests.people import unseal_person
from gongkai.web.journal.models import Entry
from gongkai.web.journal.verification import verify

assert verify().sound
cases = list(DisclosureRequest.objects.order_by("serial"))
assert [case.serial for case in cases] == list(range(1, len(cases) + 1))
assert NumberSeries.objects.filter(body__code="QS11", last=len(cases)).exists() or not cases
assert Applicant.objects.count() == RequestFile.objects.count() == len(cases)
assert Entry.objects.filter(act="casework.receive").count() == len(cases)
for case in cases:
    name = unseal_person(case.applicant.sealed).name
    assert case.text == f"{name}要的材料"
    assert read_file(case.files.get()) == f"{name}的证件".encode()
    print(name, end=" ")
"""


@pytest.mark.slow
def test_killed_before_the_commit_nothing_is_there_and_after_it_everything(tmp_path):
    with processes(tmp_path, "") as run:

        def well(*command):
            done = run(*command)
            assert done.returncode == 0, done.stderr[-3000:]
            return done.stdout.strip()

        well(TABLES)
        well(SETUP)
        assert well(SUBMIT, "none", "甲") == "1"
        for where, there in (("before", "甲"), ("after", "甲 丙")):
            name = "乙" if where == "before" else "丙"
            killed = run(SUBMIT, where, name)
            assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "")
            assert well(CHECK) == there
        assert well(SUBMIT, "none", "丁") == "3"
        assert well(CHECK) == "甲 丙 丁"
