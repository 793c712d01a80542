"""Work on the imports that have been started, to the end."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.web.publishing.intake.actions.importing import SLICE, work
from gongkai.web.publishing.intake.models import ColumnImport, ImportState


class Command(BaseCommand):
    """May be killed at any point; it goes on where it was."""

    help = "把正在核对或导入的存量信息做完；可以随时中断，再次运行时接着做。"

    def handle(self, *args: Any, **options: Any) -> None:
        at_work = (ImportState.CHECKING, ImportState.IMPORTING)
        for run in ColumnImport.objects.filter(state__in=at_work).order_by("started_at"):
            while run.state in at_work:
                work(run, seconds=SLICE, at=timezone.now())
                self.stdout.write(f"“{run.name}”{run.get_state_display()}")
                self.stdout.flush()
