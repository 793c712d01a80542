"""The fourth hand's papers: whole files by an author who saw neither the rules nor the papers of the other hands.

`papers.zip` holds each file beside its `.expect.json`: `spans` must go (a kind, and a `carrier` where no page shows them),
`not_scored_names` may go or stay. The templates whose digest is a multiple of three are held: nobody has looked at them.
"""

from __future__ import annotations

import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from gongkai.documents.model import Document, Origin, Table
from gongkai.documents.opening import open_bytes
from gongkai.screening.kinds import Kind, varieties
from gongkai.screening.profiles import shipped_profile
from gongkai.screening.sightings import sightings
from tests.screening.unseen.score import Peer, by_three_regexes

ARCHIVE = Path(__file__).with_name("papers.zip")
_ASIDE = {Kind.WORDING, Kind.HIDDEN_DATA, Kind.METADATA}
ASPECTS = {
    "name_in_list": "name in lists",
    "name_in_prose": "name in prose",
    "birth_date": "birth",
    "address": "address",
    "illness": "illness",
}


@dataclass(frozen=True)
class FourthPaper:
    """A file's name and bytes, and what is expected of it."""

    name: str
    data: bytes
    expected: dict[str, Any]

    @property
    def held(self) -> bool:
        return int(sha256(self.expected["template"].encode()).hexdigest(), 16) % 3 == 0


@dataclass
class FourthScore:
    """Counts by aspect, and what was missed or masked beside it with the name of its file."""

    there: Counter[str] = field(default_factory=Counter)
    gone: Counter[str] = field(default_factory=Counter)
    floor: Counter[str] = field(default_factory=Counter)
    lines: int = 0
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    false: list[tuple[str, str, str]] = field(default_factory=list)

    def recall(self, aspect: str) -> float:
        return self.gone[aspect] / self.there[aspect]

    def floor_recall(self, aspect: str) -> float:
        return self.floor[aspect] / self.there[aspect]

    def false_per_thousand(self) -> float:
        return 1000 * len(self.false) / self.lines


@cache
def fourth_papers(*, held: bool) -> tuple[FourthPaper, ...]:
    """The held third, or the two thirds that may be read."""
    found = []
    with zipfile.ZipFile(ARCHIVE) as archive:
        names = set(archive.namelist())
        for told in sorted(name for name in names if name.endswith(".expect.json")):
            stem = told.removesuffix(".expect.json")
            name = next(
                other
                for other in names
                if other != told and stem in (other, other.rpartition(".")[0])
            )
            found.append(
                FourthPaper(name, archive.read(name), json.loads(archive.read(told).decode()))
            )
    return tuple(paper for paper in found if paper.held is held)


def fourth_score(papers: tuple[FourthPaper, ...], floor: Peer = by_three_regexes) -> FourthScore:
    """What of the visible spans remains on the page, beside a `floor`, and what is masked that no span holds."""
    total = FourthScore()
    for paper in papers:
        _judge(paper, total, floor)
    return total


def _judge(paper: FourthPaper, total: FourthScore, floor: Peer) -> None:
    document = open_bytes(paper.data, paper.name)
    spans: dict[tuple[Origin, str], set[int]] = {}
    masked = []
    for sighting in sightings(document, shipped_profile("county")):
        if varieties()[sighting.variety].kind not in _ASIDE:
            spans.setdefault((sighting.origin, sighting.text), set()).update(
                range(sighting.start, sighting.end)
            )
            masked.append((_bare(sighting.value), sighting.variety))
    remains = _bare(
        "\n".join(
            "".join(
                "＊" if at in spans.get((origin, text), ()) else letter
                for at, letter in enumerate(text)
            )
            for origin, text in _texts(document)
        )
    )
    by_floor = _bare("\n".join(floor(text) for _, text in _texts(document)))
    total.lines += len(list(document.lines()))
    expected = paper.expected
    for span in expected["spans"]:
        if "carrier" in span:
            continue
        kind = span["kind"]
        aspect = "number" if kind.startswith("number") else ASPECTS[kind]
        total.there[aspect] += 1
        total.floor[aspect] += _bare(span["text"]) not in by_floor
        if _bare(span["text"]) not in remains:
            total.gone[aspect] += 1
        else:
            total.missed.append((aspect, span["text"], paper.name))
    shown = [_bare(span["text"]) for span in expected["spans"]]
    shown += [_bare(name) for name in expected["not_scored_names"]]
    for value, variety in masked:
        if not any(_overlap(value, each) for each in shown):
            total.false.append((value, variety, paper.name))


def _texts(document: Document) -> Iterator[tuple[Origin, str]]:
    for paragraph in (*document.paragraphs(), *document.furniture):
        yield paragraph.origin, paragraph.text
    waiting = [block for block in document.blocks if isinstance(block, Table)]
    while waiting:
        for cell in waiting.pop().cells:
            yield cell.origin, cell.text
            waiting.extend(cell.tables)


def _bare(text: str) -> str:
    return "".join(text.split())


def _overlap(value: str, span: str) -> bool:
    return (
        value in span
        or span in value
        or any(value[at : at + 4] in span for at in range(len(value) - 3))
    )
