"""The gate: an item's text and files are screened before it moves on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from typing import Any

from django.db import transaction

from gongkai.documents import open_bytes
from gongkai.documents.errors import DocumentError
from gongkai.screening.edition import rules_edition
from gongkai.screening.finding import Finding, Ignored
from gongkai.screening.kinds import Level
from gongkai.screening.screen import screen
from gongkai.web.files.readings import document_of
from gongkai.web.journal.recording import record
from gongkai.web.publishing.errors import Blocked
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.models import (
    Attachment,
    IgnoredFinding,
    IgnoredWording,
    ItemPage,
    ScreeningRun,
)
from gongkai.web.publishing.items.models.screening import Moment
from gongkai.web.publishing.items.text_links import dead_files, linked_items

BLOCKING = frozenset({Level.ERROR, Level.UNASSESSABLE})
# What a scan lists and a person may answer for.
LISTED = BLOCKING | {Level.WARNING}
BODY_NAME = "正文.html"


@dataclass(frozen=True)
class FileView:
    """What was found in one part of an item: its text, or one file.

    ``linked`` is the number of another item where the part belongs to one that this item links to; its
    files are mended there.
    """

    name: str
    attachment_sha256: str
    findings: tuple[Finding, ...]
    unread: str = ""
    unread_ignored: bool = False
    note: str = ""
    linked: int | None = None

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Findings that stop the item."""
        return tuple(finding for finding in self.findings if finding.level in BLOCKING)


@dataclass(frozen=True)
class Examination:
    """What was found in the whole item."""

    parts: tuple[FileView, ...]

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Everything that stops the item."""
        return tuple(finding for part in self.parts for finding in part.blocking)

    @property
    def unread(self) -> tuple[str, ...]:
        """Files that could not be looked into and that nobody has answered for."""
        return tuple(part.unread for part in self.parts if part.unread and not part.unread_ignored)

    @property
    def passes(self) -> bool:
        """Whether the item may move on."""
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


def unread_fingerprint(attachment: Attachment) -> str:
    """By this a person answers for a file that nobody could look into."""
    return f"unread:{attachment.sha256[:32]}"


def body_as_html(item: ItemPage) -> bytes:
    """What a reader would see of the item besides its files."""
    facts = [item.title, item.document_number, item.issuing_body, item.keywords, item.summary]
    lines = "".join(f"<p>{escape(fact)}</p>" for fact in facts if fact)
    page = f'<html><head><meta charset="utf-8"></head><body>{lines}{item.text}</body></html>'
    return page.encode()


def examine(item: ItemPage) -> Examination:
    """Look at this version of the item, and at the public items that it links to; nothing is saved."""
    ignored = _ignored_of(item)
    parts = _parts_of(item, ignored)
    if dead := dead_files(item):
        note = f"正文有 {dead} 处链接指向已不在附件中的文件，读者打不开；请改正链接。"
        parts[0] = replace(parts[0], note=note)
    for other in linked_items(item):
        for part in _parts_of(other, [*ignored, *_ignored_of(other)]):
            name = f"链接的信息“{other.title}”：{part.name}"
            parts.append(replace(part, name=name, linked=other.pk))
    return Examination(tuple(parts))


def examine_alone(item: ItemPage) -> Examination:
    """Look at this version of the item only; nothing is saved."""
    return Examination(tuple(_parts_of(item, _ignored_of(item))))


def _ignored_of(item: ItemPage) -> list[Ignored]:
    body = item.body
    kept = [
        *IgnoredFinding.objects.filter(item_id=item.pk).select_related("ignored_by"),
        *IgnoredWording.objects.filter(body__in={body.pk, body.public_body_id}).select_related(
            "ignored_by"
        ),
    ]
    return [
        Ignored(each.fingerprint, each.ignored_by.name, each.reason, each.ignored_on)
        for each in kept
    ]


def _parts_of(item: ItemPage, ignored: list[Ignored]) -> list[FileView]:
    answered = {each.fingerprint for each in ignored}
    document = open_bytes(body_as_html(item), BODY_NAME)
    found = screen(document, ignored=ignored, on=item.formed_on)
    parts = [FileView("正文", "", found.findings)]
    for attachment in item.attachments.all():
        parts.append(_look_into(attachment, ignored, answered, item))
    return parts


def _look_into(
    attachment: Attachment, ignored: Iterable[Ignored], answered: set[str], item: ItemPage
) -> FileView:
    try:
        document = document_of(attachment)
    except DocumentError as error:
        return FileView(
            attachment.name,
            attachment.sha256,
            (),
            unread=f"附件“{attachment.name}”无法筛查：{error}",
            unread_ignored=unread_fingerprint(attachment) in answered,
        )
    except OSError:
        return FileView(
            attachment.name,
            attachment.sha256,
            (),
            unread=f"附件“{attachment.name}”在存储中打不开；请检查存储，或重新上传该附件。",
            unread_ignored=unread_fingerprint(attachment) in answered,
        )
    found = screen(document, ignored=ignored, on=item.formed_on)
    return FileView(attachment.name, attachment.sha256, found.findings)


def pass_gate(item: ItemPage, *, moment: Moment, by: Any, at: datetime) -> Examination:
    """Screen, keep what was seen, and stop: raises `Blocked` unless all was clean or answered for.

    Call it before the transaction of the act: the screening takes its time, and what it saw is kept
    whatever becomes of the act.
    """
    examination = examine(item)
    with transaction.atomic():
        save_run(item, examination, moment=moment, by=by, at=at)
        if not examination.passes:
            record(
                acts.BLOCKED,
                by=by,
                body=item.body,
                subject=item,
                after={
                    "moment": moment,
                    "blocking": sorted({each.variety.label for each in examination.blocking}),
                    "unread": len(examination.unread),
                },
                at=at,
            )
    if not examination.passes:
        raise Blocked(examination.blocking, examination.unread)
    return examination


def save_run(
    item: ItemPage,
    examination: Examination,
    *,
    moment: Moment,
    by: Any,
    at: datetime,
    revision_number: int | None = None,
) -> ScreeningRun:
    """Keep what was seen of a version; without its number, of the working copy."""
    return ScreeningRun.objects.create(
        item_id=item.pk,
        revision_number=revision_number or item.latest_revision_id,
        rules=rules_edition(),
        moment=moment,
        screened_at=at,
        screened_by=by if getattr(by, "pk", None) else None,
        blocking=len(examination.blocking) + len(examination.unread),
        result=examination.as_json(),
    )
