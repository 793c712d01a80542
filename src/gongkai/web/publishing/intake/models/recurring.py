"""Lists that come round every month or quarter, and their issues."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.papers.periods import Period, Rhythm
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.items.models.item import ItemPage
from gongkai.web.publishing.permissions import SEE_DRAFTS


class RhythmChoice(models.TextChoices):
    """How often a list comes round."""

    MONTH = Rhythm.MONTH.value, _lazy("每月")
    QUARTER = Rhythm.QUARTER.value, _lazy("每季度")
    HALF = Rhythm.HALF.value, _lazy("每半年")
    YEAR = Rhythm.YEAR.value, _lazy("每年")


class RecurringListQuerySet(models.QuerySet["RecurringList"]):
    """The one door to recurring lists."""

    def visible_to(self, user: Any) -> RecurringListQuerySet:
        """Lists of bodies whose drafts this user may see."""
        return self.filter(body__in=user.bodies_where(SEE_DRAFTS))


class RecurringList(models.Model):
    """A list with the columns that are published; everything beyond them stays inside (最小必要)."""

    body = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("机关"),
        on_delete=models.PROTECT,
        related_name="recurring_lists",
    )
    row = models.ForeignKey(
        CatalogueRow, verbose_name=_lazy("公开事项"), on_delete=models.PROTECT, related_name="+"
    )
    name = models.CharField(_lazy("名单名称"), max_length=200)
    rhythm = models.CharField(_lazy("周期"), max_length=20, choices=RhythmChoice)
    columns = models.JSONField(_lazy("公开的列"), default=list)
    ended_on = models.DateField(_lazy("停办日期"), null=True, blank=True)

    objects = RecurringListQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("定期名单")
        verbose_name_plural = _lazy("定期名单")
        ordering = ["body", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "name"], name="publishing_list_once")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_issue(self) -> ListIssue | None:
        """The issue of the latest period; prefetch ``issues`` for many lists."""
        return max(self.issues.all(), key=lambda issue: (issue.year, issue.number), default=None)


class ListIssue(models.Model):
    """A list's item of one period, with the heads and the number of lines of its file."""

    recurring_list = models.ForeignKey(
        RecurringList, on_delete=models.PROTECT, related_name="issues"
    )
    item = models.OneToOneField(ItemPage, on_delete=models.CASCADE, related_name="list_issue")
    year = models.PositiveSmallIntegerField(_lazy("年度"))
    number = models.PositiveSmallIntegerField(_lazy("期数"))
    heads = models.JSONField(_lazy("表头"), default=list)
    lines = models.PositiveIntegerField(_lazy("行数"), null=True)

    class Meta:
        verbose_name = _lazy("名单的一期")
        verbose_name_plural = _lazy("名单的各期")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["recurring_list", "year", "number"], name="publishing_list_issue_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recurring_list} {self.period}"

    @property
    def period(self) -> Period:
        """The period of this issue."""
        return Period(self.year, Rhythm(self.recurring_list.rhythm), self.number)
