"""Papers written as text with their truth marked in it: the fifth, the sixth and the seventh hand's.

`{n 某}` is a name that must go (`{l 某}` one in a list's line, `{k 某}` a nickname), `{a}` an address, `{b}` a birth, `{i}` an
illness, `{d}` a number; `{e}` may go or stay, `{o}` must stay; a word in braces alone is a number to invent. A line with
" | " is a row of a table. The law behind the marks is told by each hand's file. A third of each hand is held, by the
digest of its number: nobody looks at those papers or at what is missed in them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.screening.unseen.fourth.papers import FourthPaper
from tests.screening.unseen.invent import SECRET, Inventor
from tests.screening.unseen.papers import Paper, Template
from tests.screening.unseen.render import FORMS, render

HERE = Path(__file__).parent
SEEDS = {"fifth": 20261130, "sixth": 20261201, "seventh": 20261202}
_MARK = re.compile(r"\{(?:([a-z]) ([^}]+)|([a-z0-9]+))\}")
_GOES = {"a": "address", "b": "birth_date", "i": "illness", "d": "number"}


class _Source(NamedTuple):
    number: str
    title: str
    kind: str
    text: str
    by_rule: bool = False


def _sources(hand: str) -> Iterator[_Source]:
    for file in sorted((HERE / hand).glob("*.toml")):
        told = tomllib.loads(file.read_text("utf-8"))["paper"]
        if isinstance(told, dict):
            for name, text in told.items():
                number, _, title = name.partition(" ")
                yield _Source(number, title, "prose", text)
            continue
        for one in told:
            yield _Source(
                one["id"], one["title"], one["kind"], one["text"], one.get("by_rule", False)
            )


@cache
def marked_papers(
    hand: str, *, held: bool, forms: tuple[str, ...] = FORMS
) -> tuple[FourthPaper, ...]:
    """The held third of a hand, or the two thirds that may be read, each paper in each of the forms."""
    found = []
    for number, source in enumerate(_sources(hand)):
        name = f"{source.number} {source.title}"
        marked = _Marked(Inventor(SEEDS[hand] + number))
        made = Paper(Template(source.kind, name, source.text, hand))
        for line in source.text.strip("\n").split("\n"):
            if " | " in line:
                cells = [marked(cell.strip(), listed=True) for cell in line.split(" | ")]
                made.grid = [*(made.grid or ()), cells]
            else:
                (made.below if made.grid else made.lines).append(marked(line, listed=False))
        expected = {
            "template": source.number,
            "kind": source.kind,
            "spans": marked.spans,
            "not_scored_names": marked.either,
            "decoys": marked.stays,
            "by_rule": source.by_rule,
        }
        found += [
            FourthPaper(f"{name}.{form}", render(made, form), expected | {"form": form})
            for form in forms
        ]
    return tuple(paper for paper in found if paper.held is held)


class _Marked:
    """Takes the marks out of a text and keeps what they say."""

    def __init__(self, inventor: Inventor) -> None:
        self.inventor = inventor
        self.spans: list[dict[str, str]] = []
        self.either: list[str] = []
        self.stays: list[str] = []

    def __call__(self, text: str, *, listed: bool) -> str:
        def plain(match: re.Match[str]) -> str:
            mark, value, slot = match.groups()
            if slot:
                value, _ = self.inventor.slot(slot)
                mark = "d" if slot in SECRET or slot == "passport" else "o"
            if mark == "e":
                self.either.append(value)
            elif mark == "o":
                self.stays.append(value)
            elif mark in _GOES:
                self.spans.append({"kind": _GOES[mark], "text": value})
            else:
                kind = "name_in_list" if listed or mark == "l" else "name_in_prose"
                self.spans.append({"kind": kind, "text": value, "mark": mark})
            return str(value)

        return _MARK.sub(plain, text)
