"""The life of an item of the invented county: drafted, reviewed, released, taken down, by its people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.models import PublicBody
from gongkai.web.files.store import digest_of
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.demo.story import Story, hour_of
from gongkai.web.publishing.items.actions.attribute import approve_attribute, decide_attribute
from gongkai.web.publishing.items.actions.draft import attach_file, draft_item, working_copy
from gongkai.web.publishing.items.actions.open_file import open_file
from gongkai.web.publishing.items.actions.override import override_finding
from gongkai.web.publishing.items.actions.release import release_item
from gongkai.web.publishing.items.actions.review import approve
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.actions.withdraw import withdraw_item
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import (
    Attribute,
    ItemPage,
    Release,
    Stage,
    WithdrawalReason,
)
from gongkai.web.publishing.items.models.attribute_card import AttributeCard
from gongkai.web.publishing.items.models.attribute_card import Manner as AttributeManner
from gongkai.web.vetting.gate import unread_fingerprint
from gongkai.web.vetting.models import Manner

WAY = (
    (Stage.FIRST_REVIEW, "文字已核对。"),
    (Stage.SECOND_REVIEW, "同意。"),
    (Stage.THIRD_REVIEW, "同意发布。"),
    (Stage.SECRECY_CHECK, "经审查，不涉密，可以公开。"),
    (Stage.RELEASE, ""),
)
PICTURES = (".png", ".jpg")
LOOKED = "已打开看过：是示意图，没有人像、姓名和号码。"
TYPING = timedelta(minutes=40)


@dataclass(frozen=True)
class Decided:
    """A decision on the way: at which stage, by whom, when, and in which words."""

    stage: Stage
    by: User
    at: datetime
    comment: str = ""


@dataclass(frozen=True)
class Past:
    """An item to come, with its whole way. ``fields`` are further fields of an item; the last step releases it."""

    body: PublicBody
    row: CatalogueRow
    title: str
    summary: str
    text: str
    formed_on: date
    drafted_by: User
    submitted_at: datetime
    steps: tuple[Decided, ...]
    fields: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[tuple[str, bytes], ...] = ()

    @property
    def published_on(self) -> date:
        """The day on which it becomes public."""
        return self.steps[-1].at.date()


def life(past: Past) -> Story:
    """From the first draft to the day on which it comes down."""
    drafted_at = past.submitted_at - TYPING
    yield drafted_at
    item = draft_item(
        past.body,
        acting_user=past.drafted_by,
        at=drafted_at,
        title=past.title,
        row=past.row,
        formed_on=past.formed_on,
        summary=past.summary,
        text=past.text,
        **past.fields,
    )
    for name, data in past.files:
        attach_file(item, acting_user=past.drafted_by, at=drafted_at, name=name, data=data)
    card = _card(item, past, drafted_at) if past.fields.get("document_number") else None
    yield past.submitted_at
    if card is not None:
        approve_attribute(card, acting_user=past.steps[2].by, at=past.submitted_at)
    _answer_for_pictures(item, past)
    yield from go_public(item, past.drafted_by, past.submitted_at, past.steps)
    # The release itself may have laid down the day, as for a list of people.
    down_on = ItemPage.objects.values_list("take_down_on", flat=True).get(pk=item.pk)
    if down_on is not None:
        down_at = hour_of(down_on, 0, 1)
        yield down_at
        withdraw_item(
            item,
            acting_user=PLATFORM,
            at=down_at,
            on=down_on,
            reason=WithdrawalReason.PERIOD_OVER,
            explanation=f"公示期至 {down_on}，按期撤下。",
        )


def _card(item: ItemPage, past: Past, at: datetime) -> AttributeCard:
    """The four questions on a numbered document."""
    return decide_attribute(
        ItemPage.objects.get(pk=item.pk),
        acting_user=past.drafted_by,
        at=at,
        attribute=Attribute.PROACTIVE,
        manner=AttributeManner.WHOLE,
        audience="全社会",
        period_kind=past.row.period_kind,
        reason="属于依照条例第二十条、第二十一条应当主动公开的信息，不涉及国家秘密、商业秘密和个人隐私。",
    )


def _answer_for_pictures(item: ItemPage, past: Past) -> None:
    """In what no program reads, or finds no word, a person looks, and answers for it."""
    pictures = {digest_of(data) for name, data in past.files if name.endswith(PICTURES)}
    if not pictures:
        return
    secrecy, at = past.steps[3].by, past.submitted_at
    item = ItemPage.objects.get(pk=item.pk)
    for part in examine(working_copy(item)).parts:
        sha256 = part.attachment_sha256
        if sha256 not in pictures:
            continue
        open_file(item, acting_user=secrecy, at=at, sha256=sha256, manner=Manner.PAGE)
        fingerprints = [finding.fingerprint for finding in part.blocking]
        if part.unread:
            fingerprints.append(unread_fingerprint(sha256))
        for fingerprint in fingerprints:
            override_finding(
                item,
                acting_user=secrecy,
                at=at,
                fingerprint=fingerprint,
                on=at.date(),
                reason=LOOKED,
            )


def go_public(
    item: ItemPage, drafter: User, submitted_at: datetime, steps: Sequence[Decided]
) -> Story:
    """Submit now, then take every step at its moment."""
    release = submit_item(item, acting_user=drafter, at=submitted_at)
    files = files_of(release)
    for step in steps:
        yield step.at
        open_files(release, files, step.by, step.at)
        if step.stage is Stage.RELEASE:
            release_item(release, acting_user=step.by, at=step.at, comment=step.comment)
        else:
            release = approve(
                release,
                acting_user=step.by,
                at=step.at,
                stage=step.stage,
                comment=step.comment,
                proofread=True,
            )


def files_of(release: Release) -> list[str]:
    """The files of a version that goes its way, by content; nobody changes them on the way."""
    return [each.sha256 for each in release.version.attachments.all()]


def open_files(release: Release, files: Sequence[str], by: User, at: datetime) -> None:
    """Whoever decides has looked at each file."""
    for sha256 in files:
        open_file(release.item, acting_user=by, at=at, sha256=sha256, manner=Manner.PAGE)


def one_day(on: date, deciding: Sequence[User], first: int = 9) -> Iterator[Decided]:
    """The whole way within one day, an hour for each stage."""
    for place, ((stage, comment), user) in enumerate(zip(WAY, deciding, strict=True)):
        yield Decided(stage, user, hour_of(on, first + place), comment)
