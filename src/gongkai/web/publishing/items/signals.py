"""What happens to items. Higher rooms and nouns listen, inside the transaction of the act."""

from __future__ import annotations

from typing import Any

from django.dispatch import Signal

from gongkai.web.publishing.items.models import ItemPage

# ``item`` as it is public now, ``before`` as it was, ``seen`` by the screening, ``by``, ``on``, ``at``.
item_released = Signal()
# ``item``, ``by``, ``on``, ``at`` and ``explanation``; listeners may give facts for the journal.
item_withdrawn = Signal()
# ``item``, ``fingerprint``, ``by``, ``at`` and ``note``.
finding_kept = Signal()


def tell(signal: Signal, **facts: Any) -> dict[str, Any]:
    """Send it; what the listeners give is put into the journal with the act."""
    told: dict[str, Any] = {}
    for _, given in signal.send(sender=ItemPage, **facts):
        told |= given or {}
    return told
