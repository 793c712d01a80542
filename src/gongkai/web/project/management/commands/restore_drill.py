"""Prove that a back-up can be restored: restore it beside the platform, and look."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

PARTS = ("数据库", "留痕", "文件", "首页和检索")
LOOK = """
import io
from django.conf import settings
from django.core.management import call_command
from django.test import Client

def opened():
    settings.ALLOWED_HOSTS = ["testserver"]
    answers = [Client().get(path, secure=True).status_code for path in ("/", "/search/?q=a")]
    assert answers == [200, 200], answers
    return ""

def told(*command, **how):
    written = io.StringIO()
    call_command(*command, stdout=written, **how)
    return " ".join(written.getvalue().split())

for look in (
    lambda: told("migrate", "--check", "-v0"),
    lambda: told("verify_journal"),
    lambda: told("check_files"),
    opened,
):
    print(look(), flush=True)
"""


class Command(BaseCommand):
    """Nothing of the platform at work is touched; the restored copy is removed afterwards."""

    help = "恢复演练：把一份备份恢复到临时文件夹，核对数据库、留痕和每个文件，打开首页，报告用时。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", type=Path, help="某一次的备份文件夹，如 gongkai-20260101-080000"
        )
        parser.add_argument(
            "--database",
            default="",
            help="数据库在 PostgreSQL 上时：供演练用的空数据库，postgresql://…",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["folder"]
        try:
            manifest = json.loads((folder / "backup.json").read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(f"{folder} 不是一份完整的备份：没有读到 backup.json。") from error
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="gongkai-drill-") as scratch:
            data = Path(scratch) / "var"
            shutil.copytree(folder, data)
            database = data / manifest["database"]
            with database.open("rb") as content:
                if hashlib.file_digest(content, "sha256").hexdigest() != manifest["sha256"]:
                    raise CommandError("备份中的数据库与备份时不符，已损坏；请换一份备份。")
            address = options["database"]
            if database.suffix == ".dump":
                _load(database, address)
            for what, told in zip(PARTS, _look(data, address), strict=True):
                self.stdout.write(f"{what}：通过。{told}")
        seconds = time.monotonic() - began
        self.stdout.write(
            f"恢复演练通过：{manifest['made_at']} 的备份，{manifest['files']} 个文件，用时 {seconds:.1f} 秒。"
        )


def _load(dump: Path, address: str) -> None:
    program = shutil.which(os.environ.get("GONGKAI_PG_RESTORE", "pg_restore"))
    if not address or program is None:
        raise CommandError(
            "数据库备份来自 PostgreSQL：请用 --database 给出一个空数据库，并安装 pg_restore。"
        )
    done = subprocess.run(  # noqa: S603  the administrator's own program
        [program, "--no-owner", "--exit-on-error", f"--dbname={address}", str(dump)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CommandError(f"pg_restore 没有完成：{done.stderr.strip()[-300:]}")


def _look(data: Path, address: str) -> list[str]:
    """What each part says of itself, all in one process: on an old machine its start is dear."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE,
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "GONGKAI_DATA": str(data),
        "GONGKAI_DATABASE": address,
        "GONGKAI_ANCHORS": "",
    }
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "django", "shell", "-v0", "-c", LOOK],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    told = done.stdout.splitlines()
    if done.returncode or len(told) != len(PARTS):
        part = PARTS[min(len(told), len(PARTS) - 1)]
        raise CommandError(f"恢复演练没有通过（{part}）：{done.stderr.strip()[-400:]}")
    return told
