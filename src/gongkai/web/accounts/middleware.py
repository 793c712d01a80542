"""What comes in at the door, sessions that end, and the steps between a right password and the first screen."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django_otp import user_has_device

from gongkai.documents.legible import all_legible, is_legible, legible
from gongkai.web.accounts.signals import session_ended

GetResponse = Callable[[HttpRequest], HttpResponse]
SIGNED_IN_AT = "signed_in_at"


class LegibleMiddleware:
    """Takes out of every form and query what cannot be written down, also inside the JSON of the editor."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.GET = _legible_form(request.GET)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        # Behind the guard against forged forms, which reads the form first.
        if request.method == "POST":
            request.POST = _legible_form(request.POST)


def _legible_form(form: QueryDict) -> QueryDict:
    if all(_is_legible(value) for name, values in form.lists() for value in (name, *values)):
        return form
    clean = QueryDict(mutable=True, encoding=form.encoding)
    for name, values in form.lists():
        clean.setlist(legible(name), [_legible(value) for value in values])
    clean._mutable = False
    return clean


def _is_legible(value: str) -> bool:
    return is_legible(value) and not (value.startswith("{") and "\\u" in value)


def _legible(value: str) -> str:
    """A field's value; the editor sends JSON, in which a character may stand as its number."""
    value = legible(value)
    if not value.startswith("{"):
        return value
    try:
        return json.dumps(all_legible(json.loads(value)))
    except (ValueError, RecursionError):
        return value


class SessionEndMiddleware:
    """Ends a session after its longest duration, however busy it is; idleness ends it by its cookie."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "_auth_user_id" in request.session:
            now = int(time.time())
            since = request.session.setdefault(SIGNED_IN_AT, now)
            if now - since > settings.SESSION_LONGEST_HOURS * 3600:
                session_ended.send(
                    sender=type(self), user=request.user, request=request, at=timezone.now()
                )
                logout(request)
        return self.get_response(request)


class SignInStepsMiddleware:
    """Between sign-in and work: change a one-time password, then show the second factor."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        step = self.next_step(request)
        if step is not None and not self._is_open(request.path, step):
            return HttpResponseRedirect(f"{step}?next={request.path}")
        return self.get_response(request)

    @staticmethod
    def next_step(request: HttpRequest) -> str | None:
        """The address of the step still owed, or ``None``."""
        if "_auth_user_id" not in request.session or not request.user.is_authenticated:
            return None
        if request.user.must_change_password:
            return reverse("accounts:change-password")
        if not request.user.is_verified():
            if user_has_device(request.user):
                return reverse("accounts:second-factor")
            if settings.SECOND_FACTOR_REQUIRED:
                return reverse("accounts:add-second-factor")
        return None

    @staticmethod
    def _is_open(path: str, step: str) -> bool:
        return path.startswith(settings.STATIC_URL) or path in {step, reverse("accounts:sign-out")}
