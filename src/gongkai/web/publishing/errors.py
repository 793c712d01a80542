"""What cannot be done with an item. ``str()`` is a sentence for the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from gongkai.screening.finding import Finding


class PublishingError(ValidationError):
    """The root of the errors of this room; forms show it as it is."""

    def __str__(self) -> str:
        return "；".join(self.messages)


class Blocked(PublishingError):
    """The screening found what must not go out. ``findings`` say what, masked."""

    def __init__(self, findings: Sequence[Finding], unread: Sequence[str] = ()) -> None:
        self.findings = tuple(findings)
        self.unread = tuple(unread)
        told = [finding.message() for finding in self.findings[:5]] + list(self.unread[:5])
        more = len(self.findings) + len(self.unread) - len(told)
        tail = [f"另有 {more} 处"] if more > 0 else []
        super().__init__(["筛查未通过：", *told, *tail], code="blocked")


class WrongState(PublishingError):
    """The item is not where this step begins."""


class OwnWork(PublishingError):
    """Whoever wrote or submitted an item does not approve it."""
