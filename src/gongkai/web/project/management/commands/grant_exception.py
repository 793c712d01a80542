"""Except the topmost body, which has nobody above it, from what needs more people than it has."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.actions.exception import grant_exception
from gongkai.web.bodies.models import Exempt, PublicBody


class Command(BaseCommand):
    """For every other body the office above does it on a screen."""

    help = "记录最上级机关的人少机构例外（其他机关由上级在“机构”中批准），并对外公示。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="机构编码")
        parser.add_argument("--kind", required=True, choices=Exempt.values, help="例外事项")
        parser.add_argument("--since", type=date.fromisoformat, help="起始日，不填为今天")
        parser.add_argument(
            "--until", type=date.fromisoformat, required=True, help="终止日，最长一年"
        )
        parser.add_argument("--reason", required=True, help="人员情况和理由，对外公示")

    def handle(self, *args: Any, **options: Any) -> None:
        body = PublicBody.objects.filter(code=options["code"]).first()
        if body is None:
            raise CommandError(f"没有编码为“{options['code']}”的机构。")
        try:
            exception = grant_exception(
                body,
                acting_user=PLATFORM,
                at=timezone.now(),
                kind=Exempt(options["kind"]),
                starts_on=options["since"] or timezone.localdate(),
                ends_on=options["until"],
                reason=options["reason"],
            )
        except ValidationError as error:
            raise CommandError("；".join(error.messages)) from error
        self.stdout.write(f"已记录：{exception}，{exception.starts_on} 至 {exception.ends_on}。")
