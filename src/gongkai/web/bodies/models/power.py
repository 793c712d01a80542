"""Power waits for a second administrator; an office too small for that has a dated exception, shown to the public."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.roles import Role
from gongkai.web.bodies.models.body import PublicBody
from gongkai.web.bodies.models.dated import DatedQuerySet, DatedRecord, forward


class Exempt(models.TextChoices):
    """What fewer persons than the rules ask for may do in a small office."""

    POWER = "power", _lazy("管理员一人授权")
    RELEASE = "release", _lazy("拟稿人以外一人审核发布")


class SmallOffice(DatedRecord):
    """An exception that the body above has granted to an office with too few people, from a day to a day."""

    body = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("机关"),
        on_delete=models.PROTECT,
        related_name="exceptions",
    )
    kind = models.CharField(_lazy("例外事项"), max_length=20, choices=Exempt)
    reason = models.CharField(_lazy("事由"), max_length=200)
    # Nobody for the owner of the machine, who grants it to the topmost body.
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("批准人"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    granted_at = models.DateTimeField(_lazy("批准时间"), editable=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("人少机构例外")
        verbose_name_plural = _lazy("人少机构例外")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            forward("bodies_exception_forward"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False), name="bodies_exception_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.get_kind_display()}"


class Power(models.TextChoices):
    """What gives somebody power, or the account of somebody who has it."""

    ROLE = "role", _lazy("授予角色")
    PASSWORD = "password", _lazy("重置口令")
    SECOND_FACTOR = "second-factor", _lazy("解除动态验证")


class PowerState(models.TextChoices):
    """Where a grant stands."""

    WAITING = "waiting", _lazy("待另一名管理员确认")
    CONFIRMED = "confirmed", _lazy("已确认")
    ALONE = "alone", _lazy("依例外单独办理")
    REFUSED = "refused", _lazy("未同意")


class PowerGrantQuerySet(models.QuerySet):
    """Grants, and who may see or confirm them."""

    def waiting(self) -> PowerGrantQuerySet:
        """Those that nobody has decided yet."""
        return self.filter(state=PowerState.WAITING)


class PowerGrant(models.Model):
    """Power asked for by one administrator, good once another has confirmed it."""

    kind = models.CharField(_lazy("事项"), max_length=20, choices=Power)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("对象"),
        on_delete=models.PROTECT,
        related_name="power_grants",
    )
    body = models.ForeignKey(
        PublicBody, verbose_name=_lazy("机关"), on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(_lazy("角色"), max_length=30, choices=Role, blank=True)
    starts_on = models.DateField(_lazy("起始日"), null=True)
    ends_on = models.DateField(_lazy("终止日"), null=True)
    reason = models.CharField(_lazy("事由"), max_length=200)
    state = models.CharField(
        _lazy("状态"), max_length=20, choices=PowerState, default=PowerState.WAITING
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("提出人"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    asked_at = models.DateTimeField(_lazy("提出时间"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("确认人"),
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    decided_at = models.DateTimeField(_lazy("确认时间"), null=True)
    note = models.CharField(_lazy("意见"), max_length=200, blank=True)
    exception = models.ForeignKey(
        SmallOffice,
        verbose_name=_lazy("依据的例外"),
        null=True,
        on_delete=models.PROTECT,
        related_name="used",
    )

    objects = PowerGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("授权单")
        verbose_name_plural = _lazy("授权单")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "body"], name="bodies_power_waiting")]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "body", "role"],
                condition=Q(state="waiting"),
                name="bodies_power_waits_once",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")),
                name="bodies_power_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(state="alone") | Q(exception__isnull=False),
                name="bodies_power_alone_by_exception",
            ),
        ]

    def __str__(self) -> str:
        what = Role(self.role).label if self.role else ""
        return f"{self.get_kind_display()}{what}：{self.user}"
