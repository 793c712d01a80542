"""Which user serves which body in which role, from a day to a day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models.body import PublicBody
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, not_backward


class Membership(DatedRecord):
    """A role held in a body. Without one that holds today a user may do nothing."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("用户"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    body = models.ForeignKey(
        PublicBody, verbose_name=_lazy("机关"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_lazy("角色"), max_length=30, choices=Role)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("授予人"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("岗位角色")
        verbose_name_plural = _lazy("岗位角色")
        ordering = ["body", "role", "user"]
        indexes = [models.Index(fields=["user", "starts_on"], name="bodies_membership_user")]
        constraints = [
            not_backward("bodies_membership_not_backward"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="bodies_role_known"),
            models.UniqueConstraint(
                fields=["user", "body", "role"],
                condition=Q(ends_on=None),
                name="bodies_membership_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.body} {self.get_role_display()}"
