"""Elements are taken apart as written, and looked for as a reader would."""

from __future__ import annotations

import pytest

from gongkai.catalogue.elements import missing_elements, split_elements


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("1.申报指南；2.补贴结果；3.监督渠道", ("申报指南", "补贴结果", "监督渠道")),
        (
            "办理事项、办理条件（含低保、特困）、申请材料等",
            ("办理事项", "办理条件（含低保、特困）", "申请材料"),
        ),
        ("●办理依据\n●办理时限", ("办理依据", "办理时限")),
        ("政策文件全文", ("政策文件全文",)),
        ("", ()),
    ],
)
def test_elements_are_taken_apart(text, elements):
    assert split_elements(text) == elements


GUIDE = (
    "城乡低保办事指南。依据《社会救助法》。申请条件：家庭人均收入低于标准。"
    "需提交的材料：身份证、户口簿。办理程序：申请、核对、公示、确认。联系电话：0000-5550111。"
)
LIST = "柳河镇2026年10月农机购置补贴公示。姓名 机具名称 补贴金额（元）。监督电话0000-5550112。"
PERMIT = "青发改审〔2026〕12号。关于柳河镇污水管网项目建议书的批复。项目代码：2610-000000-04-01-000001。2026年10月9日"


@pytest.mark.parametrize(
    ("elements", "text", "missing"),
    [
        (("政策依据", "申请条件", "申请材料", "办理流程", "联系方式"), GUIDE, ()),
        (("办理时间、地点", "办理流程"), GUIDE, ("办理时间、地点",)),
        (("补贴对象名单", "补贴金额", "监督渠道"), LIST, ()),
        (("申报指南", "补贴结果", "监督渠道"), LIST, ("申报指南",)),
        (("批复文号", "批复时间", "项目名称", "项目统一代码"), PERMIT, ()),
        (("审批结果", "招标方案（可选）"), "情况通报", ("审批结果",)),
        (("改革方案", "发展规划", "专项规划", "工作计划"), "做好河堤加固的通知", ()),
        (("实施方案", "监督渠道"), "做好河堤加固", ("实施方案", "监督渠道")),
    ],
)
def test_what_an_item_says_nothing_of_is_named(elements, text, missing):
    assert missing_elements(elements, text) == missing
