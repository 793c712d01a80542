"""The channels of a body: where it publishes besides this platform, who looks after each, since when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import Post, PublicBody
from gongkai.web.publishing.permissions import SEE_DRAFTS


class ChannelKind(models.TextChoices):
    """What carries a posting, as counted in the annual report."""

    PORTAL = "portal", _lazy("本平台")
    WEBSITE = "website", _lazy("政府网站")
    GAZETTE = "gazette", _lazy("政府公报")
    WECHAT = "wechat", _lazy("微信公众号")
    WEIBO = "weibo", _lazy("微博")
    SHORT_VIDEO = "short-video", _lazy("短视频号")
    APP = "app", _lazy("客户端、小程序")
    BOARD = "board", _lazy("公开栏")
    SCREEN = "screen", _lazy("电子屏")
    BROADCAST = "broadcast", _lazy("广播电视")
    PRESS = "press", _lazy("报刊")
    PRESS_CONFERENCE = "press-conference", _lazy("新闻发布会")
    READING_PLACE = "reading-place", _lazy("查阅点")
    OTHER = "other", _lazy("其他")


# The platform itself needs no line in the inventory.
INVENTORY_KINDS = [choice for choice in ChannelKind.choices if choice[0] != ChannelKind.PORTAL]


class ChannelQuerySet(models.QuerySet["Channel"]):
    """The one door to channels."""

    def visible_to(self, user: Any) -> ChannelQuerySet:
        """Channels of bodies that this user serves or looks after."""
        return self.filter(body__in=user.bodies_where(SEE_DRAFTS))

    def open_on(self, on: date) -> ChannelQuerySet:
        """Channels in use on that day."""
        return self.filter(Q(opened_on__lte=on) & (Q(closed_on__gt=on) | Q(closed_on=None)))

    def with_last_signs(self) -> ChannelQuerySet:
        """With ``last_posted_on`` (postings recorded here) and ``last_seen_on`` (seen at a check)."""
        posted = self.model.postings.rel.related_model.objects.filter(channel=OuterRef("pk"))
        seen = ChannelCheck.objects.filter(channel=OuterRef("pk"))
        return self.annotate(
            last_posted_on=Subquery(posted.order_by("-posted_on").values("posted_on")[:1]),
            last_seen_on=Subquery(
                seen.exclude(last_update_on=None)
                .order_by("-last_update_on")
                .values("last_update_on")[:1]
            ),
        )


class Channel(models.Model):
    """A website column, an account, a board, a screen. ``closed_on`` is the first day without it."""

    body = models.ForeignKey(
        PublicBody, verbose_name=_lazy("机关"), on_delete=models.PROTECT, related_name="channels"
    )
    kind = models.CharField(_lazy("类别"), max_length=20, choices=INVENTORY_KINDS)
    name = models.CharField(_lazy("名称"), max_length=100)
    unit = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("责任单位（站所）"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    post = models.ForeignKey(
        Post,
        verbose_name=_lazy("责任职务"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    place = models.CharField(
        _lazy("网址、账号或位置"),
        max_length=300,
        help_text=_lazy("网站写网址，账号写账号名，公开栏写在哪里"),
    )
    registration_number = models.CharField(
        _lazy("备案（登记）号"), max_length=100, blank=True, help_text=_lazy("没有的不填")
    )
    opened_on = models.DateField(_lazy("开办日期"))
    closed_on = models.DateField(_lazy("停用日期"), null=True, blank=True)
    closing_reason = models.CharField(_lazy("停用原因"), max_length=300, blank=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("发布渠道")
        verbose_name_plural = _lazy("发布渠道")
        ordering = ["body__lineage", "kind", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gt=F("opened_on")),
                name="publishing_channel_forward",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(closing_reason=""),
                name="publishing_channel_closed_with_reason",
            ),
            models.UniqueConstraint(
                fields=["body", "kind", "name"],
                condition=Q(closed_on=None),
                name="publishing_channel_one_open",
                violation_error_message=_lazy(
                    "本单位已有同类同名的渠道，请换一个名称或者修改原来的。"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name} {self.name}（{self.get_kind_display()}）"


class ChannelCheck(models.Model):
    """Somebody looked at a channel: whether it works, and when it was last fed, whatever with."""

    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="checks")
    checked_on = models.DateField(_lazy("检查日期"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_lazy("检查人"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    works = models.BooleanField(_lazy("能打开、看得清"), default=True)
    last_update_on = models.DateField(_lazy("看到的最近更新日期"), null=True, blank=True)
    note = models.CharField(_lazy("情况"), max_length=300, blank=True)

    class Meta:
        verbose_name = _lazy("渠道检查")
        verbose_name_plural = _lazy("渠道检查")
        ordering = ["-checked_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.channel} {self.checked_on}"
