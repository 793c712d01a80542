"""An administrator adds a person, corrects their particulars, resets a password or closes an account."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from gongkai.web.accounts.models import FormerPassword, User
from gongkai.web.accounts.permissions import (
    MANAGE_USERS,
    NeedsSecond,
    Platform,
    Refused,
    holds_power,
)
from gongkai.web.accounts.signals import (
    password_reset,
    sign_in_freed,
    user_added,
    user_changed,
    user_closed,
)
from gongkai.web.accounts.throttle import forget

PARTICULARS = ("name", "email", "phone")
# Without characters that look alike on paper.
LETTERS = "abcdefghijkmnpqrstuvwxyz"
CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
DIGITS = "23456789"


def one_time_password() -> str:
    """A password to be handed over on paper and changed at first sign-in."""
    parts = [secrets.choice(CAPITALS) for _ in range(3)]
    parts += [secrets.choice(LETTERS) for _ in range(6)]
    parts += [secrets.choice(DIGITS) for _ in range(4)]
    secrets.SystemRandom().shuffle(parts)
    return "".join(parts)


def may_manage(acting_user: User | Platform, user: User) -> bool:
    """Whether one may manage another: every role of theirs lies where one manages users."""
    if isinstance(acting_user, Platform) or acting_user.is_superuser:
        return True
    if user.is_superuser:
        return False
    managed = acting_user.bodies_where(MANAGE_USERS)
    served = {service.body_id for service in user.services}
    return bool(managed) and (served <= managed if served else user.added_by_id == acting_user.pk)


def require_managed(acting_user: User | Platform, user: User) -> None:
    """Raise `Refused` unless the one may manage the other."""
    if not may_manage(acting_user, user):
        raise Refused(MANAGE_USERS)


def require_second(acting_user: User | Platform, user: User, *, seconded: bool) -> None:
    """Raise unless the account has no power, or somebody else has confirmed taking it over."""
    if isinstance(acting_user, User) and not seconded and holds_power(user):
        raise NeedsSecond


@transaction.atomic
def add_user(
    *,
    acting_user: User | Platform,
    at: datetime,
    username: str,
    name: str,
    password: str = "",
    **particulars: Any,
) -> tuple[User, str]:
    """Add a person without any role. Returns them with their one-time password."""
    if not (acting_user.is_superuser or acting_user.may(MANAGE_USERS, None)):
        raise Refused(MANAGE_USERS)
    password = password or one_time_password()
    user = User(
        username=User.normalize_username(username),
        name=name,
        joined_at=at,
        added_by=acting_user if isinstance(acting_user, User) else None,
        **particulars,
    )
    validate_password(password, user)
    user.set_password(password)
    user.must_change_password = True
    user.full_clean(exclude=["password"])
    user.save()
    user_added.send(sender=User, user=user, acting_user=acting_user, request=None, at=at)
    return user, password


@transaction.atomic
def change_user(
    user: User, *, acting_user: User | Platform, at: datetime, **particulars: Any
) -> User:
    """Correct name, e-mail or phone."""
    require_managed(acting_user, user)
    unknown = set(particulars) - set(PARTICULARS)
    if unknown:
        raise ValueError(f"not particulars of a user: {sorted(unknown)}")
    before = {field: getattr(user, field) for field in particulars}
    for field, value in particulars.items():
        setattr(user, field, value)
    user.full_clean(exclude=["password"])
    user.save()
    user_changed.send(
        sender=User, user=user, acting_user=acting_user, request=None, at=at, before=before
    )
    return user


@transaction.atomic
def reset_password(
    user: User, *, acting_user: User | Platform, at: datetime, seconded: bool = False
) -> str:
    """Give a new one-time password; the old one ends at once.

    ``seconded``: another administrator has confirmed it, or an exception holds; asked for where the account has power.
    """
    require_managed(acting_user, user)
    require_second(acting_user, user, seconded=seconded)
    if user.password:
        FormerPassword.objects.create(user=user, password=user.password, replaced_at=at)
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    password_reset.send(sender=User, user=user, acting_user=acting_user, request=None, at=at)
    return password


@transaction.atomic
def close_user(user: User, *, acting_user: User | Platform, at: datetime, reason: str) -> None:
    """Close an account. Nobody is ever deleted: what they did keeps their name."""
    require_managed(acting_user, user)
    user.is_active = False
    user.save(update_fields=["is_active"])
    user_closed.send(
        sender=User, user=user, acting_user=acting_user, request=None, at=at, reason=reason
    )


@transaction.atomic
def free_sign_in(user: User, *, acting_user: User | Platform, at: datetime) -> None:
    """Take back that sign-in was made slow for an account by wrong passwords."""
    require_managed(acting_user, user)
    forget(user)
    sign_in_freed.send(sender=User, user=user, acting_user=acting_user, request=None, at=at)
