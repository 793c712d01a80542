"""What the scans hear: hits are closed by the acts that mend them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.scans.models import HitState
from gongkai.web.publishing.scans.running import resolve, resolve_released
from gongkai.web.vetting.gate import Examination


def released(item: ItemPage, seen: Examination | None, by: Any, at: datetime, **_: Any) -> None:
    """A version is out that was screened."""
    if seen is not None:
        resolve_released(item, seen, by=by, at=at)


def withdrawn(item: ItemPage, by: Any, at: datetime, explanation: str, **_: Any) -> None:
    """An item is down."""
    resolve(item, HitState.WITHDRAWN, by=by, at=at, note=explanation)


def kept(item: ItemPage, fingerprint: str, by: Any, at: datetime, note: str, **_: Any) -> None:
    """A person answers for a finding."""
    resolve(item, HitState.ANSWERED, by=by, at=at, note=note, fingerprint=fingerprint)
