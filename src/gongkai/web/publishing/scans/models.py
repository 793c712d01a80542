"""Scans of what is already public, and what they found."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.items.models.item import ItemPage
from gongkai.web.publishing.permissions import SEE_DRAFTS


class ScanState(models.TextChoices):
    """Where a scan stands."""

    RUNNING = "running", _lazy("排查中")
    STOPPED = "stopped", _lazy("已暂停")
    FINISHED = "finished", _lazy("已完成")


class ScanQuerySet(models.QuerySet["Scan"]):
    """The one door to scans."""

    def visible_to(self, user: Any) -> ScanQuerySet:
        """Scans of bodies whose drafts this user may see; those of everything for whoever sees the root."""
        numbers = user.bodies_where(SEE_DRAFTS)
        roots = set(PublicBody.objects.filter(parent=None).values_list("pk", flat=True))
        seen = models.Q(body__in=numbers)
        if roots and roots <= set(numbers):
            seen |= models.Q(body=None)
        return self.filter(seen)


class Scan(models.Model):
    """A re-screening of everything that a body, or everybody, has published.

    It goes through the items by number: ``last_item`` is the last one done, so that an interruption
    costs at most one item. ``runner`` names the process that works on it now; whoever takes over
    writes another name, and the former stops. ``attempts`` counts take-overs without progress.
    """

    body = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("机关"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="scans",
    )
    with_beneath = models.BooleanField(_lazy("含下级机关"), default=False)
    only_due = models.BooleanField(_lazy("只查规则更新后未查的"), default=False)
    rules = models.CharField(_lazy("筛查规则版本"), max_length=16)
    state = models.CharField(
        _lazy("状态"), max_length=20, choices=ScanState, default=ScanState.RUNNING
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("发起人"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    started_at = models.DateTimeField(_lazy("开始时间"))
    finished_at = models.DateTimeField(_lazy("完成时间"), null=True, blank=True)
    total = models.PositiveIntegerField(_lazy("应查件数"), default=0)
    done = models.PositiveIntegerField(_lazy("已查件数"), default=0)
    found = models.PositiveIntegerField(_lazy("有问题件数"), default=0)
    last_item = models.BigIntegerField(default=0, editable=False)
    runner = models.CharField(max_length=32, blank=True, editable=False)
    beat_at = models.DateTimeField(_lazy("最近进展"), null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = ScanQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("存量排查")
        verbose_name_plural = _lazy("存量排查")
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=models.Q(state="running"),
                name="publishing_scan_one_running",
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state="running", body=None),
                name="publishing_scan_one_of_all",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope_label} {self.get_state_display()}"

    @property
    def scope_label(self) -> str:
        """What is scanned, in words."""
        if self.body is None:
            return "全部机关"
        return f"{self.body}及下级" if self.with_beneath else str(self.body)


class HitState(models.TextChoices):
    """What became of a hit."""

    OPEN = "open", _lazy("待处理")
    WITHDRAWN = "withdrawn", _lazy("已撤下")
    CLEANED = "cleaned", _lazy("已换脱敏版本")
    ANSWERED = "answered", _lazy("确认保留")
    GONE = "gone", _lazy("新规则下不再提示")


class HitQuerySet(models.QuerySet["ScanHit"]):
    """The one door to hits."""

    def visible_to(self, user: Any) -> HitQuerySet:
        """Hits in items of bodies whose drafts this user may see."""
        return self.filter(item__body__in=user.bodies_where(SEE_DRAFTS))


class ScanHit(models.Model):
    """Something in a published item that should not be public; texts are masked.

    One row per finding, however many scans saw it: ``scan`` is the last one that did.
    """

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="hits")
    item = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="scan_hits")
    part = models.CharField(_lazy("部位"), max_length=200)
    attachment_sha256 = models.CharField(max_length=64, blank=True)
    variety = models.CharField(max_length=60)
    label = models.CharField(_lazy("发现"), max_length=100)
    level = models.CharField(_lazy("级别"), max_length=20)
    message = models.TextField(_lazy("说明"))
    fingerprint = models.CharField(max_length=64)
    found_at = models.DateTimeField(_lazy("首次发现"))
    published_on = models.DateField(_lazy("发布日期"), null=True)
    state = models.CharField(
        _lazy("处理情况"), max_length=20, choices=HitState, default=HitState.OPEN
    )
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("处理人"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    resolved_at = models.DateTimeField(_lazy("处理时间"), null=True, blank=True)
    note = models.TextField(_lazy("处理说明"), blank=True)

    objects = HitQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("排查发现")
        verbose_name_plural = _lazy("排查发现")
        ordering = ["level", "published_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "attachment_sha256", "fingerprint"], name="publishing_hit_once"
            ),
        ]
        indexes = [models.Index(fields=["state", "level"], name="publishing_hit_open")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.part} {self.label}"
