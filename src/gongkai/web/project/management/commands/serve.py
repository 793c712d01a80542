"""Start everything with one command."""

from __future__ import annotations

import socket
import webbrowser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

# More threads than this only wait for the one writer of SQLite.
THREADS = 8


class Command(BaseCommand):
    """Bring the database up to date, gather static files, and serve."""

    help = "一条命令启动：更新数据库、（可选）建立演示县、收集静态文件、开始服务。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="监听地址")
        parser.add_argument("--port", type=int, default=8000, help="监听端口")
        parser.add_argument("--workers", type=int, default=1, help="工作进程数")
        parser.add_argument("--demo", action="store_true", help="同时建立演示县")
        parser.add_argument("--open", action="store_true", help="启动后打开浏览器")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], options["port"]
        _require_free(host, port)
        call_command("migrate", verbosity=0, interactive=False)
        if options["demo"]:
            call_command("demo", stdout=self.stdout)
        if not settings.DEBUG:
            call_command("collectstatic", verbosity=0, interactive=False)
        address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"
        self.stdout.write(f"\n公开网站：{address}/\n工 作 台：{address}/office/\n按 Ctrl+C 停止。")
        self.stdout.flush()
        if options["open"]:
            webbrowser.open(f"{address}/office/")
        from granian import Granian
        from granian.constants import Interfaces

        Granian(
            "gongkai.web.project.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=options["workers"],
            blocking_threads=THREADS,
            websockets=False,
        ).serve()


def _require_free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommandError(
                f"端口 {port} 已被占用；请用 --port 换一个，如 --port {port + 1}。"
            ) from error
