"""What a guide announces beside the body's contacts, and pages that a change has made outdated."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.permissions import SEE_BODY
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, forward
from gongkai.web.publishing.catalogue.models import CatalogueRow


class GuideSettings(DatedRecord):
    """By which further ways a body takes requests, and where one can read: once announced, binding
    (国办公开办函〔2017〕19号)."""

    body = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("机关"),
        on_delete=models.PROTECT,
        related_name="guide_settings",
    )
    reading_place = models.CharField(_lazy("查阅场所"), max_length=200, blank=True)
    online_address = models.URLField(_lazy("网上申请地址"), max_length=300, blank=True)
    takes_email = models.BooleanField(_lazy("接受电子邮件申请"), default=False)
    takes_fax = models.BooleanField(_lazy("接受传真申请"), default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("指南设置")
        verbose_name_plural = _lazy("指南设置")
        ordering = ["body", "-starts_on"]
        constraints = [
            forward("publishing_guide_settings_forward"),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(ends_on=None),
                name="publishing_guide_settings_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.starts_on:%Y-%m-%d} 起"


class OutdatedPageQuerySet(models.QuerySet["OutdatedPage"]):
    """The one door to outdated pages."""

    def visible_to(self, user: Any) -> OutdatedPageQuerySet:
        """Pages of bodies that this user serves or looks after."""
        return self.filter(body__in=user.bodies_where(SEE_BODY))

    def open(self) -> OutdatedPageQuerySet:
        """Pages that have not been brought up to date yet."""
        return self.filter(resolved_on=None)


class OutdatedPage(models.Model):
    """From ``changed_on`` what a body has public under a row no longer agrees with its facts, until
    ``resolved_on``. 条例第十二条、第二十六条."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="outdated_pages")
    row = models.ForeignKey(CatalogueRow, on_delete=models.PROTECT, related_name="+")
    changed_on = models.DateField(_lazy("变更日期"))
    resolved_on = models.DateField(_lazy("更新日期"), null=True, blank=True)

    objects = OutdatedPageQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("待更新页面")
        verbose_name_plural = _lazy("待更新页面")
        ordering = ["changed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "row"],
                condition=Q(resolved_on=None),
                name="publishing_outdated_once_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name} {self.row.name}（{self.changed_on:%Y-%m-%d} 起）"
