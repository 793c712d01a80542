"""Counts what was found of a forged truth, and what was found beside it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from gongkai.screening.kinds import varieties
from gongkai.screening.profiles import shipped_profile
from gongkai.screening.sightings import sightings
from gongkai.screening.text import hits_in_text
from tests.screening.forge.truth import NUMBERS, Forge


@dataclass
class Measure:
    """How many of each kind there were, how many were found whole, and every false finding."""

    there: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    missed: list = field(default_factory=list)
    false: list = field(default_factory=list)

    def recall(self, *kinds: str) -> float:
        there = sum(self.there[kind] for kind in kinds)
        return sum(self.found[kind] for kind in kinds) / there

    def numbers(self) -> float:
        return self.recall(*NUMBERS)


def kind_of(variety: str) -> str:
    return varieties()[variety].kind.value


def measure_texts(templates: list[tuple[str, str]], *, seed: int, rounds: int) -> Measure:
    forge, result = Forge(seed), Measure()
    for _ in range(rounds):
        for name, template in templates:
            truth = forge.fill(template)
            hits = [(kind_of(hit.variety), hit.start, hit.end) for hit in hits_in_text(truth.text)]
            for kind, start, end in truth.spans:
                result.there[kind] += 1
                if any(kind == other and s <= start and e >= end for other, s, e in hits):
                    result.found[kind] += 1
                else:
                    result.missed.append((kind, name, truth.text))
            for kind, start, end in hits:
                if kind == "sensitive_name" and (start, end) in truth.may:
                    continue
                if not any(kind == other and start < e and s < end for other, s, e in truth.spans):
                    result.false.append((kind, truth.text[start:end], truth.text))
    return result


def measure_tables(templates: list[dict], *, seed: int, rows: tuple[int, ...]) -> Measure:
    forge, result = Forge(seed), Measure()
    profile = shipped_profile("county")
    for template in templates:
        for count in rows:
            document, truth, grid = forge.table(template, count)
            hits: dict[tuple[int, int], set[str]] = {}
            for sighting in sightings(document, profile):
                assert sighting.origin.row is not None
                assert sighting.origin.column is not None
                place = (sighting.origin.row - 1, sighting.origin.column - 1)
                hits.setdefault(place, set()).add(kind_of(sighting.variety))
            for (row, column), kind in truth.items():
                result.there[kind] += 1
                if kind in hits.get((row, column), ()):
                    result.found[kind] += 1
                else:
                    result.missed.append((kind, template["title"], grid[row][column]))
            for (row, column), kinds in hits.items():
                for kind in kinds:
                    if truth.get((row, column)) != kind:
                        result.false.append((kind, grid[row][column], template["title"]))
    return result
