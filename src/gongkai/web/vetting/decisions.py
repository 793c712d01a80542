"""What a person lets stand: answering for what stops a subject, leaving alone what does not."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext

from gongkai.screening.finding import Finding
from gongkai.screening.kinds import Kind
from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError
from gongkai.web.vetting.gate import LISTED, Examination, unread_fingerprint
from gongkai.web.vetting.models import IgnoredFinding, IgnoredWording
from gongkai.web.vetting.subjects import Subject


def answer_for(
    subject: Subject,
    examination: Examination,
    *,
    acting_user: Any,
    fingerprint: str,
    on: date,
    reason: str,
) -> IgnoredFinding:
    """Let a finding stand that stops the subject or that a scan lists.

    Who wrote it knows the room of the subject, which refuses them. Marks of secrecy are never answered away. A changed text or file is a new finding.
    """
    if not reason.strip():
        raise ActionError(gettext("请写明保留该内容的理由。"))
    ignored, made = IgnoredFinding.objects.get_or_create(
        subject_kind=subject.kind,
        subject_number=subject.record.pk,
        fingerprint=fingerprint,
        defaults={
            "label": _label_of(subject, examination, fingerprint),
            "ignored_by": acting_user,
            "ignored_on": on,
            "reason": reason,
        },
    )
    if not made:
        raise ActionError(
            gettext("该内容已由{ignored_by_name}确认保留。").format(
                ignored_by_name=ignored.ignored_by.name
            )
        )
    return ignored


def _label_of(subject: Subject, examination: Examination, fingerprint: str) -> str:
    for part in subject.parts:
        if part.attachment_sha256 and fingerprint == unread_fingerprint(part.sha256):
            return f"无法筛查的附件“{part.name}”"
    for finding in (each for part in examination.parts for each in part.findings):
        if finding.fingerprint == fingerprint and finding.level in LISTED:
            if finding.kind is Kind.SECRECY_MARK:
                raise ActionError(gettext("密级和内部标志不能确认保留；请停止公开并送保密审查。"))
            return finding.message()[:200]
    raise ActionError(gettext("没有找到该发现，内容可能已修改；请重新筛查。"))


def dismissible(examination: Examination, fingerprint: str) -> Finding:
    """The finding, where it may be dismissed.

    Raises:
        ActionError: there is none, or it stops the subject and somebody must answer for it.
    """
    for part in examination.parts:
        for finding in part.findings:
            if finding.fingerprint == fingerprint:
                if finding in part.blocking or finding.kind is Kind.SECRECY_MARK:
                    raise ActionError(gettext("该发现会拦下发布，须由保密审查员或三审确认保留。"))
                return finding
    raise ActionError(gettext("没有找到该发现，内容可能已修改；请重新筛查。"))


def is_wording(finding: Finding) -> bool:
    """Whether it is a word that a body may leave alone everywhere."""
    return finding.kind is Kind.WORDING and finding.advice is not None


def dismiss(
    subject: Subject,
    finding: Finding,
    *,
    acting_user: Any,
    on: date,
    reason: str,
    everywhere_in: PublicBody | None = None,
) -> IgnoredFinding | IgnoredWording:
    """Not here; or, for a wording, nowhere in this body any more."""
    if not reason.strip():
        raise ActionError(gettext("请写明不再提示的理由。"))
    if everywhere_in is not None and not is_wording(finding):
        raise ActionError(gettext("只有用语可以在全单位不再提示；其他发现请逐件处理。"))
    facts = {
        "label": finding.message()[:200],
        "ignored_by": acting_user,
        "ignored_on": on,
        "reason": reason.strip(),
    }
    kept: IgnoredFinding | IgnoredWording
    if everywhere_in is not None:
        kept, _ = IgnoredWording.objects.get_or_create(
            body=everywhere_in, fingerprint=finding.fingerprint, defaults=facts
        )
    else:
        kept, _ = IgnoredFinding.objects.get_or_create(
            subject_kind=subject.kind,
            subject_number=subject.record.pk,
            fingerprint=finding.fingerprint,
            defaults=facts,
        )
    return kept
