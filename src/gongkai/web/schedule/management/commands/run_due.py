"""Do what is due by the clock: once, or again and again in the background."""

from __future__ import annotations

import os
import sys
import threading
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from gongkai.web.schedule.jobs import more_to_do, run_jobs


class Command(BaseCommand):
    """Run it every few minutes; running it twice, or twice at once, does nothing twice."""

    help = "到时发布、到期撤下、到期失效、补齐检索索引、推进存量排查；可每隔几分钟运行一次。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", metavar="秒", type=int, help="不退出，每隔这么多秒做一次")
        parser.add_argument(
            "--until-input-closes",
            action="store_true",
            help="标准输入关闭时退出（由 serve 使用，主程序停止时一并停止）",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["until_input_closes"]:
            threading.Thread(target=_leave_with_parent, daemon=True).start()
        while True:
            self._once()
            if not options["every"]:
                return
            close_old_connections()
            # A scan goes on in slices, so that what is due by the clock is not kept waiting.
            time.sleep(1 if more_to_do() else options["every"])

    def _once(self) -> None:
        try:
            for sentence in run_jobs():
                self.stdout.write(sentence)
                self.stdout.flush()
        except OperationalError as error:
            self.stderr.write(f"数据库暂时不能使用，稍后再试：{error}")


def _leave_with_parent() -> None:
    # Every job may be interrupted at any point; nothing is to be tidied up.
    sys.stdin.buffer.read()
    os._exit(0)
