"""Write down what the migrations make of an empty database, so that the next one is made at once."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from gongkai.web.accounts.models import User
from gongkai.web.project import fresh


class Command(BaseCommand):
    """Run on a database that holds nothing but its migrations."""

    help = "把刚迁移好的空数据库写成脚本，供新安装直接使用；迁移有变动后由开发者运行。"

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("脚本只供 SQLite 使用；请用本机设置运行。")
        if User.objects.exists():
            raise CommandError("数据库里已有用户；请换一个空的数据目录，先运行 migrate。")
        text = fresh.script()
        fresh.SCRIPT.write_text(text, "utf-8")
        self.stdout.write(f"{fresh.SCRIPT.name}：{len(text)} 个字符")
