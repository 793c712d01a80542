"""Found a recurring list, change it, and draft its next issue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.papers.periods import Period, Rhythm
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.files.confined import jobs
from gongkai.web.files.confined.jobs import FoundList
from gongkai.web.files.models import StoredFile
from gongkai.web.files.readings import ask, content_of
from gongkai.web.journal.recording import changes, describe, record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.catalogue.models import CatalogueRow
from gongkai.web.publishing.intake import acts
from gongkai.web.publishing.intake.actions.intake import enter_files
from gongkai.web.publishing.intake.models import Intake, ListIssue, RecurringList
from gongkai.web.publishing.items.actions.draft import attach_file, clean_attachment, working_copy
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.permissions import DRAFT


def list_in(files: Sequence[StoredFile]) -> tuple[StoredFile, FoundList] | None:
    """The first file with a list in it, and the list."""
    for file in files:
        try:
            found = ask(content_of(file), jobs.list_in)
        except DocumentError:
            continue
        if found is not None:
            return file, found
    return None


@transaction.atomic
def create_list(
    item: ItemPage,
    *,
    acting_user: User | Platform,
    at: datetime,
    name: str,
    period: Period,
    columns: Sequence[str],
) -> RecurringList:
    """Make an item the first issue of a recurring list. ``columns``: the heads that are published."""
    require(acting_user, DRAFT, item.body)
    copy = working_copy(item)
    if ListIssue.objects.filter(item_id=item.pk).exists():
        raise ActionError(_("这条信息已属于一份定期名单。"))
    if RecurringList.objects.filter(body=item.body, name=name).exists():
        raise ActionError(_("本单位已有定期名单“{name}”。").format(name=name))
    told = list_in(list(copy.attachments.all()))
    made = RecurringList.objects.create(
        body=item.body,
        row=copy.row,
        name=name,
        rhythm=period.rhythm.value,
        columns=list(columns),
    )
    ListIssue.objects.create(
        recurring_list=made,
        item_id=item.pk,
        year=period.year,
        number=period.number,
        heads=told[1].found.heads if told else [],
        lines=told[1].found.lines if told else None,
    )
    record(
        acts.LIST_CREATED,
        by=acting_user,
        body=item.body,
        subject=item,
        after={"name": name, "period": period.code, "columns": list(columns)},
        at=at,
    )
    return made


@transaction.atomic
def change_list(
    recurring_list: RecurringList,
    *,
    acting_user: User | Platform,
    at: datetime,
    name: str,
    row: CatalogueRow,
    columns: Sequence[str],
    ended_on: date | None,
) -> RecurringList:
    """Change a list's name, row and published columns, or end it."""
    current = RecurringList.objects.select_for_update().get(pk=recurring_list.pk)
    require(acting_user, DRAFT, current.body)
    before = describe(current)
    current.name, current.row, current.columns = name, row, list(columns)
    current.ended_on = ended_on
    current.full_clean()
    current.save()
    was, now = changes(before, describe(current))
    record(
        acts.LIST_CHANGED,
        by=acting_user,
        body=current.body,
        subject=current,
        before=was,
        after=now,
        at=at,
    )
    return current


@transaction.atomic
def issue_list(
    recurring_list: RecurringList,
    intake: Intake,
    *,
    acting_user: User | Platform,
    at: datetime,
    period: Period,
    title: str,
    summary: str,
    formed_on: date,
    only_columns: bool,
    masked: bool,
) -> ItemPage:
    """Draft the issue of a period from a file that came in.

    ``only_columns`` takes the published columns into a new table and leaves the rest inside;
    ``masked`` masks what the screening finds in what is attached.
    """
    current = RecurringList.objects.select_for_update().get(pk=recurring_list.pk)
    require(acting_user, DRAFT, current.body)
    if current.body_id != intake.body_id:
        raise ActionError(_("名单和文件不属于同一机关。"))
    if period.rhythm is not Rhythm(current.rhythm):
        raise ActionError(
            _("“{current_name}”{rhythm}一期，与{period}不符。").format(
                current_name=current.name, rhythm=current.get_rhythm_display(), period=period
            )
        )
    last = current.last_issue
    copy = working_copy(last.item) if last else None
    files = list(intake.files.all())
    item = enter_files(
        intake,
        acting_user=acting_user,
        attach=[] if only_columns else [file.sha256 for file in files],
        title=title,
        row=current.row,
        summary=summary,
        formed_on=formed_on,
        subject=copy.subject if copy else "",
        keywords=copy.keywords if copy else "",
        issuing_body=copy.issuing_body if copy else "",
        lists_people=copy.lists_people if copy else current.row.lists_people,
        is_major=copy.is_major if copy else current.row.is_major,
        at=at,
    )
    told = list_in(files)
    if told is None:
        raise ActionError(_("文件中没有找到带表头的表格；请核对文件，或用“新增信息”登记。"))
    file, (found, _proposal) = told
    if only_columns:
        keep = [head for head in found.heads if head in current.columns]
        if not keep:
            raise ActionError(_("文件中没有一列属于应公开的列；请核对文件或修改名单的公开列。"))
        attach_file(
            item,
            acting_user=acting_user,
            name=f"{title}.xlsx",
            data=ask(content_of(file), jobs.list_with_columns, keep, title),
            at=at,
        )
    if masked:
        for attachment in working_copy(ItemPage.objects.get(pk=item.pk)).attachments.all():
            clean_attachment(
                ItemPage.objects.get(pk=item.pk),
                acting_user=acting_user,
                sha256=attachment.sha256,
                at=at,
            )
    item = ItemPage.objects.get(pk=item.pk)
    try:
        with transaction.atomic():
            ListIssue.objects.create(
                recurring_list=current,
                item=item,
                year=period.year,
                number=period.number,
                heads=found.heads,
                lines=found.lines,
            )
    except IntegrityError as error:
        raise ActionError(
            _("“{current_name}”{period}已有一期，请勿重复起草。").format(
                current_name=current.name, period=period
            )
        ) from error
    record(
        acts.LIST_ISSUED,
        by=acting_user,
        body=current.body,
        subject=item,
        after={
            "list": current.name,
            "period": period.code,
            "lines": found.lines,
            "only_columns": only_columns,
            "masked": masked,
        },
        at=at,
    )
    return item
