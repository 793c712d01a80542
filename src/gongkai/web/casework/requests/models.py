"""Requests 申请: the case itself, the person sealed apart, files, and attempts to look one up."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _lazy

from gongkai.statute.codelists import codelist
from gongkai.statute.course import CLOSED, State
from gongkai.statute.outcomes import load_outcomes
from gongkai.statute.receipt import Door
from gongkai.web.accounts.encrypted import SealedCharField, SealedTextField
from gongkai.web.bodies.models import PublicBody
from gongkai.web.casework.permissions import SEE_CASES
from gongkai.web.files.models import StoredFile

FAR = date(9999, 12, 31)
OPEN_STATES = [state.value for state in State if state not in CLOSED]


def doors() -> list[tuple[str, str]]:
    """Codes and names of the doors."""
    return [(door.value, door.label) for door in Door]


def applicant_columns() -> list[tuple[str, str]]:
    """Codes and names of the columns of table three."""
    return [(code.id, code.label) for code in codelist("applicant_kinds")]


def applicant_kinds() -> list[tuple[str, str]]:
    """Codes and names of who may ask: the columns of table three, and those of whom it does not say where they stand (C12)."""
    between = [(code.id, code.label) for code in codelist("applicants_between")]
    return [*applicant_columns(), *between]


def states() -> list[tuple[str, str]]:
    """Codes and names of where a case stands."""
    return [(state.value, state.label) for state in State]


def outcomes() -> list[tuple[str, str]]:
    """Codes and names of the results."""
    return [(each.id, each.label) for each in load_outcomes().values()]


class TriageKind(models.TextChoices):
    """What a letter really is; triage says so, and it decides which way it goes."""

    INFORMATION = "information", _lazy("申请公开政府信息")
    PETITION = "petition", _lazy("信访、投诉、举报")
    CONSULTATION = "consultation", _lazy("咨询")
    PARTY_OR_VILLAGE = "party-or-village", _lazy("党务、村务或者公共企事业单位信息")
    CORRECTION = "correction", _lazy("要求更正本人记录（第四十一条）")


class RequestQuerySet(models.QuerySet["DisclosureRequest"]):
    """The one door to cases."""

    def visible_to(self, user: Any) -> RequestQuerySet:
        """Cases of bodies whose cases this user may see."""
        return self.filter(body__in=user.bodies_where(SEE_CASES))

    def open(self) -> RequestQuerySet:
        """Cases that are not closed."""
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, on: date) -> RequestQuerySet:
        """Open cases whose last day has passed; an answer made in time and not delivered is late too."""
        return self.open().filter(due_on__lt=on)

    def untouched(self) -> RequestQuerySet:
        """Came by the net, and nobody has done anything about them yet."""
        return self.open().filter(
            registered_by=None, events=None, letters=None, searches=None, split_from=None
        )

    def same_as(self, case: DisclosureRequest) -> RequestQuerySet:
        """Others in which the same applicant asks the same body for the same, newest first."""
        same = self.filter(
            body=case.body_id,
            applicant_digest=case.applicant_digest,
            words_digest=case.words_digest,
        )
        return same.exclude(pk=case.pk).order_by("-pk")

    def counted(self) -> RequestQuerySet:
        """Cases that stand in table three: corrections do not, nor what a higher body answers itself."""
        return self.exclude(matter=TriageKind.CORRECTION).exclude(door=Door.HANDED_DOWN.value)


class DisclosureRequest(models.Model):
    """One case: one request of one applicant, or of one joint group, to one body.

    ``state`` and ``due_on`` are what the clock said last, kept for lists; the events are the truth.
    ``applicant_digest`` and ``words_digest`` are keyed marks by which equal ones are found without being known.
    """

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="requests")
    year = models.PositiveSmallIntegerField(_lazy("登记年份"))
    serial = models.PositiveIntegerField(_lazy("序号"))
    matter = models.CharField(
        _lazy("类型"), max_length=20, choices=TriageKind, default=TriageKind.INFORMATION
    )
    applicant_kind = models.CharField(_lazy("申请人情况"), max_length=20, choices=applicant_kinds)
    door = models.CharField(_lazy("渠道"), max_length=20, choices=doors)
    submitted_on = models.DateField(_lazy("提交日期"), null=True, blank=True)
    signed_on = models.DateField(_lazy("签收日期"), null=True, blank=True)
    confirmed_on = models.DateField(_lazy("确认日期"), null=True, blank=True)
    unreachable = models.TextField(_lazy("联系不上的记录"), blank=True)
    received_on = models.DateField(_lazy("收到日期"))
    registered_at = models.DateTimeField(_lazy("登记时间"))
    electronic_since = models.DateField(_lazy("同意电子送达的日期"), null=True, blank=True)
    text = SealedTextField(_lazy("申请内容"))
    wanted_form = models.CharField(_lazy("形式要求"), max_length=100, blank=True)
    read_back = models.CharField(_lazy("代填和宣读"), max_length=200, blank=True)
    state = models.CharField(_lazy("状态"), max_length=30, choices=states)
    due_on = models.DateField(_lazy("截止日"), null=True, blank=True)
    waits_until = models.DateField(_lazy("申请人补正、缴费的最后一日"), null=True, blank=True)
    is_provisional = models.BooleanField(_lazy("暂计"), default=False)
    # Where a notice has moved the last day, until somebody has looked: what it was before.
    moved_from = models.DateField(_lazy("放假安排变动前的截止日"), null=True, blank=True)
    outcome = models.CharField(_lazy("办理结果"), max_length=40, choices=outcomes, blank=True)
    concluded_on = models.DateField(_lazy("办结日期"), null=True, blank=True)
    # C14: the answer that a review or a court set aside; in the table of its year it stands.
    first_outcome = models.CharField(
        _lazy("被责令重新答复前的结果"), max_length=40, choices=outcomes, blank=True
    )
    first_concluded_on = models.DateField(
        _lazy("被责令重新答复前的办结日期"), null=True, blank=True
    )
    split_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts"
    )
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    # What lists are sorted by, kept by the database: what has no such day stands with what is furthest away.
    ended_by = models.GeneratedField(
        expression=Coalesce("concluded_on", Value(FAR)),
        output_field=models.DateField(),
        db_persist=True,
    )
    owed_by = models.GeneratedField(
        expression=Coalesce("due_on", Value(FAR)), output_field=models.DateField(), db_persist=True
    )
    hollowed_on = models.DateField(_lazy("保管期满、已去除个人信息的日期"), null=True, blank=True)
    code_digest = SealedCharField(max_length=300, editable=False)
    applicant_digest = models.CharField(max_length=64, editable=False)
    words_digest = models.CharField(max_length=64, editable=False)
    address_digest = models.CharField(max_length=64, blank=True, editable=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = _lazy("政府信息公开申请")
        verbose_name_plural = _lazy("政府信息公开申请")
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year", "serial"], name="casework_number_once"),
            models.CheckConstraint(
                condition=Q(outcome="") | ~Q(matter="correction"), name="casework_correction_apart"
            ),
        ]
        indexes = [
            models.Index(fields=["body", "state", "due_on"], name="casework_request_desk"),
            models.Index(fields=["body", "-received_on", "-id"], name="casework_request_list"),
            models.Index(
                fields=["body", "-ended_by", "owed_by", "-id", "state", "due_on"],
                name="casework_request_sorted",
            ),
            # Everything that table three asks, so that a year is counted from the index alone.
            models.Index(
                fields=[
                    "body",
                    "first_concluded_on",
                    "received_on",
                    "concluded_on",
                    "matter",
                    "door",
                    "applicant_kind",
                    "outcome",
                ],
                name="casework_request_counted",
            ),
            models.Index(fields=["body", "applicant_digest"], name="casework_request_applicant"),
            models.Index(fields=["address_digest", "registered_at"], name="casework_request_from"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """As told to the applicant: `QS11-2026-0003`."""
        return f"{self.body.code}-{self.year}-{self.serial:04}"

    @property
    def is_answered_elsewhere(self) -> bool:
        """Whether it was handed down: the agency that received it owes the applicant the answer (C15)."""
        return self.door == Door.HANDED_DOWN.value

    @property
    def is_open(self) -> bool:
        """Whether something is still owed."""
        return self.state in OPEN_STATES


class Applicant(models.Model):
    """Who asked, sealed with a key of its own; `gongkai.web.casework.requests.people` opens it."""

    disclosure_request = models.OneToOneField(
        DisclosureRequest, on_delete=models.PROTECT, related_name="applicant"
    )
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _lazy("申请人")
        verbose_name_plural = _lazy("申请人")

    def __str__(self) -> str:
        return f"申请人 {self.disclosure_request_id}"


class FileKind(models.TextChoices):
    """What a file of a case is. Some say who somebody is, and are sealed once more."""

    IDENTITY = "identity", _lazy("身份证明")
    POWER = "power", _lazy("授权委托书")
    PRESENCE = "presence", _lazy("居留、设立机构的证明")
    CONTENT = "content", _lazy("申请材料")
    PROOF = "proof", _lazy("凭证")
    RELEASED = "released", _lazy("遮盖后的副本")
    MAIL = "mail", _lazy("邮件原件")


PERSONAL_KINDS = frozenset({FileKind.IDENTITY, FileKind.POWER, FileKind.PRESENCE})
# A mail may hold any of the others.
SEALED_KINDS = PERSONAL_KINDS | {FileKind.MAIL}


class RequestFile(StoredFile):
    """A file of a case. ``sha256`` is of what lies in the store."""

    folder = "requests"

    disclosure_request = models.ForeignKey(
        DisclosureRequest, on_delete=models.PROTECT, related_name="files"
    )
    kind = models.CharField(_lazy("种类"), max_length=20, choices=FileKind)
    added_at = models.DateTimeField(_lazy("加入时间"))

    class Meta:
        verbose_name = _lazy("申请材料")
        verbose_name_plural = _lazy("申请材料")
        ordering = ["pk"]


class UnreachedLetter(models.Model):
    """A letter whose sender cannot be reached: no day of receipt runs until contact is restored (国办公开办函〔2015〕207号).

    ``sealed`` holds who asks and what, under the applicants' key. It ends as a case, and then nothing of it is left here.
    """

    body = models.ForeignKey(PublicBody, on_delete=models.PROTECT, related_name="unreached_letters")
    door = models.CharField(_lazy("渠道"), max_length=20, choices=doors)
    came_on = models.DateField(_lazy("到达日期"))
    sealed = models.BinaryField()
    calls = SealedTextField(_lazy("联系的记录"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField(_lazy("登记时间"))

    class Meta:
        verbose_name = _lazy("联系不上的来信")
        verbose_name_plural = _lazy("联系不上的来信")
        ordering = ["came_on", "pk"]

    def __str__(self) -> str:
        return f"{self.came_on} {self.get_door_display()}"


class UnreachedFile(StoredFile):
    """A file that came with such a letter, sealed as who sent it is."""

    folder = "unreached"

    letter = models.ForeignKey(UnreachedLetter, on_delete=models.CASCADE, related_name="files")
    kind = models.CharField(_lazy("种类"), max_length=20, choices=FileKind)

    class Meta:
        verbose_name = _lazy("联系不上的来信的材料")
        verbose_name_plural = _lazy("联系不上的来信的材料")
        ordering = ["pk"]


class RequestMail(models.Model):
    """The mail by which a request came: ``sha256`` of it as it came, and that of its Message-ID, by which it is known again."""

    disclosure_request = models.OneToOneField(
        DisclosureRequest, on_delete=models.PROTECT, related_name="mail"
    )
    sha256 = models.CharField(max_length=64, db_index=True)
    message_digest = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        verbose_name = _lazy("来信邮件")
        verbose_name_plural = _lazy("来信邮件")

    def __str__(self) -> str:
        return self.sha256[:12]


class LookupAttempt(models.Model):
    """Somebody asked after a case with a wrong code; kept for a day."""

    address_digest = models.CharField(max_length=64)
    tried_at = models.DateTimeField()

    class Meta:
        verbose_name = _lazy("查询尝试")
        verbose_name_plural = _lazy("查询尝试")
        indexes = [models.Index(fields=["address_digest", "tried_at"], name="casework_lookup_from")]

    def __str__(self) -> str:
        return f"{self.tried_at:%Y-%m-%d %H:%M}"


class Profile(models.Model):
    """What letters of a body need beside its contact details: its 文号 word, who reviews, which court, how fees are paid."""

    body = models.OneToOneField(PublicBody, on_delete=models.PROTECT, related_name="casework")
    letter_word = models.CharField(
        _lazy("文号代字"), max_length=20, blank=True, help_text=_lazy("例：柳政公复")
    )
    review_body = models.CharField(
        _lazy("复议机关"), max_length=100, blank=True, help_text=_lazy("全称；不填则按法律的说法写")
    )
    court = models.CharField(
        _lazy("管辖法院"),
        max_length=100,
        blank=True,
        help_text=_lazy("全称；集中管辖的写集中管辖的法院"),
    )

    class Meta:
        verbose_name = _lazy("办件资料")
        verbose_name_plural = _lazy("办件资料")

    def __str__(self) -> str:
        return f"{self.body} {self.letter_word}"
