"""What the gate refuses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from gongkai.web.office.errors import ActionError

if TYPE_CHECKING:
    from gongkai.screening.finding import Finding


class Blocked(ActionError):
    """The screening found what must not go out. ``findings`` say what, masked."""

    def __init__(self, findings: Sequence[Finding], unread: Sequence[str] = ()) -> None:
        self.findings = tuple(findings)
        self.unread = tuple(unread)
        told = [finding.message() for finding in self.findings[:5]] + list(self.unread[:5])
        more = len(self.findings) + len(self.unread) - len(told)
        tail = [_("另有 {more} 处").format(more=more)] if more > 0 else []
        super().__init__([_("筛查未通过："), *told, *tail], code="blocked")

    def __str__(self) -> str:
        first, *told = self.messages
        return first + "；".join(sentence.rstrip("。；") for sentence in told) + "。"
