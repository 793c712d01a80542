"""Write a body's offline pack, to a zip or into a folder."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.web.bodies.models import PublicBody
from gongkai.web.supervision.offline.reading import make_pack


class Command(BaseCommand):
    """As the screen does, for a stick that stays in the machine."""

    help = "写出一个机关的离线包（zip 或文件夹），不用网络就能查。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="机构编码，如 QS11")
        parser.add_argument("--output", required=True, help="写到哪个 .zip 文件或者文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        body = PublicBody.objects.public().filter(code=options["code"]).first()
        if body is None:
            raise CommandError(f"没有编码为“{options['code']}”的机关；编码见工作台“机构”。")
        target = Path(options["output"])
        file, count = make_pack(body, timezone.localdate())
        with file:
            if target.suffix.lower() == ".zip":
                target.write_bytes(file.read())
            else:
                with zipfile.ZipFile(file) as archive:
                    archive.extractall(target)
        self.stdout.write(f"已写出 {count} 条到 {target}")
