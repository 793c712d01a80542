"""Totals of the words beside the table of the same paper: what is plainly wrong gets a sentence, nothing else does."""

from __future__ import annotations

import pytest

from gongkai.papers.own_table import contradictions

HOUSEHOLDS = [
    ["单位", "在册户数", "在册人数"],
    ["河东村", "66", "158"],
    ["河西村", "44", "80"],
    ["柳林村", "75", "165"],
    ["渡口村", "54", "128"],
]
MONEY = [["项目", "金额（万元）"], ["道路", "12.3"], ["水渠", "8.6"], ["合计", "20.9"]]
PEOPLE = [["序号", "姓名", "村"], ["1", "王某某", "河东村"], ["2", "李某某", "河西村"]]


@pytest.mark.parametrize(
    ("words", "table", "told"),
    [
        (
            "拟对205户家庭给予最低生活保障，名单见附表。",
            HOUSEHOLDS,
            ["正文写“205户”，表中“在册户数”各行相加是239；请核对后改成一致。"],
        ),
        (
            "全镇享受低保的家庭共239户521人。保障对象合计521人。",
            HOUSEHOLDS,
            ["正文写“521人”，表中“在册人数”各行相加是531；请核对后改成一致。"],
        ),
        (
            "两项工程合计投入21.9万元。",
            MONEY,
            ["正文写“21.9万元”，表中“金额（万元）”各行相加是20.9；请核对后改成一致。"],
        ),
        (
            "本批公示对象共3人，名单如下。",
            PEOPLE,
            ["正文写“3人”，表中列出2行；请核对后改成一致。"],
        ),
        (
            "",
            [["项目", "金额（元）"], ["道路", "1,200"], ["水渠", "800"], ["合计", "2,100"]],
            ["表中“金额（元）”的合计写2100，各行相加是2000；请核对后改成一致。"],
        ),
        (
            "",
            [["单位", "在册户数", "在册人数"], ["河东村", "66", "58"], ["河西村", "44", "80"]],
            ["表中“河东村”的在册人数58比在册户数66还少；请核对。"],
        ),
    ],
)
def test_a_total_that_the_table_does_not_come_to_is_told(words, table, told):
    assert contradictions([words], [table]) == told


@pytest.mark.parametrize(
    ("words", "table"),
    [
        ("全镇共239户，名单见附表。", HOUSEHOLDS),
        ("其中河东村共66户。", HOUSEHOLDS),
        ("上年末共205户，名单见附表。", HOUSEHOLDS),
        ("本次抽查30户，情况较好。", HOUSEHOLDS),
        ("计划到年底共保障300户。", HOUSEHOLDS),
        ("救助金额每人每月共620元，名单见附表。", HOUSEHOLDS),
        ("一般公共预算收入3762万元，比去年增长。", MONEY),
        ("一般公共预算收入3762万元，一般公共预算支出14538万元。", MONEY),
        ("两项工程合计投入20.9万元，即209000元。", MONEY),
        ("合计约21万元。", MONEY),
        ("共涉及2个村，合计21万元。", MONEY),
        ("公示对象共2人，名单如下。", PEOPLE),
        ("参会人员共15人次。", PEOPLE),
        ("与邻县共建道路3公里，共同投入90万元。", MONEY),
        ("全镇共205户。", [["单位", "说明"], ["河东村", "见公告"], ["河西村", "见公告"]]),
        ("全镇共205户。", [["单位", "在册户数"], ["河东村", "66", "58"], ["河西村", "44"]]),
    ],
)
def test_what_agrees_or_speaks_of_something_else_is_left_alone(words, table):
    assert contradictions([words], [table]) == []


def test_two_tables_are_added_up():
    halves = [HOUSEHOLDS[:3], [HOUSEHOLDS[0], *HOUSEHOLDS[3:]]]
    assert contradictions(["全镇共239户。"], halves) == []
    assert contradictions(["全镇共240户。"], halves) != []
