"""Where and when a body's disclosure office can be reached."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models.body import PublicBody
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, forward


class ContactDetails(DatedRecord):
    """The facts that 条例第十二条 wants in the guide. A change is a new row."""

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="contacts")
    office_name = models.CharField(_lazy("政府信息公开工作机构"), max_length=100)
    address = models.CharField(_lazy("办公地址"), max_length=200)
    postcode = models.CharField(_lazy("邮政编码"), max_length=6, blank=True)
    hours = models.CharField(_lazy("办公时间"), max_length=200)
    phone = models.CharField(_lazy("联系电话"), max_length=60)
    fax = models.CharField(_lazy("传真号码"), max_length=60, blank=True)
    email = models.EmailField(_lazy("电子邮箱"), blank=True)
    website = models.URLField(_lazy("互联网联系方式"), blank=True)
    supervision_phone = models.CharField(_lazy("监督电话"), max_length=60, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("联系方式")
        verbose_name_plural = _lazy("联系方式")
        ordering = ["body", "-starts_on"]
        constraints = [
            forward("bodies_contact_forward"),
            models.UniqueConstraint(
                fields=["body"], condition=Q(ends_on=None), name="bodies_contact_one_open"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office_name} {self.phone}"
