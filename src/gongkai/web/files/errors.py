"""What cannot come in."""

from __future__ import annotations

from gongkai.web.office.errors import ActionError


class FileRefused(ActionError):
    """A file that is empty, too large or of no form that can be read."""
