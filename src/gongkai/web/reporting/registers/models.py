"""Lines of the small registers, and the years for which a register was signed as complete."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.encrypted import SealedTextField
from gongkai.web.bodies.models import PublicBody
from gongkai.web.reporting.permissions import FILE_REPORT


class RegisterKind(models.TextChoices):
    """What is registered: four kinds of decisions, two of money; disputes have a room of their own, and are only signed here."""

    NORMATIVE = "normative-document", _lazy("行政规范性文件")
    LICENCE = "licence", _lazy("行政许可决定")
    PENALTY = "penalty", _lazy("行政处罚决定")
    COERCION = "coercion", _lazy("行政强制")
    CHARGE = "charge", _lazy("行政事业性收费")
    INFORMATION_FEE = "information-fee", _lazy("信息处理费")
    DISPUTES = "disputes", _lazy("行政复议、行政诉讼")


MONEY = frozenset({RegisterKind.CHARGE, RegisterKind.INFORMATION_FEE})
KEPT_HERE = tuple(kind for kind in RegisterKind if kind is not RegisterKind.DISPUTES)
"""The registers whose lines are kept in this room."""


class RegisterLineQuerySet(models.QuerySet["RegisterLine"]):
    """The one door to register lines."""

    def visible_to(self, user: Any) -> RegisterLineQuerySet:
        """Lines of bodies whose reports this user makes."""
        return self.filter(body__in=user.bodies_where(FILE_REPORT))

    def standing(self) -> RegisterLineQuerySet:
        """Without those struck out."""
        return self.filter(struck_at=None)


class RegisterLine(models.Model):
    """One decision, document or receipt of money.

    ``on`` is the day of the decision, of issue, or of receipt. ``amount`` is in yuan, of money only. ``ended_on`` is
    the first day on which a normative document no longer holds. ``title`` may name a citizen, and is sealed.
    ``source`` says where the line comes from: a file with its row, or the paper it was entered from.
    """

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_lazy("台账"), max_length=20, choices=RegisterKind)
    on = models.DateField(_lazy("日期"))
    number = models.CharField(_lazy("文号"), max_length=100, blank=True)
    title = SealedTextField(_lazy("名称"))
    amount = models.DecimalField(
        _lazy("金额（元）"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    ended_on = models.DateField(_lazy("废止、失效日期"), null=True, blank=True)
    source = models.CharField(_lazy("来源"), max_length=200)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(_lazy("登记时间"))
    struck_at = models.DateTimeField(_lazy("划去时间"), null=True, blank=True)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why_struck = models.CharField(_lazy("划去理由"), max_length=300, blank=True)

    objects = RegisterLineQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("台账登记")
        verbose_name_plural = _lazy("台账登记")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in KEPT_HERE]), name="reporting_line_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=sorted(MONEY), amount__gte=0)
                | (~Q(kind__in=sorted(MONEY)) & Q(amount=None)),
                name="reporting_line_money",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(kind=RegisterKind.NORMATIVE, ended_on__gte=F("on")),
                name="reporting_line_ended",
            ),
            models.UniqueConstraint(
                fields=["body", "kind", "number"],
                condition=~Q(number="") & Q(struck_at=None),
                name="reporting_line_number_once",
            ),
        ]
        indexes = [models.Index(fields=["body", "kind", "on"], name="reporting_line_year")]

    def __str__(self) -> str:
        return self.number or f"{self.get_kind_display()} {self.on:%Y-%m-%d}"


class RegisterSigned(models.Model):
    """Somebody says that the register of a kind is complete for a year, with so many lines; none is a proven zero."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_lazy("台账"), max_length=20, choices=RegisterKind)
    year = models.PositiveSmallIntegerField(_lazy("年度"))
    lines = models.PositiveIntegerField(_lazy("登记件数"))
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_lazy("确认时间"))

    class Meta:
        verbose_name = _lazy("台账确认")
        verbose_name_plural = _lazy("台账确认")
        constraints = [
            models.UniqueConstraint(fields=["body", "kind", "year"], name="reporting_signed_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}"


def lines_of(body: PublicBody, kind: str, year: int) -> RegisterLineQuerySet:
    """What stands in the register of a kind for a year."""
    lines: RegisterLineQuerySet = RegisterLine.objects.filter(body=body, kind=kind, on__year=year)
    return lines.standing()
