"""What of a paper's secrets would remain, what would be lost that may stay, beside three regular expressions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from gongkai.documents.model import Document, Table
from gongkai.documents.opening import open_bytes
from gongkai.screening.kinds import Kind, varieties
from gongkai.screening.profiles import shipped_profile
from gongkai.screening.sightings import sightings
from tests.screening.unseen.papers import Paper, Template, paper
from tests.screening.unseen.render import render

ASPECTS = ("number", "name in lists", "name in prose", "address", "illness", "birth")
_ASIDE = {Kind.WORDING, Kind.HIDDEN_DATA, Kind.METADATA}
FLOOR = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx]|(?:62|4\d|5\d)\d{14,17})(?!\d)")
"""Mobile, resident ID, card: what anybody would write down first."""
Peer = Callable[[str], str]


def by_three_regexes(text: str) -> str:
    """The text without what the three regular expressions find."""
    return FLOOR.sub("＊", text)


_SPACE = re.compile(r"\s+")


@dataclass
class Score:
    """Counts by aspect, and every miss and false mask with its paper for whoever may look at it."""

    there: Counter = field(default_factory=Counter)
    gone: Counter = field(default_factory=Counter)
    floor: Counter = field(default_factory=Counter)
    lines: int = 0
    masks: int = 0
    missed: list = field(default_factory=list)
    false: list = field(default_factory=list)
    floor_false: int = 0

    def recall(self, aspect: str) -> float:
        return self.gone[aspect] / self.there[aspect]

    def floor_recall(self, aspect: str) -> float:
        return self.floor[aspect] / self.there[aspect]

    def false_per_thousand(self) -> float:
        return 1000 * len(self.false) / self.lines


def score(
    templates: Iterable[Template],
    forms: Iterable[str],
    seed: int,
    rows: int = 6,
    floor: Peer = by_three_regexes,
) -> Score:
    total = Score()
    for number, template in enumerate(templates):
        for form in forms:
            one = paper(template, seed + number, rows)
            judge(one, form, open_bytes(render(one, form), f"来件.{form}"), total, floor)
    return total


def rotating(
    templates: Iterable[Template], forms: tuple[str, ...], seed: int, rows: int = 6
) -> Score:
    """Each paper in one form, the forms taking turns."""
    total = Score()
    for number, template in enumerate(templates):
        form = forms[number % len(forms)]
        one = paper(template, seed + number, rows)
        judge(one, form, open_bytes(render(one, form), f"来件.{form}"), total)
    return total


def judge(
    one: Paper, form: str, document: Document, total: Score, floor: Peer = by_three_regexes
) -> None:
    texts = list(_texts(document))
    spans: dict = {}
    masked = []
    for sighting in sightings(document, shipped_profile("county")):
        if varieties()[sighting.variety].kind in _ASIDE:
            continue
        spans.setdefault((sighting.origin, sighting.text), []).append(
            (sighting.start, sighting.end)
        )
        masked.append(_bare(sighting.value))
    remains = _bare(
        "\n".join(_without(text, spans.get((origin, text), ())) for origin, text in texts)
    )
    by_floor = _bare("\n".join(floor(text) for _, text in texts))
    secrets = [(aspect, _bare(value)) for aspect, value in one.secrets]
    total.lines += len(one.lines) + len(one.grid or ()) + len(one.below)
    total.masks += len(masked)
    for aspect, value in secrets:
        total.there[aspect] += 1
        total.floor[aspect] += value not in by_floor
        if value not in remains:
            total.gone[aspect] += 1
        else:
            total.missed.append((aspect, value, form, one))
    for value in masked:
        if not any(
            value in shown or shown in value or _overlap(value, shown)
            for shown in map(_bare, one.shown)
        ):
            total.false.append((value, form, one))
    for value in map(_bare, one.stays):
        if not any(value in secret for _, secret in secrets):
            total.floor_false += value not in by_floor


def _overlap(value: str, secret: str) -> bool:
    """Whether a value and a secret share four characters in a row, as the pieces of a broken number do."""
    return len(value) >= 4 and any(value[at : at + 4] in secret for at in range(len(value) - 3))


def _texts(document: Document):
    for paragraph in document.paragraphs():
        yield paragraph.origin, paragraph.text
    for block in document.blocks:
        if isinstance(block, Table):
            for cell in block.cells:
                yield cell.origin, cell.text


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    hidden = {at for start, end in spans for at in range(start, end)}
    return "".join("＊" if at in hidden else character for at, character in enumerate(text))


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
