"""What this noun adds to the sheet of an item."""

from __future__ import annotations

from typing import Any

from gongkai.web.publishing.channels.permissions import POST
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.sheet_facts import SheetFacts


def facts(item: ItemPage, user: Any) -> SheetFacts:
    """Whether the user may post it."""
    return SheetFacts({}, {"post": item.withdrawn_on is None and user.may(POST, item.body)})
