"""Set the composition of a leading group from a day on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies import acts, signals
from gongkai.web.bodies.models import (
    GroupVersion,
    LeadingGroup,
    Post,
    PublicBody,
    Seat,
    SeatRole,
)
from gongkai.web.bodies.permissions import MANAGE_PEOPLE
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError


@transaction.atomic
def compose_group(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    name: str,
    on: date,
    seats: Sequence[tuple[SeatRole, Post]],
    document_number: str = "",
    office: str = "",
) -> GroupVersion:
    """A new version of a group; the one before ends that day and stays readable."""
    require(acting_user, MANAGE_PEOPLE, body)
    if not any(role == SeatRole.HEAD for role, _ in seats):
        raise ActionError(gettext("“{name}”没有组长；请至少指定一名组长。").format(name=name))
    for _, post in seats:
        if not post.body.lies_beneath(body):
            raise ActionError(
                gettext("“{post}”不属于“{body}”，不能列入“{name}”；请另选职务。").format(
                    post=post, body=body, name=name
                )
            )
    group, _ = LeadingGroup.objects.get_or_create(body=body, name=name)
    current = group.versions.filter(ends_on=None).first()
    if current is not None and on < current.starts_on:
        raise ActionError(
            gettext(
                "“{name}”的新名单日期 {on} 早于现行名单的起始日 {starts_on}；"
                "请填写该日或更晚的日期。"
            ).format(name=name, on=on, starts_on=current.starts_on)
        )
    if current is not None and on == current.starts_on:
        # A roster of that same day is corrected; the journal keeps what it was.
        version = current
        version.document_number, version.office = document_number, office
        version.save(update_fields=["document_number", "office"])
        version.seats.all().delete()
    else:
        if current is not None:
            current.ends_on = on
            current.save(update_fields=["ends_on"])
        version = GroupVersion.objects.create(
            group=group, starts_on=on, document_number=document_number, office=office
        )
    for order, (role, post) in enumerate(seats, start=1):
        Seat.objects.create(version=version, post=post, role=role, order=order)
    record(
        acts.GROUP_COMPOSED,
        by=acting_user,
        body=body,
        subject=version,
        after={"on": on, "seats": [f"{role.label} {post.title}" for role, post in seats]},
        reason=document_number,
        at=at,
    )
    signals.facts_changed.send(sender=GroupVersion, body=body, on=on)
    return version
