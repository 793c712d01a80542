"""What can go wrong with the record of acts."""

from __future__ import annotations

from django.utils.translation import gettext as _


class JournalError(Exception):
    """The root of the errors of this room."""


class AppendOnly(JournalError):
    """Somebody tried to change or remove a recorded act."""

    def __init__(self) -> None:
        super().__init__(_("留痕记录只能追加，不能修改或删除；更正请另记一条。"))


class NotInTransaction(JournalError):
    """An act and its record are saved together or not at all."""

    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__(f"act {act} is recorded outside a transaction")
