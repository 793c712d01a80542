"""What dies is started again: a worker, the process of the clock."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from gongkai.web.project.management.commands import serve

ROOT = Path(__file__).parents[3]


def sleeper() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE
    )


def test_the_process_of_the_clock_is_started_again_when_it_dies(monkeypatch):
    monkeypatch.setattr(serve, "RESPAWN", 0.05)
    background = serve.Background(sleeper)
    first = background.process
    first.kill()
    for _ in range(100):
        if background.process is not first:
            break
        time.sleep(0.05)
    assert background.process.poll() is None
    last = background.process
    background.stop()
    assert last.poll() is not None


def children_of(number: int) -> list[int]:
    listed = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
    return [int(each) for each in listed.split()]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the system for children")
@pytest.mark.slow
def test_the_site_answers_again_when_its_worker_was_killed(tmp_path):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), "serve", "--port", str(port), "--no-background"],
        env={
            **os.environ,
            "GONGKAI_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "gongkai.web.project.settings.local",
            "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        assert answers(port)
        for worker in children_of(server.pid):
            os.kill(worker, signal.SIGKILL)
        time.sleep(0.5)
        assert answers(port)
        assert server.poll() is None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def answers(port: int) -> bool:
    for _ in range(300):
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}/office/login/", timeout=5
            ) as answer:
                return answer.status == 200
        except OSError:
            time.sleep(0.2)
    return False


def test_the_site_answers_by_the_addresses_of_the_machine_when_it_listens_on_them(
    monkeypatch, settings
):
    monkeypatch.delenv("GONGKAI_HOSTS", raising=False)
    monkeypatch.setattr(serve, "addresses_of_this_machine", lambda: ["192.168.1.20", "zhenzf"])
    settings.ALLOWED_HOSTS = ["localhost"]
    assert serve.open_to_neighbours("127.0.0.1") == []
    assert settings.ALLOWED_HOSTS == ["localhost"]
    assert serve.open_to_neighbours("0.0.0.0") == ["192.168.1.20", "zhenzf"]
    assert settings.ALLOWED_HOSTS == ["localhost", "192.168.1.20", "zhenzf"]
    assert os.environ["GONGKAI_HOSTS"] == "localhost,192.168.1.20,zhenzf"
    # What somebody has laid down holds.
    assert serve.open_to_neighbours("0.0.0.0") == []


def test_a_foreign_name_is_refused_in_one_sentence(county, client):
    answer = client.get("/", HTTP_HOST="192.168.1.20:8731")
    assert answer.status_code == 400
    assert "无法处理这个请求" in answer.content.decode()
