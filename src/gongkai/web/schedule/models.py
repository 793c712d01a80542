"""Who does the work of the clock just now, and how each job went."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy


class WorkLease(models.Model):
    """One worker at a time holds it, until a moment; whoever died lets it run out.

    ``doing`` names the job under way and ``since`` when it was begun.
    """

    name = models.CharField(max_length=20, unique=True)
    holder = models.CharField(max_length=32, blank=True)
    until = models.DateTimeField(null=True)
    doing = models.CharField(max_length=40, blank=True, default="")
    since = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _lazy("后台工作")
        verbose_name_plural = _lazy("后台工作")

    def __str__(self) -> str:
        return f"{self.name} {self.until}"


class JobRun(models.Model):
    """How a job went: when it was last done, when it last failed, and why, in words for the screen."""

    name = models.CharField(_lazy("任务"), max_length=40, primary_key=True)
    done_at = models.DateTimeField(_lazy("上次完成"), null=True)
    failed_at = models.DateTimeField(_lazy("上次失败"), null=True)
    failures = models.PositiveIntegerField(_lazy("连续失败次数"), default=0)
    why = models.CharField(_lazy("失败原因"), max_length=400, blank=True)
    # Of a job that works in slices: where the next one goes on, whichever process does it.
    place = models.JSONField(_lazy("做到哪里"), default=dict)

    class Meta:
        verbose_name = _lazy("定时任务情况")
        verbose_name_plural = _lazy("定时任务情况")

    def __str__(self) -> str:
        return self.name
