"""Say that a finding that stops nothing is none; the next screening remembers it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.screening.finding import Finding
from gongkai.screening.kinds import Kind
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.journal.recording import record
from gongkai.web.publishing.errors import PublishingError
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.gate import BLOCKING, examine
from gongkai.web.publishing.items.models import IgnoredFinding, IgnoredWording, ItemPage
from gongkai.web.publishing.permissions import DRAFT


def dismissible(item: ItemPage, fingerprint: str) -> Finding:
    """The finding of the working copy, where it may be dismissed.

    Raises:
        PublishingError: there is none, or it stops the item and somebody must answer for it.
    """
    copy = working_copy(item)
    for part in examine(copy).parts:
        for finding in part.findings:
            if finding.fingerprint == fingerprint:
                if finding.level in BLOCKING or finding.kind is Kind.SECRECY_MARK:
                    raise PublishingError("该发现会拦下发布，须由保密审查员或三审确认保留。")
                return finding
    raise PublishingError("没有找到该发现，内容可能已修改；请重新筛查。")


def is_wording(finding: Finding) -> bool:
    """Whether it is a word that a body may leave alone everywhere."""
    return finding.kind is Kind.WORDING and finding.advice is not None


@transaction.atomic
def dismiss_finding(
    item: ItemPage,
    *,
    acting_user: User,
    at: datetime,
    fingerprint: str,
    on: date,
    reason: str,
    everywhere: bool = False,
) -> IgnoredFinding | IgnoredWording:
    """Not here; or, for a wording, nowhere in this body any more."""
    require(acting_user, DRAFT, item.body)
    if not reason.strip():
        raise PublishingError("请写明不再提示的理由。")
    finding = dismissible(item, fingerprint)
    if everywhere and not is_wording(finding):
        raise PublishingError("只有用语可以在全单位不再提示；其他发现请逐件处理。")
    label = finding.message()[:200]
    facts = {
        "label": label,
        "ignored_by": acting_user,
        "ignored_on": on,
        "reason": reason.strip(),
    }
    kept: IgnoredFinding | IgnoredWording
    if everywhere:
        kept, _ = IgnoredWording.objects.get_or_create(
            body=item.body.public_body or item.body, fingerprint=fingerprint, defaults=facts
        )
    else:
        kept, _ = IgnoredFinding.objects.get_or_create(
            item_id=item.pk, fingerprint=fingerprint, defaults=facts
        )
    record(
        acts.DISMISSED,
        by=acting_user,
        body=item.body,
        subject=item,
        after={"finding": label, "fingerprint": fingerprint, "everywhere": everywhere},
        reason=reason,
        at=at,
    )
    return kept


@transaction.atomic
def restore_wording(wording: IgnoredWording, *, acting_user: User, at: datetime) -> None:
    """Tell a wording again."""
    require(acting_user, DRAFT, wording.body)
    body, label = wording.body, wording.label
    wording.delete()
    record(acts.WORDING_RESTORED, by=acting_user, body=body, before={"finding": label}, at=at)
