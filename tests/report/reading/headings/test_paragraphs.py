import pytest

from gongkai.documents.model import Paragraph
from gongkai.report.reading.headings.paragraphs import (
    continues,
    joined,
    running_heads,
    without_furniture,
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "二是确保人员配备到位。依托乡村干部例会定期开展人员培训，提",
            "升“理论+实践”多方面业务能力水平，进一步促进工作。",
        ),
        ("负责收集、整理、审核和报送本部门的相关信息，保障信息来源的", "准确性和完整性；"),
        ("2. 深化公开的深度和广度。在信息公开前，对公开内容", "进行详细审核，确保信息准确。"),
        ("工作中存在以下不足，", "需要改进。"),
    ],
)
def test_a_sentence_that_goes_on_is_joined(before: str, after: str) -> None:
    assert continues(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "业务能力得到了有效提升，工作人员的认识有了显著提高，取得良好成效",
            "（三）健全工作制度。",
        ),
        ("（一）组织机构更加健全", "我镇成立了领导小组，并落实专人负责。"),
        ("工作已经完成，成效显著，群众满意度不断提高，受到好评。", "下一步继续努力，不断提高。"),
        ("如有疑问，可直接与柳河镇人民政府联系，电话：010-55550001", "柳河镇人民政府"),
        ("更多信息可登录网站查阅，地址为青山县柳河镇一号院内的政府办公楼", "柳河镇人民政府"),
        (
            "（一）强化组织领导，建立健全政府信息公开工作机制",
            "我镇成立了领导小组，并落实专人负责。",
        ),
        ("主动公开情况", "全年公开信息16条，内容丰富。"),
        ("工作措施主要有以下几个方面，内容丰富，形式多样，效果明显", "一是加强培训，提高能力。"),
    ],
)
def test_a_new_paragraph_stays_one(before: str, after: str) -> None:
    assert not continues(before, after)


def test_no_number_is_closed_up_over_a_break() -> None:
    (found,) = joined(
        [
            Paragraph("全年通过县政府门户网站、宣传栏等渠道共公开信息1"),
            Paragraph("16条，内容丰富。"),
        ]
    )
    assert found.text == "全年通过县政府门户网站、宣传栏等渠道共公开信息1 16条，内容丰富。"


@pytest.mark.parametrize(
    "text",
    [
        "3",
        "- 3 -",
        "— 12 —",
        "第3页",
        "第 3 页 共 6 页",
        "3/6",
        "【打印】【关闭】",
        "上一篇：通知",
        "首页 > 政务公开 > 年报",
        "当前位置：首页",
        "浏览次数：15",
        "分享到：",
    ],
)
def test_furniture_is_left_out(text: str) -> None:
    assert without_furniture([Paragraph(text)], frozenset()) == []


@pytest.mark.parametrize(
    "text", ["无", "2024年", "3件", "打造阳光透明政府。", "电话：010-55550001", "第三页的内容"]
)
def test_words_are_no_furniture(text: str) -> None:
    assert len(without_furniture([Paragraph(text)], frozenset())) == 1


def test_running_heads_are_the_title_and_what_repeats() -> None:
    heads = running_heads(
        ["青山县柳河镇人民政府", "一段。"] * 3 + ["只出现一次的一行"],
        "柳河镇2024年政府信息公开工作年度报告",
    )
    assert heads == {"青山县柳河镇人民政府", "柳河镇2024年政府信息公开工作年度报告"}
