"""docs/howto/deploy.md as it is written: nginx before two web processes and the clock, on PostgreSQL with a lesser role."""

from __future__ import annotations

import http.cookiejar
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.web.test_postgresql import server  # noqa: F401  a fixture asked for by its name

ROOT = Path(__file__).resolve().parents[2]
HOST = "www.qingshan.example"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    (folder / "gongkai.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "gongkai.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def with_roles(address: str) -> tuple[str, str, str]:
    """Run deploy/roles.sql under names of its own; addresses of the owner and of the application, and the database."""
    mark = uuid4().hex[:8]
    script = (ROOT / "deploy" / "roles.sql").read_text("utf-8")
    script = re.sub(r"\bgongkai(_owner|_app)?\b", rf"gongkai\1_{mark}", script)
    outside, inside = re.split(r"(?m)^\\connect.*$", script)
    parts = urllib.parse.urlsplit(address)
    database = f"gongkai_{mark}"

    def on(user: str, name: str) -> str:
        query = dict(urllib.parse.parse_qsl(parts.query))
        query.setdefault("host", parts.hostname or "")
        if parts.port:
            query.setdefault("port", str(parts.port))
        return f"postgresql://{user}@/{name}?{urllib.parse.urlencode(query)}"

    with psycopg.connect(address, autocommit=True) as connection:
        for statement in filter(str.strip, re.sub(r"(?m)^--.*$", "", outside).split(";")):
            connection.execute(statement)
    with psycopg.connect(
        urllib.parse.urlunsplit(parts._replace(path=f"/{database}")), autocommit=True
    ) as connection:
        for statement in filter(str.strip, inside.split(";")):
            connection.execute(statement)
    return on(f"gongkai_owner_{mark}", database), on(f"gongkai_app_{mark}", database), database


class Installation:
    """What the page tells to start, and a browser before it."""

    def __init__(self, folder: Path, database: str) -> None:
        self.folder, self.started = folder, []
        self.owner, self.app, _ = with_roles(database)
        self.readers, self.writers, self.https, self.http = (free_port() for _ in range(4))
        example = (ROOT / "deploy" / "environment.example").read_text("utf-8")
        asked = dict(
            line.split("=", 1) for line in example.splitlines() if "=" in line and line[0] != "#"
        )
        assert asked["GONGKAI_TRUSTED_PROXIES"] == "127.0.0.1"
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("GONGKAI_", "DJANGO_"))},
            **asked,
            "PYTHONPATH": str(ROOT / "src"),
            "GONGKAI_SECRET_KEY": "signing key of a test that is sixty characters long or more",
            "GONGKAI_FIELD_KEY": "field key of a test that is forty characters",
            "GONGKAI_JOURNAL_KEY": "journal key of a test that is forty characters",
            "GONGKAI_APPLICANT_KEY": "applicant key of a test that is forty characters",
            "GONGKAI_DATABASE": self.app,
            "GONGKAI_DATA": str(folder / "data"),
            "GONGKAI_ANCHORS": str(folder / "elsewhere"),
            "GONGKAI_SECOND_FACTOR": "no",
        }

    def manage(self, *command: str, **more: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "django", *command],
            env={**self.environment, **more},
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    def start(self) -> None:
        for port in (self.readers, self.writers):
            unit = (ROOT / "deploy" / "gongkai-web@.service").read_text("utf-8")
            self._run(_command(unit).replace("%i", str(port)))
        self._run(_command((ROOT / "deploy" / "gongkai-jobs.service").read_text("utf-8")))
        certificate(self.folder)
        site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
        for old, new in (
            ("127.0.0.1:8001", f"127.0.0.1:{self.readers}"),
            ("127.0.0.1:8002", f"127.0.0.1:{self.writers}"),
            ("listen 443", f"listen 127.0.0.1:{self.https}"),
            ("listen 80;", f"listen 127.0.0.1:{self.http};"),
            ("/etc/nginx/gongkai.", f"{self.folder}/gongkai."),
            ("/var/log/nginx/gongkai.log", f"{self.folder}/access.log"),
        ):
            assert old in site
            site = site.replace(old, new)
        temporary = "".join(
            f"{kind}_temp_path {self.folder}/{kind};"
            for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (self.folder / "nginx.conf").write_text(
            f"daemon off; pid {self.folder}/nginx.pid; error_log {self.folder}/error.log;"
            f"events {{}} http {{ {temporary}\n{site} }}",
            encoding="utf-8",
        )
        self.started.append(
            subprocess.Popen(
                [
                    shutil.which("nginx"),
                    "-p",
                    str(self.folder),
                    "-c",
                    str(self.folder / "nginx.conf"),
                ]
            )
        )
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                if self.get("/health/ready/")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.3)
        raise AssertionError((self.folder / "error.log").read_text())

    def _run(self, command: str) -> None:
        words = command.split()
        program = {"granian": ["-m", "granian"], "python": []}[Path(words[0]).name]
        with (self.folder / "processes.log").open("ab") as log:
            self.started.append(
                subprocess.Popen(
                    [sys.executable, *program, *words[1:]],
                    env=self.environment,
                    stderr=log,
                    stdout=log,
                )
            )

    def browser(self) -> urllib.request.OpenerDirector:
        context = ssl._create_unverified_context()

        class Here(urllib.request.HTTPSHandler):
            def https_open(inner, request):
                def connect(host, **kwargs):
                    return __import__("http.client").client.HTTPSConnection(
                        "127.0.0.1", self.https, timeout=60, context=context
                    )

                return inner.do_open(connect, request)

        return urllib.request.build_opener(
            Here(context=context), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )

    def get(self, path: str, browser=None, fields: dict[str, str] | None = None, **heads: str):
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(
            f"https://{HOST}{path}", data, {"Referer": f"https://{HOST}{path}", **heads}
        )
        try:
            with (browser or self.browser()).open(request) as answer:
                return answer.status, answer.read().decode(), answer.url
        except urllib.error.HTTPError as error:
            with error as answer:
                return answer.code, answer.read().decode(), answer.url

    def stop(self) -> None:
        for process in reversed(self.started):
            process.send_signal(signal.SIGTERM)
        for process in self.started:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _command(unit: str) -> str:
    return re.search(r"(?m)^ExecStart=(.+)$", unit)[1]


