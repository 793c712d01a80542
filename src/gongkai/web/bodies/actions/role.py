"""Give a user a role in a body, and take it back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import NeedsSecond, Platform, Refused, require
from gongkai.web.accounts.roles import POWERFUL, Role
from gongkai.web.bodies import acts
from gongkai.web.bodies.models import Membership, PublicBody
from gongkai.web.bodies.permissions import GIVE_ROLE, MANAGE_TREE
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError

# Roles that reach beneath a body are given by whoever arranges the tree, not by a township.
REACHING = frozenset({Role.COUNTY_OFFICE})


@transaction.atomic
def give_role(
    user: User,
    *,
    body: PublicBody,
    role: Role,
    acting_user: User | Platform,
    at: datetime,
    starts_on: date,
    ends_on: date | None = None,
) -> Membership:
    """Give a role from a day on; one with power goes through `ask_power` unless the platform itself gives it."""
    require_giver(acting_user, user, body=body, role=role)
    if role in POWERFUL and isinstance(acting_user, User):
        raise NeedsSecond
    return enter_role(
        user,
        body=body,
        role=role,
        acting_user=acting_user,
        starts_on=starts_on,
        ends_on=ends_on,
        at=at,
    )


def require_giver(
    acting_user: User | Platform, user: User, *, body: PublicBody, role: Role
) -> None:
    """Raise `Refused` unless the one may give the other this role. Nobody gives a role to themselves."""
    require(acting_user, GIVE_ROLE, body)
    if role in REACHING:
        require(acting_user, MANAGE_TREE, body)
    if isinstance(acting_user, User) and acting_user.pk == user.pk:
        raise Refused(GIVE_ROLE, body)


def enter_role(
    user: User,
    *,
    body: PublicBody,
    role: Role,
    acting_user: User | Platform,
    at: datetime,
    starts_on: date,
    ends_on: date | None,
    **told: object,
) -> Membership:
    """Write a role down that may be given; ``told`` goes into the journal beside it."""
    standing = Membership.objects.filter(user=user, body=body, role=role)
    for each in standing:
        if (each.ends_on is None or each.ends_on > starts_on) and (
            ends_on is None or ends_on > each.starts_on
        ):
            raise ActionError(
                _("{user}在“{body}”已是{role_label}（{starts_on} 起），无须重复授予。").format(
                    user=user, body=body, role_label=role.label, starts_on=each.starts_on
                )
            )
    membership = Membership(
        user=user,
        body=body,
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
        given_by=acting_user if isinstance(acting_user, User) else None,
    )
    membership.full_clean()
    membership.save()
    record(
        acts.ROLE_GIVEN,
        by=acting_user,
        body=body,
        subject=user,
        after={"role": role.value, "starts_on": starts_on, "ends_on": ends_on, **told},
        at=at,
    )
    user.__dict__.pop("services", None)
    return membership


@transaction.atomic
def withdraw_role(
    membership: Membership, *, acting_user: User | Platform, at: datetime, on: date, reason: str
) -> Membership:
    """Take a role back from a day on; a role that never began is ended on its first day."""
    require(acting_user, GIVE_ROLE, membership.body)
    if membership.ends_on is not None and membership.ends_on <= on:
        raise ActionError(_("该角色已于 {ends_on} 终止。").format(ends_on=membership.ends_on))
    if on < membership.starts_on:
        raise ActionError(
            _("收回日期 {on} 早于授予日期 {starts_on}；请核对日期。").format(
                on=on, starts_on=membership.starts_on
            )
        )
    before = {"ends_on": membership.ends_on}
    membership.ends_on = on
    membership.save(update_fields=["ends_on"])
    record(
        acts.ROLE_WITHDRAWN,
        by=acting_user,
        body=membership.body,
        subject=membership.user,
        before=before,
        after={"role": membership.role, "ends_on": on},
        reason=reason,
        at=at,
    )
    return membership
