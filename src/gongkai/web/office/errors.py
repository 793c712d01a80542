"""What an action refuses. ``str()`` is a sentence for the screen."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError


class ActionError(ValidationError):
    """The root of what actions refuse, in every room; forms show it as it is.

    ``fields`` names what must be mended; a screen leads there.
    """

    def __init__(
        self, message: Any, *args: Any, fields: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        super().__init__(message, *args, **kwargs)
        self.fields = fields

    def __str__(self) -> str:
        return "；".join(self.messages)


class WrongState(ActionError):
    """The record is not where this step begins."""


class OwnWork(ActionError):
    """Whoever wrote or submitted something does not decide on it."""
