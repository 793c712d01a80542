"""A fresh database from the script is the one that the migrations make."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
BRING = "from gongkai.web.project.fresh import bring_up_to_date; print(bring_up_to_date())"


def run(folder: Path, *command: str) -> str:
    environment = {
        **{
            key: value
            for key, value in os.environ.items()
            if not key.startswith(("GONGKAI_", "DJANGO_"))
        },
        "PYTHONPATH": "src",
        "GONGKAI_DATA": str(folder),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def schema(folder: Path) -> set[tuple[str, str, str | None]]:
    with sqlite3.connect(folder / "gongkai.sqlite3") as file:
        return set(file.execute("SELECT type, name, sql FROM sqlite_master"))


def rows(folder: Path) -> dict[str, int]:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND sql NOT LIKE 'CREATE VIRTUAL%'"
    with sqlite3.connect(folder / "gongkai.sqlite3") as file:
        names = [name for (name,) in file.execute(tables)]
        return {
            name: file.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names
        }


@pytest.mark.slow
def test_the_script_and_what_is_newer_make_what_the_migrations_make(tmp_path):
    quick, whole = tmp_path / "quick", tmp_path / "whole"
    assert "True" in run(quick, "shell", "-v0", "-c", BRING)
    assert "False" in run(quick, "shell", "-v0", "-c", BRING)
    run(whole, "migrate", "-v0")
    assert schema(quick) == schema(whole)
    assert rows(quick) == rows(whole)
    assert "留痕记录完好" in run(quick, "verify_journal")


@pytest.mark.slow
def test_no_model_is_without_its_migration(tmp_path):
    run(tmp_path, "makemigrations", "--check", "--dry-run")
