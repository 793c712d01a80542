"""What goes out to other systems, and what they answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.records import Record, RecordQuerySet


class DispatchWay(models.TextChoices):
    """To what it goes."""

    SMS = "sms", _lazy("短信平台")
    COUNTY = "county", _lazy("县级集约化平台")


class DispatchState(models.TextChoices):
    """How far it is."""

    WAITING = "waiting", _lazy("待发")
    SENT = "sent", _lazy("已发，有回执")
    FAILED = "failed", _lazy("没有发成")


class DispatchQuerySet(RecordQuerySet):
    """The one door to dispatches."""

    def waiting(self) -> DispatchQuerySet:
        """Still to go out."""
        return self.filter(state=DispatchState.WAITING)


class Dispatch(Record):
    """One item on its way to another system. ``audience`` names a group there; no number of anybody is kept here."""

    item = models.ForeignKey(
        ItemPage, verbose_name=_lazy("信息"), on_delete=models.PROTECT, related_name="+"
    )
    way = models.CharField(_lazy("发到"), max_length=10, choices=DispatchWay)
    audience = models.CharField(_lazy("发给谁（群组名称）"), max_length=100, blank=True)
    text = models.CharField(_lazy("短信内容"), max_length=210, blank=True)
    state = models.CharField(
        _lazy("状态"), max_length=10, choices=DispatchState, default=DispatchState.WAITING
    )
    tries = models.PositiveSmallIntegerField(_lazy("试了几次"), default=0)
    sent_at = models.DateTimeField(_lazy("发出时间"), null=True, blank=True)
    receipt = models.CharField(_lazy("回执"), max_length=300, blank=True)
    failure = models.CharField(_lazy("原因"), max_length=300, blank=True)

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("推送")
        verbose_name_plural = _lazy("推送")
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="sent") | (Q(sent_at__isnull=False) & ~Q(receipt="")),
                name="supervision_dispatch_with_receipt",
            )
        ]
        indexes = [models.Index(fields=["state"], name="supervision_dispatch_waiting")]

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.item}"
