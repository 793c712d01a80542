"""Names of anybody in short office texts, in office or not; what is no name stays."""

from __future__ import annotations

import pytest

from gongkai.screening.anybody import mask_anybody, persons_named


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("经核实，河东村支书钱三多已退回款项", ["钱三多"]),
        ("李四喜擅自公开名单，扣发奖金", ["李四喜"]),
        ("民政办主任王二麻", ["王二麻"]),
        ("张建国", ["张建国"]),
        ("网民李某昵称大河向东在抖音反映水质", ["李某", "大河向东"]),
        ("@柳河那些事 发帖", ["柳河那些事"]),
        ("账号hedong_2026发视频", ["hedong_2026"]),
        ("公众号账号：柳河那些事，反映水质", ["柳河那些事"]),
        ("网站写网址，账号或位置写清楚", []),
        ("收到，谢谢您", []),
        ("边填边存，走完三审", []),
        ("主任何时上班", []),
        ("书记应当公开", []),
        ("会计账目不公开", []),
        ("居民医保缴费", []),
        ("村民温饱", []),
        ("办公室主任岗位", []),
        ("联系 lhz@example.cn", []),
    ],
)
def test_who_is_named(text, named):
    assert [text[start:end] for start, end in persons_named(text)] == named


def test_a_name_beside_an_illness_goes_with_it():
    assert mask_anybody("孩子陈小宝患白血病，请求救助") == "孩子陈某某患***，请求救助"
