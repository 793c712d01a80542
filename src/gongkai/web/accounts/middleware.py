"""Sessions that end, and the steps between a right password and the first screen."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django_otp import user_has_device

from gongkai.web.accounts.signals import session_ended

GetResponse = Callable[[HttpRequest], HttpResponse]
SIGNED_IN_AT = "signed_in_at"


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
