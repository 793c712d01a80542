"""What the figures add to the sheet of an item: where it disagrees with what sections have told."""

from __future__ import annotations

from typing import Any

from gongkai.web.publishing.items.actions.draft import working_copy
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.sheet_facts import SheetFacts
from gongkai.web.supervision.facts.conflicts import disagreements, text_of


def facts(item: ItemPage, user: Any) -> SheetFacts:
    """Disagreements of the working copy, before it goes out."""
    if item.withdrawn_on is not None:
        return SheetFacts({}, {})
    return SheetFacts({"disagreements": disagreements(item, text_of(working_copy(item)))}, {})
