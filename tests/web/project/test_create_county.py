"""An empty installation begins with one command; the first administrator then signs in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.web.project.test_fresh import run

GIVEN = ("--short", "松林县", "--code", "SL", "--username", "松林管理", "--administrator", "苗青")
LOOK = """
from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.permissions import MANAGE_TREE
from gongkai.web.journal.models import Entry
from gongkai.web.publishing.catalogue.models import CatalogueRow
body, user = PublicBody.objects.get(), User.objects.get()
password = Path("{password}").read_text()
print(body.name, body.established_on, user.may(MANAGE_TREE, body), user.must_change_password)
print(user.check_password(password), CatalogueRow.objects.count() > 60)
print(*sorted(Entry.objects.values_list("act", flat=True)))
"""


def test_the_command_makes_the_first_body_its_catalogue_and_its_administrator(tmp_path: Path):
    data = tmp_path / "data"
    said = run(data, "create_county", "松林县人民政府", *GIVEN, "--on", "2026-11-02")
    password = re.search(r"一次性口令：(\S+)", said)[1]
    (tmp_path / "password").write_text(password)
    look = LOOK.replace("{password}", (tmp_path / "password").as_posix())
    lines = run(data, "shell", "-v0", "-c", f"from pathlib import Path\n{look}").splitlines()
    assert lines[0] == f"松林县人民政府 {date(2026, 11, 2)} True True"
    assert lines[1] == "True True"
    assert lines[2].split() == [
        "accounts.add-user",
        "bodies.create-site",
        "bodies.establish-body",
        "bodies.give-role",
        "publishing.adopt-standard",
        "publishing.load-catalogue",
    ]


def test_a_second_run_is_refused_in_a_sentence(county: None):
    with pytest.raises(CommandError, match="平台上已有机关"):
        call_command("create_county", "松林县人民政府", *GIVEN)
