"""The sixth hand's papers: what a township or county body publishes on ordinary days, by an author who had read no rule.

Lists and forms beside prose, and many papers from which nothing may go, so that false masks per line are measured too. The
marks are the fifth hand's and so is the law behind them: private persons go, also from lists which must hang in the village;
who acts in office, is honoured, appointed, elected or hired by examination stays. A third is held, by the digest of its
number as with the fourth and the fifth hand: nobody looks at those papers or at what is missed in them.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from tests.screening.unseen.fifth.papers import _Marked
from tests.screening.unseen.fourth.papers import FourthPaper
from tests.screening.unseen.invent import Inventor
from tests.screening.unseen.papers import Paper, Template
from tests.screening.unseen.render import FORMS, render

SOURCE = Path(__file__).with_name("papers.toml")
SEED = 20261201


@cache
def sixth_papers(*, held: bool, forms: tuple[str, ...] = FORMS) -> tuple[FourthPaper, ...]:
    """The held third, or the two thirds that may be read, each paper in each of the forms."""
    found = []
    source: list[dict[str, str]] = tomllib.loads(SOURCE.read_text("utf-8"))["paper"]
    for number, one in enumerate(source):
        name = f"{one['id']} {one['title']}"
        marked = _Marked(Inventor(SEED + number))
        made = Paper(Template(one["kind"], name, one["text"], "sixth"))
        for line in one["text"].strip("\n").split("\n"):
            if " | " in line:
                cells = [marked(cell.strip(), listed=True) for cell in line.split(" | ")]
                made.grid = [*(made.grid or ()), cells]
            else:
                (made.below if made.grid else made.lines).append(marked(line, listed=False))
        expected = {
            "template": one["id"],
            "spans": marked.spans,
            "not_scored_names": marked.either,
            "decoys": marked.stays,
            "by_rule": one.get("by_rule", False),
        }
        found += [
            FourthPaper(f"{name}.{form}", render(made, form), expected | {"form": form})
            for form in forms
        ]
    return tuple(paper for paper in found if paper.held is held)
