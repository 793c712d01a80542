"""How far a count bears on the whole: by its period, its unit, its place and its mode."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.report.reading.narrative import services
from gongkai.report.reading.narrative.mentions import Mention
from gongkai.report.reading.narrative.periods import of_part_of_the_year
from gongkai.report.reading.narrative.roles import (
    MAY_BE_ALL,
    at_one_place,
    is_late_or_mistaken,
    unit_of,
)
from gongkai.report.reading.narrative.scope import Scope
from gongkai.report.reading.narrative.totals import Claim, Standing

_BY_UNIT = frozenset({"proactive_count", "requests_received", "requests_answered"})


@dataclass(frozen=True, slots=True)
class Bearing:
    """The roles around a count that keep it from being the total."""

    in_part_of_year: bool
    unit: str | None
    at_one_place: bool
    late: bool

    @classmethod
    def of(cls, mention: Mention, scope: Scope) -> Bearing:
        """The bearing of a count in the report of a body."""
        return cls(
            in_part_of_year=of_part_of_the_year(mention.left),
            unit=scope.lower_body(mention.between) or unit_of(mention),
            at_one_place=at_one_place(mention),
            late=is_late_or_mistaken(mention),
        )

    def on(self, claim: Claim) -> Iterator[Claim]:
        """The claim with the standing that remains; nothing for what was late or mistaken."""
        fact = claim.statement.fact
        if fact in services.FACTS:
            yield claim
            return
        if self.in_part_of_year:
            claim = replace(claim, standing=Standing.PART)
        if fact in _BY_UNIT:
            if self.late:
                return
            if self.at_one_place and fact != "requests_answered":
                claim = replace(claim, standing=Standing.PART)
            if self.unit is not None:
                most = claim.standing if self.unit in MAY_BE_ALL else Standing.PART
                claim = replace(claim, unit=self.unit, standing=most)
        yield claim
