"""What the consultations hear: the period begins with the release of the notice."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.web.publishing.consultations.actions.consultation import open_consultation
from gongkai.web.publishing.items.models import ItemPage


def released(before: ItemPage, on: date, **_: Any) -> None:
    """Open the consultation of this notice, if it is one."""
    open_consultation(before, on=on)
