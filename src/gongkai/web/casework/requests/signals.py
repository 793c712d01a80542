"""What other nouns hear of requests."""

from __future__ import annotations

from django.dispatch import Signal

# A request was taken in: `disclosure_request`, `by`, `at`, inside the transaction.
request_taken_in = Signal()
