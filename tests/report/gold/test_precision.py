"""The rules against the gold set, a little below what they reach; `bench/precision.py` prints the figures by code."""

from functools import cache

import pytest

from gongkai.cli.report.outputs import written
from gongkai.documents.opening import open_bytes
from gongkai.report.checks.finding import Level
from gongkai.report.checks.registry import Context, checks, run
from gongkai.report.fix import fix
from gongkai.report.reading import read_report
from tests.report.gold import phrases
from tests.report.gold.faults import FAULTS
from tests.report.gold.gold import reports
from tests.report.gold.manuscripts import hands, manuscripts
from tests.report.gold.score import Score, score

HELD = 60
FIXED = 25
"""Reports of the fast run; the bench takes all."""


@cache
def held() -> Score:
    return score([report for report in reports() if report.held][:HELD])


@pytest.mark.parametrize(("level", "least"), [("error", 0.97), ("warning", 0.94), ("notice", 0.85)])
def test_findings_on_reports_never_seen_are_true(level: str, least: float) -> None:
    assert held().by_level[level].precision >= least, held().wrong


def test_faults_in_reports_never_seen_are_found() -> None:
    assert held().whole.recall >= 0.9, held().missed


def test_manuscripts_of_many_hands_raise_no_false_alarm() -> None:
    judged = score(manuscripts())
    assert {level: judged.by_level[level].false for level in ("error", "warning")} == {
        "error": 0,
        "warning": 0,
    }, judged.wrong
    assert judged.missed == []


def test_reports_by_one_hand_each_are_judged_truly() -> None:
    judged = score(hands())
    assert judged.by_level["error"].precision >= 0.99, judged.wrong
    assert judged.by_level["warning"].precision >= 0.95, judged.wrong
    assert judged.by_level["notice"].precision >= 0.85, judged.wrong
    assert judged.whole.recall >= 0.97, judged.missed


def test_a_third_is_held_back_and_shares_no_phrase_with_the_rest() -> None:
    drawn = list(reports())
    assert len(drawn) >= 150
    assert 0.25 <= sum(report.held for report in drawn) / len(drawn) <= 0.42
    for name in phrases._pools():
        texts = phrases.pool(name)
        mine, others = (set(phrases.side(texts, held=held)) for held in (True, False))
        assert mine, name
        assert others, name
        assert not mine & others, name


def test_every_mark_is_of_a_declared_rule_and_every_fault_is_planted() -> None:
    codes = {item.code for item in checks()}
    drawn = list(reports())
    assert {mark.code for report in drawn for mark in report.marks} <= codes
    assert {fault for report in drawn for fault in report.planted} == set(FAULTS)


def test_fix_leaves_nothing_that_the_rules_then_call_an_error() -> None:
    for report in [report for report in reports() if not report.held][:FIXED]:
        read = read_report(open_bytes(report.data, report.file))
        again = read_report(open_bytes(written(fix(read).report, "docx"), "年报.docx"))
        before, after = (
            {item.code for item in run(Context(one)) if item.level is Level.ERROR}
            for one in (read, again)
        )
        assert after <= before, report.name
