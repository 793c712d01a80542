"""What comes from a village's telephone, and how often a board's code is scanned."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.channels.models import Channel, Posting
from gongkai.web.supervision.records import Record, RecordQuerySet


class MessageKind(models.TextChoices):
    """What a cadre says by one of the buttons."""

    POSTED = "posted", _lazy("贴公开栏")
    REMOVED = "removed", _lazy("从公开栏撤下")
    NOTHING = "nothing", _lazy("本季度没有")
    QUESTION = "question", _lazy("问乡镇")


class PhoneMessageQuerySet(RecordQuerySet):
    """The one door to messages."""

    def unanswered(self) -> PhoneMessageQuerySet:
        """Questions without an answer."""
        return self.filter(kind=MessageKind.QUESTION, answered_on=None)


class PhoneMessage(Record):
    """One press of a button. ``key`` is made on the telephone, so that what is sent twice is taken once.

    ``body`` is the village; ``said_at`` the moment on the telephone, ``entered_at`` that of its arrival.
    """

    key = models.UUIDField(unique=True)
    kind = models.CharField(_lazy("类别"), max_length=10, choices=MessageKind)
    said_at = models.DateTimeField(_lazy("村里填写时间"))
    text = models.CharField(_lazy("内容"), max_length=500, blank=True)
    posting = models.ForeignKey(
        Posting,
        verbose_name=_lazy("发布记录"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answer = models.CharField(_lazy("答复"), max_length=500, blank=True)
    answered_on = models.DateField(_lazy("答复日期"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PhoneMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("村里上报")
        verbose_name_plural = _lazy("村里上报")
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on=None) | ~Q(answer=""), name="supervision_village_answered"
            )
        ]
        indexes = [
            models.Index(fields=["body", "kind", "said_at"], name="supervision_message_village")
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name} {self.get_kind_display()}"


class BoardScan(models.Model):
    """How often the code of a board was scanned on a day; by nobody in particular."""

    board = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="scans")
    scanned_on = models.DateField(_lazy("日期"))
    count = models.PositiveIntegerField(_lazy("次数"), default=0)

    class Meta:
        verbose_name = _lazy("公开栏扫码")
        verbose_name_plural = _lazy("公开栏扫码")
        ordering = ["-scanned_on"]
        constraints = [
            models.UniqueConstraint(fields=["board", "scanned_on"], name="supervision_scan_once")
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.scanned_on} {self.count}"


def first_day_of_quarter(on: Any) -> Any:
    """The first day of the quarter in which a day lies."""
    return on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
