"""送达: each attempt with its two days, one that decides whether the answer was in time and one that starts the remedies' periods."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.statute.event_codes import Channel
from gongkai.statute.parameters import parameter

CITES = {
    Channel.LEFT: "civil-procedure-2023#89",
    Channel.PUBLIC_NOTICE: "civil-procedure-2023#95.1",
    Channel.ELECTRONIC: "civil-procedure-2023#90.2",
}
OF_OFFICE = "delivery-2016"
CONSENT = "civil-procedure-2023#90.1"


@dataclass(frozen=True)
class Attempt:
    """One attempt at delivery.

    Attributes:
        channel: how.
        on: the day of handing over, posting, leaving, sending or announcing.
        moment: the day that counts for whether it was in time; None while a courier's slip is not known.
        served_on: the day that starts the periods for review and suit; None while it is not known.
        proof: slip, witness, photographs, video; empty where none is recorded.
        returned_on: the day it came back, or None.
        why_returned: as the post wrote it.
        binding: False for what went electronically without the applicant's consent: it serves nothing.
    """

    channel: Channel
    on: date
    moment: date | None
    served_on: date | None
    proof: str = ""
    returned_on: date | None = None
    why_returned: str = ""
    binding: bool = True

    @property
    def cite(self) -> str:
        """The provision on this way of delivery."""
        return CITES.get(self.channel, OF_OFFICE)

    def arrived(self, on: date) -> Attempt:
        """The attempt once the applicant has it."""
        return replace(self, served_on=on, moment=self.moment or on)

    def returned(self, on: date, why: str) -> Attempt:
        """The attempt once it has come back: it serves nothing, its moment stays."""
        return replace(self, served_on=None, returned_on=on, why_returned=why)


def served_by_notice(announced_on: date) -> date:
    """The day on which a public notice 公告 counts as served; a day off does not move it (民事诉讼法第九十五条)."""
    return announced_on + timedelta(days=parameter("public_notice", announced_on).amount)
