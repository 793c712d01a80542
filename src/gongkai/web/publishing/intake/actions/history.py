"""Register what was public before the platform was: with its own days and address, screened like any release."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.bodies.exceptions import exception_of
from gongkai.web.bodies.models import Exempt
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, OwnWork, WrongState
from gongkai.web.publishing.channels.models import Posting
from gongkai.web.publishing.channels.websites import website_of
from gongkai.web.publishing.intake import acts
from gongkai.web.publishing.intake.models import ColumnImport, ImportLine, ImportState, LineState
from gongkai.web.publishing.items import signals
from gongkai.web.publishing.items.actions.draft import locked, working_copy
from gongkai.web.publishing.items.actions.versions import publish_version
from gongkai.web.publishing.items.authorship import authors_of
from gongkai.web.publishing.items.gate import pass_gate
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.numbering import next_index_number
from gongkai.web.publishing.items.permissions import CONFIRM_HISTORY, RELEASE
from gongkai.web.publishing.items.posting_period import is_list_of_people, proposed_take_down
from gongkai.web.publishing.items.routes import rule_of
from gongkai.web.vetting.errors import Blocked
from gongkai.web.vetting.models import Moment

SEEN = ("title", "document_number", "issuing_body", "formed_on", "summary", "text", "row_id")
"""What was public then, and is only public again as it was."""


def release_history(
    item: ItemPage, *, acting_user: User, published_on: date, url: str = "", at: datetime
) -> ItemPage:
    """已公开历史信息: make an imported item public again under the day on which it first was.

    Whoever brought it in does not do this. It takes the place of the reviews, which it had then; the
    screening it does not skip.

    Raises:
        Blocked: the screening found what must not go out; the item stays a draft.
    """
    require(acting_user, RELEASE, item.body)
    with transaction.atomic():
        version = _fit(item, acting_user, published_on, at)
    pass_gate(version, moment=Moment.RELEASE, by=acting_user, at=at)
    with transaction.atomic():
        version = _fit(item, acting_user, published_on, at)
        return _make_history(version, acting_user, published_on, url, at)


def _fit(item: ItemPage, user: User, published_on: date, at: datetime) -> ItemPage:
    current = locked(item)
    if current.live or current.published_on is not None:
        raise WrongState(
            _("“{current_title}”已公开，无须登记为历史信息。").format(current_title=current.title)
        )
    line = current.import_lines.exclude(imported_revision=None).first()
    if line is None:
        raise ActionError(_("只有导入的信息才能登记为已公开历史信息；新的信息请提交审核。"))
    _refuse_unconfirmed(line.run, user, timezone.localdate(at))
    version = working_copy(current)
    if user.pk in authors_of(current):
        raise OwnWork(
            _("“{current_title}”由您导入，须由他人登记为历史信息。").format(
                current_title=current.title
            )
        )
    if _content_of(version) != _content_of(line.imported_revision.as_object()):
        raise ActionError(
            _("“{title}”导入以后改动过，不能登记为历史信息；请按新的信息提交审核。").format(
                title=version.title
            )
        )
    if published_on > timezone.localtime(at).date():
        raise ActionError(
            _("原公开日期 {published_on} 晚于今天；请核对。").format(published_on=published_on)
        )
    if published_on < version.formed_on:
        raise ActionError(
            _("原公开日期 {published_on} 早于成文日期 {formed_on}；请核对。").format(
                published_on=published_on, formed_on=version.formed_on
            )
        )
    if is_list_of_people(version) and version.take_down_on is None:
        version.take_down_on = proposed_take_down(version, published_on)
    if version.take_down_on is not None and version.take_down_on <= timezone.localtime(at).date():
        raise ActionError(
            _(
                "“{version_title}”是人员名单，公示期到 {take_down_on} 已满，不再公开；留作草稿备查。"
            ).format(version_title=version.title, take_down_on=version.take_down_on)
        )
    return version


def _content_of(version: ItemPage) -> tuple[Any, ...]:
    """What a reader would see: the words, and each file; a masked copy counts as the file that it was made of."""
    files = sorted(
        PurePath(each.original).stem if each.original else each.sha256
        for each in version.attachments.all()
    )
    return (*(getattr(version, name) for name in SEEN), *files)


def _make_history(
    version: ItemPage, user: User, published_on: date, url: str, at: datetime
) -> ItemPage:
    today = timezone.localtime(at).date()
    version.index_number = next_index_number(
        version.body, year=today.year, scheme=rule_of(version.body, today).index_scheme
    )
    version.published_on = published_on
    before = ItemPage.objects.get(pk=version.pk)
    revision = publish_version(version, by=user, at=at)
    website = website_of(version.body, published_on) if url else None
    released = ItemPage.objects.get(pk=version.pk)
    signals.tell(
        signals.item_released,
        item=released,
        before=before,
        seen=None,
        by=user,
        on=today,
        at=at,
        # Without a website in the inventory of that day the address stays beside our own posting.
        note="" if website else f"原网址：{url}"[:200] if url else "",
    )
    if website is not None:
        Posting.objects.create(
            item_id=version.pk,
            body=website.body,
            kind=website.kind,
            channel=website,
            url=url,
            posted_on=published_on,
            posted_by=user,
        )
    record(
        acts.HISTORY_RELEASED,
        by=user,
        body=version.body,
        subject=version,
        after={
            "index_number": version.index_number,
            "published_on": published_on,
            "url": url,
            "revision": revision.pk,
        },
        at=at,
    )
    return released


@transaction.atomic
def confirm_history(run: ColumnImport, *, acting_user: User, at: datetime) -> ColumnImport:
    """A reviewer who neither brought it in nor registers it answers for it that the batch was public before."""
    require(acting_user, CONFIRM_HISTORY, run.body)
    current = ColumnImport.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if current.state != ImportState.DONE:
        raise WrongState(_("这一批还没有导入完，导入完成后再核对。"))
    if current.confirmed_by_id is not None:
        raise WrongState(_("这一批已由{name}核对。").format(name=current.confirmed_by))
    items = ItemPage.objects.filter(import_lines__run=current)
    if current.started_by_id == acting_user.pk or any(
        acting_user.pk in authors_of(item) for item in items
    ):
        raise OwnWork(_("这一批由您导入或修改过，须由他人核对。"))
    current.confirmed_by, current.confirmed_at = acting_user, at
    current.save(update_fields=["confirmed_by", "confirmed_at"])
    record(
        acts.HISTORY_CONFIRMED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"lines": current.lines.filter(state=LineState.IMPORTED).count()},
        at=at,
    )
    return current


def _refuse_unconfirmed(run: ColumnImport, user: User, on: date) -> None:
    """Two persons beside whoever brought it in, as behind every release; one where the body above has excepted it."""
    if run.confirmed_by_id == user.pk:
        raise OwnWork(_("这一批由您核对，须由他人登记为历史信息。"))
    if run.confirmed_by_id is None and exception_of(run.body, Exempt.RELEASE, on) is None:
        raise ActionError(
            _(
                "这一批还没有核对：请一名审核人对照原网页或原件，核对确已公开、日期无误，再登记；人员确实不足的，请上级批准“人少机构例外”。"
            )
        )


def release_imported(run: ColumnImport, *, acting_user: User, at: datetime, most: int) -> int:
    """Register up to ``most`` imported lines that name their day; what the screening stops is held back.

    Gives how many lines were looked at; call it again until that is 0.
    """
    require(acting_user, RELEASE, run.body)
    if run.started_by_id == acting_user.pk:
        raise OwnWork(_("这一批由您导入，须由他人登记为历史信息。"))
    _refuse_unconfirmed(run, acting_user, timezone.localdate(at))
    lines = run.lines.filter(
        state=LineState.IMPORTED, item__isnull=False, facts__has_key="published_on"
    )
    looked_at = 0
    for line in list(lines.select_related("item__body").order_by("number")[:most]):
        looked_at += 1
        _release_line(line, acting_user, at)
    return looked_at


def _release_line(line: ImportLine, user: User, at: datetime) -> None:
    try:
        release_history(
            line.item,
            acting_user=user,
            published_on=date.fromisoformat(line.facts["published_on"]),
            url=line.facts.get("url", ""),
            at=at,
        )
    except OwnWork:
        raise
    except (Blocked, ActionError) as error:
        line.state, line.note = LineState.HELD, "；".join(error.messages).replace("：；", "：")
    else:
        line.state, line.note = LineState.HISTORY, ""
    line.save(update_fields=["state", "note"])
