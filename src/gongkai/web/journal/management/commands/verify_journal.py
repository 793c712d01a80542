"""Check the record of acts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.web.journal.anchors import kept_anchors
from gongkai.web.journal.errors import AnchorUnreadable
from gongkai.web.journal.verification import verify


class Command(BaseCommand):
    """Walks the chain; ends with an error at the first broken link."""

    help = "核验留痕记录：逐条核对校验值、条数、链尾封签、库外锚点和数据库防改触发器。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect", metavar="序号:校验值", help="此前抄录的序号和校验值，须仍在链上"
        )
        parser.add_argument(
            "--anchors",
            metavar="文件",
            type=Path,
            action="append",
            default=[],
            help="另存他处的锚点文件 heads.jsonl，可多次给出",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        expected = None
        if options["expect"]:
            number, _, digest = options["expect"].partition(":")
            if not number.isdecimal() or len(digest) != 64:
                raise CommandError("--expect 应为“序号:64 位校验值”，如 120:9f3c…；请核对后重试。")
            expected = (int(number), digest)
        for path in options["anchors"]:
            if not path.exists():
                raise CommandError(f"没有锚点文件 {path}；请核对路径。")
        try:
            anchors = list(kept_anchors(options["anchors"])) if options["anchors"] else None
        except AnchorUnreadable as error:
            raise CommandError(str(error)) from error
        verdict = verify(expected=expected, anchors=anchors)
        if not verdict.sound:
            raise CommandError(verdict.found)
        self.stdout.write(
            f"留痕记录完好，共 {verdict.length} 条，与 {verdict.anchors} 个锚点相符。"
            f"请抄录：{verdict.length}:{verdict.last_hash}"
        )
