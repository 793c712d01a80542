"""Copy everything that the office keeps into one folder, while it is at work."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.journal import acts
from gongkai.web.journal.recording import record

# Made again by themselves.
LEFT_OUT = ("static", "*.sqlite3", "*.sqlite3-*")


class Command(BaseCommand):
    """The copy is a data folder like the original: start the platform on it and it goes on."""

    help = "把数据库、文件和密钥备份到一个文件夹；平台不用停。备份含密钥，请妥善保管。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", help="放备份的文件夹，如 U 盘；每次备份在其中另建一个文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("数据库在 PostgreSQL 上，请用 pg_dump 备份，再复制数据文件夹。")
        target = Path(options["folder"]) / f"gongkai-{timezone.localtime():%Y%m%d-%H%M%S}"
        if target.resolve().is_relative_to(settings.DATA.resolve()):
            raise CommandError("备份不能放在数据文件夹里面；请换一个文件夹或 U 盘。")
        try:
            shutil.copytree(settings.DATA, target, ignore=shutil.ignore_patterns(*LEFT_OUT))
            with transaction.atomic():
                record(
                    acts.BACKED_UP, by=PLATFORM, after={"folder": target.name}, at=timezone.now()
                )
            source = connection.settings_dict["NAME"]
            with (
                closing(sqlite3.connect(source)) as data,
                closing(sqlite3.connect(target / Path(source).name)) as copy,
            ):
                data.backup(copy)
        except OSError as error:
            raise CommandError(
                f"备份没有完成：{error}；请检查文件夹能否写入、空间是否足够。"
            ) from error
        self.stdout.write(f"已备份到 {target}")
