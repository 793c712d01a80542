"""Take a released item down; a page remains that says so.

Kept: the address, which answers 410 with index number, day and reason; every version and file, for whoever may see
drafts; the steps of its release, its postings with their photographs, and the journal. Shown to nobody outside any more:
title, text, files. Search, feeds and open data forget it, and its number is never given again.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import PLATFORM, Platform, require
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.items import acts, signals
from gongkai.web.publishing.items.models import (
    ItemPage,
    Release,
    ReleaseState,
    WithdrawalReason,
)
from gongkai.web.publishing.items.permissions import WITHDRAW


@transaction.atomic
def withdraw_item(
    item: ItemPage,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    reason: WithdrawalReason,
    explanation: str,
) -> ItemPage:
    """Take an item down for one of three reasons. Its address answers with a tombstone."""
    require(acting_user, WITHDRAW, item.body)
    return take_down(
        item, acting_user=acting_user, at=at, on=on, reason=reason, explanation=explanation
    )


def take_down(
    item: ItemPage,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    reason: WithdrawalReason,
    explanation: str,
) -> ItemPage:
    """The same for whoever was asked for the right already; inside a transaction."""
    current = ItemPage.objects.select_for_update().get(pk=item.pk)
    if not current.live:
        raise WrongState(
            _("“{current_title}”尚未发布，无须撤下。").format(current_title=current.title)
        )
    if current.withdrawn_on is not None:
        raise WrongState(
            _("“{current_title}”已于 {withdrawn_on} 撤下。").format(
                current_title=current.title, withdrawn_on=current.withdrawn_on
            )
        )
    if not explanation.strip():
        raise ActionError(_("请写明撤下的具体情况。"), fields=("explanation",))
    ItemPage.objects.filter(pk=current.pk).update(withdrawn_on=on, withdrawal_reason=reason)
    current.refresh_from_db()
    cancelled = _cancel_pending(current, by=acting_user, at=at)
    told = signals.tell(
        signals.item_withdrawn,
        item=current,
        by=acting_user,
        on=on,
        at=at,
        explanation=explanation.strip(),
    )
    record(
        acts.WITHDRAWN,
        by=acting_user,
        body=current.body,
        subject=current,
        after={
            "withdrawn_on": on,
            "reason": WithdrawalReason(reason).value,
            "cancelled": cancelled,
            **told,
        },
        reason=explanation,
        at=at,
    )
    return current


def _cancel_pending(item: ItemPage, *, by: User | Platform, at: datetime) -> int:
    """End every release that is under review or waits for its hour: none of them brings the item back."""
    pending = Release.objects.select_for_update().filter(
        item=item, state__in=[ReleaseState.UNDER_REVIEW, ReleaseState.SCHEDULED]
    )
    ended = 0
    for release in pending:
        release.state, release.finished_at = ReleaseState.RECALLED, at
        release.save(update_fields=["state", "finished_at"])
        record(
            acts.RECALLED,
            by=by,
            body=release.body,
            subject=item,
            reason=_("信息已撤下，待办的发布一并取消"),
            at=at,
        )
        ended += 1
    return ended


def take_down_due(on: date, *, at: datetime) -> list[ItemPage]:
    """Take down what was posted for a period that is over."""
    due = ItemPage.objects.public().filter(take_down_on__lte=on).order_by("pk")
    down = []
    for item in list(due):
        try:
            withdrawn = withdraw_item(
                item,
                acting_user=PLATFORM,
                on=on,
                reason=WithdrawalReason.PERIOD_OVER,
                explanation=f"公示期至 {item.take_down_on}，按期撤下。",
                at=at,
            )
        except WrongState:
            # Another worker, or a clerk, was a moment faster.
            continue
        down.append(withdrawn)
    return down
