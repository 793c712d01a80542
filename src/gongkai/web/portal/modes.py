"""Standard type, large type or high contrast, as the reader has chosen."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _lazy

MODE_COOKIE = "portal_view"
STANDARD = "standard"
MODES = {STANDARD: _lazy("标准版"), "large": _lazy("大字版"), "contrast": _lazy("高对比")}


def mode_of(request: HttpRequest) -> str:
    """How this reader wants to see the pages."""
    chosen = request.COOKIES.get(MODE_COOKIE, STANDARD)
    return chosen if chosen in MODES else STANDARD
