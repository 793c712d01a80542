"""Papers from templates: what they say, what must go, what must stay; and which third nobody looks at."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from tests.screening.unseen.invent import SECRET, STAYS, Inventor
from tests.screening.unseen.third.invent import EITHER, ThirdInventor
from tests.screening.unseen.third.invent import SECRET as THIRD_SECRET
from tests.screening.unseen.third.invent import STAYS as THIRD_STAYS

HERE = Path(__file__).parent
LAYOUTS = ("prose", "lists", "forms", "records")
FOLDERS = {"first": "", "second": "second", "third": "third"}
"""Where the papers of each hand lie; the third also wrote whole letters, and invents for itself."""
_SLOT = re.compile(r"\{(id15|[a-z]+)(\d?)\}")


@dataclass(frozen=True)
class Template:
    """`held`: of the third that is measured and never looked at while rules are written."""

    layout: str
    kind: str
    text: str
    hand: str = "first"

    @property
    def held(self) -> bool:
        return int(sha256(self.text.encode()).hexdigest(), 16) % 3 == 0


@dataclass
class Paper:
    """`grid` is a table's rows (None: there is none), `lines` its text above; secrets as (aspect, value).

    `shown` are the secrets as they stand in the paper: of an address also what may stay; beside them what may be
    masked or stay as the masker likes.
    """

    template: Template
    lines: list[str] = field(default_factory=list)
    grid: list[list[str]] | None = None
    below: list[str] = field(default_factory=list)
    secrets: list[tuple[str, str]] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


@cache
def templates(*, second: bool = False, hand: str = "first") -> tuple[Template, ...]:
    """The papers of one hand.

    The first hand wrote before the rules were changed for them. The second wrote later and had read the rules, so that its
    papers are others', not independent. The third invented its own people and places and wrote in a round of its own.
    The papers under `author` are the rules' author's own: for development, no evidence.
    """
    hand = "second" if second else hand
    folder = HERE / FOLDERS[hand]
    found = []
    for layout in (*LAYOUTS, "letters") if hand == "third" else LAYOUTS:
        data = tomllib.loads((folder / f"{layout}.toml").read_text("utf-8"))
        found += [
            Template(layout, kind["name"], text, hand)
            for kind in data["kind"]
            for text in kind["papers"]
        ]
    return tuple(found)


def third(*, held: bool, second: bool = False, hand: str = "first") -> tuple[Template, ...]:
    """Of one hand's papers the third nobody looks at, or the two thirds that may be read."""
    return tuple(one for one in templates(second=second, hand=hand) if one.held is held)


def paper(template: Template, seed: int, rows: int = 6) -> Paper:
    """The template filled with invented data; `rows` are those of a list."""
    made = Paper(template)
    fill = _Filler(made, (ThirdInventor if template.hand == "third" else Inventor)(seed))
    if template.layout in ("prose", "letters"):
        made.lines = [fill(line) for line in template.text.strip("\n").split("\n")]
        return made
    parts = [part.strip() for part in template.text.split(" // ")]
    below = [part[1:].strip() for part in parts if part.startswith(">")]
    parts = [part for part in parts if not part.startswith(">")]
    if template.layout == "forms":
        made.lines = [parts[0]]
        made.grid = [fill.row(part) for part in parts[1:]]
        made.below = [fill(part) for part in below]
        return made
    head, body = parts[:-1], parts[-1]
    heading = (
        fill if template.hand == "third" else str
    )  # what the earlier hands measured stays as it was
    if template.layout == "records":
        records = [fill(body) for _ in range(rows)]
        made.lines = [*map(heading, head), *records]
        return made
    title = [part for part in head[:1] if "|" not in part]
    columns = [[cell.strip() for cell in part.split("|")] for part in head[len(title) :]]
    filled = [fill.row(body) for _ in range(rows)]
    turned = bool(title) and title[0].startswith("~")
    made.lines = [heading(part.lstrip("~")) for part in title]
    made.grid = [*columns, *filled]
    made.below = [fill(part) for part in below]
    if turned:
        made.grid = [list(row) for row in zip(*made.grid, strict=True)]
    return made


class _Filler:
    def __init__(self, made: Paper, inventor: Inventor) -> None:
        self.made, self.inventor = made, inventor
        self.known: dict[str, str] = {}

    def row(self, part: str) -> list[str]:
        return [self(cell.strip()) for cell in part.split("|")]

    def __call__(self, text: str) -> str:
        return _SLOT.sub(self._slot, text)

    def _slot(self, match: re.Match[str]) -> str:
        name, number = match.groups()
        if number and match.group() in self.known:
            return self.known[match.group()]
        shown, secret = self.inventor.slot(name)
        self.known[match.group()] = shown
        aspect = SECRET.get(name) or THIRD_SECRET.get(name)
        if aspect:
            if aspect == "name":
                in_prose = self.made.template.layout in ("prose", "letters")
                aspect = "name in prose" if in_prose else "name in lists"
            self.made.secrets.append((aspect, secret))
            self.made.shown.append(shown)
        elif name in EITHER:
            self.made.shown.append(shown)
        elif name in STAYS | THIRD_STAYS:
            self.made.stays.append(secret)
        return shown
