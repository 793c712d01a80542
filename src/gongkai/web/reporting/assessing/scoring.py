"""Points of each body, of its sections and villages, of each person: weight times share, out of the weights that the records can judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.web.accounts.models import User
from gongkai.web.bodies.models import PublicBody
from gongkai.web.reporting.assessing.indicators import INDICATORS, AssessmentIndicator
from gongkai.web.reporting.assessing.models import IndicatorWeight
from gongkai.web.reporting.assessing.verdicts import (
    Holder,
    Measured,
    Period,
    Verdict,
    gathered,
)


@dataclass(frozen=True)
class Score:
    """One indicator of one holder; ``measured`` is ``None`` where the records tell nothing."""

    indicator: AssessmentIndicator
    weight: int
    measured: Measured | None

    @property
    def points(self) -> float | None:
        """Points won."""
        return None if self.measured is None else float(self.weight * self.measured.share)

    @property
    def lost(self) -> float:
        """Points lost."""
        return 0.0 if self.points is None else self.weight - self.points

    @property
    def losses(self) -> list[tuple[str, float, str]]:
        """Each thing lost that is told: what, how many points, where it opens."""
        found = self.measured.lost if self.measured else ()
        return [(each.told, float(self.weight * each.share), each.url) for each in found]


@dataclass(frozen=True)
class Assessment:
    """The scores of a body, a section or a person, and the points out of a hundred of what could be judged."""

    holder: PublicBody | User
    scores: tuple[Score, ...]

    @property
    def judged_weight(self) -> int:
        """Of how many points the records tell anything."""
        return sum(each.weight for each in self.scores if each.points is not None)

    @property
    def total(self) -> float | None:
        """Out of 100; ``None`` where nothing could be judged."""
        judged = [each for each in self.scores if each.points is not None and each.weight]
        weight = sum(each.weight for each in judged)
        return sum(each.points or 0.0 for each in judged) * 100 / weight if weight else None


def weights_of(county: PublicBody, year: int, quarter: int = 0) -> dict[str, int]:
    """The weights that hold in a county: those of the quarter, else the newest of the years so far, else the defaults."""
    set_here = (
        IndicatorWeight.objects.filter(county=county, year__lte=year)
        .order_by("year", "quarter")
        .values_list("code", "weight", "year", "quarter")
    )
    found = {each.code: each.weight for each in INDICATORS}
    for code, weight, of_year, of_quarter in set_here:
        if of_quarter == 0 or (of_year == year and of_quarter == quarter):
            found[code] = weight
    return found


@dataclass(frozen=True)
class Judgement:
    """Everything judged of some bodies in a period, to be looked at by body, by section, by person."""

    bodies: Sequence[PublicBody]
    weights: Mapping[str, int]
    judged: Mapping[str, tuple[Verdict, ...]]

    def by_body(self) -> list[Assessment]:
        """The bodies by points, the most first."""
        return self._ranked(Holder.BODY, {body.pk: body for body in self.bodies})

    def by_unit(self) -> list[Assessment]:
        """Their sections and villages of which a record tells anything."""
        return self._ranked(Holder.UNIT, PublicBody.objects.in_bulk(self._holders(Holder.UNIT)))

    def by_person(self) -> list[Assessment]:
        """The accounts of which a record tells anything."""
        return self._ranked(Holder.PERSON, User.objects.in_bulk(self._holders(Holder.PERSON)))

    def of(self, holder: Holder) -> list[Assessment]:
        """At this level."""
        return {
            Holder.BODY: self.by_body,
            Holder.UNIT: self.by_unit,
            Holder.PERSON: self.by_person,
        }[holder]()

    def within(self, body: PublicBody) -> Judgement:
        """Of one of the bodies."""
        own = {
            code: tuple(each for each in judged if each.body == body.pk)
            for code, judged in self.judged.items()
        }
        return Judgement([body], self.weights, own)

    def _holders(self, level: Holder) -> set[int]:
        whose = {each.of(level) for judged in self.judged.values() for each in judged}
        return {each for each in whose if each is not None}

    def _ranked(
        self, level: Holder, holders: Mapping[int, PublicBody] | Mapping[int, User]
    ) -> list[Assessment]:
        measured = {
            each.code: gathered(self.judged[each.code], level, strict=each.strict)
            for each in INDICATORS
            if each.code in self.judged
        }
        found = [
            Assessment(
                holder,
                tuple(
                    Score(each, self.weights[each.code], measured[each.code].get(number))
                    for each in INDICATORS
                    if each.code in measured
                ),
            )
            for number, holder in holders.items()
        ]
        return sorted(
            found,
            key=lambda each: (
                each.total is None,
                -(each.total if each.total is not None else 0.0),
                getattr(each.holder, "lineage", each.holder.name),
            ),
        )


def judge(
    bodies: Sequence[PublicBody],
    first: date,
    last: date,
    *,
    on: date,
    weights: Mapping[str, int],
) -> Judgement:
    """Judge these bodies; a fixed number of questions for any number of them."""
    period = Period(bodies, first, last, on)
    judged = {
        each.code: tuple(each.measure(period)) for each in INDICATORS if weights.get(each.code, 0)
    }
    return Judgement(bodies, weights, judged)
