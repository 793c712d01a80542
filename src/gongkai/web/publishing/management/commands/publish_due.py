"""Release what was scheduled, and take down what was posted for a period."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.web.publishing.actions.release import release_due
from gongkai.web.publishing.actions.withdraw import take_down_due


class Command(BaseCommand):
    """Run it every few minutes; running it twice does nothing twice."""

    help = "发布到时的定时信息，撤下公示期满的信息；可每隔几分钟运行一次。"

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        for release, why in release_due(now):
            told = f"未发布，已退回：{why}" if why else "已发布"
            self.stdout.write(f"{release.item.draft_title}　{told}")
        for item in take_down_due(timezone.localtime(now).date()):
            self.stdout.write(f"{item.title}　公示期满，已撤下")
