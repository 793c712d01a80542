"""Hotline lines: what is the same matter, what is a request for information, what the list counts in."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.papers.appeals import Matter, bare_question, groups_of, is_request, same_matters

DAY = date(2026, 10, 8)
# Pairs written as clerks of two doors write down one call, and calls of one street about two things.
SAME = [
    (
        "市民来电反映河东村村口路灯不亮，夜间出行不便，希望尽快维修。",
        "河东村村口路灯不亮，晚上出行不方便，请维修",
    ),
    (
        "咨询2026年农村低保申请需要什么材料，在哪里办理",
        "来信人询问农村低保申请需要哪些材料、在哪里办理",
    ),
    ("反映柳河镇集市占道经营，影响通行", "柳河镇集市占道经营严重，影响群众通行，建议整治"),
]
OTHER = [
    ("河东村村口路灯不亮，夜间出行不便", "河东村村口垃圾池满溢，气味难闻"),
    ("咨询农村低保申请需要什么材料", "咨询临时救助申请多久发放"),
    ("反映河西村自来水停水三天", "反映河东村自来水水压小"),
    ("关于道路泥泞的信", "关于道路塌陷的信"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_matter_by_two_doors_is_found(one, other):
    assert same_matters([Matter(1, DAY, one)], [Matter(2, date(2026, 10, 12), other)]) == {2: 1}


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_matters_of_one_place_are_not_taken_for_one(one, other):
    assert same_matters([Matter(1, DAY, one)], [Matter(2, DAY, other)]) == {}


def test_one_door_has_a_line_for_each_call_and_they_are_never_folded():
    words = "自来水管爆裂，家里停水三天"
    hotline = [Matter(1, DAY, words, "hotline"), Matter(2, DAY, words, "hotline")]
    assert same_matters([], hotline) == {}
    assert same_matters(hotline, [Matter(3, DAY, words, "petition")]) == {3: 1}


def test_the_same_words_half_a_year_later_are_asked_anew():
    words = "河东村村口路灯不亮，夜间出行不便"
    assert same_matters([Matter(1, DAY, words)], [Matter(2, date(2027, 4, 1), words)]) == {}


def test_three_who_ask_much_the_same_are_a_group():
    asked = [SAME[1][0], SAME[1][1], "农村低保申请要哪些材料，在哪里办理？", OTHER[2][0]]
    matters = [Matter(key, DAY, words) for key, words in enumerate(asked)]
    assert list(groups_of(matters, 3)) == [[0, 1, 2]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("申请公开2024年河东村低保名单", True),
        ("要求提供征地补偿方案的文件", True),
        ("政府信息公开申请：防汛物资采购合同", True),
        ("请求查阅本村土地确权资料", True),
        ("申请依法公开镇里的三公经费决算", True),
        ("反映村里账目不公开", False),
        ("要求公开道歉", False),
        ("希望公开石门村2025年征地补偿款的发放明细，并书面答复。", True),
        ("想查看土地确权的档案资料，请书面答复", True),
        ("反映账目不公开，希望公开账目并书面答复", True),
        ("我想获取乡政府2025年农村道路工程招投标文件复印件", True),
        ("希望公开处理结果", False),
        ("希望提供便民服务", False),
        ("申请低保", False),
        ("申请公开招聘网格员", False),
        ("要求提供免费体检", False),
        ("咨询信息公开栏在哪里", False),
    ],
)
def test_what_asks_for_information_is_told_from_what_complains(words, expected):
    assert is_request(words) is expected


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("河西村村民反映：危房改造名单为什么没有公示（10组）", "危房改造名单为什么没有公示"),
        ("村民反映：修路占地补偿款什么时候发（9组）", "修路占地补偿款什么时候发"),
        ("咨询农村低保申请需要什么材料", "农村低保申请需要什么材料"),
        ("河东村低保什么时候发", "河东村低保什么时候发"),
    ],
)
def test_a_question_is_told_without_who_asked_it(told, asked):
    assert bare_question(told) == asked
