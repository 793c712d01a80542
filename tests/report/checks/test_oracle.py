"""What a checker must say of the five real reports, and what it must not; no words of theirs stand here."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.reading import read_file

OVERVIEW = "一、总体情况"
PROBLEMS = "五、存在的主要问题及改进情况"
OTHER = "六、其他需要报告的事项"
THREE_BLOCKS = "政府信息管理、政府信息公开平台建设、监督保障"

MUST_FIND = (
    ("000", "AR002", "表三", 19, 25, "rows after （五）4 of table three are lost"),
    (
        "000",
        "AR009",
        "四、政府信息公开行政复议、行政诉讼情况",
        None,
        ...,
        "part four has lost its heading",
    ),
    ("000", "AR010", "表四", ..., "完整表头", "table four has lost its head"),
    ("000", "AR405", OVERVIEW, ..., None, "an office of the township answers for the whole county"),
    ("000", "AR121", OVERVIEW, ..., "没有申请", "no request, yet answering went smoothly"),
    ("000", "AR122", PROBLEMS, ..., ..., "staff appointed in part one, not yet in part five"),
    ("000", "AR409", OVERVIEW, "条", "件或份或个", "documents counted like items"),
    ("000", "AR123", PROBLEMS, ..., "下一步计划", "no plan"),
    ("001", "AR101", OTHER, 119, 116, "the parts add up to three more than the total"),
    (
        "001",
        "AR006",
        "表四（第88行第1列）",
        ...,
        "15列，多出0",
        "sixteen figures for fifteen columns",
    ),
    ("001", "AR112", OTHER, "条", "件", "one fact in two units"),
    ("001", "AR113", OTHER, 3, 0, "facts of part one again in part six"),
    (
        "002",
        "AR206",
        OVERVIEW,
        "一、二、三、四、五、六",
        ...,
        "the numerals of the parts within part one",
    ),
    ("002", "AR206", PROBLEMS, "一、二", ..., "the numerals of the parts within part five"),
    ("002", "AR401", PROBLEMS, ..., None, "a sentence without its verb"),
    ("002", "AR402", OVERVIEW, ..., "主要依托", "a scrambled phrase"),
    ("002", "AR408", OVERVIEW, ..., ..., "a vague count"),
    ("002", "AR601", OTHER, None, ..., "no word on the fee"),
    ("003", "AR201", "标题", ..., ..., "a title of its own making"),
    ("003", "AR210", OVERVIEW, THREE_BLOCKS, ..., "three blocks not named"),
    ("003", "AR120", PROBLEMS, 0, "有申请", "slow answers without a request"),
    ("003", "AR505", OVERVIEW, 2, 0, "two officials named"),
    ("003", "AR601", OTHER, None, ..., "no word on the fee"),
    ("003", "AR010", "表三", ..., "各在一格", "split heads in table three"),
    ("003", "AR010", "表四", ..., "各在一格", "split heads in table four"),
    ("004", "AR208", "表二、表三、表四", "2019", "2021", "the form of 2019 for 2024"),
    ("004", "AR202", "标题", ..., ..., "the office in the title, the government in the text"),
    ("004", "AR115", OVERVIEW, None, ..., "no count at all"),
    ("004", "AR125", PROBLEMS, None, "两年的数字", "growth without figures"),
    (
        "004",
        "AR207",
        "四、政府信息公开行政复议、行政诉讼情况",
        "4",
        "四",
        "an Arabic numeral among Chinese ones",
    ),
    ("004", "AR403", PROBLEMS, ..., "信息公开", "a character left out"),
    ("004", "AR601", OTHER, None, ..., "no word on the fee"),
)

ERRORS = {
    "000": {"AR002": 1, "AR009": 1},
    "001": {"AR006": 1, "AR101": 1},
    "002": {},
    "003": {},
    "004": {"AR208": 1},
}
"""Every finding of level error; each was compared with the report."""

WARNINGS = {
    "000": {"AR010": 1, "AR121": 1, "AR122": 2, "AR123": 1, "AR405": 1, "AR407": 1},
    "001": {"AR112": 1},
    "002": {"AR401": 1, "AR402": 1, "AR408": 1, "AR601": 1},
    "003": {"AR120": 1, "AR201": 1, "AR210": 1, "AR403": 1, "AR601": 1},
    "004": {
        "AR115": 1,
        "AR125": 1,
        "AR202": 1,
        "AR207": 1,
        "AR210": 1,
        "AR403": 1,
        "AR601": 1,
    },
}
"""Every finding of level warning; each was compared with the report and is true."""

PRIVACY_ERRORS = {"AR501", "AR502", "AR503"}
SUMS = {"AR301", "AR302", "AR303", "AR304", "AR305", "AR306", "AR307", "AR608"}


@cache
def findings(path: Path) -> tuple[Finding, ...]:
    """What the rules say of the report."""
    return tuple(run(Context(read_file(path))))


def codes(path: Path, *levels: Level) -> Counter[str]:
    """How often each rule speaks at these levels."""
    return Counter(finding.code for finding in findings(path) if finding.level in levels)


@pytest.mark.parametrize(
    ("sample", "code", "place", "found", "expected", "about"),
    MUST_FIND,
    ids=[f"{item[0]}-{item[1]}-{item[5]}" for item in MUST_FIND],
)
def test_what_must_be_found_is_found(samples, sample, code, place, found, expected, about) -> None:
    assert any(
        finding.code == code
        and finding.level in (Level.ERROR, Level.WARNING, Level.NOTICE)
        and finding.place == place
        and found in (..., finding.found)
        and expected in (..., finding.expected)
        for finding in findings(samples[sample])
    )


@pytest.mark.parametrize("sample", sorted(ERRORS))
def test_no_error_is_claimed_but_the_true_ones(samples, sample) -> None:
    assert codes(samples[sample], Level.ERROR) == ERRORS[sample]


@pytest.mark.parametrize("sample", sorted(WARNINGS))
def test_no_warning_is_given_but_the_true_ones(samples, sample) -> None:
    assert codes(samples[sample], Level.WARNING) == WARNINGS[sample]


def test_lost_rows_are_not_wrong_sums(samples) -> None:
    assert not SUMS & set(codes(samples["000"], Level.ERROR, Level.WARNING, Level.NOTICE))
    assert {"AR301", "AR302", "AR303"} <= set(codes(samples["000"], Level.UNASSESSABLE))


def test_the_telephone_of_an_office_is_no_leak(samples) -> None:
    assert not PRIVACY_ERRORS & set(codes(samples["001"], *Level))


def test_blocks_under_headings_of_their_own_are_there(samples) -> None:
    assert "AR210" not in codes(samples["002"], *Level)


def test_split_heads_break_no_sum(samples) -> None:
    assert not SUMS & set(codes(samples["003"], *Level))


def test_rows_of_zeros_are_no_faults(samples) -> None:
    assert not {"AR007", *SUMS} & set(codes(samples["004"], *Level))
