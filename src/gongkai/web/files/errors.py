"""What cannot come in. ``str()`` is a sentence for the screen."""

from __future__ import annotations

from django.core.exceptions import ValidationError


class FileRefused(ValidationError):
    """A file that is empty, too large or of no form that can be read; forms show it as it is."""

    def __str__(self) -> str:
        return "；".join(self.messages)
