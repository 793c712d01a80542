"""What supervision asks of a user today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.web.office.home import SOON, Slot, ToDo
from gongkai.web.supervision.permissions import KEEP_RECORDS
from gongkai.web.supervision.tasks.models import Task
from gongkai.web.supervision.training.models import TrainingSession

SHOWN = 50


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """Tasks and trainings whose day is near or over."""
    kept = user.bodies_where(KEEP_RECORDS)
    if not kept:
        return
    tasks = Task.objects.open().filter(body__in=kept, due_on__lte=on + SOON)
    for task in tasks.select_related("body").order_by("due_on", "pk")[:SHOWN]:
        yield ToDo(
            Slot.LATE if task.due_on < on else Slot.DUE,
            _("任务：{text}").format(text=task.text[:40]),
            reverse("supervision:task", args=[task.pk]),
            due_on=task.due_on,
            body=task.body.short_name,
            note=task.owner,
        )
    planned = TrainingSession.objects.filter(
        body__in=kept, held_on=None, cancelled_because="", planned_on__lte=on + SOON
    )
    for session in planned.select_related("body").order_by("planned_on", "pk")[:SHOWN]:
        yield ToDo(
            Slot.LATE if session.planned_on < on else Slot.DUE,
            _("培训：{topic}").format(topic=session.topic[:40]),
            reverse("supervision:training", args=[session.pk]),
            due_on=session.planned_on,
            body=session.body.short_name,
        )
