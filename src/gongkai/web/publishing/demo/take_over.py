"""Take over what was public before this platform, with the steps that it went through, in bulk.

The journal says today that it was taken over, and what was said of its earlier way; it does not pretend
to have recorded that way. What fails today's screening is not taken over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.models import Revision

from gongkai.screening.edition import rules_edition
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.actions.body import open_column
from gongkai.web.bodies.models import BodyPage, DisclosurePage, PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.channels.models.channel import ChannelKind
from gongkai.web.publishing.errors import Blocked, PublishingError
from gongkai.web.publishing.items import acts, signals
from gongkai.web.publishing.items.actions.draft import FIELDS, new_attachment
from gongkai.web.publishing.items.gate import examine_alone
from gongkai.web.publishing.items.models import (
    Attachment,
    Decision,
    ItemPage,
    Release,
    ReleaseState,
    Stage,
    Step,
    WithdrawalReason,
)
from gongkai.web.publishing.items.numbering import next_index_numbers
from gongkai.web.publishing.items.permissions import TAKE_OVER
from gongkai.web.publishing.items.release_procedure import REVIEWS
from gongkai.web.publishing.items.routes import is_strict, rule_of
from gongkai.web.vetting.models import Moment, ScreeningRun

AT_ONCE = 200


@dataclass(frozen=True)
class EarlierStep:
    """A decision taken before: at which stage, by whom, when."""

    stage: Stage
    decided_by: User
    decided_at: datetime
    comment: str = ""


@dataclass(frozen=True)
class EarlierItem:
    """An item that is public already. ``fields`` are further fields of an item; the last step released it."""

    body: PublicBody
    row: CatalogueRow
    title: str
    summary: str
    text: str
    formed_on: date
    drafted_by: User
    submitted_at: datetime
    steps: tuple[EarlierStep, ...]
    fields: Mapping[str, Any] = field(default_factory=dict)
    files: tuple[tuple[str, bytes], ...] = ()
    withdrawn_on: date | None = None
    withdrawal_reason: WithdrawalReason | None = None

    @property
    def released_at(self) -> datetime:
        """When it became public."""
        return self.steps[-1].decided_at

    @property
    def published_on(self) -> date:
        """The day on which it became public."""
        return timezone.localtime(self.released_at).date()


@transaction.atomic
def take_over(items: Iterable[EarlierItem], *, acting_user: User | Platform) -> list[ItemPage]:
    """Make items that are public from the start, oldest first; index numbers follow the day of release.

    Raises:
        PublishingError: a way that nobody could have gone, or facts that are missing.
        Blocked: the screening found what must not be public.
    """
    require(acting_user, TAKE_OVER, None)
    ordered = sorted(items, key=lambda each: each.released_at)
    pages = [_page(each) for each in ordered]
    for each, page in zip(ordered, pages, strict=True):
        _refuse_doubtful(each, page)
    _number(ordered, pages)
    rows = _plant(pages)
    _attach(ordered, pages)
    revisions = _keep_versions(ordered, pages, rows)
    _screen(pages)
    _keep_ways(ordered, pages, revisions)
    for each, page in zip(ordered, pages, strict=True):
        record(
            acts.TAKEN_OVER,
            by=acting_user,
            body=each.body,
            subject=page,
            after={
                "index_number": page.index_number,
                "formed_on": each.formed_on,
                "published_on": page.published_on,
                "withdrawn_on": page.withdrawn_on,
                "submitted": f"{each.drafted_by.name} {each.submitted_at:%Y-%m-%d}",
                "steps": [
                    f"{step.stage.label} {step.decided_by.name} {step.decided_at:%Y-%m-%d}"
                    for step in each.steps
                ],
            },
        )
    signals.tell(signals.items_taken_over, items=pages)
    return pages


def _page(each: EarlierItem) -> ItemPage:
    unknown = set(each.fields) - set(FIELDS)
    if unknown:
        raise ValueError(f"not fields of an item: {sorted(unknown)}")
    fields = {
        "lists_people": each.row.lists_people,
        "is_major": each.row.is_major,
        **each.fields,
    }
    return ItemPage(
        title=each.title,
        draft_title=each.title,
        body=each.body,
        row=each.row,
        summary=each.summary,
        text=each.text,
        formed_on=each.formed_on,
        published_on=each.published_on,
        withdrawn_on=each.withdrawn_on,
        withdrawal_reason=each.withdrawal_reason or "",
        owner=each.drafted_by,
        live=True,
        first_published_at=each.released_at,
        last_published_at=each.released_at,
        latest_revision_created_at=each.submitted_at,
        **fields,
    )


def _refuse_doubtful(each: EarlierItem, page: ItemPage) -> None:
    """The order of stages, three reviews for lists and major matters, and nobody twice or on own work."""
    stages = [step.stage for step in each.steps]
    reviews = [step for step in each.steps if step.stage in REVIEWS]
    reviewers = {step.decided_by.pk for step in reviews}
    moments = [each.submitted_at, *(step.decided_at for step in each.steps)]
    told = ""
    if stages != [stage for stage in Stage if stage in stages] or stages[-2:] != [
        Stage.SECRECY_CHECK,
        Stage.RELEASE,
    ]:
        told = "审核环节不全或次序不对，应为各级审核、保密审查、发布"
    elif not reviews or (is_strict(page) and len(reviews) < len(REVIEWS)):
        told = "审核级数不足"
    elif len(reviewers) < len(reviews):
        told = "同一人办理了两级审核"
    elif each.drafted_by.pk in {step.decided_by.pk for step in each.steps}:
        told = "拟稿人办理了自己起草的信息"
    elif moments != sorted(moments) or each.formed_on > timezone.localdate(each.submitted_at):
        told = "各环节的时间先后不对"
    elif each.withdrawn_on is not None and each.withdrawn_on < each.published_on:
        told = "撤下日期早于发布日期"
    elif not (each.title.strip() and each.summary.strip() and (each.text.strip() or each.files)):
        told = "缺少标题、内容概述或正文"
    if told:
        raise PublishingError(f"“{each.title}”{told}；请核对后再移入。")


def _number(ordered: Sequence[EarlierItem], pages: Sequence[ItemPage]) -> None:
    wanted = Counter((each.body, each.published_on.year) for each in ordered)
    ready = {
        (body, year): iter(
            next_index_numbers(
                body,
                year=year,
                scheme=rule_of(body, date(year, 12, 31)).index_scheme,
                count=count,
            )
        )
        for (body, year), count in wanted.items()
    }
    for each, page in zip(ordered, pages, strict=True):
        page.index_number = next(ready[each.body, each.published_on.year])


def _plant(pages: Sequence[ItemPage]) -> list[DisclosurePage]:
    """Give every page its place in the tree; returns the rows of the table that all pages share."""
    kind = ContentType.objects.get_for_model(ItemPage)
    columns: dict[PublicBody, BodyPage] = {}
    steps: Counter[PublicBody] = Counter()
    planted: Counter[PublicBody] = Counter()
    for page in pages:
        if page.body not in columns:
            column = BodyPage.objects.select_for_update().get(pk=open_column(page.body).pk)
            last = column.get_last_child()
            columns[page.body] = column
            steps[page.body] = ItemPage._str2int(last.path[-ItemPage.steplen :]) if last else 0
        column = columns[page.body]
        steps[page.body] += 1
        planted[page.body] += 1
        page.depth = column.depth + 1
        page.path = ItemPage._get_path(column.path, page.depth, steps[page.body])
        page.slug = f"taken-over-{page.path.lower()}"
        page.url_path = f"{column.url_path}{page.slug}/"
        page.content_type = kind
        page.locale_id = column.locale_id
    upper = [each for each in DisclosurePage._meta.concrete_fields if not each.primary_key]
    rows = DisclosurePage.objects.bulk_create(
        [
            DisclosurePage(**{each.attname: getattr(page, each.attname) for each in upper})
            for page in pages
        ],
        batch_size=AT_ONCE,
    )
    for page, row in zip(pages, rows, strict=True):
        page.pk = row.pk
        page.slug = row.slug = str(row.pk)
        page.url_path = row.url_path = f"{columns[page.body].url_path}{page.slug}/"
        page.save_base(raw=True, force_insert=True)
    for body, count in planted.items():
        column = columns[body]
        BodyPage.objects.filter(pk=column.pk).update(numchild=F("numchild") + count)
    return rows


def _attach(ordered: Sequence[EarlierItem], pages: Sequence[ItemPage]) -> None:
    for each, page in zip(ordered, pages, strict=True):
        attachments = [new_attachment(name, data) for name, data in each.files]
        for order, attachment in enumerate(attachments):
            attachment.item = page
            attachment.sort_order = order
        Attachment.objects.bulk_create(attachments)
        page.attachments.set(attachments)


def _screen(pages: Sequence[ItemPage]) -> None:
    now = timezone.now()
    runs = []
    for page in pages:
        seen = examine_alone(page)
        if not seen.passes:
            raise Blocked(seen.blocking, seen.unread)
        runs.append(
            ScreeningRun(
                subject_kind=page._meta.label_lower,
                subject_number=page.pk,
                subject_name=page.title,
                body=page.body,
                revision_number=page.latest_revision_id,
                rules=rules_edition(),
                moment=Moment.SCAN,
                screened_at=now,
                result=seen.as_json(),
            )
        )
    ScreeningRun.objects.bulk_create(runs, batch_size=AT_ONCE)


def _keep_versions(
    ordered: Sequence[EarlierItem], pages: Sequence[ItemPage], rows: Sequence[DisclosurePage]
) -> list[Revision]:
    kind = ContentType.objects.get_for_model(ItemPage)
    base = ContentType.objects.get_for_model(DisclosurePage)
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_type=kind,
                base_content_type=base,
                object_id=str(page.pk),
                created_at=each.submitted_at,
                user=each.drafted_by,
                object_str=str(page),
                content=page.serializable_data(),
            )
            for each, page in zip(ordered, pages, strict=True)
        ],
        batch_size=AT_ONCE,
    )
    for page, row, revision in zip(pages, rows, revisions, strict=True):
        for each in (page, row):
            each.latest_revision = each.live_revision = revision
    DisclosurePage.objects.bulk_update(
        rows, ["slug", "url_path", "latest_revision", "live_revision"], batch_size=AT_ONCE
    )
    return revisions


def _keep_ways(
    ordered: Sequence[EarlierItem], pages: Sequence[ItemPage], revisions: Sequence[Revision]
) -> None:
    releases = Release.objects.bulk_create(
        [
            Release(
                item=page,
                body=each.body,
                revision=revision,
                route=[step.stage.value for step in each.steps],
                stage=Stage.RELEASE,
                state=ReleaseState.RELEASED,
                submitted_by=each.drafted_by,
                submitted_at=each.submitted_at,
                finished_at=each.released_at,
            )
            for each, page, revision in zip(ordered, pages, revisions, strict=True)
        ],
        batch_size=AT_ONCE,
    )
    Step.objects.bulk_create(
        [
            Step(
                release=release,
                stage=step.stage,
                decision=Decision.RELEASED if step.stage is Stage.RELEASE else Decision.APPROVED,
                decided_by=step.decided_by,
                decided_at=step.decided_at,
                comment=step.comment,
                proofread=step.stage in REVIEWS,
            )
            for each, release in zip(ordered, releases, strict=True)
            for step in each.steps
        ],
        batch_size=AT_ONCE,
    )
    Posting.objects.bulk_create(
        [
            Posting(
                item=page,
                body=each.body,
                kind=ChannelKind.PORTAL,
                posted_on=each.published_on,
                removed_on=each.withdrawn_on,
                posted_by=each.steps[-1].decided_by,
            )
            for each, page in zip(ordered, pages, strict=True)
        ],
        batch_size=AT_ONCE,
    )
