"""Keep the head of the record outside the database, signed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.journal import acts
from gongkai.web.journal.anchors import anchor_now, export_anchor
from gongkai.web.journal.errors import AnchorNotWritten, AnchorsGone, AnchorUnreadable
from gongkai.web.journal.recording import record


class Command(BaseCommand):
    """What the clock does once a day, now."""

    help = "把留痕链尾签名后存入锚点文件夹（平时每天自动做一次），并打印出来供抄录。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--begin-anew", action="store_true", help="以前的锚点确实丢失：记入留痕，重新起存"
        )
        parser.add_argument("--reason", default="", help="重新起存的事由，与 --begin-anew 同用")

    def handle(self, *args: Any, **options: Any) -> None:
        now, anew = timezone.now(), options["begin_anew"]
        if anew and not options["reason"].strip():
            raise CommandError("请用 --reason 写明以前的锚点怎样丢失。")
        if anew:
            with transaction.atomic():
                record(acts.ANCHORS_ANEW, by=PLATFORM, reason=options["reason"], at=now)
        anchor = anchor_now(at=now)
        if anchor is None:
            raise CommandError("还没有留痕记录，没有可存的锚点。")
        try:
            export_anchor(now, begin_anew=anew)
        except (AnchorsGone, AnchorNotWritten, AnchorUnreadable) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(anchor.line().strip())
