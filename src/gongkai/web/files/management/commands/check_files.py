"""Read every stored file to its last byte."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.web.files.named import fault_of, named_files


class Command(BaseCommand):
    """Names what is missing or broken; ends with an error where there is any."""

    help = "逐个核对存储的文件：是否都在、是否与入库时一字不差。"

    def handle(self, *args: Any, **options: Any) -> None:
        number, faults = 0, 0
        for file in named_files():
            number += 1
            fault = fault_of(file)
            if fault is not None:
                faults += 1
                self.stderr.write(f"{fault}。")
        if faults:
            raise CommandError(f"共 {number} 个文件，{faults} 个缺失或损坏。")
        self.stdout.write(f"共 {number} 个文件，个个完好。")
