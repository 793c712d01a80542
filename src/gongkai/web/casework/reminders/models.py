"""Calendars that people subscribe to, and reminders that were sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.casework.requests.models import DisclosureRequest


class CalendarFeed(models.Model):
    """The secret address of one person's calendar, known here by its digest only; a new one ends the old."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_lazy("生成时间"))

    class Meta:
        verbose_name = _lazy("期限日历")
        verbose_name_plural = _lazy("期限日历")

    def __str__(self) -> str:
        return f"{self.user}"


class Reminder(models.Model):
    """Somebody was told of a case, once for each occasion and way."""

    class Occasion(models.TextChoices):
        """Why."""

        NEW = "new", _lazy("新收到")
        SOON = "soon", _lazy("将到期")
        LATE = "late", _lazy("已逾期")

    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, related_name="reminders"
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    occasion = models.CharField(_lazy("事由"), max_length=10, choices=Occasion)
    way = models.CharField(_lazy("方式"), max_length=10)
    about = models.DateField(_lazy("针对的日期"))
    sent_at = models.DateTimeField(_lazy("发出时间"))

    class Meta:
        verbose_name = _lazy("提醒")
        verbose_name_plural = _lazy("提醒")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["disclosure_request", "user", "occasion", "way", "about"],
                name="casework_reminder_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_occasion_display()} {self.about}"
