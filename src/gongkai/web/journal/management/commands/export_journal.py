"""Write the record into a file for an inspection."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.journal import acts
from gongkai.web.journal.exporting import as_csv, as_xlsx
from gongkai.web.journal.models import Entry
from gongkai.web.journal.recording import record


class Command(BaseCommand):
    """A workbook or, by the name of the file, a text table."""

    help = "导出留痕记录（.xlsx 或 .csv），含逐条校验值。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="输出文件，.xlsx 或 .csv")
        parser.add_argument("--since", type=date.fromisoformat, help="起始日，如 2026-01-01")
        parser.add_argument("--until", type=date.fromisoformat, help="截止日（含）")
        parser.add_argument("--body", type=int, help="机关编号")

    def handle(self, *args: Any, **options: Any) -> None:
        entries = Entry.objects.order_by("sequence")
        if options["since"]:
            entries = entries.filter(recorded_at__date__gte=options["since"])
        if options["until"]:
            entries = entries.filter(recorded_at__date__lte=options["until"])
        if options["body"]:
            entries = entries.filter(body_number=options["body"])
        chosen = list(entries)
        write = as_csv if options["file"].suffix == ".csv" else as_xlsx
        options["file"].write_bytes(write(chosen))
        with transaction.atomic():
            record(
                acts.JOURNAL_EXPORTED,
                by=PLATFORM,
                after={"entries": len(chosen)},
                at=timezone.now(),
            )
        self.stdout.write(f"已导出 {len(chosen)} 条到 {options['file']}。")
