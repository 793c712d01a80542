"""Task lists and tasks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.records import Record, RecordQuerySet


class TaskState(models.TextChoices):
    """Where a task stands."""

    OPEN = "open", _lazy("办理中")
    DONE = "done", _lazy("已完成")
    DROPPED = "dropped", _lazy("不再办理")


class TaskList(Record):
    """A list of a year that came from above, or that a meeting made."""

    title = models.CharField(_lazy("名称"), max_length=200)
    year = models.PositiveSmallIntegerField(_lazy("年度"))

    class Meta:
        verbose_name = _lazy("重点工作清单")
        verbose_name_plural = _lazy("重点工作清单")
        ordering = ["-year", "-pk"]

    def __str__(self) -> str:
        return self.title


class TaskQuerySet(RecordQuerySet):
    """The one door to tasks."""

    def open(self) -> TaskQuerySet:
        """Still to be done."""
        return self.filter(state=TaskState.OPEN)

    def late(self, on: date) -> TaskQuerySet:
        """Open although their day is over."""
        return self.open().filter(due_on__lt=on)


class Task(Record):
    """What is to be done, by whom, by when; what came of it, and the words for the year's report."""

    task_list = models.ForeignKey(
        TaskList,
        verbose_name=_lazy("清单"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tasks",
    )
    origin = models.CharField(_lazy("来源"), max_length=200, blank=True)
    number = models.CharField(_lazy("序号"), max_length=20, blank=True)
    text = models.CharField(_lazy("任务"), max_length=1000)
    measure = models.CharField(_lazy("要求"), max_length=1000, blank=True)
    owner = models.CharField(_lazy("责任单位或责任人"), max_length=200, blank=True)
    unit = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("责任站所、村"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    due = models.CharField(_lazy("时限（原文）"), max_length=100, blank=True)
    due_on = models.DateField(_lazy("时限"), null=True, blank=True)
    due_days = models.JSONField(_lazy("分几次完成的各次时限"), default=list, blank=True)
    state = models.CharField(
        _lazy("状态"), max_length=10, choices=TaskState, default=TaskState.OPEN
    )
    closed_on = models.DateField(_lazy("办结日期"), null=True, blank=True)
    result = models.CharField(_lazy("完成情况"), max_length=1000, blank=True)
    report_text = models.CharField(_lazy("写进年报的话"), max_length=500, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("任务")
        verbose_name_plural = _lazy("任务")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_on=None)
                | (~Q(state="open") & Q(closed_on__isnull=False) & ~Q(result="")),
                name="supervision_task_closed_with_result",
            )
        ]
        indexes = [models.Index(fields=["body", "state", "due_on"], name="supervision_task_desk")]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def wording(self) -> str:
        """The task with what is asked for it, as a to-do shows it."""
        return f"{self.text}：{self.measure}" if self.measure else self.text

    def next_due(self) -> date | None:
        """The day after the present one, of a task that is done several times; None where this is the last."""
        if self.due_on is None:
            return None
        later = [day for day in map(date.fromisoformat, self.due_days) if day > self.due_on]
        return min(later, default=None)

    def is_late(self, on: date) -> bool:
        """Open although its day is over."""
        return self.state == TaskState.OPEN and self.due_on is not None and self.due_on < on


class TaskProof(models.Model):
    """What shows that a task was done: a public item, or an address elsewhere."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="proofs")
    item = models.ForeignKey(
        ItemPage, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    url = models.URLField(_lazy("网址"), max_length=500, blank=True)
    note = models.CharField(_lazy("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _lazy("任务佐证")
        verbose_name_plural = _lazy("任务佐证")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False) | ~Q(url=""), name="supervision_proof_somewhere"
            )
        ]

    def __str__(self) -> str:
        return self.item.title if self.item is not None else self.url

    def as_line(self) -> tuple[str, str]:
        """Words and address."""
        if self.item is not None:
            return self.item.title, self.item.url or ""
        return self.note or self.url, self.url


def names_of(units: Any) -> dict[str, PublicBody]:
    """Units by the names under which lists call them."""
    found = {}
    for unit in units:
        found[unit.name] = found[unit.short_name] = unit
    return found
