"""Meetings about disclosure."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.supervision.records import Record
from gongkai.web.supervision.tasks.models import Task


class MeetingKind(models.TextChoices):
    """What kind of meeting."""

    PARTY = "party", _lazy("党委（党组）会议研究")
    OFFICE = "office", _lazy("办公会议研究")
    GROUP = "group", _lazy("领导小组会议")
    WORK = "work", _lazy("工作会议")
    SPECIAL = "special", _lazy("专题会议")


class Meeting(Record):
    """A meeting: when, who led it, how many were there, what was said. Decisions are tasks."""

    title = models.CharField(_lazy("会议名称"), max_length=200)
    kind = models.CharField(_lazy("类别"), max_length=10, choices=MeetingKind)
    held_on = models.DateField(_lazy("日期"))
    chair = models.CharField(_lazy("主持"), max_length=60, blank=True)
    people = models.PositiveIntegerField(_lazy("参加人数"), null=True, blank=True)
    minutes = models.TextField(_lazy("纪要"))
    tasks = models.ManyToManyField(Task, related_name="meetings", blank=True)

    class Meta:
        verbose_name = _lazy("会议")
        verbose_name_plural = _lazy("会议")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["body", "held_on"], name="supervision_meeting_year")]

    def __str__(self) -> str:
        return self.title
