"""Papers from templates: what they say, what must go, what must stay; and which third nobody looks at."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from tests.screening.unseen.invent import SECRET, STAYS, Inventor

HERE = Path(__file__).parent
LAYOUTS = ("prose", "lists", "forms", "records")
_SLOT = re.compile(r"\{(id15|[a-z]+)(\d?)\}")


@dataclass(frozen=True)
class Template:
    """`held`: of the third that is measured and never looked at while rules are written."""

    layout: str
    kind: str
    text: str

    @property
    def held(self) -> bool:
        return int(sha256(self.text.encode()).hexdigest(), 16) % 3 == 0


@dataclass
class Paper:
    """`grid` is a table's rows (None: there is none), `lines` its text above; secrets as (aspect, value).

    `shown` are the secrets as they stand in the paper: of an address also what may stay.
    """

    template: Template
    lines: list[str] = field(default_factory=list)
    grid: list[list[str]] | None = None
    below: list[str] = field(default_factory=list)
    secrets: list[tuple[str, str]] = field(default_factory=list)
    stays: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


@cache
def templates(*, second: bool = False) -> tuple[Template, ...]:
    """The papers of the first hand, or those of a second, written later and apart from both papers and rules."""
    found = []
    for layout in LAYOUTS:
        folder = HERE / "second" if second else HERE
        data = tomllib.loads((folder / f"{layout}.toml").read_text("utf-8"))
        found += [
            Template(layout, kind["name"], text) for kind in data["kind"] for text in kind["papers"]
        ]
    return tuple(found)


def third(*, held: bool, second: bool = False) -> tuple[Template, ...]:
    return tuple(template for template in templates(second=second) if template.held is held)


def paper(template: Template, seed: int, rows: int = 6) -> Paper:
    """The template filled with invented data; `rows` are those of a list."""
    made = Paper(template)
    fill = _Filler(made, Inventor(seed))
    if template.layout == "prose":
        made.lines = [fill(line) for line in template.text.split("\n")]
        return made
    parts = [part.strip() for part in template.text.split(" // ")]
    if template.layout == "forms":
        made.lines = [parts[0]]
        made.grid = [fill.row(part) for part in parts[1:]]
        return made
    head, body = parts[:-1], parts[-1]
    if template.layout == "records":
        made.lines = [*head, *(fill(body) for _ in range(rows))]
        return made
    title = [part for part in head[:1] if "|" not in part]
    columns = [[cell.strip() for cell in part.split("|")] for part in head[len(title) :]]
    filled = [fill.row(body) for _ in range(rows)]
    turned = bool(title) and title[0].startswith("~")
    made.lines = [part.lstrip("~") for part in title]
    made.grid = [*columns, *filled]
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
        if name in SECRET:
            aspect = SECRET[name]
            if aspect == "name":
                aspect = (
                    "name in prose" if self.made.template.layout == "prose" else "name in lists"
                )
            self.made.secrets.append((aspect, secret))
            self.made.shown.append(shown)
        elif name in STAYS:
            self.made.stays.append(secret)
        return shown
