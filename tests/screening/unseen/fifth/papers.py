"""The fifth hand's papers, in the fourth's shape and for its scorer: prose above all, by an author who had read no rule.

`papers.toml` holds each paper with its truth inside the text, by Chinese law as the author reads it: private persons go;
officials acting in office, who is honoured, appointed or elected, contact persons of offices and firms stay. A third is
held, by the digest of its number as with the fourth hand: nobody looks at those papers or at what is missed in them.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from tests.screening.unseen.fourth.papers import FourthPaper
from tests.screening.unseen.invent import SECRET, Inventor
from tests.screening.unseen.papers import Paper, Template
from tests.screening.unseen.render import FORMS, render

SOURCE = Path(__file__).with_name("papers.toml")
SEED = 20261130
_MARK = re.compile(r"\{(?:([a-z]) ([^}]+)|([a-z]+))\}")
_GOES = {"a": "address", "b": "birth_date", "i": "illness", "d": "number"}


@cache
def fifth_papers(*, held: bool, forms: tuple[str, ...] = FORMS) -> tuple[FourthPaper, ...]:
    """The held third, or the two thirds that may be read, each paper in each of the forms."""
    found = []
    source: dict[str, str] = tomllib.loads(SOURCE.read_text("utf-8"))["paper"]
    for number, (name, text) in enumerate(source.items()):
        marked = _Marked(Inventor(SEED + number))
        made = Paper(Template("prose", name, text, "fifth"))
        for line in text.strip("\n").split("\n"):
            if " | " in line:
                cells = [marked(cell.strip(), listed=True) for cell in line.split(" | ")]
                made.grid = [*(made.grid or ()), cells]
            else:
                (made.below if made.grid else made.lines).append(marked(line, listed=False))
        expected = {
            "template": name.split()[0],
            "spans": marked.spans,
            "not_scored_names": marked.either,
            "decoys": marked.stays,
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
