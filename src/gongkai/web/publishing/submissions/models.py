"""What was handed to the county for its website, and what it answered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.models import StoredFile
from gongkai.web.publishing.channels.models.posting import Posting
from gongkai.web.publishing.items.models.item import ItemPage, Validity
from gongkai.web.publishing.permissions import SEE_DRAFTS


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """The one door to submissions."""

    def visible_to(self, user: Any) -> SubmissionQuerySet:
        """Submissions of bodies whose drafts this user may see."""
        return self.filter(body__in=user.bodies_where(SEE_DRAFTS))


class Submission(StoredFile):
    """A package: its file as it was made, by whom and when."""

    folder = "submissions"

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="submissions")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(_lazy("报送时间"))
    note = models.CharField(_lazy("说明"), max_length=300, blank=True)
    handed_over_at = models.DateTimeField(_lazy("交出时间"), null=True, blank=True)
    handed_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("报送")
        verbose_name_plural = _lazy("报送")
        ordering = ["-submitted_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.body.short_name} 报送 {self.submitted_at:%Y-%m-%d}"

    def gone(self) -> dict[str, str]:
        """By index number what is said of items that have been withdrawn, no longer hold, or have another version since.

        Whoever masked a file or took one out put a new version before the public: the old one is not handed out again.
        """
        lines = self.lines.select_related("item", "submission").filter(
            Q(item__withdrawn_on__isnull=False)
            | ~Q(item__validity=Validity.VALID)
            | Q(item__last_published_at__gt=F("submission__submitted_at"))
        )
        return {line.item.index_number: line.ended for line in lines}


class SubmittedItem(models.Model):
    """One item of a package: made, handed over when somebody says so, published there with an address."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="lines")
    item = models.ForeignKey(ItemPage, on_delete=models.PROTECT, related_name="submissions")
    county_code = models.CharField(_lazy("县网站栏目编码"), max_length=60, blank=True)
    url = models.URLField(_lazy("刊登网址"), max_length=500, blank=True)
    published_on = models.DateField(_lazy("刊登日期"), null=True, blank=True)
    posting = models.OneToOneField(
        Posting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _lazy("报送的信息")
        verbose_name_plural = _lazy("报送的信息")
        ordering = ["submission", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "item"], name="publishing_submitted_once"
            ),
            models.CheckConstraint(
                condition=Q(url="", published_on=None)
                | (~Q(url="") & Q(published_on__isnull=False)),
                name="publishing_submitted_receipt_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item.title}：{self.state}"

    @property
    def ended(self) -> str:
        """What became of the item itself since; empty while it holds."""
        item = self.item
        if item.withdrawn_on is not None:
            return f"已于 {item.withdrawn_on} 撤下（{item.get_withdrawal_reason_display()}）"
        if item.validity != Validity.VALID:
            return str(item.get_validity_display())
        if item.last_published_at and item.last_published_at > self.submission.submitted_at:
            on = timezone.localdate(item.last_published_at)
            return f"{on} 已换成新的版本，请重新报送"
        return ""

    @property
    def state(self) -> str:
        """In words."""
        if self.url:
            return f"已刊登（{self.published_on}）"
        return "已报送" if self.submission.handed_over_at else "已生成报送包，尚未交出"
