"""Where an item has been posted."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from gongkai.web.accounts.permissions import SEE_BODY
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.models.item import ItemPage


class Channel(models.TextChoices):
    """A carrier, as counted in the annual report."""

    PORTAL = "portal", "本平台"
    WEBSITE = "website", "政府网站"
    GAZETTE = "gazette", "政府公报"
    WECHAT = "wechat", "微信公众号"
    WEIBO = "weibo", "微博"
    BOARD = "board", "公开栏"
    SCREEN = "screen", "电子屏"
    BROADCAST = "broadcast", "广播电视"
    PRESS = "press", "报刊"
    PRESS_CONFERENCE = "press-conference", "新闻发布会"
    OTHER = "other", "其他"


class PostingQuerySet(models.QuerySet["Posting"]):
    """The one door to postings."""

    def visible_to(self, user: Any) -> PostingQuerySet:
        """Postings of bodies that this user serves or looks after."""
        return self.filter(body__in=user.bodies_where(SEE_BODY))


class Posting(models.Model):
    """An item on a carrier: where, when, by whom, with what proof."""

    item = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="postings")
    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="postings")
    channel = models.CharField("渠道", max_length=20, choices=Channel)
    place = models.CharField("位置", max_length=200, blank=True)
    url = models.URLField("网址", max_length=500, blank=True)
    posted_on = models.DateField("发布日期")
    removed_on = models.DateField("撤下日期", null=True, blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    proof = models.CharField("凭证", max_length=200, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = "发布记录"
        verbose_name_plural = "发布记录"
        ordering = ["-posted_on", "-pk"]
        indexes = [
            models.Index(fields=["body", "channel", "posted_on"], name="publishing_posting_count")
        ]

    def __str__(self) -> str:
        return f"{self.item.title} {self.get_channel_display()} {self.posted_on}"
