"""Letters: drafted, approved by others than their author, issued with a number and frozen, delivered."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.codelists import codelist
from gongkai.statute.event_codes import Channel
from gongkai.statute.release import gives
from gongkai.web.accounts.encrypted import SealedCharField, SealedTextField
from gongkai.web.accounts.permissions import Permission
from gongkai.web.approvals import routes
from gongkai.web.approvals.models import Approval, ApprovalStep
from gongkai.web.casework.decisions.models import Decision
from gongkai.web.casework.permissions import CHECK_LETTER, REVIEW_LETTER, SEE_LETTERS, SIGN_LETTER
from gongkai.web.casework.requests.models import DisclosureRequest, RequestFile
from gongkai.web.files.models import StoredFile


def letter_kinds() -> list[tuple[str, str]]:
    """Codes and titles of the letters."""
    return [(code.id, code.label) for code in codelist("letters")]


def channels() -> list[tuple[str, str]]:
    """Codes and names of the ways of delivery."""
    return [(channel.value, channel.label) for channel in Channel]


class LetterState(models.TextChoices):
    """Where a letter stands."""

    DRAFT = "draft", _lazy("草稿")
    UNDER_REVIEW = "under-review", _lazy("审签中")
    ISSUED = "issued", _lazy("已签发")
    VOID = "void", _lazy("作废")


class LetterQuerySet(models.QuerySet["Letter"]):
    """The one door to letters."""

    def visible_to(self, user: Any) -> LetterQuerySet:
        """Letters of bodies whose letters this user may read."""
        return self.filter(disclosure_request__body__in=user.bodies_where(SEE_LETTERS))

    def unsent(self) -> LetterQuerySet:
        """Signed, to somebody, and not gone out in any way."""
        signed = self.filter(state=LetterState.ISSUED, deliveries=None)
        return signed.exclude(code="closing_note")


class Letter(models.Model):
    """One letter of a case. ``details`` is the JSON of its addressee and facts, ``text`` its paragraphs, one a line."""

    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, related_name="letters"
    )
    code = models.CharField(_lazy("文书"), max_length=40, choices=letter_kinds)
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="letters"
    )
    details = SealedTextField()
    text = SealedTextField(_lazy("正文"))
    event_facts = models.JSONField(default=dict, blank=True)
    state = models.CharField(
        _lazy("状态"), max_length=20, choices=LetterState, default=LetterState.DRAFT
    )
    number = models.CharField(_lazy("文号"), max_length=60, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(_lazy("起草时间"))
    issued_on = models.DateField(_lazy("签发日期"), null=True, blank=True)
    on_paper = models.BooleanField(_lazy("纸质文书补登"), default=False)
    enclosures = models.ManyToManyField(RequestFile, blank=True, related_name="+")

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("文书")
        verbose_name_plural = _lazy("文书")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="issued") | ~Q(number="") & Q(issued_on__isnull=False),
                name="casework_letter_issued_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()} {self.number}".strip()

    @property
    def handed_over(self) -> list[RequestFile]:
        """What goes with it, as long as it is kept."""
        return list(self.enclosures.exclude(file="").order_by("pk"))

    @property
    def needs_secrecy_check(self) -> bool:
        """Whether it hands out what was not public, or refuses it as a state secret (条例第十七条第二款、保守国家秘密法第三十五条)."""
        if self.decision is None:
            return False
        return gives(self.decision.outcome) or self.decision.rests_on_a_state_secret

    @property
    def is_answer(self) -> bool:
        """Whether it ends what is owed: a decision, what was done about a record of one's own, the help to who answers."""
        ends = self.code.startswith("correction_") or self.code == "assistance_reply"
        return self.decision_id is not None or ends


class IssuedFile(StoredFile):
    """What was signed, as Word and as PDF; never written again."""

    folder = "letters"

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="files")

    class Meta:
        verbose_name = _lazy("签发的文书")
        verbose_name_plural = _lazy("签发的文书")
        ordering = ["pk"]


class Stage(models.TextChoices):
    """A stage of a letter's approval."""

    FIRST_REVIEW = routes.FIRST_REVIEW, _lazy("审核")
    SECRECY_CHECK = routes.SECRECY_CHECK, _lazy("保密审查")
    SIGN = "sign", _lazy("签发")


PERMISSION_OF: dict[str, Permission] = {
    Stage.FIRST_REVIEW: REVIEW_LETTER,
    Stage.SECRECY_CHECK: CHECK_LETTER,
    Stage.SIGN: SIGN_LETTER,
}
SIGNED = "signed"


class LetterApprovalQuerySet(models.QuerySet["LetterApproval"]):
    """The one door to approvals of letters."""

    def waiting_for(self, user: Any) -> LetterApprovalQuerySet:
        """Approvals whose stage this user may decide, without letters of their own."""
        mine = Q(pk__in=[])
        for stage, permission in PERMISSION_OF.items():
            mine |= Q(stage=stage, body__in=user.bodies_where(permission))
        return (
            self.filter(mine, state=Approval.UNDER_REVIEW)
            .exclude(submitted_by=user)
            .exclude(letter__drafted_by=user)
        )


class LetterApproval(Approval):
    """One attempt to have a letter signed."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="approvals")
    stage = models.CharField(_lazy("当前环节"), max_length=20, choices=Stage)
    state = models.CharField(
        _lazy("状态"),
        max_length=20,
        choices=[
            (Approval.UNDER_REVIEW, _lazy("审签中")),
            (Approval.RETURNED, _lazy("已退回")),
            (Approval.RECALLED, _lazy("已撤回")),
            (SIGNED, _lazy("已签发")),
        ],
        default=Approval.UNDER_REVIEW,
    )
    text_digest = models.CharField(max_length=64)
    because = models.CharField(_lazy("为什么与通行写法不同"), max_length=300, blank=True)

    objects = LetterApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("文书审签")
        verbose_name_plural = _lazy("文书审签")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter"],
                condition=Q(state="under-review"),
                name="casework_approval_one_open",
            )
        ]
        indexes = [models.Index(fields=["state", "stage", "body"], name="casework_approval_desk")]

    def __str__(self) -> str:
        return f"{self.letter}（{self.get_state_display()}）"

    @property
    def revision_id(self) -> str:
        """Which version: the digest of what was submitted."""
        return self.text_digest


class LetterStep(ApprovalStep):
    """A decision at a stage of a letter."""

    approval = models.ForeignKey(LetterApproval, on_delete=models.PROTECT, related_name="steps")
    stage = models.CharField(_lazy("环节"), max_length=20, choices=Stage)

    class Meta(ApprovalStep.Meta):
        verbose_name = _lazy("文书审签记录")
        verbose_name_plural = _lazy("文书审签记录")

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.get_decision_display()}"


class Delivery(models.Model):
    """One attempt to deliver a letter; every one stays."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="deliveries")
    channel = models.CharField(_lazy("送达方式"), max_length=20, choices=channels)
    on = models.DateField(_lazy("送出日期"))
    signed_on = models.DateField(_lazy("签收日期"), null=True, blank=True)
    returned_on = models.DateField(_lazy("退回日期"), null=True, blank=True)
    signed_by = SealedCharField(_lazy("签收人"), max_length=300, blank=True, null=True)
    why_returned = models.CharField(_lazy("退回原因"), max_length=200, blank=True)
    proof_words = models.CharField(_lazy("凭证"), max_length=200, blank=True)
    proof = models.ForeignKey(
        RequestFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(_lazy("登记时间"))

    class Meta:
        verbose_name = _lazy("送达")
        verbose_name_plural = _lazy("送达")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.on}"
