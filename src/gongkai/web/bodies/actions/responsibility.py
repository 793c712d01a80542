"""Give a matter to a section and a post."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies import acts, signals
from gongkai.web.bodies.errors import BodyError
from gongkai.web.bodies.models import Post, PublicBody, Responsibility
from gongkai.web.bodies.permissions import MANAGE_PEOPLE
from gongkai.web.journal.recording import record


@transaction.atomic
def assign_matter(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    matter: str,
    unit: PublicBody,
    on: date,
    post: Post | None = None,
) -> Responsibility:
    """From a day on the section and the post answer for the matter."""
    require(acting_user, MANAGE_PEOPLE, body)
    if not unit.lies_beneath(body):
        raise BodyError(f"“{unit}”不属于“{body}”，不能承办其事项；请另选承办单位。")
    if post is not None and not post.body.lies_beneath(body):
        raise BodyError(f"“{post}”不属于“{body}”，不能列为责任职务；请另选职务。")
    current = body.responsibilities.filter(matter=matter, ends_on=None).first()
    before = {}
    if current is not None:
        if on <= current.starts_on:
            raise BodyError(f"变更日期 {on} 不晚于现行分工的起始日 {current.starts_on}。")
        before = {"unit": current.unit.name}
        current.ends_on = on
        current.save(update_fields=["ends_on"])
    row = Responsibility(body=body, matter=matter, unit=unit, post=post, starts_on=on)
    row.full_clean()
    row.save()
    record(
        acts.MATTER_ASSIGNED,
        by=acting_user,
        body=body,
        subject=row,
        before=before,
        after={"matter": matter, "unit": unit.name, "post": str(post or ""), "on": on},
    )
    signals.facts_changed.send(sender=Responsibility, body=body, on=on)
    return row
