"""Rename, order and remove the files of a working copy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.files.uploads import LONGEST_NAME, shown_name
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.actions.draft import attachment_of, keep, locked, working_copy
from gongkai.web.publishing.items.models import Attachment, ItemPage
from gongkai.web.publishing.permissions import DRAFT


@transaction.atomic
def rename_attachment(
    item: ItemPage, *, acting_user: User | Platform, at: datetime, sha256: str, name: str
) -> Attachment:
    """Give a file another name. Its ending tells what it is and stays."""
    require(acting_user, DRAFT, item.body)
    copy = working_copy(locked(item))
    attachment = attachment_of(copy, sha256)
    ending = PurePath(attachment.name).suffix
    stem = PurePath(name.strip()).name.removesuffix(ending).strip(". ")
    if not stem:
        raise ActionError(_("附件名称不能为空。"))
    shown = shown_name(stem)[: LONGEST_NAME - len(ending)] + ending
    before = attachment.name
    if shown == before:
        return attachment
    attachment.name = shown
    copy.attachments.add(attachment)
    keep(copy, acting_user, at=at)
    record(
        acts.ATTACHMENT_RENAMED,
        by=acting_user,
        body=copy.body,
        subject=copy,
        before={"name": before, "sha256": sha256},
        after={"name": shown},
        at=at,
    )
    return attachment


@transaction.atomic
def order_attachments(
    item: ItemPage, *, acting_user: User | Platform, at: datetime, order: Sequence[str]
) -> list[Attachment]:
    """Put the files into the order of these SHA-256; files that are not named follow."""
    require(acting_user, DRAFT, item.body)
    copy = working_copy(locked(item))
    was = list(copy.attachments.all())
    places = {sha256: place for place, sha256 in enumerate(order)}
    now = sorted(was, key=lambda each: places.get(each.sha256, len(places)))
    if now == was:
        return was
    before = [each.name for each in was]
    for place, attachment in enumerate(now):
        attachment.sort_order = place
    copy.attachments.set(now)
    keep(copy, acting_user, at=at)
    record(
        acts.ATTACHMENTS_ORDERED,
        by=acting_user,
        body=copy.body,
        subject=copy,
        before={"names": before},
        after={"names": [each.name for each in now]},
        at=at,
    )
    return now


@transaction.atomic
def remove_attachment(
    item: ItemPage, *, acting_user: User | Platform, at: datetime, sha256: str, reason: str = ""
) -> None:
    """Take a file out of the working copy. Earlier versions keep it; what is public stays until the release."""
    require(acting_user, DRAFT, item.body)
    copy = working_copy(locked(item))
    attachment = attachment_of(copy, sha256)
    name = attachment.name
    copy.attachments.remove(attachment)
    keep(copy, acting_user, at=at)
    record(
        acts.ATTACHMENT_REMOVED,
        by=acting_user,
        body=copy.body,
        subject=copy,
        before={"name": name, "sha256": sha256, "size": attachment.size},
        reason=reason,
        at=at,
    )
