"""Standard type or large type, as the reader has chosen."""

from __future__ import annotations

from django.http import HttpRequest

MODE_COOKIE = "portal_view"
LARGE = "large"
MODES = frozenset({"standard", LARGE})


def is_large(request: HttpRequest) -> bool:
    """Whether this reader wants large type."""
    return request.COOKIES.get(MODE_COOKIE) == LARGE
