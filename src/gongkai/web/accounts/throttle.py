"""Guessing passwords gets slow, and nobody is locked out by a stranger.

After some wrong passwords for an account (from wherever) or from a network (for whichever account), each further
attempt costs a proof of work that grows with the number of failures. The right password with its proof always opens.
A browser in which the account has been signed in before has a count of its own.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from gongkai.web.accounts.keys import SECRET, keyed
from gongkai.web.accounts.models import SignInFailures, User
from gongkai.web.accounts.origin import client_network

COOKIE, SALT = "known-browser", "known-browser"
REMEMBERED = timedelta(days=180)
PER_NETWORK = 30
# From a fifth of a second to some seconds of a browser's work.
LEAST_BITS, MOST_BITS = 17, 21
# Between two answers by the sum, twice as long each time.
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)


def bits_needed(request: HttpRequest, username: str, *, at: datetime) -> int:
    """How much proof the next attempt has to bring; 0 for none."""
    limits = _marks(request, username)
    rows = SignInFailures.objects.filter(mark__in=limits).values_list("mark", "count", "last_at")
    over = max(
        (_left(count, last_at, at) - limits[mark] for mark, count, last_at in rows), default=-1
    )
    return min(LEAST_BITS + over, MOST_BITS) if over >= 0 else 0


@transaction.atomic
def note_failure(request: HttpRequest, username: str, *, at: datetime) -> bool:
    """Count a wrong password; whether the account has just come to its limit."""
    reached = False
    for mark, limit in _marks(request, username).items():
        row, _ = SignInFailures.objects.select_for_update().get_or_create(
            mark=mark, defaults={"last_at": at}
        )
        row.count, row.last_at = _left(row.count, row.last_at, at) + 1, at
        row.save(update_fields=["count", "last_at"])
        reached = reached or row.count == limit
    SignInFailures.objects.filter(last_at__lt=at - timedelta(days=7)).delete()
    return reached


@transaction.atomic
def wait_for_sum(request: HttpRequest, username: str, *, at: datetime) -> timedelta:
    """How long until this network may answer for this account by the sum again; none, and this answer is counted.

    A sum costs a machine nothing, and many pages can be opened at once: what slows it is that one comes after another.
    """
    mark = _mark("sum", [username.casefold(), client_network(request)])
    row, made = SignInFailures.objects.select_for_update().get_or_create(
        mark=mark, defaults={"last_at": at}
    )
    waits = min(FIRST_WAIT * 2 ** min(row.count, 10), LONGEST_WAIT)
    if not made and at - row.last_at < waits:
        return row.last_at + waits - at
    row.count, row.last_at = _left(row.count, row.last_at, at) + 1, at
    row.save(update_fields=["count", "last_at"])
    return timedelta(0)


def forget(user: User) -> int:
    """Begin again at nothing for an account; how many counts there were."""
    return SignInFailures.objects.filter(mark=_mark("account", user.username)).delete()[0]


def remember_browser(response: HttpResponse, user: User) -> None:
    """After a sign-in: this browser is known to this account."""
    response.set_cookie(
        COOKIE,
        signing.dumps(_mark("account", user.username)[:32], salt=SALT),
        max_age=REMEMBERED,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
        path="/office/",
    )


def _marks(request: HttpRequest, username: str) -> dict[str, int]:
    """What is counted for an attempt, each with its limit."""
    account = _mark("account", username)
    try:
        known = signing.loads(
            request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=REMEMBERED.total_seconds()
        )
    except signing.BadSignature:
        known = ""
    if known and known == account[:32]:
        return {_mark("browser", request.COOKIES[COOKIE]): settings.SIGN_IN_FAILURES}
    return {
        account: settings.SIGN_IN_FAILURES,
        _mark("network", client_network(request)): PER_NETWORK,
    }


def _mark(kind: str, value: Any) -> str:
    return keyed(f"sign-in:{kind}", str(value).casefold(), setting=SECRET)


def _left(count: int, last_at: datetime, at: datetime) -> int:
    """One failure is forgiven in each span of waiting."""
    return max(0, count - int((at - last_at) / timedelta(minutes=settings.SIGN_IN_WAIT_MINUTES)))
