"""Give matters to sections and posts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies import acts, signals
from gongkai.web.bodies.models import Post, PublicBody, Responsibility
from gongkai.web.bodies.permissions import MANAGE_PEOPLE
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError


@transaction.atomic
def assign_matter(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    matter: str,
    unit: PublicBody,
    on: date,
    post: Post | None = None,
) -> Responsibility:
    """From a day on the section and the post answer for the matter."""
    require(acting_user, MANAGE_PEOPLE, body)
    if not unit.lies_beneath(body):
        raise ActionError(
            _("“{unit}”不属于“{body}”，不能承办其事项；请另选承办单位。").format(
                unit=unit, body=body
            )
        )
    if post is not None and not post.body.lies_beneath(body):
        raise ActionError(
            _("“{post}”不属于“{body}”，不能列为责任职务；请另选职务。").format(post=post, body=body)
        )
    current = body.responsibilities.filter(matter=matter, ends_on=None).first()
    before = {}
    row = Responsibility(body=body, matter=matter, starts_on=on)
    if current is not None:
        if on < current.starts_on:
            raise ActionError(
                _(
                    "变更日期 {on} 早于现行分工的起始日 {starts_on}；请填写该日或更晚的日期。"
                ).format(on=on, starts_on=current.starts_on)
            )
        before = {"unit": current.unit.name, "post": str(current.post or "")}
        if on == current.starts_on:
            row = current
        else:
            current.ends_on = on
            current.save(update_fields=["ends_on"])
    row.unit, row.post = unit, post
    row.full_clean()
    row.save()
    record(
        acts.MATTER_ASSIGNED,
        by=acting_user,
        body=body,
        subject=row,
        before=before,
        after={"matter": matter, "unit": unit.name, "post": str(post or ""), "on": on},
        at=at,
    )
    signals.facts_changed.send(sender=Responsibility, body=body, on=on)
    return row


@transaction.atomic
def assign_matters(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    owners: Mapping[str, tuple[PublicBody, Post | None]],
) -> list[Responsibility]:
    """Share out many matters at once; those that stay where they are, are not touched."""
    require(acting_user, MANAGE_PEOPLE, body)
    held = {row.matter: row for row in body.responsibilities.filter(ends_on=None)}
    return [
        assign_matter(
            body, acting_user=acting_user, matter=matter, unit=unit, post=post, on=on, at=at
        )
        for matter, (unit, post) in owners.items()
        if matter not in held
        or (held[matter].unit_id, held[matter].post_id) != (unit.pk, post.pk if post else None)
    ]
