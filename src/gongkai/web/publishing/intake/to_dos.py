"""What waits where items come in and go out: files to enter, lists whose next issue is due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.office.home import SOON, Slot, ToDo
from gongkai.web.publishing.intake.models import Intake, RecurringList
from gongkai.web.publishing.permissions import DRAFT

SHOWN = 50


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """Everything of this kind for the user."""
    yield from _handed_in(user)
    yield from _lists_due(user, on)


def _handed_in(user: Any) -> Iterator[ToDo]:
    waiting = Intake.objects.waiting().visible_to(user).select_related("body")
    for intake in waiting.prefetch_related("files").order_by("received_at")[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("待登记：{files}").format(
                files="、".join(file.name for file in intake.files.all())[:80]
            ),
            reverse("publishing:intake", args=[intake.pk]),
            body=intake.body.short_name,
            note=_("{localtime:%m-%d %H:%M} 收到").format(
                localtime=timezone.localtime(intake.received_at)
            ),
            group=_("待登记"),
        )


def _lists_due(user: Any, on: date) -> Iterator[ToDo]:
    lists = (
        RecurringList.objects.filter(body__in=user.bodies_where(DRAFT), ended_on=None)
        .select_related("body")
        .prefetch_related("issues__recurring_list")
    )
    for each in lists:
        last = each.last_issue
        following = last.period.next if last else None
        if following is None or following.last_day - on > SOON:
            continue
        yield ToDo(
            Slot.LATE if on > following.last_day else Slot.DUE,
            _("办理{each_name}：{following}").format(each_name=each.name, following=following),
            reverse("publishing:next-issue", args=[each.pk]),
            due_on=following.last_day,
            body=each.body.short_name,
            note=_("按上一期推算"),
        )
