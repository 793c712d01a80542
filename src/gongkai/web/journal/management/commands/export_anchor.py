"""Keep the head of the record outside the database, signed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gongkai.web.journal.anchors import anchor_now, export_anchor
from gongkai.web.journal.errors import AnchorNotWritten, AnchorUnreadable


class Command(BaseCommand):
    """What the clock does once a day, now."""

    help = "把留痕链尾签名后存入锚点文件夹（平时每天自动做一次），并打印出来供抄录。"

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        anchor = anchor_now(at=now)
        if anchor is None:
            raise CommandError("还没有留痕记录，没有可存的锚点。")
        try:
            export_anchor(now)
        except (AnchorNotWritten, AnchorUnreadable) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(anchor.line().strip())
