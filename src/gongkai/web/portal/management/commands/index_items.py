"""Bring the search index up to date, or make it anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from gongkai.web.portal.search.indexing import catch_up, rebuild


class Command(BaseCommand):
    """Releases keep the index by themselves; this mends what an interruption left behind."""

    help = "补齐门户检索索引；加 --rebuild 则全部重建。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="清空后全部重建")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            self.stdout.write(f"已重建索引 {rebuild()} 条。")
            return
        taken, dropped = catch_up()
        self.stdout.write(f"补齐 {taken} 条，移除 {dropped} 条。")
