"""Say openly that a back-up was put back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.journal.actions import record_restore


class Command(BaseCommand):
    """After a restore, acts since the back-up are gone; the record says so itself."""

    help = "从备份恢复后运行：把恢复的事由和随之丢失的锚点记入留痕。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--reason", required=True, help="为什么恢复，如 硬盘损坏，恢复至 11 月 20 日备份"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        gone = record_restore(acting_user=PLATFORM, at=timezone.now(), reason=options["reason"])
        self.stdout.write(
            f"已记入留痕；备份之后的锚点有 {len(gone)} 个，其所记的行为已随恢复丢失。"
        )
