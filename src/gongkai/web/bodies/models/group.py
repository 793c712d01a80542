"""Leading groups and working groups, in versions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models.body import PublicBody
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, forward
from gongkai.web.bodies.models.post import Post


class LeadingGroup(models.Model):
    """政府信息公开工作领导小组 or another standing group of a body."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(_lazy("名称"), max_length=100)

    class Meta:
        verbose_name = _lazy("领导小组")
        verbose_name_plural = _lazy("领导小组")
        ordering = ["body", "name"]
        constraints = [
            models.UniqueConstraint(fields=["body", "name"], name="bodies_group_name"),
        ]

    def __str__(self) -> str:
        return self.name


class GroupVersion(DatedRecord):
    """The composition of a group from a day on, by a document."""

    group = models.ForeignKey(LeadingGroup, on_delete=models.PROTECT, related_name="versions")
    document_number = models.CharField(_lazy("文号"), max_length=100, blank=True)
    office = models.CharField(_lazy("办公室设在"), max_length=100, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("领导小组名单")
        verbose_name_plural = _lazy("领导小组名单")
        ordering = ["group", "-starts_on"]
        constraints = [
            forward("bodies_group_version_forward"),
            models.UniqueConstraint(
                fields=["group"], condition=Q(ends_on=None), name="bodies_group_version_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}（{self.starts_on:%Y-%m-%d} 起）"


class SeatRole(models.TextChoices):
    """A place in a group."""

    HEAD = "head", _lazy("组长")
    EXECUTIVE_DEPUTY = "executive-deputy", _lazy("常务副组长")
    DEPUTY = "deputy", _lazy("副组长")
    MEMBER = "member", _lazy("成员")


class Seat(models.Model):
    """A post's place in a group: whoever holds the post sits there, without a new roster."""

    version = models.ForeignKey(GroupVersion, on_delete=models.CASCADE, related_name="seats")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="seats")
    role = models.CharField(_lazy("组内职务"), max_length=20, choices=SeatRole)
    order = models.PositiveIntegerField(_lazy("排序"), default=0)

    class Meta:
        verbose_name = _lazy("小组席位")
        verbose_name_plural = _lazy("小组席位")
        ordering = ["version", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "post"], name="bodies_seat_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.post}"
