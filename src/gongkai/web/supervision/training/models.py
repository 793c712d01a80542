"""Training sessions, and quizzes that somebody sat."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.supervision.records import Record


class TrainingMode(models.TextChoices):
    """How people were trained."""

    GATHERED = "gathered", _lazy("集中培训")
    WITH_MEETING = "with-meeting", _lazy("随例会培训")
    ONLINE = "online", _lazy("线上学习")
    ON_SITE = "on-site", _lazy("上门辅导")
    ELSEWHERE = "elsewhere", _lazy("参加上级培训")


class TrainingSession(Record):
    """A session, planned or held: topic, day, teacher, how many people. Held means that somebody counted them."""

    topic = models.CharField(_lazy("内容"), max_length=200)
    mode = models.CharField(
        _lazy("方式"), max_length=20, choices=TrainingMode, default=TrainingMode.GATHERED
    )
    planned_on = models.DateField(_lazy("计划日期"))
    audience = models.CharField(_lazy("对象"), max_length=200, blank=True)
    teacher = models.CharField(_lazy("讲课人"), max_length=100, blank=True)
    held_on = models.DateField(_lazy("举办日期"), null=True, blank=True)
    place = models.CharField(_lazy("地点"), max_length=100, blank=True)
    people = models.PositiveIntegerField(_lazy("参加人数"), null=True, blank=True)
    summary = models.TextField(_lazy("讲了什么"), blank=True)
    cancelled_because = models.CharField(_lazy("取消原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _lazy("培训")
        verbose_name_plural = _lazy("培训")
        ordering = ["-planned_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(people__gt=0), name="supervision_training_counted"
            ),
            models.CheckConstraint(
                condition=Q(held_on=None) | Q(cancelled_because=""),
                name="supervision_training_held_or_cancelled",
            ),
        ]
        indexes = [models.Index(fields=["body", "held_on"], name="supervision_training_year")]

    def __str__(self) -> str:
        return self.topic

    @property
    def is_open(self) -> bool:
        """Neither held nor cancelled."""
        return self.held_on is None and not self.cancelled_because


class QuizAttempt(Record):
    """A quiz that somebody sat: the seed that makes its questions, what was chosen, how much was right.

    ``serial`` numbers the certificate of one who passed, by body and year.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("答题人"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    sat_on = models.DateField(_lazy("日期"))
    seed = models.CharField(max_length=32)
    chosen = models.JSONField(_lazy("所选"))
    right = models.PositiveSmallIntegerField(_lazy("答对"))
    asked = models.PositiveSmallIntegerField(_lazy("题数"))
    serial = models.PositiveIntegerField(_lazy("证书号"), null=True, blank=True)

    class Meta:
        verbose_name = _lazy("答题")
        verbose_name_plural = _lazy("答题")
        ordering = ["-sat_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(right__lte=models.F("asked")), name="supervision_quiz_right"
            ),
            models.UniqueConstraint(fields=["user", "seed"], name="supervision_quiz_once"),
        ]
        indexes = [models.Index(fields=["body", "sat_on"], name="supervision_quiz_year")]

    def __str__(self) -> str:
        return f"{self.user.name} {self.right}/{self.asked}"

    @property
    def certificate(self) -> str:
        """As QS11-PX-2026-0001; empty for one who did not pass."""
        return (
            f"{self.body.code}-PX-{self.sat_on.year}-{self.serial:04}"
            if self.serial is not None
            else ""
        )
