"""Tells the journal where a call comes from."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gongkai.web.accounts.origin import client_address
from gongkai.web.journal.origin import Origin, acting_from


class OriginMiddleware:
    """Every act within a call from a browser carries its address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with acting_from(Origin("web", client_address(request))):
            return self.get_response(request)
