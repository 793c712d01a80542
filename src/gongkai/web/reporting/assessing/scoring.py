"""Points of each body: weight times share, out of the weights that the records can judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.web.bodies.models import PublicBody
from gongkai.web.reporting.assessing.indicators import (
    INDICATORS,
    AssessmentIndicator,
    Measured,
    Period,
)
from gongkai.web.reporting.assessing.models import IndicatorWeight


@dataclass(frozen=True)
class Score:
    """One indicator of one body; ``measured`` is ``None`` where the records tell nothing."""

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


@dataclass(frozen=True)
class Assessment:
    """A body's scores, and its points out of a hundred of what could be judged."""

    body: PublicBody
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


def weights_of(county: PublicBody) -> dict[str, int]:
    """The weights that hold in a county."""
    changed = IndicatorWeight.objects.filter(county=county).values_list("code", "weight")
    return {each.code: each.weight for each in INDICATORS} | dict(changed)


def assess(
    bodies: Sequence[PublicBody],
    first: date,
    last: date,
    *,
    on: date,
    weights: Mapping[str, int],
) -> list[Assessment]:
    """The bodies by points, the most first; a fixed number of questions for any number of bodies."""
    period = Period(bodies, first, last, on)
    measured = {each.code: each.measure(period) for each in INDICATORS if weights.get(each.code, 0)}
    found = [
        Assessment(
            body,
            tuple(
                Score(each, weights[each.code], measured[each.code].get(body.pk))
                for each in INDICATORS
                if each.code in measured
            ),
        )
        for body in bodies
    ]
    return sorted(
        found,
        key=lambda each: (
            each.total is None,
            -(each.total if each.total is not None else 0.0),
            each.body.lineage,
        ),
    )
