"""One administrator asks for power, another confirms it: roles that approve, and the accounts of who holds them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.web.accounts.actions.manage_user import require_managed, reset_password
from gongkai.web.accounts.actions.second_factor import remove_second_factor
from gongkai.web.accounts.models import User
from gongkai.web.accounts.permissions import Refused, require
from gongkai.web.accounts.roles import Role
from gongkai.web.bodies import acts
from gongkai.web.bodies.actions.role import enter_role, require_giver
from gongkai.web.bodies.exceptions import exception_of
from gongkai.web.bodies.models import (
    Exempt,
    Membership,
    Power,
    PowerGrant,
    PowerState,
    PublicBody,
)
from gongkai.web.bodies.permissions import GIVE_ROLE
from gongkai.web.bodies.services import users_who_may
from gongkai.web.journal.acts import Act
from gongkai.web.journal.recording import record
from gongkai.web.office.errors import ActionError, OwnWork, WrongState


@transaction.atomic
def ask_power(
    kind: Power,
    user: User,
    *,
    acting_user: User,
    at: datetime,
    on: date,
    reason: str,
    body: PublicBody | None = None,
    role: Role | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> tuple[PowerGrant, str]:
    """Ask for power on a user's behalf; ``body``, ``role`` and days for a role alone.

    Where the body has the exception of a one-person office and nobody else could confirm, it is done at once.
    Returns the grant and, where a password was reset at once, the one-time password.
    """
    if not reason.strip():
        raise ActionError(_("请写明事由，供确认的管理员核对。"))
    grant = PowerGrant(
        kind=kind,
        user=user,
        body=body or _served(user),
        role=role or "",
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason.strip(),
        asked_by=acting_user,
        asked_at=at,
    )
    _require_asker(grant, acting_user)
    if (
        PowerGrant.objects.waiting()
        .filter(kind=kind, user=user, body=grant.body, role=grant.role)
        .exists()
    ):
        raise ActionError(_("“{grant}”已有人提出，正待另一名管理员确认。").format(grant=grant))
    if not confirmers(grant):
        grant.exception = exception_of(grant.body, Exempt.POWER, on)
    if grant.exception is None:
        grant.save()
        _record(acts.POWER_ASKED, grant, acting_user, at)
        return grant, ""
    grant.state, grant.decided_at = PowerState.ALONE, at
    grant.save()
    _record(acts.POWER_ALONE, grant, acting_user, at, exception=str(grant.exception))
    return grant, _carry_out(grant, at)


@transaction.atomic
def confirm_power(
    grant: PowerGrant, *, acting_user: User, at: datetime, note: str = ""
) -> tuple[PowerGrant, str]:
    """A second administrator confirms. Returns the grant and, where a password was reset, the one-time password."""
    current = _decidable(grant, acting_user)
    # Whoever asked still has to be one who may.
    _require_asker(current, current.asked_by)
    _decide(current, PowerState.CONFIRMED, acting_user, at, note)
    _record(acts.POWER_CONFIRMED, current, acting_user, at, asked_by=current.asked_by.name)
    return current, _carry_out(current, at)


@transaction.atomic
def refuse_power(grant: PowerGrant, *, acting_user: User, at: datetime, note: str) -> PowerGrant:
    """A second administrator says no, or whoever asked takes it back."""
    if not note.strip():
        raise ActionError(_("请写明不同意的理由。"))
    current = _waiting(grant)
    if acting_user.pk == current.asked_by_id:
        _decide(current, PowerState.REFUSED, None, at, note)
    else:
        _decide(_decidable(grant, acting_user), PowerState.REFUSED, acting_user, at, note)
    _record(acts.POWER_REFUSED, current, acting_user, at, note=note.strip())
    return current


def confirmers(grant: PowerGrant) -> list[User]:
    """Everybody who could confirm the grant today."""
    administrators = users_who_may(GIVE_ROLE, grant.body) | User.objects.filter(
        is_superuser=True, is_active=True
    )
    others = administrators.exclude(pk__in=[grant.asked_by_id, grant.user_id]).distinct()
    return [each for each in others if _may_decide(grant, each)]


def _may_decide(grant: PowerGrant, user: User) -> bool:
    try:
        _require_asker(grant, user)
    except Refused:
        return False
    return True


def _require_asker(grant: PowerGrant, user: User) -> None:
    if grant.kind == Power.ROLE:
        require_giver(user, grant.user, body=grant.body, role=Role(grant.role))
    else:
        require(user, GIVE_ROLE, grant.body)
        require_managed(user, grant.user)
    if user.pk == grant.user_id or not user.is_active:
        raise Refused(GIVE_ROLE, grant.body)


def _served(user: User) -> PublicBody:
    held = Membership.objects.filter(user=user).select_related("body").order_by("-starts_on")
    first = held.first()
    return first.body if first else PublicBody.objects.filter(parent=None).order_by("pk")[0]


def _waiting(grant: PowerGrant) -> PowerGrant:
    current = (
        PowerGrant.objects.select_for_update(of=("self",))
        .select_related("user", "body", "asked_by", "exception")
        .get(pk=grant.pk)
    )
    if current.state != PowerState.WAITING:
        raise WrongState(
            _("“{grant}”{state}，无须再办。").format(
                grant=current, state=current.get_state_display()
            )
        )
    return current


def _decidable(grant: PowerGrant, user: User) -> PowerGrant:
    current = _waiting(grant)
    if user.pk in {current.asked_by_id, current.user_id}:
        raise OwnWork(
            _("“{grant}”由您提出或者与您有关，须由另一名管理员确认。").format(grant=current)
        )
    _require_asker(current, user)
    return current


def _decide(
    grant: PowerGrant, state: PowerState, user: User | None, at: datetime, note: str
) -> None:
    grant.state, grant.decided_by, grant.decided_at = state, user, at
    grant.note = note.strip()
    grant.save(update_fields=["state", "decided_by", "decided_at", "note"])


def _carry_out(grant: PowerGrant, at: datetime) -> str:
    asker = grant.asked_by
    if grant.kind == Power.PASSWORD:
        return reset_password(grant.user, acting_user=asker, at=at, seconded=True)
    if grant.kind == Power.SECOND_FACTOR:
        remove_second_factor(grant.user, acting_user=asker, at=at, request=None, seconded=True)
        return ""
    if grant.starts_on is None:
        raise ActionError(_("授权单没有起始日，请重新提出。"))
    told = grant.decided_by.name if grant.decided_by else str(grant.exception)
    enter_role(
        grant.user,
        body=grant.body,
        role=Role(grant.role),
        acting_user=asker,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        at=at,
        confirmed_by=told,
    )
    return ""


def _record(act: Act, grant: PowerGrant, by: User, at: datetime, **told: object) -> None:
    facts = {
        "kind": grant.kind,
        "role": grant.role,
        "starts_on": grant.starts_on,
        "ends_on": grant.ends_on,
    }
    record(
        act,
        by=by,
        body=grant.body,
        subject=grant.user,
        after={**{name: value for name, value in facts.items() if value}, **told},
        reason=grant.reason,
        at=at,
    )
