"""Task lists as counties write them: whoever wrote these did not have the rule before them."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.papers.task_list import doubt_of, due_day, due_days, tasks_of_text

PAPER = """青山县2026年政务公开重点工作清单
各乡镇、县直各部门：
一、围绕养老服务做好信息公开。公开养老机构名录和收费标准。（责任单位：县民政局、各乡镇；完成时限：6月底前）
二、规范惠民惠农补贴公开，一卡通发放清单公开到村。（牵头单位：县财政局；完成时限：第三季度）
（三）开展政府开放日活动2次。（责任单位：各乡镇；时限：全年）
4．清理栏目中的失效文件。（责任单位：各单位；完成时限：2026年11月15日）
联系人：公开明
"""


def test_numbered_paragraphs_become_tasks_with_owner_and_day():
    found = tasks_of_text(PAPER, 2026)
    assert [(task.number, task.owner, task.due_on) for task in found] == [
        ("一", "县民政局、各乡镇", date(2026, 6, 30)),
        ("二", "县财政局", date(2026, 9, 30)),
        ("三", "各乡镇", date(2026, 12, 31)),
        ("4", "各单位", date(2026, 11, 15)),
    ]
    assert found[0].text == "围绕养老服务做好信息公开。公开养老机构名录和收费标准。"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026年12月底", date(2026, 12, 31)),
        ("2月底前", date(2026, 2, 28)),
        ("10月份", date(2026, 10, 31)),
        ("6月30日前完成", date(2026, 6, 30)),
        ("2027年1月31日前", date(2027, 1, 31)),
        ("三季度", date(2026, 9, 30)),
        ("上半年", date(2026, 6, 30)),
        ("年底前", date(2026, 12, 31)),
        ("12月中旬", date(2026, 12, 20)),
        ("3月上旬", date(2026, 3, 10)),
        ("2月下旬", date(2026, 2, 28)),
        ("2026-02-30", None),
        ("6月31日前", None),
        ("长期坚持", None),
        ("持续推进", None),
        ("", None),
        ("2月30日", None),
    ],
)
def test_the_day_that_words_leave(words, day):
    assert due_day(words, 2026) == day


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("上半年、下半年各一次", [(6, 30), (12, 31)]),
        ("每半年一次", [(6, 30), (12, 31)]),
        ("每季度末", [(3, 31), (6, 30), (9, 30), (12, 31)]),
        ("一、三季度", [(3, 31), (9, 30)]),
        ("6月、12月底前", [(6, 30), (12, 31)]),
        ("12月底前", [(12, 31)]),
        ("长期坚持", []),
    ],
)
def test_words_that_leave_several_days(words, days):
    assert [(day.month, day.day) for day in due_days(words, 2026)] == days


def test_each_month_has_its_own_last_day():
    days = due_days("每月底前", 2026)
    assert len(days) == 12
    assert days[1] == date(2026, 2, 28)
    assert due_days("每月10日前", 2026)[3] == date(2026, 4, 10)


@pytest.mark.parametrize("words", ["2026-02-30", "6月31日前", "2026年13月1日"])
def test_a_day_that_no_calendar_has_is_told(words):
    assert doubt_of(words, "第 3 行 E3“完成时限”") == (
        f"第 3 行 E3“完成时限”：“{words}”日历上没有这一天，没有记下时限；请在任务里补上。"
    )
    assert doubt_of("长期坚持", "第 3 行") == ""
