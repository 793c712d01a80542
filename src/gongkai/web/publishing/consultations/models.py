"""Public consultations 意见征集: the notice, what people said, and what became of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.web.accounts.encrypted import SealedCharField, SealedTextField
from gongkai.web.bodies.models import PublicBody
from gongkai.web.publishing.consultations.permissions import SEE_OPINIONS
from gongkai.web.publishing.items.models.item import ItemPage, is_public


class OpinionChannel(models.TextChoices):
    """How an opinion came in; codes of the list ``consultation_channels``."""

    WEB = "web", _lazy("网上提交")
    LETTER = "letter", _lazy("来信")
    PHONE = "phone", _lazy("电话")
    VISIT = "visit", _lazy("当面提出")
    EMAIL = "email", _lazy("电子邮件")


class PublicConsultationState(models.TextChoices):
    """Where a consultation stands; told by its dates and its result, never stored."""

    DRAFT = "draft", _lazy("尚未发布")
    OPEN = "open", _lazy("征集中")
    CLOSED = "closed", _lazy("已结束")
    ANSWERED = "answered", _lazy("已反馈")


class ConsultationQuerySet(models.QuerySet["PublicConsultation"]):
    """The one door to consultations."""

    def visible_to(self, user: Any) -> ConsultationQuerySet:
        """Consultations of bodies whose opinions this user may see."""
        return self.filter(body__in=user.bodies_where(SEE_OPINIONS))

    def public(self) -> ConsultationQuerySet:
        """Consultations whose notice anybody may read."""
        return self.filter(is_public("item__")).exclude(closes_on=None)


class PublicConsultation(models.Model):
    """A notice with a period. ``opens_on`` and ``closes_on`` (the last day) are set by its release.

    The day of publication is not counted (民法典第二百零一条), so the last day is ``days`` after it.
    """

    item = models.OneToOneField(ItemPage, on_delete=models.PROTECT, related_name="consultation")
    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="consultations")
    days = models.PositiveSmallIntegerField(_lazy("征集天数"))
    short_reason = models.CharField(_lazy("缩短期限的理由"), max_length=300, blank=True)
    opens_on = models.DateField(_lazy("发布日期"), null=True, blank=True, editable=False)
    closes_on = models.DateField(_lazy("截止日期"), null=True, blank=True, editable=False)
    takes_web = models.BooleanField(_lazy("接收网上意见"), default=True)
    letter_address = models.CharField(_lazy("来信地址"), max_length=300, blank=True)
    phone = models.CharField(_lazy("电话"), max_length=100, blank=True)
    visit_address = models.CharField(_lazy("当面提出的地点和时间"), max_length=300, blank=True)
    email = models.EmailField(_lazy("电子邮箱"), blank=True)
    result = models.ForeignKey(
        ItemPage,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="answered_consultations",
    )
    last_receipt = models.PositiveIntegerField(default=0, editable=False)
    contacts_forgotten_on = models.DateField(
        _lazy("联系方式删除日期"), null=True, blank=True, editable=False
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("意见征集")
        verbose_name_plural = _lazy("意见征集")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="publishing_consultation_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.item.draft_title

    @property
    def channels(self) -> list[tuple[OpinionChannel, str]]:
        """The ways in, each with its address; the web form has none."""
        places = (
            (OpinionChannel.LETTER, self.letter_address),
            (OpinionChannel.PHONE, self.phone),
            (OpinionChannel.VISIT, self.visit_address),
            (OpinionChannel.EMAIL, self.email),
        )
        named = [(channel, place) for channel, place in places if place]
        return [(OpinionChannel.WEB, ""), *named] if self.takes_web else named

    def is_late(self, on: date) -> bool:
        """Whether what comes in on that day comes after the last day."""
        return self.closes_on is not None and on > self.closes_on

    def takes_opinions_on(self, on: date) -> bool:
        """Whether the public form is open."""
        return (
            self.takes_web and self.opens_on is not None and self.opens_on <= on <= self.closes_on
        )

    def state_on(self, on: date) -> PublicConsultationState:
        """Where it stands; closing needs nobody."""
        if self.closes_on is None:
            return PublicConsultationState.DRAFT
        if on <= self.closes_on:
            return PublicConsultationState.OPEN
        result = self.result
        if result is not None and result.live and result.withdrawn_on is None:
            return PublicConsultationState.ANSWERED
        return PublicConsultationState.CLOSED


class Adoption(models.TextChoices):
    """What became of an opinion."""

    ADOPTED = "adopted", _lazy("采纳")
    PARTLY = "partly", _lazy("部分采纳")
    NOT_ADOPTED = "not-adopted", _lazy("未采纳")


class OpinionGroup(models.Model):
    """Opinions that say the same, in words that may be published, and the answer to them."""

    consultation = models.ForeignKey(
        PublicConsultation, on_delete=models.PROTECT, related_name="groups"
    )
    gist = models.CharField(_lazy("意见要点（将公布）"), max_length=500)
    adoption = models.CharField(_lazy("采纳情况"), max_length=20, choices=Adoption, blank=True)
    reason = models.CharField(_lazy("理由（将公布）"), max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_lazy("答复时间"), null=True, blank=True)

    class Meta:
        verbose_name = _lazy("归类意见")
        verbose_name_plural = _lazy("归类意见")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.gist


class OpinionQuerySet(models.QuerySet["Opinion"]):
    """The one door to opinions: they are never public."""

    def visible_to(self, user: Any) -> OpinionQuerySet:
        """Opinions sent to bodies whose opinions this user may see."""
        return self.filter(consultation__body__in=user.bodies_where(SEE_OPINIONS))


class Opinion(models.Model):
    """What somebody said. The words, the name and the way to reach them are encrypted at rest.

    ``digest`` marks equal words, ``address_digest`` the sender's network address; both are keyed.
    """

    consultation = models.ForeignKey(
        PublicConsultation, on_delete=models.PROTECT, related_name="opinions"
    )
    receipt_number = models.CharField(_lazy("回执号"), max_length=40, unique=True)
    channel = models.CharField(_lazy("途径"), max_length=20, choices=OpinionChannel)
    received_on = models.DateField(_lazy("收到日期"))
    received_at = models.DateTimeField(_lazy("登记时间"))
    is_late = models.BooleanField(_lazy("逾期"), default=False)
    text = SealedTextField(_lazy("意见"))
    name = SealedCharField(_lazy("姓名或单位"), max_length=500, blank=True, null=True)
    contact = SealedCharField(_lazy("联系方式"), max_length=500, blank=True, null=True)
    digest = models.CharField(max_length=64, editable=False)
    address_digest = models.CharField(max_length=64, blank=True, editable=False)
    group = models.ForeignKey(
        OpinionGroup, null=True, blank=True, on_delete=models.SET_NULL, related_name="opinions"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("公众意见")
        verbose_name_plural = _lazy("公众意见")
        ordering = ["received_at", "pk"]
        indexes = [
            models.Index(
                fields=["address_digest", "received_at"], name="publishing_opinion_address"
            ),
        ]

    def __str__(self) -> str:
        return self.receipt_number
