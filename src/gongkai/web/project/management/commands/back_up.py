"""Copy everything that the office keeps into one folder, while it is at work."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.files.named import NamedFile, named_files
from gongkai.web.files.sealed import SealedStorage
from gongkai.web.files.store import is_whole, private_store
from gongkai.web.journal import acts
from gongkai.web.journal.recording import record

# Made again by themselves, or copied on their own.
LEFT_OUT = ("static", "private", "anchors", "*.sqlite3", "*.sqlite3-*", "*.part")
MANIFEST = "backup.json"


class Command(BaseCommand):
    """The copy is a data folder like the original: start the platform on it and it goes on.

    First the database, as it is in one moment, then the files that this copy names: whatever comes in meanwhile
    belongs to the next back-up. Every file is read again from the copy.
    """

    help = "把数据库、文件和密钥备份到一个文件夹；平台不用停。备份含密钥，请妥善保管。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", help="放备份的文件夹，如 U 盘；每次备份在其中另建一个文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        target = Path(options["folder"]) / f"gongkai-{timezone.localtime():%Y%m%d-%H%M%S}"
        if target.resolve().is_relative_to(settings.DATA.resolve()):
            raise CommandError("备份不能放在数据文件夹里面；请换一个文件夹或 U 盘。")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.mkdir(mode=0o700)
            _copy_anchors(target)
            files = _snapshot(target)
            size = sum(_copy(file, target) for file in files)
            _copy_rest(target)
            wrong = _wrong_in(target, files)
            _write_manifest(target, files=len(files), bytes=size, wrong=wrong)
        except (OSError, sqlite3.Error) as error:
            raise CommandError(
                f"备份没有完成：{error}；请检查文件夹能否写入、空间是否足够。"
            ) from error
        with transaction.atomic():
            record(
                acts.BACKED_UP,
                by=PLATFORM,
                after={"folder": target.name, "files": len(files), "bytes": size},
                at=timezone.now(),
            )
        if wrong:
            raise CommandError(
                f"已备份到 {target}，但有 {len(wrong)} 个文件缺失或与入库时不符，如 {wrong[0]}；"
                "原件可能已损坏，请运行 check_files 核对，保留此前的备份。"
            )
        self.stdout.write(f"已备份到 {target}，{len(files)} 个文件逐个核对无误。")


def _snapshot(target: Path) -> list[NamedFile]:
    """Copy the database as it is in one moment; the files that this copy names."""
    if connection.vendor == "sqlite":
        source = connection.settings_dict["NAME"]
        copy_path = target / "gongkai.sqlite3"
        with (
            closing(sqlite3.connect(source, timeout=60)) as data,
            closing(sqlite3.connect(copy_path)) as copy,
        ):
            data.backup(copy)
            if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise OSError("数据库副本不完好")
        copy_path.chmod(0o600)
        # Asked of the living database, a moment later: all that the copy names, and perhaps a few more. Nothing
        # that was named is ever taken away.
        return list(named_files())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        files = list(named_files())
        _dump(target / "database.dump", snapshot)
    return files


def _dump(path: Path, snapshot: str) -> None:
    program = shutil.which(os.environ.get("GONGKAI_PG_DUMP", "pg_dump"))
    if program is None:
        raise CommandError("没有找到 pg_dump；请安装与数据库同版本的 postgresql-client 后再备份。")
    server = connection.settings_dict
    environment = {**os.environ, "PGPASSWORD": server["PASSWORD"]}
    command = [program, "--format=custom", f"--snapshot={snapshot}", f"--file={path}"]
    for option, value in (("host", "HOST"), ("port", "PORT"), ("username", "USER")):
        if server[value]:
            command.append(f"--{option}={server[value]}")
    done = subprocess.run(  # noqa: S603  the administrator's own program
        [*command, server["NAME"]], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise CommandError(f"pg_dump 没有完成：{done.stderr.strip()[-300:]}")
    path.chmod(0o600)


def _copy(file: NamedFile, target: Path) -> int:
    """Copy a file as it lies in the store, sealed; how many bytes it has."""
    store = private_store()
    if not store.exists(file.path):
        return 0
    to = target / "private" / file.path
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with store.inner.open(file.path, "rb") as source, to.open("wb") as copy:
        shutil.copyfileobj(source, copy, 1024 * 1024)
        copy.flush()
        os.fsync(copy.fileno())
    to.chmod(0o600)
    return to.stat().st_size


def _copy_anchors(target: Path) -> None:
    """Before the database: an anchor of a later act would find nothing like it in the copy."""
    anchors = settings.DATA / "anchors"
    (target / "anchors").mkdir(mode=0o700)
    for name in ("heads.jsonl", "mark.json"):
        if (anchors / name).exists():
            shutil.copy2(anchors / name, target / "anchors" / name)


def _copy_rest(target: Path) -> None:
    for each in sorted(settings.DATA.iterdir()):
        if each.is_dir() and each.name not in LEFT_OUT:
            shutil.copytree(each, target / each.name, ignore=shutil.ignore_patterns(*LEFT_OUT))


def _wrong_in(target: Path, files: list[NamedFile]) -> list[str]:
    """Paths of what the copy lacks, or holds otherwise than it was put in."""
    copied = SealedStorage(
        {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": target / "private", "base_url": None},
        }
    )
    return [file.path for file in files if not is_whole(copied, file.path, file.sha256)]


def _write_manifest(target: Path, **facts: Any) -> None:
    database = next(iter(sorted([*target.glob("*.sqlite3"), *target.glob("*.dump")])))
    with database.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    manifest = {
        "made_at": timezone.localtime().isoformat("T", "seconds"),
        "database": database.name,
        "sha256": digest,
        **facts,
    }
    (target / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
