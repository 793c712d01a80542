"""Recall and false masks on the third of the papers that is kept back, beside three regular expressions.

`python bench/screening_unseen.py` prints the held third in five forms. With `look` it prints the other two thirds and
each miss: those may be read while rules are written, the held third may not. `second` and `third` take the papers of
another hand. No hand is quite apart from the rules: the second had read them, and the first and third wrote for this
project; of the held thirds nobody looked at a template or a miss, only at figures (by aspect, layout, kind of value and
the rule that decided).
"""

from __future__ import annotations

import sys

from tests.screening.unseen.papers import FOLDERS, third
from tests.screening.unseen.render import FORMS
from tests.screening.unseen.score import ASPECTS, Score, score

SEED = 20261129


def told(measured: Score) -> None:
    """Print one line an aspect, and the false masks."""
    print(f"{'':15} there  recall   three regexes")
    for aspect in ASPECTS:
        there, recall = measured.there[aspect], 100 * measured.recall(aspect)
        print(f"{aspect:15} {there:5} {recall:6.2f} % {100 * measured.floor_recall(aspect):6.2f} %")
    false, lines = len(measured.false), measured.lines
    print(f"false masks {false} in {lines} lines: {measured.false_per_thousand():.2f} per 1,000")
    print(f"values that may stay, masked by the three regexes: {measured.floor_false}")


def main(look: bool, hand: str) -> None:
    """Measure, and with `look` name what was missed and what was masked beside it."""
    papers = third(held=not look, hand=hand)
    print(f"{len(papers)} templates x {len(FORMS)} forms")
    measured = score(papers, FORMS, SEED)
    told(measured)
    if look:
        for aspect, value, form, paper in measured.missed:
            print("missed", aspect, value, form, paper.template.text[:80])
        for value, form, paper in measured.false:
            print("false", value, form, paper.template.text[:80])


if __name__ == "__main__":
    hands = [word for word in sys.argv[1:] if word in FOLDERS]
    main("look" in sys.argv[1:], hands[0] if hands else "first")
