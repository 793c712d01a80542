"""Bring the catalogues of the other languages up to what the code says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from gongkai.web.project import translations


class Command(BaseCommand):
    """Rewrite ``django.po`` and ``django.mo`` of each language but Chinese."""

    help = "收集界面上的文字，重写各语言的翻译目录；文字有变动或译文改好后由开发者运行。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("languages", nargs="*", help="语言代码，如 en；不写则为全部")

    def handle(self, *args: Any, **options: Any) -> None:
        known = [code for code, _ in settings.LANGUAGES if not code.startswith("zh")]
        for language in options["languages"] or known:
            catalog = translations.renewed(language)
            path = translations.path_of(language)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(translations.as_text(catalog))
            path.with_suffix(".mo").write_bytes(translations.as_compiled(catalog))
            done = sum(bool(message.id and message.string) for message in catalog)
            self.stdout.write(f"{language}：{len(catalog)} 条，已译 {done} 条")
