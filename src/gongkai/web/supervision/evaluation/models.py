"""Evaluations, and votes on pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy
from encrypted_fields.fields import EncryptedCharField, EncryptedTextField

from gongkai.web.supervision.permissions import READ_EVALUATIONS
from gongkai.web.supervision.records import Record, RecordQuerySet


class EvaluationWay(models.TextChoices):
    """How it came."""

    CODE = "code", _lazy("扫码")
    PAGE = "page", _lazy("网页")
    PAPER = "paper", _lazy("纸质")
    PHONE = "phone", _lazy("电话")
    BOX = "box", _lazy("意见箱")
    VISIT = "visit", _lazy("当面、座谈")


class EvaluationSort(models.TextChoices):
    """What it is."""

    OPINION = "opinion", _lazy("意见建议")
    CORRECTION = "correction", _lazy("纠错")
    COMPLAINT = "complaint", _lazy("投诉举报")


class EvaluationOutcome(models.TextChoices):
    """What came of it."""

    ADOPTED = "adopted", _lazy("已采纳，已改正")
    EXPLAINED = "explained", _lazy("已解释说明")
    NOT_ADOPTED = "not-adopted", _lazy("没有采纳")
    PASSED_ON = "passed-on", _lazy("已转有权机关")


class EvaluationQuerySet(RecordQuerySet):
    """The one door to evaluations."""

    def visible_to(self, user: Any) -> EvaluationQuerySet:
        """Of bodies in which this user reads them."""
        return self.filter(body__in=user.bodies_where(READ_EVALUATIONS))

    def to_publish(self) -> EvaluationQuerySet:
        """Answered, proposed for publication, and not published yet."""
        return self.filter(is_proposed=True, is_published=False)

    def waiting(self) -> EvaluationQuerySet:
        """Not answered."""
        return self.filter(outcome="")


class Evaluation(Record):
    """An opinion: words and contact are encrypted; ``gist`` is what the office says of it in public.

    ``address_digest`` marks the sender's network for a day, against floods.
    """

    year = models.PositiveSmallIntegerField(_lazy("年份"))
    serial = models.PositiveIntegerField(_lazy("序号"))
    way = models.CharField(_lazy("途径"), max_length=10, choices=EvaluationWay)
    sort = models.CharField(
        _lazy("类别"), max_length=12, choices=EvaluationSort, default=EvaluationSort.OPINION
    )
    received_on = models.DateField(_lazy("收到日期"))
    due_on = models.DateField(_lazy("最迟答复"))
    score = models.PositiveSmallIntegerField(_lazy("评分（1 至 5）"), null=True, blank=True)
    text = EncryptedTextField(_lazy("内容"), blank=True, null=True)
    contact = EncryptedCharField(_lazy("联系方式"), max_length=400, blank=True, null=True)
    page = models.CharField(_lazy("所在网页"), max_length=300, blank=True)
    gist = models.CharField(_lazy("概要（公布用）"), max_length=200, blank=True)
    answer = models.CharField(_lazy("答复"), max_length=1000, blank=True)
    answered_on = models.DateField(_lazy("答复日期"), null=True, blank=True)
    outcome = models.CharField(_lazy("结果"), max_length=12, choices=EvaluationOutcome, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("答复人"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_proposed = models.BooleanField(_lazy("提出公布"), default=False)
    is_published = models.BooleanField(_lazy("公布概要和答复"), default=False)
    address_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("社会评议")
        verbose_name_plural = _lazy("社会评议")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "serial"], name="supervision_evaluation_number"
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__range=(1, 5)), name="supervision_score_range"
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answered_on=None)
                | (~Q(outcome="") & Q(answered_on__isnull=False) & ~Q(answer="")),
                name="supervision_evaluation_answered_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "received_on"], name="supervision_evaluation_year"),
            models.Index(
                fields=["address_digest", "entered_at"], name="supervision_evaluation_from"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """As told to the sender: QS11-PY-2026-0001."""
        return f"{self.body.code}-PY-{self.year}-{self.serial:04}"

    def is_late(self, on: date) -> bool:
        """Not answered although its day is over."""
        return not self.outcome and self.due_on < on


class PageVote(models.Model):
    """How often a page was found useful or not in a month; by nobody in particular."""

    page = models.CharField(_lazy("网页"), max_length=300)
    month = models.DateField(_lazy("月份"))
    useful = models.PositiveIntegerField(_lazy("有用"), default=0)
    useless = models.PositiveIntegerField(_lazy("没用"), default=0)

    class Meta:
        verbose_name = _lazy("网页评价")
        verbose_name_plural = _lazy("网页评价")
        ordering = ["-month", "-useless", "page"]
        constraints = [
            models.UniqueConstraint(fields=["page", "month"], name="supervision_vote_once"),
        ]

    def __str__(self) -> str:
        return f"{self.page} {self.month:%Y-%m}"
