"""The register of accountability."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.supervision.records import Record


class LiabilityMeasure(models.TextChoices):
    """What was done."""

    TALK = "talk", _lazy("约谈、提醒谈话")
    ORDER = "order", _lazy("责令改正")
    NOTICE = "notice", _lazy("通报批评")
    PROPOSAL = "proposal", _lazy("提出处分建议")
    REFERRAL = "referral", _lazy("移送有权机关")


class LiabilitySource(models.TextChoices):
    """How it came up."""

    INSPECTION = "inspection", _lazy("监督检查")
    COMPLAINT = "complaint", _lazy("投诉举报")
    RECONSIDERATION = "reconsideration", _lazy("行政复议")
    LITIGATION = "litigation", _lazy("行政诉讼")
    ASSESSMENT = "assessment", _lazy("考核")


BASES = ("ogi-2019#47.1", "ogi-2019#51", "ogi-2019#52", "ogi-2019#53")
"""Articles on which a measure may rest: supervision, complaints, and the two on liability."""


class Accountability(Record):
    """One failure and what was done about it: the section and the post, never a person's name."""

    opened_on = models.DateField(_lazy("日期"))
    measure = models.CharField(_lazy("方式"), max_length=12, choices=LiabilityMeasure)
    source = models.CharField(_lazy("来源"), max_length=16, choices=LiabilitySource)
    source_number = models.CharField(
        _lazy("来源编号"),
        max_length=60,
        blank=True,
        help_text=_lazy("例：投诉登记号、复议决定书文号"),
    )
    basis = models.CharField(_lazy("依据"), max_length=40)
    about = models.CharField(_lazy("责任站所和岗位"), max_length=100, help_text=_lazy("不写姓名"))
    fault = models.CharField(_lazy("存在的问题"), max_length=500)
    closed_on = models.DateField(_lazy("整改完成日期"), null=True, blank=True)
    result = models.CharField(_lazy("整改结果"), max_length=500, blank=True)

    class Meta:
        verbose_name = _lazy("追责问责")
        verbose_name_plural = _lazy("追责问责")
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closed_on=None)
                | models.Q(closed_on__gte=models.F("opened_on")) & ~models.Q(result=""),
                name="supervision_accountability_closed_whole",
            )
        ]
        indexes = [models.Index(fields=["body", "opened_on"], name="supervision_account_year")]

    def __str__(self) -> str:
        return f"{self.about}：{self.get_measure_display()}"
