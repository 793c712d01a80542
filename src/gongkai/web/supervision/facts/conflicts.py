"""Figures that disagree: between two sections, and between a paper and the store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gongkai.papers.quantities import matter_key, on_matter, one_matter
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.prose import blocks_of, lines_of
from gongkai.web.supervision.facts.models import Fact
from gongkai.web.supervision.facts.periods import named_in


@dataclass(frozen=True)
class Conflict:
    """What sections say differently of one matter, period and unit."""

    facts: tuple[Fact, ...]

    def __str__(self) -> str:
        first = self.facts[0]
        told = "，".join(f"{fact.unit.short_name} {fact.shown}" for fact in self.facts)
        return f"{first.matter}（{first.period}）：{told}"


@dataclass(frozen=True)
class Disagreement:
    """A figure in a paper that the store does not have, with what the store has."""

    written: str
    sentence: str
    fact: Fact


def conflicts(bodies: Iterable[int]) -> list[Conflict]:
    """Every matter on which sections of a body disagree, however each calls it. Two questions to the database."""
    standing = Fact.objects.standing().filter(body__in=list(bodies))
    told = standing.order_by().values_list("pk", "body", "matter", "period", "measure", "value")
    places: dict[tuple[int, str, str], dict[str, dict[int, Decimal]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for number, body, matter, period, measure, value in told:
        places[body, period, measure][matter_key(matter)][number] = value
    disagreeing = [
        group
        for place in places.values()
        for group in _one_matter_each(place)
        if len(set(group.values())) > 1
    ]
    wanted = [number for group in disagreeing for number in group]
    facts = standing.select_related("unit", "body").in_bulk(wanted)
    found = [
        Conflict(
            tuple(
                sorted((facts[number] for number in group), key=lambda fact: (fact.matter, fact.pk))
            )
        )
        for group in disagreeing
    ]
    return sorted(found, key=lambda each: (each.facts[0].body_id, each.facts[0].matter))


def _one_matter_each(place: dict[str, dict[int, Decimal]]) -> Iterable[dict[int, Decimal]]:
    """The figures of a period and measure, those of one matter together, by whichever of its names they were told."""
    groups: list[tuple[list[str], dict[int, Decimal]]] = []
    for name, figures in sorted(place.items()):
        for names, together in groups:
            if any(one_matter(name, known) for known in names):
                names.append(name)
                together.update(figures)
                break
        else:
            groups.append(([name], dict(figures)))
    return [together for _names, together in groups]


def disagreements(item: ItemPage, text: str) -> list[Disagreement]:
    """Figures of a paper on matters of the store, in a period of which it speaks, that no section has told.

    A sentence with several figures of a unit agrees when one of them is the store's: the others are parts or other years.
    """
    answering = item.body.public_body_id or item.body_id
    facts = [
        fact
        for fact in Fact.objects.standing()
        .filter(body=answering)
        .select_related("unit")
        .order_by("-period", "pk")
        if matter_key(fact.matter) in text and named_in(text, fact.period, item.formed_on)
    ]
    values: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        values[matter_key(fact.matter), fact.period, fact.measure].append(fact)
    found = []
    for (matter, _, measure), told in values.items():
        by_sentence: dict[str, list[str]] = defaultdict(list)
        known = {fact.value for fact in told}
        agreeing = set()
        for quantity in on_matter(text, matter, measure):
            by_sentence[quantity.sentence].append(quantity.raw)
            if quantity.value in known:
                agreeing.add(quantity.sentence)
        found += [
            Disagreement(raws[0], sentence, told[0])
            for sentence, raws in by_sentence.items()
            if sentence not in agreeing
        ]
    return found


def text_of(item: ItemPage) -> str:
    """What a paper says, title and summary included."""
    return "\n".join([item.title, item.summary, *lines_of(blocks_of(item.text))])
