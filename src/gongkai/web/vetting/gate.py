"""The gate: a subject's texts and files are screened before it moves on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from gongkai.documents.errors import DocumentError
from gongkai.screening.edition import rules_edition
from gongkai.screening.finding import Finding
from gongkai.screening.kinds import Kind, Level
from gongkai.screening.leaders import Post as Leader
from gongkai.screening.wording import Word
from gongkai.web.bodies.models import ContactDetails, PublicBody, Term
from gongkai.web.files.reader import in_words
from gongkai.web.vetting.models import IgnoredFinding, IgnoredWording, Moment, ScreeningRun
from gongkai.web.vetting.sightings import seen_in
from gongkai.web.vetting.subjects import Part, Subject
from gongkai.web.vetting.word_lists import words_for

BLOCKING = frozenset({Level.ERROR, Level.UNASSESSABLE})
# What a scan lists and a person may answer for.
LISTED = BLOCKING | {Level.WARNING}
_REGISTERED = ("email", "phone", "fax", "supervision_phone")


@dataclass(frozen=True)
class PartView:
    """What was found in one part of a subject: a text, or one file.

    ``linked`` is the number of another record where the part belongs to one that this one links to; its
    files are mended there. ``for_everybody``: as the subject says.
    """

    name: str
    attachment_sha256: str
    findings: tuple[Finding, ...]
    unread: str = ""
    unread_ignored: bool = False
    note: str = ""
    linked: int | None = None
    for_everybody: bool = False

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Findings that stop the subject."""
        return tuple(
            finding
            for finding in self.findings
            if finding.level in BLOCKING or (self.for_everybody and _is_held_name(finding))
        )


@dataclass(frozen=True)
class Examination:
    """What was found in the whole subject."""

    parts: tuple[PartView, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Everything that stops the subject."""
        return tuple(finding for part in self.parts for finding in part.blocking)

    @property
    def unread(self) -> tuple[str, ...]:
        """Files that could not be looked into and that nobody has answered for."""
        return tuple(part.unread for part in self.parts if part.unread and not part.unread_ignored)

    @property
    def passes(self) -> bool:
        """Whether the subject may move on."""
        return not self.blocking and not self.unread

    def as_json(self) -> list[dict[str, Any]]:
        """For the record: masked excerpts only."""
        return [
            {
                "name": part.name,
                "sha256": part.attachment_sha256,
                "unread": part.unread,
                "findings": [finding.as_json() for finding in part.findings],
            }
            for part in self.parts
        ]


def _is_held_name(finding: Finding) -> bool:
    """A child's, a patient's, a poor person's name: public only where somebody gives the reason that the kind asks for."""
    return finding.kind is Kind.SENSITIVE_NAME and finding.level is Level.WARNING


def unread_fingerprint(sha256: str) -> str:
    """By this a person answers for a file that nobody could look into."""
    return f"unread:{sha256[:32]}"


def let_stand(subjects: Iterable[Subject]) -> frozenset[str]:
    """Fingerprints of what persons let stand in these subjects, or in their bodies everywhere."""
    marks: set[str] = set()
    for subject in subjects:
        bodies = {subject.body.pk, subject.body.public_body_id}
        marks.update(
            IgnoredFinding.objects.of(subject.record).values_list("fingerprint", flat=True)
        )
        marks.update(
            IgnoredWording.objects.filter(Q(body__in=bodies)).values_list("fingerprint", flat=True)
        )
    return frozenset(marks)


def look_at(subject: Subject, standing: frozenset[str]) -> list[PartView]:
    """What the present rules find in each part, without what was let stand; nothing but that is saved."""
    own = own_addresses(subject.body)
    leaders = leaders_in_office(subject.body, subject.on)
    words = words_for(subject.body)
    return [_look_into(part, subject, standing, own, leaders, words) for part in subject.parts]


def own_addresses(body: PublicBody) -> tuple[str, ...]:
    """Mailboxes and numbers that the body has registered for everybody: they are no personal data in its texts."""
    numbers = {body.pk, body.public_body_id}
    told = ContactDetails.objects.filter(body__in=numbers).values_list(*_REGISTERED)
    return tuple(sorted({value.strip().lower() for row in told for value in row if value.strip()}))


def leaders_in_office(body: PublicBody, on: date | None) -> tuple[Leader, ...]:
    """Who holds the posts of the body's leaders on that day, by rank; nobody where the day is not known."""
    if on is None:
        return ()
    titles: dict[str, list[str]] = {}
    terms = Term.objects.on(on).filter(
        post__body__in={body.pk, body.public_body_id}, post__is_leader=True
    )
    order = ("post__order", "post__pk")
    for name, title in terms.order_by(*order).values_list("person__name", "post__title"):
        titles.setdefault(name, []).append(title)
    return tuple(Leader(name, tuple(held)) for name, held in titles.items())


def _look_into(
    part: Part,
    subject: Subject,
    standing: frozenset[str],
    own: tuple[str, ...],
    leaders: tuple[Leader, ...],
    words: tuple[Word, ...],
) -> PartView:
    try:
        findings, _ = seen_in(part, subject.on, own, leaders, words)
    except DocumentError as error:
        return _unread(part, f"附件“{part.name}”无法筛查：{in_words(error)}", standing)
    except OSError:
        told = f"附件“{part.name}”在存储中打不开；请检查存储，或重新上传该附件。"
        return _unread(part, told, standing)
    left = tuple(finding for finding in findings if finding.fingerprint not in standing)
    return PartView(part.name, part.attachment_sha256, left, for_everybody=subject.for_everybody)


def _unread(part: Part, told: str, standing: frozenset[str]) -> PartView:
    return PartView(
        part.name,
        part.attachment_sha256,
        (),
        unread=told,
        unread_ignored=unread_fingerprint(part.sha256) in standing,
    )


def save_run(
    subject: Subject,
    examination: Examination,
    *,
    moment: Moment,
    by: Any,
    at: datetime,
    revision: int | None = None,
) -> ScreeningRun:
    """Keep what was seen of a version; without its number, of the working copy."""
    return ScreeningRun.objects.create(
        subject_kind=subject.kind,
        subject_number=subject.record.pk,
        subject_name=str(subject.record)[:300],
        body=subject.body,
        revision_number=revision or subject.revision,
        rules=rules_edition(),
        digest=subject.digest,
        moment=moment,
        screened_at=at,
        screened_by=by if getattr(by, "pk", None) else None,
        blocking=len(examination.blocking) + len(examination.unread),
        result=examination.as_json(),
    )
