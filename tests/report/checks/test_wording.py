import pytest

from tests.report.checks.builder import OVERVIEW, Case, Draft, ids

WORDS_ONLY = "只看正文：没有这样的字句就没有可核对的"


def first(sentence: str) -> tuple[str, ...]:
    """Part one with this sentence first."""
    return (sentence, *OVERVIEW[1:])


CASES = (
    Case(
        "AR413",
        "企业资质条",
        Draft(overview=first("全年公开企业资质条，行政许可结果5条。")),
        "warning",
        place="一、总体情况",
        says=("没有数字；请按台账补上数字。",),
    ),
    Case("AR413", "模板里的X件", Draft(overview=first("公开文件X件。")), "warning"),
    Case(
        "AR413",
        "转办件、申请件、条目、会议次数是词",
        Draft(overview=first("办理转办件、申请件，调整目录条目，增加会议次数，公开信息条理清楚。")),
        None,
    ),
    Case(
        "AR414",
        "进一步完善进一步完善",
        Draft(overview=first("进一步完善进一步完善公开目录。")),
        "warning",
        found="进一步完善",
        says=("连写了两遍；请删去一个。",),
    ),
    Case(
        "AR414",
        "同一分句连写两遍",
        Draft(overview=first("加强组织领导，加强组织领导，压实责任。")),
        "warning",
        found="加强组织领导",
    ),
    Case("AR414", "句末的短词", Draft(overview=first("做好公开工作工作。")), "notice"),
    Case(
        "AR414",
        "人民政府政府信息、公开公开栏、工作工作人员",
        Draft(
            overview=first(
                "按《青山县人民政府政府信息公开目录》，用好村务公开公开栏，做好公开工作工作人员培训，大家研究研究。"
            )
        ),
        None,
    ),
    Case(
        "AR415",
        "残差不齐",
        Draft(overview=first("村级公开残差不齐。")),
        "warning",
        found="残差不齐",
        expected="参差不齐",
        says=("疑为“参差不齐”；请改为“参差不齐”。",),
    ),
    Case("AR415", "循序渐近", Draft(overview=first("学习循序渐近。")), "warning"),
    Case(
        "AR415",
        "因时制宜、无章可循、图文并重",
        Draft(overview=first("因时制宜，改变无章可循的局面，做到图文并重、参差不齐的补齐。")),
        None,
    ),
)

EXEMPT = dict.fromkeys(("AR413", "AR414", "AR415"), WORDS_ONLY)


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_lost_and_doubled_words(case: Case) -> None:
    case.prove()
