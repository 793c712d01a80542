"""Parts above their total, an annex against the prose, and ways to reach an office that are nobody's private data."""

import pytest

from gongkai.documents import open_bytes
from gongkai.report.checks.registry import Context, run
from gongkai.report.reading import read_report
from gongkai.report.reading.headings.titles import parse_title
from tests.report.checks.builder import OVERVIEW, Draft
from tests.report.forge.sheet import lay_out
from tests.report.gold.layouts import glued

ANNEX = """松林县发展和改革局2015年政府信息公开工作年度报告
一、概述
2015年，本局主动公开政府信息186条，其中网站公开170条。
二、依申请公开政府信息情况
全年受理政府信息公开申请{prose}件，均已答复。
附件：政府信息公开情况统计表
统计指标\t单位\t统计数
（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）\t条\t186
（一）收到申请数\t件\t{annex}
1．当面申请数\t件\t1
四、行政复议数量\t件\t0
五、行政诉讼数量\t件\t0
六、举报投诉数量\t件\t0
"""


def told(draft: Draft, code: str) -> list[str]:
    return [item.message for item in run(Context(draft.read())) if item.code == code]


def disclosed(sentence: str) -> Draft:
    return Draft(overview=(OVERVIEW[0], f"（一）主动公开。{sentence}", *OVERVIEW[2:]))


def test_one_channel_above_the_total_is_an_error() -> None:
    assert told(disclosed("全年公开政府信息100条，其中政府网站公开130条。"), "AR101") == [
        "一、总体情况：称共100条，而其中“政府网站公开130条”为130条，大于总数；请核对总数和各分项。"
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "全年公开政府信息100条，其中微信公众号80条、网站60条。",
        "全年公开政府信息100条，其中网站70条，阅读量累计130条次。",
        "全年公开政府信息100条，其中网站70条，较上年130条减少60条。",
    ],
)
def test_channels_that_share_items_are_no_error(sentence: str) -> None:
    assert told(disclosed(sentence), "AR101") == []


@pytest.mark.parametrize(("prose", "annex", "count"), [(7, 5, 1), (5, 5, 0)])
def test_the_annex_of_the_old_years_and_the_prose(prose: int, annex: int, count: int) -> None:
    text = ANNEX.format(prose=prose, annex=annex)
    report = read_report(open_bytes(text.encode(), "年报.txt"))
    assert report.edition == "narrative"
    findings = [item for item in run(Context(report)) if item.code == "AR130"]
    assert len(findings) == count
    if findings:
        assert (findings[0].found, findings[0].expected) == (7, 5)
        assert "收到申请数7，而统计表为5" in findings[0].message


@pytest.mark.parametrize(
    "sentence",
    [
        "主动公开信息120条公开信息120条公开信息120条。",
        "公开政府信息94条，发布信息30条，发布信息30条。",
    ],
)
def test_a_phrase_with_figures_printed_twice(sentence: str) -> None:
    assert len(told(disclosed(sentence), "AR414")) == 1


@pytest.mark.parametrize(
    "other",
    [
        "未收取信息处理费。值班电话：13900139000（党政办）。",
        "未收取信息处理费。电子邮箱 qshlhz@qq.com，电话0000-5550123。",
    ],
)
def test_an_offices_own_number_and_mailbox_are_public(other: str) -> None:
    draft = Draft(other=other)
    assert told(draft, "AR502") == []
    assert told(draft, "AR503") == []


def test_a_citizens_number_is_not_the_offices() -> None:
    assert told(Draft(other="群众来访时留下电话13800001234，已登记。"), "AR502") != []


@pytest.mark.parametrize(
    "other",
    ["2024年没有产生费用。", "依申请公开均免费提供。", "全年没有发生收费。", "信息处理费为零。"],
)
def test_no_fee_in_other_words(other: str) -> None:
    assert told(Draft(other=other), "AR601") == []


def test_a_letter_that_brings_a_report_names_its_sender() -> None:
    title = parse_title("松林县水务局关于报送《2023年政府信息公开工作年度报告》的函")
    assert title is not None
    assert title.text == "松林县水务局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("title", "signature"),
    [
        ("青山经济技术开发区管委会", "青山经开区管理委员会"),
        ("青山县委编办", "中共青山县委机构编制委员会办公室"),
        ("松林高新技术产业开发区管理委员会", "松林高新区管委会"),
    ],
)
def test_a_body_by_its_short_name_is_the_same_body(title: str, signature: str) -> None:
    draft = Draft(
        title=f"{title}2024年政府信息公开工作年度报告", signature=(signature,), preamble=("",)
    )
    assert told(draft, "AR202") == []


@pytest.mark.parametrize(
    "words", ["借用县政府网站栏目，不单独建设。", "用好县网站专栏。", "挂靠县政府网站发布。"]
)
def test_a_verb_before_the_county_is_no_name(words: str) -> None:
    assert told(Draft(overview=(*OVERVIEW[:5], f"{OVERVIEW[5]}{words}")), "AR404") == []


@pytest.mark.parametrize("gap", ["", " "])
def test_table_four_run_together_with_its_figures_on_the_next_line(gap: str) -> None:
    cells = {"disputes.reconsideration.upheld": 1, "disputes.reconsideration.total": 1}
    run_together = glued(lay_out(Draft(cells).truth())).decode()
    figures = "100010000000000"
    assert run_together.count(figures) == 1
    broken = run_together.replace(figures, "\n" + gap.join(figures))
    report = read_report(open_bytes(broken.encode(), "年报.txt"))
    assert report.value("disputes.reconsideration.upheld") == 1
    assert report.value("disputes.reconsideration.total") == 1
    assert report.value("disputes.litigation_after_reconsideration.total") == 0
