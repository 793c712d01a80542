"""征求意见、报请确定: whom a case asks, until when, and what silence means (条例第十七条、第三十二条至第三十四条)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gongkai.statute.event_codes import Consultee, Position, Weight

CITES = {
    Consultee.THIRD_PARTY: "ogi-2019#32",
    Consultee.JOINT_MAKER: "ogi-2019#34",
    Consultee.OTHER_AGENCY: "ogi-2019#33.3",
    Consultee.AUTHORITY: "ogi-2019#17.3",
}
SILENCE = {
    Consultee.THIRD_PARTY: "第三方逾期未提出意见的，由行政机关依照条例决定是否公开",
    Consultee.JOINT_MAKER: "逾期未提出意见的，视为同意公开",
    Consultee.OTHER_AGENCY: "条例未规定逾期的后果，由行政机关依法决定",
    Consultee.AUTHORITY: "没有确定的不能当作可以公开，请催办",
}
ASKING = {
    **{each: f"征求{each.label}意见" for each in Consultee},
    Consultee.AUTHORITY: f"报请{Consultee.AUTHORITY.label}确定",
}
# Those whose period no article sets: their letter names the day, else the setting does.
WITHOUT_PERIOD = frozenset({Consultee.OTHER_AGENCY, Consultee.AUTHORITY})


@dataclass(frozen=True)
class Consultation:
    """征求意见, with the rule of silence that applies.

    Attributes:
        ref: tells several apart.
        consultee: who is asked.
        sent_on, reached_on: days of sending and of arrival.
        expires_on: last day to answer.
        stops_until: the last day that the clock leaves out, where a later one was agreed than may be left out; None = `expires_on`.
        late: sent after the last day to answer; it takes nothing from the period.
        dated: whether the letter itself named that day, so that its arrival does not move it.
        returned_on: day the opinion came, or None.
        position: what it says, or None.
        weight: what the agency makes of an objection, or None.
        told_on: the day a letter went to a third party that tells of the decision to publish, or None.
        not_before: the day before which that letter says nothing goes out, or None.
        release_from: the first day the information should go out after that; None while the letter is not known to have come.
    """

    ref: str
    consultee: Consultee
    sent_on: date
    reached_on: date
    expires_on: date
    dated: bool = False
    stops_until: date | None = None
    late: bool = False
    returned_on: date | None = None
    position: Position | None = None
    weight: Weight | None = None
    told_on: date | None = None
    not_before: date | None = None
    release_from: date | None = None

    @property
    def silence(self) -> str:
        """What silence means, in Chinese."""
        return SILENCE[self.consultee]

    @property
    def cite(self) -> str:
        """The provision on asking this party."""
        return CITES[self.consultee]

    @property
    def objected(self) -> bool:
        """Whether a third party does not agree."""
        return self.consultee is Consultee.THIRD_PARTY and self.position in (
            Position.OBJECTS,
            Position.OBJECTS_WITH_REASONS,
        )

    def runs(self, on: date) -> bool:
        """Whether an answer may still come in time."""
        return self.returned_on is None and on <= self.expires_on

    def reached(self, on: date, expires_on: date) -> Consultation:
        """The consultation once its letter is known to have arrived."""
        return replace(self, reached_on=on, expires_on=expires_on)

    def deemed_consent(self, on: date) -> bool:
        """Whether silence already counts as consent on a day: only with a joint maker, after the last day (条例第三十四条)."""
        return (
            self.consultee is Consultee.JOINT_MAKER
            and self.returned_on is None
            and on > self.expires_on
        )
