"""Write a body's evidence for a period into a zip."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.supervision.evidence.exporting import INDICATORS, Scope, export_evidence


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"日期“{text}”应写作 2026-01-31 的样子。") from error


class Command(BaseCommand):
    """As the screen does, for large periods or a scheduled task."""

    help = "导出一个机关一段时间的佐证材料（zip）。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="机构编码，如 QS11")
        parser.add_argument("--since", required=True, help="起日，如 2026-01-01")
        parser.add_argument("--until", required=True, help="止日，含当日")
        parser.add_argument(
            "--indicator", default="", choices=["", *INDICATORS], help="只要一项指标的；缺省为全部"
        )
        parser.add_argument("--output", help="写到哪个文件；缺省为当前文件夹")

    def handle(self, *args: Any, **options: Any) -> None:
        body = PublicBody.objects.public().filter(code=options["code"]).first()
        if body is None:
            raise CommandError(f"没有编码为“{options['code']}”的机关；编码见工作台“机构”。")
        scope = Scope(body, _day(options["since"]), _day(options["until"]), options["indicator"])
        if scope.until < scope.since:
            raise CommandError("止日早于起日；请改正后再运行。")
        target = Path(options["output"] or scope.file_name)
        with target.open("wb") as file:
            for piece in export_evidence(scope, acting_user=PLATFORM, at=timezone.now()):
                file.write(piece)
        self.stdout.write(f"已写出 {target}")
