"""What happens to a county's catalogue. Higher nouns listen, inside the transaction of the act."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal

from gongkai.web.publishing.catalogue.models import CatalogueRow

# ``body``, ``old`` (rows that it no longer owes), ``rows`` (those of the same fields that it owes), ``by``, ``at``;
# a listener gives how many it moved.
rows_given_up = Signal()


def moved_by(signal: Signal, **facts: Any) -> int:
    """Send it; how many things moved to other rows."""
    return sum(int(moved or 0) for _, moved in signal.send(sender=CatalogueRow, **facts))
