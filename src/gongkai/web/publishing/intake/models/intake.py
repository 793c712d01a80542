"""Files that came in and wait to be entered as an item."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.models import StoredFile
from gongkai.web.publishing.items.models.item import ItemPage
from gongkai.web.publishing.permissions import DRAFT


class IntakeQuerySet(models.QuerySet["Intake"]):
    """The one door to what came in."""

    def visible_to(self, user: Any) -> IntakeQuerySet:
        """What came in for bodies that this user drafts for."""
        return self.filter(body__in=user.bodies_where(DRAFT))

    def waiting(self) -> IntakeQuerySet:
        """What has not become an item and was not put aside."""
        return self.filter(item=None, discarded_at=None)


class Intake(models.Model):
    """One or several files handed in for one item, kept until they are entered or put aside."""

    body = models.ForeignKey(
        PublicBody, verbose_name=_lazy("机关"), on_delete=models.PROTECT, related_name="+"
    )
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    received_at = models.DateTimeField(_lazy("收件时间"))
    item = models.ForeignKey(
        ItemPage, null=True, blank=True, on_delete=models.SET_NULL, related_name="intakes"
    )
    discarded_at = models.DateTimeField(_lazy("放弃时间"), null=True, blank=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("待登记文件")
        verbose_name_plural = _lazy("待登记文件")
        ordering = ["-received_at", "-pk"]

    def __str__(self) -> str:
        return "、".join(file.name for file in self.files.all()[:3])


class IntakeFile(StoredFile):
    """A file as it came in."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="files")

    class Meta:
        verbose_name = _lazy("收到的文件")
        verbose_name_plural = _lazy("收到的文件")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["intake", "sha256"], name="publishing_intake_once")
        ]

    def __str__(self) -> str:
        return self.name
