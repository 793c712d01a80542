"""Let a finding stand: a named person answers for it, with a reason."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.journal.recording import record
from gongkai.web.publishing.errors import OwnWork, PublishingError
from gongkai.web.publishing.items import acts, signals
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.gate import LISTED, examine, unread_fingerprint
from gongkai.web.publishing.items.models import IgnoredFinding, ItemPage
from gongkai.web.publishing.items.permissions import OVERRIDE


@transaction.atomic
def override_finding(
    item: ItemPage, *, acting_user: User, at: datetime, fingerprint: str, on: date, reason: str
) -> IgnoredFinding:
    """Answer for one finding of the working copy that stops it or that a scan lists.

    Secrecy marks are never answered away.

    Whoever wrote the version does not answer for it. A changed text or file is a new finding.
    """
    require(acting_user, OVERRIDE, item.body)
    copy = working_copy(item)
    if acting_user.pk in {copy.owner_id, copy.latest_revision.user_id}:
        raise OwnWork(f"“{copy.title}”由您起草，须由他人确认。")
    if not reason.strip():
        raise PublishingError("请写明保留该内容的理由。")
    label = _label_of(copy, fingerprint)
    ignored, made = IgnoredFinding.objects.get_or_create(
        item_id=copy.pk,
        fingerprint=fingerprint,
        defaults={
            "label": label,
            "ignored_by": acting_user,
            "ignored_on": on,
            "reason": reason,
        },
    )
    if not made:
        raise PublishingError(f"该内容已由{ignored.ignored_by.name}确认保留。")
    signals.tell(
        signals.finding_kept,
        item=copy,
        fingerprint=fingerprint,
        by=acting_user,
        at=at,
        note=reason.strip(),
    )
    record(
        acts.OVERRIDDEN,
        by=acting_user,
        body=copy.body,
        subject=copy,
        after={"finding": label, "fingerprint": fingerprint},
        reason=reason,
        at=at,
    )
    return ignored


def _label_of(copy: ItemPage, fingerprint: str) -> str:
    for attachment in copy.attachments.all():
        if fingerprint == unread_fingerprint(attachment):
            return f"无法筛查的附件“{attachment.name}”"
    for finding in (each for part in examine(copy).parts for each in part.findings):
        if finding.fingerprint == fingerprint and finding.level in LISTED:
            if finding.kind.value == "secrecy_mark":
                raise PublishingError("密级和内部标志不能确认保留；请停止公开并送保密审查。")
            return finding.message()[:200]
    raise PublishingError("没有找到该发现，内容可能已修改；请重新筛查。")
