import pytest

from tests.report.checks.builder import OVERVIEW, PROBLEMS, Case, Draft, ids

CASES = (
    Case(
        "AR217",
        "（一）（三）（三）",
        Draft(overview=tuple(text.replace("（二）", "（三）") for text in OVERVIEW)),
        "warning",
        place="一、总体情况",
        says=(
            "序号依次为“（一）（三）（三）（四）（五）”，第2个（“依申请公开",
            "应为2；请改正序号。",
        ),
        expected=2,
    ),
    Case(
        "AR217",
        "一是、三是、三是",
        Draft(
            problems=(
                "（一）存在的主要问题",
                "一是报送偏晚；三是折页字号太小；三是栏目难找，村民查阅不便。",
                "（二）改进情况",
                "一是把报送日期写进责任牌；二是改用大字重印；三是调整栏目位置。",
            )
        ),
        "warning",
        found="一是三是三是",
    ),
    Case(
        "AR217",
        "1. 3.",
        Draft(problems=tuple(text.replace("2.", "3.", 1) for text in PROBLEMS)),
        "notice",
        count=2,
    ),
    Case("AR217", "依次编号，第二组从1重新开始", Draft(), None),
    Case(
        "AR217",
        "法条的项和年份不是序号",
        Draft(
            problems=(
                "（一）存在的主要问题",
                "1.第二十条第（五）项、第（八）项的信息更新慢，统一是要求。",
                "2.2023年的折页字号太小，年长的村民看不清楚。",
                "（二）改进情况",
                "1.把报送日期写进责任牌，月中由网格员提醒一次，超过三天的说明原因。",
                "2.2025年改用大字重印，另录一份方言音频，在赶集日循环播放。",
            )
        ),
        None,
    ),
)

EXEMPT = {"AR217": "只看正文：没有序号就没有可核对的"}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_numbers_of_points(case: Case) -> None:
    case.prove()
