"""Acts on the record as a whole, by the machine's owner."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.web.accounts.permissions import Platform
from gongkai.web.journal import acts
from gongkai.web.journal.anchors import Anchor, kept_anchors
from gongkai.web.journal.models import Entry
from gongkai.web.journal.recording import record


@transaction.atomic
def record_restore(*, acting_user: Platform, at: datetime, reason: str) -> list[Anchor]:
    """Write down that a back-up was put back, and which anchors tell of acts that are gone with it.

    From then on these anchors are known; any other that finds no act like it is an alarm as before.
    """
    known = {
        lost
        for entry in Entry.objects.filter(act=acts.RESTORED.code)
        for lost in entry.values_after.get("lost", ())
    }
    hashes = dict(
        Entry.objects.filter(sequence__in={each.sequence for each in kept_anchors()}).values_list(
            "sequence", "hash"
        )
    )
    first = Entry.objects.filter(sequence=1).values_list("hash", flat=True).first()
    gone = [
        anchor
        for anchor in kept_anchors()
        if anchor.first == first
        and hashes.get(anchor.sequence) != anchor.hash
        and str(anchor) not in known
    ]
    record(
        acts.RESTORED,
        by=acting_user,
        after={"lost": sorted({str(anchor) for anchor in gone})},
        reason=reason,
        at=at,
    )
    return gone
