"""What accounts tell, the journal writes down."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import transaction
from django.utils import timezone

from gongkai.web.accounts import signals
from gongkai.web.journal import acts
from gongkai.web.journal.acts import Act
from gongkai.web.journal.recording import changes, describe, record

PARTICULARS = ("username", "name", "email", "phone", "is_active")


def _served_by(user: Any) -> int | None:
    return user.services[0].body_id if user.services else None


def _own_act(act: Act) -> Any:
    # Django tells of signing in and out without the moment.
    def listener(
        sender: Any,
        user: Any = None,
        acting_user: Any = None,
        at: datetime | None = None,
        **_: Any,
    ) -> None:
        if user is None or not user.is_authenticated:
            return
        with transaction.atomic():
            record(
                act,
                by=acting_user or user,
                at=at or timezone.now(),
                subject=user,
                body_number=_served_by(user),
            )

    return listener


def _sign_in_failed(sender: Any, credentials: dict[str, Any], **_: Any) -> None:
    # What was typed may be a password in the wrong field: only its length is kept, and the
    # name where such a user exists.
    from gongkai.web.accounts.models import User

    typed = str(credentials.get("username", ""))
    user = User.objects.filter(username=typed).first()
    with transaction.atomic():
        record(
            acts.SIGN_IN_FAILED,
            by=None,
            at=timezone.now(),
            subject=user,
            body_number=_served_by(user) if user else None,
            after={"username": typed if user else f"（不存在的用户名，{len(typed)} 个字符）"},
        )


def _slowed(sender: Any, username: str, at: datetime, **_: Any) -> None:
    from gongkai.web.accounts.models import User

    user = User.objects.filter(username=username).first()
    with transaction.atomic():
        record(
            acts.LOCKED_OUT,
            by=None,
            at=at,
            subject=user,
            body_number=_served_by(user) if user else None,
        )


def _user_added(sender: Any, user: Any, acting_user: Any, at: datetime, **_: Any) -> None:
    record(acts.USER_ADDED, by=acting_user, at=at, subject=user, after=describe(user, PARTICULARS))


def _user_changed(
    sender: Any, user: Any, acting_user: Any, at: datetime, before: Any, **_: Any
) -> None:
    old = type(user)(pk=user.pk, **before)
    was, now = changes(describe(old, before), describe(user, before))
    record(
        acts.USER_CHANGED,
        by=acting_user,
        at=at,
        subject=user,
        before=was,
        after=now,
        body_number=_served_by(user),
    )


def _user_closed(
    sender: Any, user: Any, acting_user: Any, at: datetime, reason: str, **_: Any
) -> None:
    record(
        acts.USER_CLOSED,
        by=acting_user,
        at=at,
        subject=user,
        reason=reason,
        body_number=_served_by(user),
    )


LISTENERS = [
    (user_logged_in, _own_act(acts.SIGNED_IN)),
    (user_logged_out, _own_act(acts.SIGNED_OUT)),
    (user_login_failed, _sign_in_failed),
    (signals.sign_in_slowed, _slowed),
    (signals.sign_in_freed, _own_act(acts.UNLOCKED)),
    (signals.session_ended, _own_act(acts.SESSION_ENDED)),
    (signals.password_changed, _own_act(acts.PASSWORD_CHANGED)),
    (signals.password_reset, _own_act(acts.PASSWORD_RESET)),
    (signals.second_factor_added, _own_act(acts.SECOND_FACTOR_ADDED)),
    (signals.second_factor_removed, _own_act(acts.SECOND_FACTOR_REMOVED)),
    (signals.second_factor_failed, _own_act(acts.SECOND_FACTOR_FAILED)),
    (signals.user_added, _user_added),
    (signals.user_changed, _user_changed),
    (signals.user_closed, _user_closed),
]


def connect() -> None:
    """Start listening; once, when the platform is ready."""
    for signal, listener in LISTENERS:
        signal.connect(listener, dispatch_uid=f"journal:{id(listener)}")
