"""Open, change, check and close the channels of a body."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies.models import PublicBody
from gongkai.web.journal.recording import changes, describe, record
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.channels import acts
from gongkai.web.publishing.channels.models import Channel, ChannelCheck
from gongkai.web.publishing.channels.permissions import MANAGE_CHANNELS, POST

FACTS = ("name", "unit", "post", "place", "registration_number", "opened_on")


def _refuse_strangers(channel: Channel) -> None:
    """Who answers for a channel belongs to its body."""
    answering = channel.body.public_body_id or channel.body_id
    for field, label, owner in (
        ("unit", "责任单位", channel.unit),
        ("post", "责任职务", channel.post.body if channel.post else None),
    ):
        if owner is not None and answering not in {owner.pk, owner.public_body_id}:
            raise ActionError(
                {field: _("{label}不属于“{body}”；请另选。").format(label=label, body=channel.body)}
            )


@transaction.atomic
def open_channel(
    body: PublicBody, *, acting_user: User | Platform, at: datetime, kind: str, **facts: Any
) -> Channel:
    """Enter a channel in the inventory."""
    require(acting_user, MANAGE_CHANNELS, body)
    channel = Channel(body=body, kind=kind, **facts)
    channel.full_clean()
    _refuse_strangers(channel)
    channel.save()
    record(
        acts.CHANNEL_OPENED,
        by=acting_user,
        body=body,
        subject=channel,
        after=describe(channel, ["kind", *FACTS]),
        at=at,
    )
    return channel


def _locked(channel: Channel) -> Channel:
    current = Channel.objects.select_for_update().get(pk=channel.pk)
    if current.closed_on is not None:
        raise WrongState(
            _("“{current_name}”已于 {closed_on} 停用，不能再修改。").format(
                current_name=current.name, closed_on=current.closed_on
            )
        )
    return current


@transaction.atomic
def change_channel(
    channel: Channel, *, acting_user: User | Platform, at: datetime, **facts: Any
) -> Channel:
    """Change what the inventory says of a channel; the journal keeps what it said before."""
    require(acting_user, MANAGE_CHANNELS, channel.body)
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise ValueError(f"not facts of a channel: {sorted(unknown)}")
    current = _locked(channel)
    before = describe(current, FACTS)
    for field, value in facts.items():
        setattr(current, field, value)
    current.full_clean()
    _refuse_strangers(current)
    current.save()
    was, now = changes(before, describe(current, FACTS))
    record(
        acts.CHANNEL_CHANGED,
        by=acting_user,
        body=current.body,
        subject=current,
        before=was,
        after=now,
        at=at,
    )
    return current


@transaction.atomic
def close_channel(
    channel: Channel, *, acting_user: User | Platform, at: datetime, on: date, reason: str
) -> Channel:
    """Close a channel from a day on. Whatever still hangs there must be taken down first."""
    require(acting_user, MANAGE_CHANNELS, channel.body)
    current = _locked(channel)
    if not reason.strip():
        raise ActionError(_("请写明停用的原因。"))
    standing = current.postings.standing().to_take_down(on).count()
    if standing:
        raise WrongState(
            _(
                "“{current_name}”上还有 {standing} 条到期或者已撤回的信息没有登记撤下；请先登记。"
            ).format(current_name=current.name, standing=standing)
        )
    current.closed_on, current.closing_reason = on, reason
    current.full_clean()
    current.save(update_fields=["closed_on", "closing_reason"])
    record(
        acts.CHANNEL_CLOSED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"closed_on": on},
        reason=reason,
        at=at,
    )
    return current


@transaction.atomic
def check_channel(
    channel: Channel,
    *,
    acting_user: User,
    at: datetime,
    on: date,
    works: bool,
    last_update_on: date | None = None,
    note: str = "",
) -> ChannelCheck:
    """Write down what was seen on a channel on a day."""
    require(acting_user, POST, channel.body)
    current = _locked(channel)
    if last_update_on is not None and last_update_on > on:
        raise ActionError(
            _("最近更新日期 {last_update_on} 晚于检查日期 {on}；请核对。").format(
                last_update_on=last_update_on, on=on
            )
        )
    if not works and not note.strip():
        raise ActionError(_("请写明打不开或者损坏的情况。"))
    check = ChannelCheck.objects.create(
        channel=current,
        checked_on=on,
        checked_by=acting_user,
        works=works,
        last_update_on=last_update_on,
        note=note,
    )
    record(
        acts.CHANNEL_CHECKED,
        by=acting_user,
        body=current.body,
        subject=current,
        after={"checked_on": on, "works": works, "last_update_on": last_update_on},
        reason=note,
        at=at,
    )
    return check
