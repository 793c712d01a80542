from typing import Any

import pytest

from tests.report.checks.builder import OVERVIEW, Case, Draft, ids

NAMELESS: dict[str, Any] = {
    "title": "政府信息公开工作年度报告",
    "preamble": ("现将有关情况报告如下。",),
    "signature": ("特此报告。",),
    "overview": "我镇把公开当成日常事来做。",
    "other": "未收取信息处理费。",
}


def first(sentence: str) -> tuple[str, ...]:
    """Part one with this sentence first."""
    return (sentence, *OVERVIEW[1:])


CASES = (
    Case(
        "AR404",
        "柳河镇的年报写松林镇人民政府",
        Draft(overview=first("松林镇人民政府高度重视公开工作。")),
        "warning",
        place="一、总体情况",
        says=("出现“松林镇”，而本报告是青山县柳河镇人民政府的；请核对是否抄自其他机关。",),
        found="松林镇",
    ),
    Case(
        "AR404",
        "柳河镇的年报写应山县人民政府",
        Draft(overview=first("在碧梧县人民政府门户网站公开信息。")),
        "warning",
        found="碧梧县",
    ),
    Case(
        "AR404",
        "本镇、本县和各乡镇人民政府",
        Draft(
            overview=first(
                "柳河镇人民政府在青山县人民政府网站公开，与各乡镇人民政府、县人民政府同步。"
            )
        ),
        None,
    ),
    Case(
        "AR404", "不知道哪个机关", Draft(**NAMELESS), "unassessable", says=("没有读出本机关的名称",)
    ),
    Case(
        "AR404",
        "另一个乡作主语，没有写政府",
        Draft(overview=first("黄陂岭乡高度重视公开工作，每月核对栏目。")),
        "warning",
        found="黄陂岭乡",
    ),
    Case(
        "AR404",
        "另一个县的报纸",
        Draft(overview=first("积极向《今日碧梧》投稿。")),
        "warning",
        found="《今日碧梧》",
    ),
    Case(
        "AR404",
        "可能是市里的日报",
        Draft(overview=first("在《乌江口日报》刊发稿件2篇。")),
        "notice",
    ),
    Case("AR404", "全国的报纸", Draft(overview=first("订阅《人民日报》《农民日报》。")), None),
    Case(
        "AR404",
        "另一个县的村",
        Draft(overview=first("在碧梧县大坪村开展试点。")),
        "notice",
        found="碧梧县",
    ),
    Case(
        "AR404",
        "市委市政府、乡党委、乡镇不是名称",
        Draft(
            overview=first(
                "贯彻省委省政府、澜和市委市政府部署，公开动态主要为镇党委、政府动态，与乡镇、县直单位同步，成立了镇政务公开领导小组。"
            )
        ),
        None,
    ),
)

EXEMPT: dict[str, str] = {}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_names_of_other_bodies(case: Case) -> None:
    case.prove()
