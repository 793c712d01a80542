"""What this noun adds to the sheet of an item."""

from __future__ import annotations

from typing import Any

from gongkai.web.publishing.explanations.models import Explanation
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.sheet_facts import SheetFacts


def facts(item: ItemPage, user: Any) -> SheetFacts:
    """The explanation that it is."""
    return SheetFacts({"explanation": Explanation.objects.filter(item=item.pk).first()}, {})
