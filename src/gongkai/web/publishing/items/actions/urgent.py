"""Pull an item down at once, and answer for it as a second person."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import require
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import OwnWork, WrongState
from gongkai.web.publishing.items import acts
from gongkai.web.publishing.items.actions.withdraw import take_down
from gongkai.web.publishing.items.models import ItemPage, UrgentWithdrawal, WithdrawalReason
from gongkai.web.publishing.items.permissions import PULL, WITHDRAW


@transaction.atomic
def pull_item(
    item: ItemPage, *, acting_user: User, on: date, at: datetime, explanation: str = ""
) -> UrgentWithdrawal:
    """Take an item down that shows what must not be public. Its address answers with a tombstone at once."""
    require(acting_user, PULL, item.body)
    told = explanation.strip() or _("发现不应公开的内容，先行撤下")
    pulled = take_down(
        item,
        acting_user=acting_user,
        on=on,
        at=at,
        reason=WithdrawalReason.PERSONAL_DATA,
        explanation=told,
    )
    return UrgentWithdrawal.objects.create(
        item=pulled, pulled_by=acting_user, pulled_at=at, reason=told
    )


@transaction.atomic
def confirm_pull(item: ItemPage, *, acting_user: User, at: datetime, note: str) -> UrgentWithdrawal:
    """Another person confirms that it was right; whoever disagrees brings the item back by its usual way."""
    require(acting_user, WITHDRAW, item.body)
    pulled = (
        UrgentWithdrawal.objects.select_for_update().filter(item=item.pk, confirmed_at=None).first()
    )
    if pulled is None:
        raise WrongState(
            _("“{item_title}”没有待确认的紧急撤下。").format(item_title=item.draft_title)
        )
    if pulled.pulled_by_id == acting_user.pk:
        raise OwnWork(_("紧急撤下须由另一人确认。"))
    pulled.confirmed_by, pulled.confirmed_at, pulled.note = acting_user, at, note.strip()
    pulled.save(update_fields=["confirmed_by", "confirmed_at", "note"])
    record(
        acts.PULL_CONFIRMED,
        by=acting_user,
        body=item.body,
        subject=item,
        after={"pulled_by": pulled.pulled_by.name},
        reason=pulled.note,
        at=at,
    )
    return pulled
