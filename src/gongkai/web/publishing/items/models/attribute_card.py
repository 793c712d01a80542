"""公开属性审查: the four questions answered when a paper is drafted, and each review of the answers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.codelists import codelist
from gongkai.web.publishing.items.models.item import Attribute, ItemPage
from gongkai.web.publishing.items.permissions import APPROVE_ATTRIBUTE
from gongkai.web.publishing.permissions import SEE_DRAFTS


class Manner(models.TextChoices):
    """怎样公开."""

    WHOLE = "whole", _lazy("全文公开")
    MASKED = "masked", _lazy("遮盖个人信息后公开")
    PART = "part", _lazy("区分处理后公开可以公开的部分")
    ON_APPLICATION = "on-application", _lazy("收到申请后提供")
    NONE = "none", _lazy("不公开")


class AttributeCardQuerySet(models.QuerySet["AttributeCard"]):
    """The one door to attribute cards."""

    def visible_to(self, user: Any) -> AttributeCardQuerySet:
        """Cards of items whose drafts this user may see."""
        return self.filter(item__body__in=user.bodies_where(SEE_DRAFTS))

    def waiting_for(self, user: Any) -> AttributeCardQuerySet:
        """Cards that this user may approve, without their own."""
        return self.filter(
            item__body__in=user.bodies_where(APPROVE_ATTRIBUTE), approved_at=None, superseded=False
        ).exclude(decided_by=user)


class AttributeCard(models.Model):
    """能否公开、怎样公开、在什么范围公开、公开时限; with ground, who decided it and who approved it.

    ``period_kind`` is a code of the list ``publication_periods``, ``ground`` one of ``grounds``.
    A new card supersedes the one before; none is ever changed but by its approval.
    """

    item = models.ForeignKey(ItemPage, on_delete=models.CASCADE, related_name="attribute_cards")
    attribute = models.CharField(_lazy("能否公开"), max_length=20, choices=Attribute)
    manner = models.CharField(_lazy("怎样公开"), max_length=20, choices=Manner)
    audience = models.CharField(_lazy("在什么范围公开"), max_length=100)
    period_kind = models.CharField(_lazy("公开时限"), max_length=40)
    ground = models.CharField(_lazy("不公开的理由"), max_length=40, blank=True)
    reason = models.TextField(_lazy("说明"), blank=True)
    review_on = models.DateField(_lazy("复核日"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_lazy("认定时间"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(_lazy("批准时间"), null=True)
    superseded = models.BooleanField(default=False)

    objects = AttributeCardQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("公开属性审查单")
        verbose_name_plural = _lazy("公开属性审查单")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(superseded=False), name="publishing_card_one_current"
            ),
            models.CheckConstraint(
                condition=Q(attribute="proactive") | Q(review_on__isnull=False),
                name="publishing_card_reviewed",
            ),
            models.CheckConstraint(
                condition=~Q(attribute="withheld") | ~Q(ground=""),
                name="publishing_card_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.get_attribute_display()}"

    @property
    def ground_label(self) -> str:
        """The ground in words."""
        return codelist("grounds")[self.ground].label if self.ground else ""

    @property
    def ground_cites(self) -> str:
        """The articles of the ground."""
        from gongkai.statute.citations import resolve

        cites = codelist("grounds")[self.ground].cites if self.ground else ()
        return "、".join(str(resolve(cite)) for cite in cites)

    @property
    def period_label(self) -> str:
        """The time limit in words."""
        return codelist("publication_periods")[self.period_kind].label
