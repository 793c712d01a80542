"""The record is checked once a day, so that what is broken is seen by somebody."""

from __future__ import annotations

from datetime import datetime

from gongkai.web.journal.errors import JournalUnsound
from gongkai.web.journal.verification import verify


def check(at: datetime) -> tuple[str, ...]:
    """The daily job.

    Raises:
        JournalUnsound: the record, its triggers or its anchors do not hold together.
    """
    verdict = verify()
    if not verdict.sound:
        raise JournalUnsound(verdict.found)
    return ()