@pytest.fixture
def installed(tmp_path: Path, server: str) -> Iterator[Installation]:  # noqa: F811
    if shutil.which("nginx") is None:
        pytest.skip("nginx is not installed (nginx)")
    made = Installation(tmp_path, server)
    try:
        yield made
    finally:
        made.stop()


def token_of(page: str) -> str:
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]


@pytest.mark.slow
def test_the_page_on_deployment_holds(installed: Installation) -> None:
    installed.manage("migrate", "-v0", GONGKAI_DATABASE=installed.owner)
    installed.manage("collectstatic", "--noinput", "-v0")
    said = installed.manage(
        *("create_county", "青山县人民政府", "--short", "青山县", "--code", "QS"),
        *("--username", "县管理", "--administrator", "张某"),
    )
    password = re.search(r"一次性口令：(\S+)", said)[1]
    # The everyday role changes no table and stops no trigger.
    with psycopg.connect(installed.app, autocommit=True) as connection:
        for statement in (
            "ALTER TABLE journal_entry DISABLE TRIGGER ALL",
            "DROP TABLE journal_entry",
            "CREATE TABLE x (y int)",
            "UPDATE journal_entry SET reason = 'x'",
        ):
            with pytest.raises(psycopg.Error):
                connection.execute(statement)
    installed.start()

    assert installed.get("/")[0] == 200
    browser = installed.browser()
    page = installed.get("/office/login/", browser)[1]
    fields = {"username": "县管理", "password": password, "csrfmiddlewaretoken": token_of(page)}
    status, page, address = installed.get("/office/login/", browser, fields)
    assert status == 200
    assert "/office/password/" in address
    fields = {"old": password, "new": "teal-Ginkgo-9-otter", "again": "teal-Ginkgo-9-otter"}
    status, page, address = installed.get(
        "/office/password/", browser, {**fields, "csrfmiddlewaretoken": token_of(page)}
    )
    assert (status, urllib.parse.urlsplit(address).path) == (200, "/office/")
    assert "GONGKAI_TRUSTED_PROXIES" not in page
    status, page, address = installed.get("/office/people/new/", browser)
    fields = {"username": "拟稿", "name": "林某", "csrfmiddlewaretoken": token_of(page)}
    status, page, address = installed.get("/office/people/new/", browser, fields)
    assert status == 200
    assert "一次性口令" in page

    # A caller's own word about where it comes from is not passed on.
    installed.get("/search/?q=110105194912310024", **{"X-Forwarded-For": "203.0.113.99"})
    record = installed.manage("shell", "-v0", "-c", ADDRESSES)
    assert set(json.loads(record)) == {"127.0.0.1"}
    log = (installed.folder / "access.log").read_text()
    assert "/search/" in log
    assert "1949" not in log

    until = time.monotonic() + 90
    while time.monotonic() < until and installed.get("/health/")[0] != 200:
        time.sleep(1)
    assert json.loads(installed.get("/health/")[1]) == {"well": True, "wrong": []}
    assert (installed.folder / "elsewhere" / "heads.jsonl").exists()
    assert "留痕记录完好" in installed.manage("verify_journal")
    assert "个个完好" in installed.manage("check_files")


ADDRESSES = (
    "import json; from gongkai.web.journal.models import Entry;"
    "print(json.dumps(list(Entry.objects.filter(channel='web').values_list('address', flat=True))))"
)


def test_a_command_of_the_page_reads_the_settings_and_runs_as_the_owner_of_the_tables(tmp_path):
    settings = (ROOT / "deploy" / "environment.example").read_text("utf-8")
    for number, key in enumerate(("SECRET", "FIELD", "JOURNAL", "APPLICANT")):
        settings = settings.replace(f"GONGKAI_{key}_KEY=", f"GONGKAI_{key}_KEY={str(number) * 70}")
    settings = settings.replace("/var/lib/gongkai", str(tmp_path))
    (tmp_path / "environment").write_text(settings, "utf-8")
    script = (ROOT / "deploy" / "gongkai").read_text("utf-8")
    for old, new in (
        ("/etc/gongkai/environment", str(tmp_path / "environment")),
        ("cd /opt/gongkai\n", f"cd {ROOT}\n"),
        ("setpriv --reuid=gongkai --regid=gongkai --init-groups .venv/bin/python", sys.executable),
    ):
        assert old in script
        script = script.replace(old, new)
    asked = "from django.conf import settings; print(settings.DATABASES['default']['USER'])"
    told = [
        subprocess.run(
            ["sh", "-c", script, "gongkai", *words, "shell", "-v0", "-c", asked],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for words in ([], ["--owner"])
    ]
    assert told == ["gongkai_app", "gongkai_owner"]
