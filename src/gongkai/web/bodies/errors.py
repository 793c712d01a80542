"""What cannot be done with bodies. ``str()`` is a sentence for the screen."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class BodyError(ValidationError):
    """The root of the errors of this room; forms show it as it is."""

    def __str__(self) -> str:
        return "；".join(self.messages)
