"""Plan broadcasts; say that one was played."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.channels.renderings.script import broadcast_script
from gongkai.web.publishing.channels.renderings.source import source_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.supervision import acts
from gongkai.web.supervision.broadcasts.models import Broadcast, BroadcastSlot
from gongkai.web.supervision.permissions import KEEP_RECORDS

MOST_DAYS = 31
BEGINS = {
    BroadcastSlot.MORNING: time(7),
    BroadcastSlot.NOON: time(12),
    BroadcastSlot.EVENING: time(18, 30),
}
OFF_THE_PLAN = timedelta(hours=1)


def is_off_the_plan(broadcast: Broadcast) -> bool:
    """Whether it was played at another hour than its slot's: said beside the record, since a log that is wrong is no proof."""
    if broadcast.played_at is None:
        return False
    planned = timezone.make_aware(
        datetime.combine(broadcast.on, BEGINS[BroadcastSlot(broadcast.slot)])
    )
    return abs(broadcast.played_at - planned) > OFF_THE_PLAN


@transaction.atomic
def plan_broadcasts(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    item: ItemPage,
    first: date,
    days: int,
    slots: Sequence[str],
) -> list[Broadcast]:
    """The item in these slots of so many days. What may not be read out is refused before it is planned.

    Raises:
        WrongState: the item is not public.
        ActionError: the script would tell personal data; a day is over.
    """
    require(acting_user, KEEP_RECORDS, body)
    if not 1 <= days <= MOST_DAYS:
        raise ActionError({"days": _("一次最多安排 {most} 天。").format(most=MOST_DAYS)})
    if first < timezone.localdate(at):
        raise ActionError({"first": _("开始日期已经过去；请选今天或以后。")})
    if not slots:
        raise ActionError({"slots": _("请至少选一个时段。")})
    if not body.lies_beneath(item.body.public_body or item.body):
        raise ActionError(
            _("“{body}”的喇叭不播“{other}”的信息；请另选。").format(body=body, other=item.body)
        )
    broadcast_script(source_of(item, address="", on=timezone.localdate(at)))
    wanted = [
        (first + timedelta(days=day), BroadcastSlot(slot)) for day in range(days) for slot in slots
    ]
    known = set(
        Broadcast.objects.filter(
            body=body, item=item, on__range=(first, first + timedelta(days=days))
        ).values_list("on", "slot")
    )
    made = Broadcast.objects.bulk_create(
        Broadcast(
            body=body,
            item=item,
            on=on,
            slot=slot,
            entered_by=acting_user if isinstance(acting_user, User) else None,
            entered_at=at,
        )
        for on, slot in wanted
        if (on, str(slot)) not in known
    )
    record(
        acts.BROADCAST_PLANNED,
        by=acting_user,
        body=body,
        subject=item,
        after={"first": first, "days": days, "slots": list(slots), "planned": len(made)},
        at=at,
    )
    return made


@transaction.atomic
def play_broadcast(
    broadcast: Broadcast,
    *,
    acting_user: User | Platform,
    at: datetime,
    played_at: datetime | None = None,
) -> Broadcast:
    """It was played, at ``played_at`` where it is entered later. On its day, and not what has been withdrawn since."""
    require(acting_user, KEEP_RECORDS, broadcast.body)
    current = Broadcast.objects.select_for_update(of=("self",)).get(pk=broadcast.pk)
    if current.played_at is not None:
        raise WrongState(_("已登记播出。"))
    if current.on > timezone.localdate(at):
        raise ActionError(_("{on} 还没有到，不能登记播出。").format(on=current.on))
    if not ItemPage.objects.public().filter(pk=current.item_id).exists():
        raise WrongState(_("这条信息已经撤下，不能再播。"))
    played = played_at or at
    if played > at:
        raise ActionError({"played_at": _("播出时间晚于现在；请核对。")})
    if played_at is not None and timezone.localdate(played) != current.on:
        raise ActionError(
            {"played_at": _("这一次安排在 {on}，播出时间应在这一天。").format(on=current.on)}
        )
    current.played_at = played
    current.played_by = acting_user if isinstance(acting_user, User) else None
    current.save(update_fields=["played_at", "played_by"])
    record(
        acts.BROADCAST_PLAYED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"on": current.on, "slot": current.slot, "played_at": played},
        at=at,
    )
    return current
