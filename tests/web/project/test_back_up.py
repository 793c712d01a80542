"""A new installation takes the invented county once, today; its copied folder is a whole installation."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.web.project.test_fresh import BRING, rows, run

FIND = (
    "from django.test import Client; from django.conf import settings;"
    "settings.ALLOWED_HOSTS.append('testserver');"
    "print(Client().get('/search/?q=低保').status_code)"
)


TRUE = "from tests.web.publishing.test_demo import assert_true_to_itself; assert_true_to_itself()"


@pytest.mark.slow
def test_a_backed_up_or_copied_folder_starts_and_its_journal_holds(tmp_path: Path):
    data = tmp_path / "var"
    run(data, "shell", "-v0", "-c", BRING)
    run(data, "demo")
    before = rows(data)["publishing_itempage"]
    run(data, "demo")
    assert rows(data)["publishing_itempage"] == before > 300
    run(data, "shell", "-v0", "-c", TRUE)
    told = run(data, "back_up", str(tmp_path / "stick"))
    (copy,) = (tmp_path / "stick").iterdir()
    assert str(copy) in told
    moved = tmp_path / "copied"
    shutil.copytree(data, moved)
    for folder in (copy, moved):
        assert "留痕记录完好" in run(folder, "verify_journal")
        assert run(folder, "shell", "-v0", "-c", FIND).strip() == "200"
    assert (copy / "keys" / "journal").read_text() == (data / "keys" / "journal").read_text()
