"""Budgets and accounts: the tables they show, the sums that agree."""

from __future__ import annotations

import pytest

from gongkai.catalogue.fiscal import missing_tables, set_of, sum_faults, table_sets


def told(rows):
    return [fault.sentence for fault in sum_faults(rows)]


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("柳河镇2026年部门预算", "部门预算"),
        ("柳河镇2025年度部门决算", "部门决算"),
        ("柳河镇2026年财政预算草案的报告", "政府预算"),
        ("青山县2025年政府决算", "政府决算"),
        ("柳河镇2025年财政总决算", "政府决算"),
    ],
)
def test_a_title_calls_for_its_set(title, label):
    assert set_of(title).label == label
    assert set_of("柳河镇防汛安排") is None


def test_what_a_publication_does_not_show_is_named():
    budget = table_sets()["department-budget"]
    text = "表1 收支总表 表2 收入总表 表3 支出总表 表4 财政拨款收支总表 表5 一般公共预算支出表 表6 一般公共预算基本支出表"
    assert missing_tables(budget, text) == (
        "“三公”经费支出情况表",
        "政府性基金预算支出情况表",
        "项目支出绩效目标表",
    )
    assert missing_tables(budget, f"{text} 三 公 经费 政府性基金 绩效目标") == ()


def test_income_and_spending_of_a_balance_are_equal():
    assert told([["收入", "", "支出", ""], ["收入总计", "1,630.50", "支出总计", "1,630.50"]]) == []
    assert told([["收入总计", "1630.5", "支出总计", "1603.5"]]) == [
        "收入总计与支出总计应当相等：表中为 1630.5，各项相加为 1603.5"
    ]


def test_basic_and_project_spending_give_the_total_of_a_row():
    rows = [
        ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
        ["201", "一般公共服务支出", "500", "420", "80"],
        ["213", "农林水支出", "630", "100", "503"],
        ["", "合计", "1130", "520", "—"],
    ]
    assert told(rows) == ["“农林水支出”基本支出加项目支出：表中为 630，各项相加为 603"]


def test_a_table_with_a_further_column_of_spending_is_not_judged():
    rows = [
        ["科目名称", "合计", "基本支出", "项目支出", "对附属单位补助支出"],
        ["教育支出", "100", "60", "30", "10"],
    ]
    assert told(rows) == []


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        (
            [
                ["项目", "2026年预算数"],
                ["合计", "8.5"],
                ["一、因公出国（境）费", "0"],
                ["二、公务接待费", "2.5"],
                ["三、公务用车购置及运行费", "6"],
                ["其中：公务用车购置费", "0"],
                ["公务用车运行维护费", "6"],
            ],
            [],
        ),
        (
            [
                ["项目", "2026年预算数"],
                ["合计", "9.5"],
                ["因公出国（境）费", "0"],
                ["公务接待费", "2.5"],
                ["公务用车购置及运行费", "6"],
                ["公务用车购置费", "0"],
                ["公务用车运行维护费", "5"],
            ],
            [
                "公务用车购置及运行费：表中为 6，各项相加为 5",
                "“三公”经费合计：表中为 9.5，各项相加为 8.5",
            ],
        ),
        (
            [
                ["合计", "因公出国（境）费", "公务用车购置及运行费", "", "", "公务接待费"],
                ["", "", "小计", "公务用车购置费", "公务用车运行费", ""],
                ["10.00", "0.00", "7.00", "0.00", "7.00", "2.00"],
            ],
            ["“三公”经费合计：表中为 10.00，各项相加为 9.00"],
        ),
        ([["项目", "数"], ["合计", "5"], ["因公出国（境）费", "0"], ["公务接待费", "见说明"]], []),
    ],
)
def test_the_parts_of_the_three_public_expenses(rows, faults):
    assert told(rows) == faults
