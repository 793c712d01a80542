"""Lines of other doors than 依申请公开, and public issues."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision.records import Record, RecordQuerySet


class AppealDoor(models.TextChoices):
    """By which door it came."""

    HOTLINE = "hotline", _lazy("12345 热线")
    PETITION = "petition", _lazy("信访")
    FORUM = "forum", _lazy("议政网、网络问政")
    LEADER_BOX = "leader-box", _lazy("领导信箱")


class CountUnit(models.TextChoices):
    """In what a list counts."""

    CASE = "件", _lazy("件")
    LINE = "条", _lazy("条")


class AppealImport(Record):
    """A list that was taken in. What it says of persons was not read."""

    door = models.CharField(_lazy("渠道"), max_length=20, choices=AppealDoor)
    name = models.CharField(_lazy("文件"), max_length=200)
    sha256 = models.CharField(max_length=64)
    unit = models.CharField(_lazy("计量单位"), max_length=2, choices=CountUnit)
    rows = models.PositiveIntegerField(_lazy("行数"))
    added = models.PositiveIntegerField(_lazy("新增"))
    updated = models.PositiveIntegerField(_lazy("更新"))
    repeated = models.PositiveIntegerField(_lazy("与其他渠道或此前重复"))
    unread_columns = models.JSONField(_lazy("没有读入的列"), default=list)
    left_out = models.JSONField(_lazy("没有读入的行"), default=list)

    class Meta:
        verbose_name = _lazy("台账导入")
        verbose_name_plural = _lazy("台账导入")
        ordering = ["-entered_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_door_display()} {self.name}"


class AppealQuerySet(RecordQuerySet):
    """The one door to appeals."""

    def counted(self) -> AppealQuerySet:
        """Each matter once."""
        return self.filter(same_as=None)


class Appeal(Record):
    """One line: what was asked, masked; when it came, when it was answered. Kept apart from requests.

    ``same_as`` is the line that says the same and came first: the matter is counted there.
    """

    source = models.ForeignKey(AppealImport, on_delete=models.PROTECT, related_name="appeals")
    door = models.CharField(_lazy("渠道"), max_length=20, choices=AppealDoor)
    number = models.CharField(_lazy("编号"), max_length=40, blank=True)
    received_on = models.DateField(_lazy("受理日期"))
    topic = models.CharField(_lazy("类别"), max_length=60, blank=True)
    gist = models.CharField(_lazy("内容（已遮盖）"), max_length=300)
    answered_on = models.DateField(_lazy("答复日期"), null=True, blank=True)
    is_answered = models.BooleanField(_lazy("已答复"), default=False)
    same_as = models.ForeignKey(
        "self",
        verbose_name=_lazy("与此重复"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="repeats",
    )
    looks_like_request = models.BooleanField(_lazy("像是申请政府信息"), default=False)
    routed_on = models.DateField(_lazy("告知日期"), null=True, blank=True)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("来信来电")
        verbose_name_plural = _lazy("来信来电")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "door", "number"],
                condition=~Q(number=""),
                name="supervision_appeal_once",
            )
        ]
        indexes = [
            models.Index(fields=["body", "received_on"], name="supervision_appeal_year"),
        ]

    def __str__(self) -> str:
        return self.gist[:60]


class IssueQuerySet(RecordQuerySet):
    """The one door to public issues."""

    def waiting(self) -> IssueQuerySet:
        """Not answered in full yet."""
        return self.filter(full_reply_at=None)


class PublicIssue(Record):
    """舆情: what people said, what is true, what the body answered and where. Who said it is nobody's business here."""

    title = models.CharField(_lazy("事由"), max_length=200)
    found_at = models.DateTimeField(_lazy("发现时间"))
    link = models.URLField(_lazy("原帖或报道网址"), max_length=500, blank=True)
    is_grave = models.BooleanField(_lazy("特别重大、重大突发事件"), default=False)
    fact = models.CharField(_lazy("核实的事实"), max_length=1000, blank=True)
    first_reply_at = models.DateTimeField(_lazy("首次回应时间"), null=True, blank=True)
    full_reply_at = models.DateTimeField(_lazy("全面回应时间"), null=True, blank=True)
    reply = models.CharField(_lazy("回应内容"), max_length=2000, blank=True)
    reply_url = models.URLField(_lazy("回应网址"), max_length=500, blank=True)
    reply_item = models.ForeignKey(
        ItemPage,
        verbose_name=_lazy("回应的公开信息"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("舆情回应")
        verbose_name_plural = _lazy("舆情回应")
        ordering = ["-found_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(full_reply_at=None) | Q(first_reply_at__lte=F("full_reply_at")),
                name="supervision_issue_forward",
            )
        ]
        indexes = [models.Index(fields=["body", "found_at"], name="supervision_issue_year")]

    def __str__(self) -> str:
        return self.title

    @property
    def first_due_at(self) -> datetime:
        """By when there must be a first answer."""
        hours = settings.ISSUE_FIRST_HOURS if self.is_grave else settings.ISSUE_USUAL_HOURS
        return self.found_at + timedelta(hours=hours)

    @property
    def full_due_at(self) -> datetime:
        """By when the whole answer must be out."""
        hours = settings.ISSUE_FULL_HOURS if self.is_grave else settings.ISSUE_USUAL_HOURS
        return self.found_at + timedelta(hours=hours)

    def late_at(self, at: datetime) -> bool:
        """Whether an answer is owed that should be out by that moment, or came too late."""
        first, full = self.first_reply_at, self.full_reply_at
        return (first or at) > self.first_due_at or (full or at) > self.full_due_at
