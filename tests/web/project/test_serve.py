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

from gongkai.documents.errors import ToolMissing
from gongkai.web.files import reader
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
    for _ in range(900):
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{port}/office/login/", timeout=5
            ) as answer:
                return answer.status == 200
        except OSError:
            time.sleep(0.2)
    return False


@pytest.mark.parametrize(("leaves", "state"), [(0, "READY"), (1, "FAILED")])
def test_the_reader_of_scans_installs_itself_and_says_how_it_went(
    tmp_path, monkeypatch, settings, leaves, state
):
    settings.PRIVATE_ROOT = tmp_path / "data" / "private"
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "ocr.txt").write_text("nothing")
    seen = []

    def install(command, **kwargs):
        seen.append((command[-3:], reader.state()))
        return subprocess.CompletedProcess(command, leaves)

    monkeypatch.setattr(serve.subprocess, "run", install)
    monkeypatch.setattr(reader, "MODULE", "no_such_reader")
    serve.fetch_reader(tmp_path)
    listed = str(tmp_path / "requirements" / "ocr.txt")
    assert seen == [(["--require-hashes", "-r", listed], reader.State.INSTALLING)]
    # Installed for the next process; what this one cannot import it does not call ready.
    assert reader.state() is (reader.State.FAILED if state == "FAILED" else reader.State.ABSENT)


def test_a_scan_without_its_reader_is_told_without_words_of_a_terminal(
    tmp_path, settings, monkeypatch
):
    settings.PRIVATE_ROOT = tmp_path / "private"
    monkeypatch.setattr(reader, "MODULE", "no_such_reader")
    missing = ToolMissing(
        "公示.pdf",
        found="各页都是图片，没有文字层，而图片识别组件没有安装",
        expected="带文字层的PDF，或安装图片识别组件（pip install 'gongkai[ocr]'）",
        next_step="请安装后再试",
    )
    assert reader.in_words(missing) == (
        "文件“公示.pdf”是扫描件或图片，平台没有装识别程序，里面的字读不出；"
        "可以手工填写，把文件作附件，需要识别的请联系管理员。"
    )


def test_the_site_answers_by_the_addresses_of_the_machine_when_it_listens_on_them(
    monkeypatch, settings
):
    # Set before it is taken away: what the command lays down is then gone after the test.
    monkeypatch.setenv("GONGKAI_HOSTS", "")
    monkeypatch.delenv("GONGKAI_HOSTS")
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


def test_the_demo_bears_numbers_that_are_nobodys_and_what_is_set_goes_before(settings, monkeypatch):
    from gongkai.web.project.management.commands.serve import show_invented_numbers

    for name in ("ICP", "SITE_CODE", "POLICE_RECORD"):
        monkeypatch.setenv(f"GONGKAI_{name}", "")
    settings.PORTAL = {"icp": "", "site_code": "1400000001", "police_record": ""}
    show_invented_numbers()
    assert settings.PORTAL == {
        "icp": "演ICP备00000000号（演示）",
        "site_code": "1400000001",
        "police_record": "演公网安备00000000000000号（演示）",
    }
