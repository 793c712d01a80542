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
from gongkai.web.publishing.items.models import ItemPage, WithdrawalReason
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
        raise ActionError(_("请写明撤下的具体情况。"))
    ItemPage.objects.filter(pk=current.pk).update(withdrawn_on=on, withdrawal_reason=reason)
    current.refresh_from_db()
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
            **told,
        },
        reason=explanation,
        at=at,
    )
    return current


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
