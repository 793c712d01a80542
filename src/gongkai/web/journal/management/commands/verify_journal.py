"""Check the record of acts."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from gongkai.web.journal.verification import verify


class Command(BaseCommand):
    """Walks the chain; ends with an error at the first broken link."""

    help = "核验留痕记录：逐条核对校验值、链尾封签和数据库防改触发器。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--expect", metavar="序号:校验值", help="此前抄录的序号和校验值，须仍在链上"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        expected = None
        if options["expect"]:
            number, _, digest = options["expect"].partition(":")
            if not number.isdecimal() or len(digest) != 64:
                raise CommandError("--expect 应为“序号:64 位校验值”，如 120:9f3c…；请核对后重试。")
            expected = (int(number), digest)
        verdict = verify(expected=expected)
        if verdict.broken is not None:
            raise CommandError(f"留痕记录不完整。{verdict.broken}。")
        if verdict.triggers_missing:
            names = "、".join(sorted(verdict.triggers_missing))
            raise CommandError(
                f"数据库防改触发器缺失：{names}；运行 migrate 可恢复，并请追查原因。"
            )
        self.stdout.write(
            f"留痕记录完好，共 {verdict.length} 条。请抄录：{verdict.length}:{verdict.last_hash}"
        )
