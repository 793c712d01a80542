"""What the screening saw, and what somebody answered for; of any subject, named by kind and number."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.bodies.models import PublicBody
from gongkai.web.vetting.permissions import SEE_WORDINGS


class Moment(models.TextChoices):
    """When a subject was screened."""

    DRAFT = "draft", _lazy("起草")
    SUBMIT = "submit", _lazy("送审")
    RELEASE = "release", _lazy("发布")
    SCAN = "scan", _lazy("存量排查")


class KeptScreening(models.Model):
    """What these rules see in these bytes under this name on this day: no person decides anything in it.

    ``key`` is the digest of all four; ``findings`` hold masked excerpts only.
    """

    key = models.CharField(max_length=64, primary_key=True)
    rules = models.CharField(_lazy("筛查规则版本"), max_length=16, db_index=True)
    findings = models.JSONField(_lazy("发现"))
    notes = models.JSONField(_lazy("说明"))

    class Meta:
        verbose_name = _lazy("筛查结果")
        verbose_name_plural = _lazy("筛查结果")

    def __str__(self) -> str:
        return f"{self.key[:12]} {self.rules}"


class OfSubject(models.QuerySet[Any]):
    """Records about subjects."""

    def of(self, record: models.Model) -> OfSubject:
        """Those about this record."""
        return self.filter(subject_kind=record._meta.label_lower, subject_number=record.pk)


class ScreeningRun(models.Model):
    """One screening of a subject, whether it passed or was stopped.

    ``result`` holds masked excerpts only; ``rules`` names the edition of the rules that screened, ``digest`` the content
    that they saw.
    """

    subject_kind = models.CharField(_lazy("对象种类"), max_length=60)
    subject_number = models.BigIntegerField(_lazy("对象编号"))
    subject_name = models.CharField(_lazy("对象"), max_length=300, blank=True)
    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="+")
    revision_number = models.BigIntegerField(_lazy("版本"), null=True)
    moment = models.CharField(_lazy("时点"), max_length=20, choices=Moment)
    screened_at = models.DateTimeField(_lazy("筛查时间"))
    screened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    rules = models.CharField(_lazy("筛查规则版本"), max_length=16, blank=True)
    blocking = models.PositiveIntegerField(_lazy("阻断项"), default=0)
    digest = models.CharField(_lazy("内容指纹"), max_length=64, blank=True)
    result = models.JSONField(_lazy("结果"))

    objects = OfSubject.as_manager()

    class Meta:
        verbose_name = _lazy("筛查记录")
        verbose_name_plural = _lazy("筛查记录")
        ordering = ["-screened_at", "-pk"]
        indexes = [
            models.Index(
                fields=["subject_kind", "subject_number", "rules"], name="vetting_run_subject"
            ),
            models.Index(fields=["body", "screened_at"], name="vetting_run_body"),
        ]

    def __str__(self) -> str:
        return f"{self.subject_name} {self.get_moment_display()} {self.blocking}"


class IgnoredFinding(models.Model):
    """A finding that a named person let stand, with the reason."""

    subject_kind = models.CharField(_lazy("对象种类"), max_length=60)
    subject_number = models.BigIntegerField(_lazy("对象编号"))
    fingerprint = models.CharField(_lazy("发现标识"), max_length=64)
    label = models.CharField(_lazy("内容"), max_length=200)
    ignored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ignored_on = models.DateField(_lazy("日期"))
    reason = models.TextField(_lazy("理由"))

    objects = OfSubject.as_manager()

    class Meta:
        verbose_name = _lazy("保留的发现")
        verbose_name_plural = _lazy("保留的发现")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_number", "fingerprint"],
                name="vetting_ignored_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.reason}"


class IgnoredWordingQuerySet(models.QuerySet["IgnoredWording"]):
    """The one door to wordings that are left alone."""

    def visible_to(self, user: Any) -> IgnoredWordingQuerySet:
        """Those of bodies whose drafts this user may see."""
        return self.filter(body__in=user.bodies_where(SEE_WORDINGS))


class IgnoredWording(models.Model):
    """A wording that a body writes on purpose: never told again in its items, for the reason given."""

    body = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("机关"),
        on_delete=models.PROTECT,
        related_name="ignored_wordings",
    )
    fingerprint = models.CharField(_lazy("发现标识"), max_length=64)
    label = models.CharField(_lazy("内容"), max_length=200)
    ignored_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    ignored_on = models.DateField(_lazy("日期"))
    reason = models.TextField(_lazy("理由"))

    objects = IgnoredWordingQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("不再提示的用语")
        verbose_name_plural = _lazy("不再提示的用语")
        ordering = ["body", "-ignored_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "fingerprint"], name="vetting_wording_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name} {self.label}"


class WordListQuerySet(models.QuerySet["WordList"]):
    """The one door to lists of wordings."""

    def visible_to(self, user: Any) -> WordListQuerySet:
        """Those of bodies whose drafts this user may see, and those above these, which hold for them."""
        seen = PublicBody.objects.filter(pk__in=user.bodies_where(SEE_WORDINGS))
        above = {number for body in seen for number in body.upward}
        return self.filter(body__in=above)

    def holding_for(self, body: PublicBody) -> WordListQuerySet:
        """Those in use of the body itself and of the bodies above it, the oldest first."""
        return self.filter(body__in=body.upward, closed_at=None).order_by("issued_on", "pk")


class WordList(models.Model):
    """A list of wordings that a body keeps for itself and all beneath it: its own, or a signed package of updates.

    ``content`` is the list as TOML; a package has an issuer and the key (hexadecimal) by which its signature was right.
    """

    body = models.ForeignKey(
        PublicBody,
        verbose_name=_lazy("机关"),
        on_delete=models.PROTECT,
        related_name="word_lists",
    )
    name = models.CharField(_lazy("文件"), max_length=200)
    content = models.TextField(_lazy("内容"))
    words = models.PositiveIntegerField(_lazy("词数"))
    issuer = models.CharField(_lazy("发布单位"), max_length=200, blank=True)
    issued_on = models.DateField(_lazy("发布日期"))
    public_key = models.CharField(_lazy("公钥"), max_length=64, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField(_lazy("装入时间"))
    closed_at = models.DateTimeField(_lazy("停用时间"), null=True)

    objects = WordListQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("规范表述词表")
        verbose_name_plural = _lazy("规范表述词表")
        ordering = ["body", "-added_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body"],
                condition=models.Q(closed_at=None, public_key=""),
                name="vetting_one_own_word_list",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body.short_name} {self.name}"

    @property
    def is_package(self) -> bool:
        """Whether it came signed from somebody else."""
        return self.public_key != ""


class Manner(models.TextChoices):
    """How a file was opened."""

    PAGE = "page", _lazy("在页面上查看")
    DOWNLOAD = "download", _lazy("下载")
    ORIGINAL = "original", _lazy("查看脱敏前的原件")


class FileOpening(models.Model):
    """That somebody opened exactly these bytes of a subject: first and last, how often, and how far.

    ``sha256`` is the digest of what was opened; ``seen_to`` is the furthest page that was shown of ``pages``.
    """

    subject_kind = models.CharField(_lazy("对象种类"), max_length=60)
    subject_number = models.BigIntegerField(_lazy("对象编号"))
    sha256 = models.CharField(max_length=64)
    manner = models.CharField(_lazy("方式"), max_length=20, choices=Manner)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    first_at = models.DateTimeField(_lazy("首次打开"))
    last_at = models.DateTimeField(_lazy("最近打开"))
    times = models.PositiveIntegerField(_lazy("次数"), default=1)
    seen_to = models.PositiveIntegerField(_lazy("看到第几页"), default=0)
    pages = models.PositiveIntegerField(_lazy("页数"), default=0)

    objects = OfSubject.as_manager()

    class Meta:
        verbose_name = _lazy("文件查看记录")
        verbose_name_plural = _lazy("文件查看记录")
        ordering = ["first_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_number", "sha256", "manner", "opened_by"],
                name="vetting_opening_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opened_by} {self.get_manner_display()} {self.sha256[:12]}"
