"""Where an item has been posted, with what proof, and when it was taken down again."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.models import StoredFile
from gongkai.web.publishing.channels.models.channel import Channel, ChannelKind
from gongkai.web.publishing.items.models.item import ItemPage
from gongkai.web.publishing.items.models.release import Release, ReleaseState
from gongkai.web.publishing.permissions import SEE_DRAFTS


class PostingQuerySet(models.QuerySet["Posting"]):
    """The one door to postings."""

    def visible_to(self, user: Any) -> PostingQuerySet:
        """Postings of bodies that this user serves or looks after."""
        return self.filter(body__in=user.bodies_where(SEE_DRAFTS))

    def standing(self) -> PostingQuerySet:
        """Not taken down, as far as anybody has recorded."""
        return self.filter(removed_on=None)

    def to_take_down(self, on: date) -> PostingQuerySet:
        """Standing, although the item was withdrawn or the period is over on that day."""
        return self.standing().filter(
            Q(recalled_on__isnull=False, recalled_on__lte=on) | Q(take_down_on__lte=on)
        )

    def outdated(self) -> PostingQuerySet:
        """Standing on a channel although the item has been released again since."""
        released = (
            Release.objects.filter(item=OuterRef("item"), state=ReleaseState.RELEASED)
            .order_by()
            .values("item")
            .annotate(number=Count("pk"))
            .values("number")
        )
        return (
            self.standing()
            .filter(recalled_on=None)
            .exclude(channel=None)
            .annotate(released=Subquery(released))
            .filter(version__lt=F("released"))
        )


class Posting(models.Model):
    """An item on a channel: where, when, by whom.

    ``body`` is the body of the channel, for the platform's own posting that of the item. ``version`` counts the
    releases of the item up to this posting. ``take_down_on`` is the first day on which it must no longer be
    there; ``recalled_on`` the day from which it must go because the item was withdrawn.
    """

    item = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="postings")
    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="postings")
    kind = models.CharField(_lazy("渠道类别"), max_length=20, choices=ChannelKind)
    channel = models.ForeignKey(
        Channel,
        verbose_name=_lazy("渠道"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="postings",
    )
    version = models.PositiveSmallIntegerField(_lazy("第几版"), default=1)
    place = models.CharField(_lazy("位置"), max_length=200, blank=True)
    url = models.URLField(_lazy("网址"), max_length=500, blank=True)
    posted_on = models.DateField(_lazy("发布日期"))
    take_down_on = models.DateField(_lazy("应撤下日"), null=True, blank=True)
    recalled_on = models.DateField(_lazy("须撤下（信息已撤）"), null=True, blank=True)
    removed_on = models.DateField(_lazy("撤下日期"), null=True, blank=True)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.CharField(_lazy("说明"), max_length=200, blank=True)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("发布记录")
        verbose_name_plural = _lazy("发布记录")
        ordering = ["-posted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_on=None) | Q(removed_on__gte=F("posted_on")),
                name="publishing_posting_forward",
            ),
            models.CheckConstraint(
                condition=Q(kind="portal", channel=None)
                | (~Q(kind="portal") & Q(channel__isnull=False)),
                name="publishing_posting_has_channel",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "kind", "posted_on"], name="publishing_posting_count"),
            models.Index(
                fields=["body", "take_down_on"],
                condition=Q(removed_on=None),
                name="publishing_posting_standing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.title} {self.where} {self.posted_on}"

    @property
    def where(self) -> str:
        """The channel's name; for the platform's own posting the platform."""
        return self.channel.name if self.channel is not None else self.get_kind_display()

    def must_go(self, on: date) -> bool:
        """Whether it should have been taken down by that day and was not."""
        return self.removed_on is None and (
            (self.recalled_on is not None and self.recalled_on <= on)
            or (self.take_down_on is not None and self.take_down_on <= on)
        )


class ProofMoment(models.TextChoices):
    """What a proof shows."""

    POSTED = "posted", _lazy("发布时")
    REMOVED = "removed", _lazy("撤下后")


class PostingProof(StoredFile):
    """A photo or file that shows a posting, or its removal; only in the private store.

    A photo is kept as pixels alone: where and with what it was taken does not stay in it.
    """

    folder = "proofs"

    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="proofs")
    moment = models.CharField(_lazy("时点"), max_length=10, choices=ProofMoment)
    remarks = models.JSONField(_lazy("筛查提示"), default=list)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(_lazy("登记时间"))

    class Meta:
        verbose_name = _lazy("发布凭证")
        verbose_name_plural = _lazy("发布凭证")
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_moment_display()} {self.name}"

    @property
    def is_picture(self) -> bool:
        """Whether a browser can show it."""
        return self.media_type.startswith("image/")
