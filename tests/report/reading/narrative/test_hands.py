"""Whole wordings of many hands: what a reader would take for the year's figure is read, and nothing else is."""

from __future__ import annotations

from collections import Counter

from gongkai.report.facts import fact_value
from tests.report.wordings.hands import BODIES, FACTS, judged, read, told


def test_a_wording_that_rules_were_written_against_is_read_right() -> None:
    failed = {item.paragraphs[-1] for item in told(unseen=False) if judged(item) in _NOT_RIGHT}
    assert failed == set()


def test_of_wordings_that_no_rule_was_written_for_most_are_read_right() -> None:
    kinds = Counter(map(judged, told(unseen=True)))
    due = kinds["right"] + kinds["missed"] + kinds["wrong"]
    assert kinds["wrong"] == 0
    assert kinds["right"] >= 0.94 * due
    assert kinds["invented"] <= 0.08 * (kinds["invented"] + kinds["silent"])


def test_where_none_is_the_total_the_counts_stay_as_candidates_with_their_words() -> None:
    open_ones = [item for item in told(unseen=False) if item.candidates]
    assert open_ones
    for item in open_ones:
        report = read(item)
        assert fact_value(report, item.fact) is None
        found = report.candidates(item.fact)
        assert tuple(one.value for one in found) == item.candidates
        assert all(one.quote and one.quote in "".join(item.paragraphs) for one in found)


def test_there_are_enough_wordings_of_totals_and_of_what_is_none() -> None:
    totals = sum(len(body.get(kind, ())) for body in BODIES.values() for kind in FACTS)
    others = sum(len(body.get(f"no_{kind}", ())) for body in BODIES.values() for kind in FACTS)
    assert totals >= 120
    assert others >= 120


_NOT_RIGHT = {"missed", "wrong", "invented"}
