"""What supervision asks of a user today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.office.home import SOON, Slot, ToDo
from gongkai.web.supervision.evaluation.models import Evaluation
from gongkai.web.supervision.facts.conflicts import conflicts
from gongkai.web.supervision.ledgers.models import Appeal, PublicIssue
from gongkai.web.supervision.permissions import (
    ANSWER_EVALUATIONS,
    KEEP_RECORDS,
    PUBLISH_EVALUATIONS,
)
from gongkai.web.supervision.tasks.models import Task
from gongkai.web.supervision.training.models import TrainingSession
from gongkai.web.supervision.villages.models import PhoneMessage

SHOWN = 50


def to_dos(user: Any, on: date) -> Iterator[ToDo]:
    """Tasks and trainings whose day is near or over, opinions and issues without an answer, figures that disagree."""
    to_publish = Evaluation.objects.to_publish().exclude(answered_by=user)
    for each in (
        to_publish.filter(body__in=user.bodies_where(PUBLISH_EVALUATIONS))
        .select_related("body")
        .order_by("answered_on", "pk")[:SHOWN]
    ):
        yield ToDo(
            Slot.WAITING,
            _("公布评议答复：{gist}").format(gist=each.gist[:40]),
            reverse("supervision:evaluation", args=[each.pk]),
            body=each.body.short_name,
        )
    kept = user.bodies_where(KEEP_RECORDS)
    if not kept:
        return
    yield from _planned(kept, on)
    yield from _unanswered(user, kept, on)
    for conflict in conflicts(kept)[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("数字不一致：{conflict}").format(conflict=conflict),
            reverse("supervision:facts"),
            body=conflict.facts[0].body.short_name,
        )


def _unanswered(user: Any, kept: Any, on: date) -> Iterator[ToDo]:
    waiting = Evaluation.objects.waiting().filter(body__in=user.bodies_where(ANSWER_EVALUATIONS))
    for each in waiting.select_related("body").order_by("due_on", "pk")[:SHOWN]:
        yield ToDo(
            Slot.LATE if each.due_on < on else Slot.WAITING,
            _("答复评议：{number}").format(number=each.number),
            reverse("supervision:evaluation", args=[each.pk]),
            due_on=each.due_on,
            body=each.body.short_name,
            note=each.get_sort_display(),
        )
    for issue in PublicIssue.objects.waiting().filter(body__in=kept).select_related("body")[:SHOWN]:
        due = timezone.localdate(issue.full_due_at if issue.first_reply_at else issue.first_due_at)
        yield ToDo(
            Slot.LATE if due < on else Slot.WAITING,
            _("回应舆情：{title}").format(title=issue.title[:40]),
            reverse("supervision:issue", args=[issue.pk]),
            due_on=due,
            body=issue.body.short_name,
        )
    questions = PhoneMessage.objects.unanswered().filter(body__public_body__in=kept)
    for message in questions.select_related("body").order_by("said_at", "pk")[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("村里来问：{text}").format(text=message.text[:40]),
            reverse("supervision:message", args=[message.pk]),
            body=message.body.short_name,
        )
    misfiled = Appeal.objects.filter(body__in=kept, looks_like_request=True, routed_on=None)
    for appeal in misfiled.select_related("body").order_by("received_on", "pk")[:SHOWN]:
        yield ToDo(
            Slot.WAITING,
            _("像是申请政府信息：{gist}").format(gist=appeal.gist[:40]),
            reverse("supervision:appeal", args=[appeal.pk]),
            body=appeal.body.short_name,
            note=appeal.get_door_display(),
        )


def _planned(kept: Any, on: date) -> Iterator[ToDo]:
    tasks = Task.objects.open().filter(body__in=kept, due_on__lte=on + SOON)
    for task in tasks.select_related("body").order_by("due_on", "pk")[:SHOWN]:
        yield ToDo(
            Slot.LATE if task.due_on < on else Slot.DUE,
            _("任务：{text}").format(text=task.wording[:40]),
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
