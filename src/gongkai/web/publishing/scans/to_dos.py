"""What waits for a user about scans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from gongkai.web.office.home import Slot, ToDo
from gongkai.web.publishing.scans.models import HitState, ScanHit
from gongkai.web.publishing.scans.permissions import SCAN
from gongkai.web.publishing.scans.running import scans_due


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """Hits to resolve, and bodies whose scan is due."""
    numbers = user.bodies_where(SCAN)
    if not numbers:
        return
    waiting = ScanHit.objects.filter(state=HitState.OPEN, item__body__in=numbers).count()
    if waiting:
        yield ToDo(
            Slot.WAITING,
            gettext("排查发现待处理 {waiting} 处").format(waiting=waiting),
            reverse("publishing:hits"),
        )
    overdue = [
        (name, due_on) for name, due_on in scans_due(numbers) if due_on is not None and due_on <= on
    ]
    if overdue:
        names = "、".join(name for name, _ in overdue[:3])
        more = (
            gettext("等 {overdue} 个机关").format(overdue=len(overdue)) if len(overdue) > 3 else ""
        )
        first = min(due_on for _, due_on in overdue)
        yield ToDo(
            Slot.LATE if first < on else Slot.DUE,
            gettext("存量排查到期（每季度一次）：{names}{more}").format(names=names, more=more),
            reverse("publishing:scans"),
            due_on=first,
        )
