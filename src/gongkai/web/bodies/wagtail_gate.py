"""Of Wagtail's two hundred addresses only those that a room has named are open.

Wagtail's own checks still apply behind the gate. Some of its choosers look at no permission of the
single record; what nobody needs stays shut.
"""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

OPEN: set[str] = {
    "wagtailadmin_home",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_dismissibles",
    "wagtailadmin_editing_sessions:*",
    "wagtail_serve",
}


def open_wagtail(*names: str) -> None:
    """Open addresses by view name, ``*`` for a whole namespace; in a room's ``apps.py: ready()``."""
    OPEN.update(names)


def is_open(view_name: str) -> bool:
    """Whether some room has opened this address."""
    return any(fnmatchcase(view_name, pattern) for pattern in OPEN)


class WagtailGateMiddleware:
    """Answers 404 for every other address of Wagtail."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        code = getattr(view, "view_class", view)
        if code.__module__.startswith("wagtail.") and not is_open(match.view_name or ""):
            raise Http404
        return None
