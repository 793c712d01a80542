"""The receipt of a case, from the days that are kept."""

from __future__ import annotations

from gongkai.statute.receipt import Door, Receipt, receive
from gongkai.web.casework.requests.models import DisclosureRequest


def receipt_of(disclosure_request: DisclosureRequest) -> Receipt:
    """The day that counts as receipt and what was not done as prescribed."""
    return receive(
        Door.named(disclosure_request.door),
        submitted_on=disclosure_request.submitted_on,
        signed_on=disclosure_request.signed_on,
        confirmed_on=disclosure_request.confirmed_on,
        unreachable=disclosure_request.unreachable,
    )
