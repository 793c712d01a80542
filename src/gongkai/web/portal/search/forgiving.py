"""A search that forgives: where nothing holds a question whole, what holds its words, the best first.

Nothing here touches a question that finds something: ``search`` keeps its promise. The words of a question are not known, so
its pairs of characters are looked up, and those that stand only where two words meet (柳河镇|低保) are left out, the rarest
first, until something holds all the rest; then words for a kind of paper (名单), then numbers, then the most frequent word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from gongkai.web.bodies.models import PublicBody
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.models.entry import ITEMS_PER_DAY
from gongkai.web.portal.search.document_numbers import is_index_number, read_number
from gongkai.web.portal.search.named_bodies import NamedBody, named_body
from gongkai.web.portal.search.positions import Asked, frequency, holds_any, places, planned
from gongkai.web.portal.search.query import EVERYTHING, Filters, asked_of, items_in_order, search
from gongkai.web.portal.search.wordings import (
    other_words,
    variants,
    without_fillers,
    wordings,
)
from gongkai.web.portal.search.words import (
    LONGEST_QUESTION,
    NUMBER,
    TITLE,
    Phrase,
    fold,
    is_han,
    levelled,
    phrases,
)
from gongkai.web.publishing.items.models import ItemPage

LEAST_COVERED = 0.5
"""Share of a question's characters that a hit must hold."""
MOST_LOOKED_AT = 200
MOST_UNITS = 24


@dataclass(frozen=True)
class Unit:
    """A pair of characters, a single one, or a word of letters or digits; it covers characters of the question.
    ``is_known``: it lies within a word for which there are others."""

    text: str
    covers: frozenset[int]
    is_known: bool = False

    @property
    def phrase(self) -> Phrase:
        return Phrase((self.text,))


class Near:
    """Items that hold the words of a question, in their order."""

    ordered = True
    is_more = False

    def __init__(self, numbers: list[int], words: tuple[str, ...], body: PublicBody | None) -> None:
        self.numbers, self.words, self.body = numbers, words, body

    def count(self) -> int:
        """How many there are."""
        return len(self.numbers)

    def __getitem__(self, part: slice) -> list[ItemPage]:
        return items_in_order(self.numbers[part])


@dataclass(frozen=True)
class _Reading:
    """What a question may mean: words, perhaps of a body."""

    units: tuple[Unit, ...]
    length: int
    body: int | None = None
    named: int = 0

    def share(self, units: tuple[Unit, ...]) -> float:
        """How much of the question is held."""
        covered = len(frozenset(chain.from_iterable(unit.covers for unit in units))) + self.named
        return covered / max(self.length, 1)


@dataclass(frozen=True)
class _Held:
    reading: _Reading
    units: tuple[Unit, ...]
    share: float

    @property
    def rank(self) -> tuple[bool, float]:
        """A reading that keeps the words that are known goes before one that keeps more characters."""
        kept = all(unit in self.units for unit in self.reading.units if unit.is_known)
        return kept, self.share


def near(q: str, filters: Filters = EVERYTHING) -> Near | None:
    """Items that hold the words of a question which nothing holds whole; none where nothing is near."""
    question = levelled(q[:LONGEST_QUESTION])
    if filters.rows == ():
        return None
    with planned():
        if number := read_number(question):
            asked = replace(asked_of((), filters), phrases=number)
            found = places(asked, NUMBER, "numbers", MOST_LOOKED_AT)
            if found:
                words = tuple(phrase.runs[0] for phrase in number)
                return Near([place % ITEMS_PER_DAY for place in found], words, None)
            if is_index_number(question):
                return None
        if (whole := _of_named_body(question, filters)) is not None:
            return whole
        best = _best(question, filters)
        if best is None:
            return None
        return _ranked(best, filters)


def suggestions(q: str, most: int) -> list[str]:
    """Questions that say the same in other words, each of which finds something."""
    question = levelled(q[:LONGEST_QUESTION])
    found: list[str] = []
    with planned():
        for word, other in other_words(question)[: 2 * most]:
            together, apart = (
                question.replace(word, other),
                question.replace(word, f" {other} ").strip(),
            )
            for asked in dict.fromkeys([together, apart]):
                if holds_any(asked_of(phrases(asked), EVERYTHING)):
                    found.append(asked)
                    break
            if len(found) == most:
                break
    return list(dict.fromkeys(found))


def _of_named_body(question: str, filters: Filters) -> Near | None:
    """Everything of a body where a question is its name and nothing else."""
    if filters.body is not None:
        return None
    named = named_body(question)
    if named is None or fold(without_fillers(question).replace(named.said, " ", 1)).strip():
        return None
    body = PublicBody.objects.get(pk=named.number)
    numbers = search("", replace(filters, body=body)).numbers(0, MOST_LOOKED_AT)
    return Near(numbers, (), body) if numbers else None


def _best(question: str, filters: Filters) -> _Held | None:
    best: _Held | None = None
    for reading in _readings(question, filters):
        held = _held(reading, filters)
        if held is not None and (best is None or held.rank > best.rank):
            best = held
            if best.share == 1:
                break
    return best


