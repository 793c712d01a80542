"""Create a post, appoint somebody to it, and relieve them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Platform, require
from gongkai.web.bodies import acts, signals
from gongkai.web.bodies.models import Person, Post, PublicBody, Term
from gongkai.web.bodies.permissions import MANAGE_PEOPLE
from gongkai.web.journal.recording import changes, describe, record
from gongkai.web.office.errors import ActionError


@transaction.atomic
def create_post(
    body: PublicBody,
    *,
    acting_user: User | Platform,
    at: datetime,
    title: str,
    duties: str = "",
    is_leader: bool = False,
    order: int = 0,
) -> Post:
    """Create a post in a body."""
    require(acting_user, MANAGE_PEOPLE, body)
    post = Post(body=body, title=title, duties=duties, is_leader=is_leader, order=order)
    post.full_clean()
    post.save()
    record(acts.POST_CREATED, by=acting_user, body=body, subject=post, after=describe(post), at=at)
    return post


@transaction.atomic
def change_post(
    post: Post,
    *,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    title: str,
    duties: str,
    is_leader: bool,
    order: int,
) -> Post:
    """Correct a post's title, duties or place; every page that names it follows."""
    require(acting_user, MANAGE_PEOPLE, post.body)
    before = describe(post)
    post.title, post.duties, post.is_leader, post.order = title, duties, is_leader, order
    post.full_clean()
    post.save()
    was, now = changes(before, describe(post))
    record(
        acts.POST_CHANGED,
        by=acting_user,
        body=post.body,
        subject=post,
        before=was,
        after=now,
        at=at,
    )
    signals.facts_changed.send(sender=Post, body=post.body, on=on)
    return post


@transaction.atomic
def appoint(
    post: Post,
    *,
    person: Person,
    acting_user: User | Platform,
    at: datetime,
    on: date,
    basis: str = "",
) -> Term:
    """Appoint somebody from a day on; the term of the one before ends that day."""
    require(acting_user, MANAGE_PEOPLE, post.body)
    if person.pk is None:
        person.full_clean()
        person.save()
    current = post.terms.filter(ends_on=None).first()
    before: dict[str, object] = {}
    if current is not None:
        if current.person_id == person.pk:
            raise ActionError(
                _("{person}现任{post}，无须再次任职。").format(person=person, post=post)
            )
        if on <= current.starts_on:
            raise ActionError(
                _("任职日期 {on} 不晚于{person}的任职起始日 {starts_on}；请核对日期。").format(
                    on=on, person=current.person, starts_on=current.starts_on
                )
            )
        current.ends_on = on
        current.save(update_fields=["ends_on"])
        before = {"person": current.person.name}
    term = Term(post=post, person=person, basis=basis, starts_on=on)
    term.full_clean()
    term.save()
    record(
        acts.APPOINTED,
        by=acting_user,
        body=post.body,
        subject=post,
        before=before,
        after={"person": person.name, "on": on},
        reason=basis,
        at=at,
    )
    signals.facts_changed.send(sender=Term, body=post.body, on=on)
    return term


@transaction.atomic
def leave_post(
    post: Post, *, acting_user: User | Platform, at: datetime, on: date, basis: str = ""
) -> Term:
    """Relieve whoever holds the post; it is vacant from that day."""
    require(acting_user, MANAGE_PEOPLE, post.body)
    term = post.terms.filter(ends_on=None).first()
    if term is None:
        raise ActionError(_("{post}目前空缺，无人可免。").format(post=post))
    term.ends_on = on
    term.full_clean()
    term.save(update_fields=["ends_on"])
    record(
        acts.POST_LEFT,
        by=acting_user,
        body=post.body,
        subject=post,
        before={"person": term.person.name},
        after={"on": on},
        reason=basis,
        at=at,
    )
    signals.facts_changed.send(sender=Term, body=post.body, on=on)
    return term
