"""A search that forgives: where nothing holds a question whole, what holds its words, the best first.

Nothing here touches a question that finds something: ``search`` keeps its promise. The words of a question are not known, so
its pairs of characters are looked up, and those that stand only where two words meet (柳河镇|低保) are left out, the rarest
first, until something holds all the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, combinations

from gongkai.web.bodies.models import Kind, PublicBody
from gongkai.web.portal import generation
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.models.entry import ITEMS_PER_DAY
from gongkai.web.portal.search.document_numbers import read_number
from gongkai.web.portal.search.named_bodies import NamedBody, named_body
from gongkai.web.portal.search.positions import Asked, frequency, holds_any, places, planned
from gongkai.web.portal.search.query import EVERYTHING, Filters, asked_of, items_in_order, search
from gongkai.web.portal.search.wordings import (
    known_words,
    other_words,
    said_otherwise,
    variants,
    without_fillers,
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

LEAST_COVERED = 0.6
"""Share of a question's characters that a hit must hold."""
MOST_LOOKED_AT = 200
MOST_UNITS = 24
MOST_SUGGESTED = 5
MOST_TRIED = 30
"""So many ways to leave words out are tried."""


@dataclass(frozen=True)
class Unit:
    """A pair of characters, a single one, or a word of letters or digits; it covers characters of the question."""

    text: str
    covers: frozenset[int]

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
        best = _best(question, filters)
        if best is None or not _holds_known_word(question, best):
            best = _by_known_word(question, filters) or best
        if best is not None:
            return _ranked(best, filters)
    return _of_named_body(question, filters)


def suggestions(q: str) -> list[str]:
    """Questions that say the same in words that something holds."""
    question = levelled(q[:LONGEST_QUESTION])
    found: list[str] = []
    others = other_words(question)
    state = generation.current() if others else ""
    for word, other in others:
        said = said_otherwise(question, word, other)
        if said not in {question, *found} and _is_held(state, other):
            found.append(said)
        if len(found) == MOST_SUGGESTED:
            break
    return found


@lru_cache(maxsize=2000)
def _is_held(state: str, word: str) -> bool:
    """Whether anything public holds the word; looked up once for each state of the public pages."""
    return holds_any(asked_of(phrases(word), EVERYTHING))


def _of_named_body(question: str, filters: Filters) -> Near | None:
    """Everything of a body that is all that was asked for."""
    body = named_body(question) if filters.body is None else None
    if body is None or _units(without_fillers(question).replace(body.said, " ", 1))[0]:
        return None
    named = PublicBody.objects.get(pk=body.number)
    numbers = search("", replace(filters, body=named)).numbers(0, MOST_LOOKED_AT)
    return Near(numbers, (), named) if numbers else None


def _holds_known_word(question: str, held: _Held) -> bool:
    """Whether of the words of the trade that were asked for one is held; where none was, nothing is missed."""
    words = known_words(fold(question))
    joined = " ".join(_words(held.units))
    return not words or any(word in joined for word in words)


def _by_known_word(question: str, filters: Filters) -> _Held | None:
    """Where no more of the question is held: a word of the trade, of the body or village that is named or of any."""
    asked = fold(question)
    named = None if filters.body else _place_in(question)
    for body in dict.fromkeys([named, None]):
        for word in known_words(asked):
            units, length = _units(word)
            reading = _Reading(units, length, body)
            if units and holds_any(replace(_narrowed(reading, filters), phrases=_phrases(units))):
                return _Held(reading, units, 0)
    return None


def _place_in(question: str) -> int | None:
    """The body that answers for the place a question names: of a village its township."""
    if body := named_body(question):
        return body.number
    villages = PublicBody.objects.filter(kind=Kind.VILLAGE, abolished_on=None)
    answering = villages.values_list("short_name", "public_body")
    named = {number for name, number in answering if len(name) > 1 and name in question}
    return named.pop() if len(named) == 1 else None


def _best(question: str, filters: Filters) -> _Held | None:
    best: _Held | None = None
    for reading in _readings(question, filters):
        held = _held(reading, filters)
        if held is not None and (best is None or held.share > best.share):
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
            units += [
                Unit(run[step : step + 2], frozenset([at + step, at + step + 1]))
                for step in range(len(run) - 1)
            ]
        at += len(run)
    return tuple(units[:MOST_UNITS]), at


def _held(reading: _Reading, filters: Filters) -> _Held | None:
    """So many of the units that something holds them all."""
    narrowed = _narrowed(reading, filters)
    known = {unit: frequency(replace(narrowed, phrases=(unit.phrase,))) for unit in reading.units}
    units = tuple(unit for unit in reading.units if known[unit])
    while units and reading.share(units) >= LEAST_COVERED:
        if holds_any(replace(narrowed, phrases=_phrases(units))):
            return _Held(reading, units, reading.share(units))
        shorter = _without_one(units, known)
        if reading.share(shorter) < reading.share(units):
            return _held_in_part(reading, units, narrowed)
        units = shorter
    return None


def _held_in_part(reading: _Reading, units: tuple[Unit, ...], narrowed: Asked) -> _Held | None:
    """Without the fewest characters: no unit only joins two others any more, so that each that is left out loses some."""
    tried = 0
    for left_out in range(1, len(units)):
        parts = sorted(combinations(units, len(units) - left_out), key=reading.share, reverse=True)
        for part in parts:
            if reading.share(part) < LEAST_COVERED or tried == MOST_TRIED:
                break
            tried += 1
            if holds_any(replace(narrowed, phrases=_phrases(part))):
                return _Held(reading, part, reading.share(part))
    return None


def _without_one(units: tuple[Unit, ...], known: dict[Unit, int]) -> tuple[Unit, ...]:
    """Leave out the unit with which the least is lost: one that only joins two others before one that says something."""

    def loss(unit: Unit) -> tuple[int, int]:
        others = frozenset(chain.from_iterable(each.covers for each in units if each is not unit))
        return len(unit.covers - others), known[unit]

    least = min(units, key=loss)
    return tuple(unit for unit in units if unit is not least)


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