def _readings(question: str, filters: Filters) -> Iterator[_Reading]:
    bare = without_fillers(question)
    body = named_body(question) if filters.body is None else None
    for words in dict.fromkeys([bare, *variants(bare)]):
        units, length = _units(words)
        if units:
            yield _Reading(units, length)
        if body is not None and body.said in words:
            yield from _of_body(words, body)


def _of_body(words: str, body: NamedBody) -> Iterator[_Reading]:
    units, length = _units(words.replace(body.said, " ", 1))
    if units:
        yield _Reading(units, length + len(body.said), body.number, len(body.said))


def _units(words: str) -> tuple[tuple[Unit, ...], int]:
    units: list[Unit] = []
    at = 0
    for run in fold(words).split():
        if not is_han(run):
            units.append(Unit(run, frozenset(range(at, at + len(run)))))
        elif len(run) == 1:
            units.append(Unit(run, frozenset([at])))
        else:
            known = _known_in(run)
            units += [
                Unit(
                    run[step : step + 2],
                    frozenset([at + step, at + step + 1]),
                    {step, step + 1} <= known,
                )
                for step in range(len(run) - 1)
            ]
        at += len(run)
    return tuple(units[:MOST_UNITS]), at


def _known_in(run: str) -> set[int]:
    """Places of the characters of words for which there are others."""
    found: set[int] = set()
    for word in wordings().same:
        at = run.find(word)
        if at >= 0:
            found.update(range(at, at + len(word)))
    return found


def _held(reading: _Reading, filters: Filters) -> _Held | None:
    """So many of the units that something holds them all."""
    narrowed = _narrowed(reading, filters)
    known = {unit: frequency(replace(narrowed, phrases=(unit.phrase,))) for unit in reading.units}
    units = tuple(unit for unit in reading.units if known[unit])
    while units and reading.share(units) >= LEAST_COVERED:
        if holds_any(replace(narrowed, phrases=_phrases(units))):
            return _Held(reading, units, reading.share(units))
        units = _without_one(units, known)
    return None


def _without_one(units: tuple[Unit, ...], known: dict[Unit, int]) -> tuple[Unit, ...]:
    """Leave out the unit with which the least is lost: one that only joins two others before one that says something."""

    def loss(unit: Unit) -> tuple[int, int, int, int]:
        others = frozenset(chain.from_iterable(each.covers for each in units if each is not unit))
        alone = len(unit.covers - others)
        if not alone and not unit.is_known:
            return 0, 0, 0, known[unit]
        # A word of its own says the more the rarer it is; what only begins or ends one says the less.
        rarer = -known[unit] if alone == len(unit.covers) else known[unit]
        return 1, _weight(unit), alone, rarer

    least = min(units, key=loss)
    return tuple(unit for unit in units if unit is not least)


def _weight(unit: Unit) -> int:
    """How much a unit says by itself: a kind of paper, a number, a word, one for which there are others."""
    if unit.is_known:
        return 3
    if unit.text in wordings().forms:
        return 0
    return 1 if unit.text.isdigit() else 2


def _narrowed(reading: _Reading, filters: Filters) -> Asked:
    if reading.body is not None:
        filters = replace(filters, body=PublicBody.objects.get(pk=reading.body))
    return asked_of((), filters)


def _phrases(units: tuple[Unit, ...]) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(unit.phrase for unit in units))


def _ranked(held: _Held, filters: Filters) -> Near:
    """What holds them in its title first, then what has most of them there, then the newest."""
    asked = replace(_narrowed(held.reading, filters), phrases=_phrases(held.units))
    found = dict.fromkeys(places(asked, TITLE, "title", MOST_LOOKED_AT))
    found |= dict.fromkeys(places(asked, "", "folded", MOST_LOOKED_AT))
    titles = dict(SearchEntry.objects.filter(place__in=found).values_list("place", "title"))

    def in_title(place: int) -> int:
        title = titles.get(place, "")
        covered = (unit.covers for unit in held.units if _stands_in(unit.text, title))
        return len(frozenset(chain.from_iterable(covered)))

    order = sorted(found, key=lambda place: (-in_title(place), -place))
    body = PublicBody.objects.filter(pk=held.reading.body).first() if held.reading.body else None
    return Near([place % ITEMS_PER_DAY for place in order], _words(held.units), body)


def _stands_in(text: str, folded: str) -> bool:
    return (text if is_han(text) else f" {text} ") in folded


def _words(units: tuple[Unit, ...]) -> tuple[str, ...]:
    """The units as words: pairs that follow each other are one."""
    words: list[str] = []
    last: Unit | None = None
    for unit in units:
        follows = last is not None and len(unit.text) == 2 and bool(unit.covers & last.covers)
        if follows:
            words[-1] += unit.text[1]
        else:
            words.append(unit.text)
        last = unit
    return tuple(dict.fromkeys(words))
