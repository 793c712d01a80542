"""Time limits as counties word them."""

from __future__ import annotations

import pytest

from gongkai.catalogue.limits import read_limits


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "自信息形成或者变更之日起20个工作日内",
            [("within", 20, "working_days", "信息形成或者变更之日")],
        ),
        (
            "自信息形成（变更）之日起２０个工作日内，法律、法规另有规定的，从其规定",
            [("within", 20, "working_days", "信息形成之日")],
        ),
        ("收到征地批准文件后十个工作日内", [("within", 10, "working_days", "收到征地批准文件")]),
        ("在作出行政决定后七日内", [("within", 7, "calendar_days", "作出行政决定")]),
        ("本级人民代表大会批准后20日内", [("within", 20, "calendar_days", "本级人民代表大会批准")]),
        (
            "1.信息形成之日起20个工作日内；2.处罚决定自作出之日起7个工作日内",
            [
                ("within", 20, "working_days", "信息形成之日"),
                ("within", 7, "working_days", "处罚决定作出之日"),
            ],
        ),
        ("每季度更新", [("periodic", None, None, "每季度更新")]),
        ("每20个工作日更新", [("periodic", 20, "working_days", "每20个工作日更新")]),
        ("批前公示不少于30日", [("before", 30, "calendar_days", "批前公示不少于30日")]),
        ("会议召开前5个工作日", [("before", 5, "working_days", "会议召开前5个工作日")]),
        (
            "征求意见期限不少于30日",
            [("consultation", 30, "calendar_days", "征求意见期限不少于30日")],
        ),
        ("3个月内", [("within", 3, "months", "")]),
        ("实时", [("real_time", None, None, "实时")]),
        ("长期公开", [("long_term", None, None, "长期公开")]),
        ("公示期不少于7个工作日", []),
        ("及时公开", [("by_progress", None, None, "及时公开")]),
        ("另行通知", [("unknown", None, None, "另行通知")]),
        ("", []),
    ],
)
def test_a_time_limit_is_understood(text, expected):
    found = [(each.kind, each.value, each.unit, each.event) for each in read_limits(text)]
    assert found == expected
