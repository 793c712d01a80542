"""What happens to a county's catalogue. Higher nouns listen, inside the transaction of the act."""

from __future__ import annotations

from django.dispatch import Signal

# ``body``, ``old`` (rows that it no longer owes), ``rows`` (those of the same fields that it owes), ``by``, ``at``;
# a listener gives how many it moved.
rows_given_up = Signal()
