"""Fill an empty installation with the invented county."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gongkai.web.bodies.demo_county import make_county
from gongkai.web.office.progress import Progress

PREFIX = "gongkai.web."


class Command(BaseCommand):
    """Rooms add to it by a module ``demo.py`` with ``populate(progress, at=…)``, called lowest room first."""

    help = "建立演示县（青山县）及演示账号；重复运行不会重复建立。仅限本机设置。"

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError("当前为正式环境设置，不能建立演示账号；请改用本机设置运行。")
        progress = Progress(self.stdout)
        with progress.step("演示县的机关和人员"):
            accounts = make_county()
        for config in reversed(list(apps.get_app_configs())):
            module = f"{config.name}.demo"
            if not config.name.startswith(PREFIX) or config.label == "project":
                continue
            if find_spec(module) is not None:
                import_module(module).populate(progress, at=timezone.now())
        self.stdout.write(f"演示账号（口令都是 {accounts[0].password}，仅供演示）：")
        for account in accounts:
            if account.shown:
                self.stdout.write(f"  {account.username}　{account.duties}")
        rest = sum(not account.shown for account in accounts)
        self.stdout.write(f"  另有 {rest} 个，登录“平台管理员”后见“用户”。")
