import pytest

from tests.report.checks.builder import OVERVIEW, PROBLEMS, Case, Draft, ids, person

NO_PROBLEMS = (("五、存在的主要问题及改进情况\n", ""),)
NEW_ROW = "一、本年新收政府信息公开申请数量\t\t\t0\t0\t0\t0\t0\t0\t0"
LOST_NEW_ROW = ((NEW_ROW, NEW_ROW.replace("0", "/")),)
SLOW = (
    "（一）存在的主要问题",
    "1.办理依申请公开事项时有时办理时间较长。",
    "（二）改进情况",
    "1.明确各环节的责任人，提前提醒。",
)


def on_request(sentence: str) -> tuple[str, ...]:
    """Part one with this sentence in the place of 依申请公开."""
    return (*OVERVIEW[:2], f"（二）依申请公开。{sentence}", *OVERVIEW[3:])


def disclosed(sentence: str) -> tuple[str, ...]:
    """Part one with this sentence in the place of 主动公开."""
    return (OVERVIEW[0], f"（一）主动公开。{sentence}", *OVERVIEW[2:])


CASES = (
    Case(
        "AR120",
        "没有申请而称办理时间较长",
        Draft(problems=SLOW),
        "warning",
        place="五、存在的主要问题及改进情况",
        says=("办理时间较长", "而表三没有任何申请；请写本年实际存在的问题。"),
        cells=("requests.new.total", "requests.carried_in.total"),
        found=0,
    ),
    Case(
        "AR120",
        "有申请而称办理时间较长",
        Draft(person(new=1, disclosed=1, result_total=1), problems=SLOW),
        None,
    ),
    Case(
        "AR120",
        "没有申请，问题与申请无关",
        Draft(problems=("栏目更新不及时。", "下一步加强检查。")),
        None,
    ),
    Case(
        "AR120",
        "称办理时间较长而收件没有数字",
        Draft(problems=SLOW, edits=LOST_NEW_ROW),
        "unassessable",
        says=("表三没有读出收件数",),
    ),
    Case(
        "AR121",
        "0件而称申请和答复工作开展顺利",
        Draft(overview=on_request("受理申请0件，申请以及答复工作开展顺利。")),
        "warning",
        place="一、总体情况",
        says=("申请以及答复工作开展顺利”，而本年没有收到申请；请如实改写。",),
    ),
    Case(
        "AR121",
        "3件而称申请和答复工作开展顺利",
        Draft(
            person(new=3, disclosed=3, result_total=3),
            overview=on_request("收到政府信息公开申请3件，申请以及答复工作开展顺利。"),
        ),
        None,
    ),
    Case(
        "AR121",
        "收件没有数字，正文也没有写",
        Draft(overview=on_request("申请以及答复工作开展顺利。"), edits=LOST_NEW_ROW),
        "unassessable",
        says=("没有读出收件数",),
    ),
    Case(
        "AR122",
        "安排专门人员与人员尚未落实",
        Draft(
            overview=disclosed("全年主动公开政府信息94条，党政办安排专门人员负责。"),
            problems=("经办人员尚未落实。", "下一步确定经办人员。"),
        ),
        "warning",
        place="五、存在的主要问题及改进情况",
        says=("第一部分称“安排专门人员”", "称“人员尚未落实”，在人员上互相矛盾；请核实后改正一处。"),
        found="人员尚未落实",
        expected="安排专门人员",
    ),
    Case(
        "AR122",
        "安排专门人员与个别村人员尚未落实",
        Draft(
            overview=disclosed("全年主动公开政府信息94条，党政办安排专门人员负责。"),
            problems=("个别村经办人员尚未落实。", "下一步确定经办人员。"),
        ),
        None,
    ),
    Case(
        "AR122",
        "没有第五部分",
        Draft(problems=None, edits=NO_PROBLEMS),
        "unassessable",
        says=("没有找到“五、存在的主要问题及改进情况”",),
    ),
    Case(
        "AR123",
        "承认没有计划",
        Draft(problems=("未能及时总结，对下一步工作没有计划。", "我镇将加强学习。")),
        "warning",
        place="五、存在的主要问题及改进情况",
        says=("没有计划”；应写明下一步的计划和时限，请补上。",),
    ),
    Case(
        "AR123",
        "只有问题",
        Draft(problems="村里报送偏晚，惠农补贴名册往往月底才到，折页字号太小，老人看不清楚。"),
        "notice",
        says=("只有问题，没有改进情况",),
    ),
    Case("AR123", "有问题也有措施", Draft(), None),
    Case(
        "AR123",
        "没有第五部分",
        Draft(problems=None, edits=NO_PROBLEMS),
        "unassessable",
    ),
    Case(
        "AR124",
        "三个问题两条措施",
        Draft(problems=(*PROBLEMS[:3], "3.栏目分得细碎。", *PROBLEMS[3:])),
        "notice",
        place="五、存在的主要问题及改进情况",
        says=("列了3个问题，只有2条措施；请逐个问题写明改进情况。",),
        found=2,
        expected=3,
    ),
    Case("AR124", "两个问题两条措施", Draft(), None),
    Case(
        "AR124",
        "没有第五部分",
        Draft(problems=None, edits=NO_PROBLEMS),
        "unassessable",
    ),
    Case(
        "AR125",
        "数量上有较大提升而没有数字",
        Draft(problems=(*PROBLEMS, "今年在公开信息数量上有较大提升。")),
        "warning",
        place="五、存在的主要问题及改进情况",
        says=("在公开信息数量上有较大提升”，没有数字；请写明本年和上年各多少。",),
    ),
    Case(
        "AR125",
        "比上年增加12条",
        Draft(overview=disclosed("全年主动公开政府信息94条，比上年增加12条。")),
        None,
    ),
    Case("AR125", "质量有较大提升", Draft(problems=(*PROBLEMS, "栏目质量有较大提升。")), None),
    Case(
        "AR126",
        "上年100条、本年116条，称增长20%",
        Draft(overview=disclosed("全年主动公开政府信息116条，公开数量比上年增长20%。")),
        "warning",
        place="一、总体情况",
        says=("而上年100、本年116，变化16.0%；请核对。",),
        found=20,
        expected=16.0,
        previous=Draft(overview=disclosed("全年主动公开政府信息100条。"), year=2023),
    ),
    Case(
        "AR126",
        "上年100条、本年116条，称增长16%",
        Draft(overview=disclosed("全年主动公开政府信息116条，公开数量比上年增长16%。")),
        None,
        previous=Draft(overview=disclosed("全年主动公开政府信息100条。"), year=2023),
    ),
    Case(
        "AR126",
        "上年没有写数量",
        Draft(overview=disclosed("全年主动公开政府信息116条，公开数量比上年增长16%。")),
        "unassessable",
        says=("两年的公开数量不全",),
        previous=Draft(overview=disclosed("补贴名册按户列表。"), year=2023),
    ),
    Case(
        "AR127",
        "称申请答复率100%，收件10、办理8",
        Draft(
            person(new=10, disclosed=8, result_total=8, carried_out=2),
            overview=on_request("收到政府信息公开申请10件，申请答复率100%。"),
        ),
        "warning",
        place="一、总体情况",
        says=("答复率100%，而表三收件10、办理8，为80.0%；请核对。",),
        cells=("requests.result_total.total",),
        found=100,
        expected=80.0,
    ),
    Case(
        "AR127",
        "称申请答复率100%，收件10、办理10",
        Draft(
            person(new=10, disclosed=10, result_total=10),
            overview=on_request("收到政府信息公开申请10件，申请答复率100%。"),
        ),
        None,
    ),
    Case(
        "AR127",
        "热线答复率与申请无关",
        Draft(
            person(new=10, disclosed=8, result_total=8, carried_out=2),
            overview=on_request("收到政府信息公开申请10件。12345热线答复率100%。"),
        ),
        None,
    ),
    Case(
        "AR127",
        "称申请答复率100%，收件没有数字",
        Draft(overview=on_request("申请答复率100%。"), edits=LOST_NEW_ROW),
        "unassessable",
        says=("表三的收件或办理总计没有读出",),
    ),
    Case(
        "AR128",
        "受理262件、办结278件、办结率100%",
        Draft(overview=on_request("受理12345热线转办件262件，办结278件，办结率100%。")),
        "warning",
        place="一、总体情况",
        says=("收到262件、办结278件，办结率100%，三个数字不能同时成立；请核对台账。",),
        found=278,
        expected=262,
    ),
    Case(
        "AR128",
        "按期办结率100%，尚有未到期的",
        Draft(overview=on_request("受理热线转办件262件，办结258件，按期办结率100%。")),
        None,
    ),
    Case(
        "AR128",
        "受理、办结相同",
        Draft(overview=on_request("受理热线转办件262件，办结262件，办结率100%。")),
        None,
    ),
    Case(
        "AR128",
        "收5件、办结5件，称办结率80%",
        Draft(overview=on_request("受理热线转办件5件，办结5件，办结率80%。")),
        "warning",
        says=("收到5件、办结5件，办结率80%，三个数字不能同时成立；请核对台账。",),
        found=5,
        expected=5,
    ),
    Case(
        "AR129",
        "从210件增加到233件，称增长20%",
        Draft(overview=on_request("受理热线转办件从上年的210件增加到233件，增长20%。")),
        "warning",
        place="一、总体情况",
        says=("而210到233的变化是11.0%；请核对。",),
        found=20.0,
        expected=11.0,
    ),
    Case(
        "AR129",
        "较上年210条增加33条，而实为23条",
        Draft(overview=disclosed("全年主动公开政府信息233条，较上年210条增加33条。")),
        "warning",
        says=("变化是23条；请核对。",),
        found=33.0,
        expected=23.0,
    ),
    Case(
        "AR129",
        "由150件下降到120件，称增长20%",
        Draft(overview=on_request("转办件由150件减少到120件，增长20%。")),
        "warning",
        says=("相反的20.0%；请核对。",),
    ),
    Case(
        "AR129",
        "两组数字，增长率说的是后一组",
        Draft(
            overview=disclosed(
                "推送从每月2期增加到5期，读者由310人增加到620人，增长100%。全年主动公开政府信息94条。"
            )
        ),
        None,
    ),
    Case(
        "AR129",
        "数字与增长率相符",
        Draft(overview=disclosed("全年主动公开政府信息120条，较上年96条增长25%。")),
        None,
    ),
    Case(
        "AR123",
        "缺乏计划性是问题，不是没有计划",
        Draft(problems="培训缺乏计划性，题目重复。已排出全年课表，按季讲一次。"),
        None,
    ),
    Case(
        "AR123",
        "句句都是不足",
        Draft(
            problems="一是完善程度不高，报送偏晚。二是解读形式单一，群众没有兴趣。三是人员少，没有专人。"
        ),
        "notice",
        says=("只有问题，没有改进情况",),
    ),
)

CASES += (
    Case(
        "AR122",
        "1名专职人员，又称没有落实专职人员",
        Draft(overview=disclosed("全镇有1名专职人员管公开。"), problems="机关还没有落实专职人员。"),
        "warning",
        says=("第一部分称“1名专职人员”", "称“没有落实专职人员”，在人员上互相矛盾"),
    ),
    Case(
        "AR122",
        "1名专职人员，村里没有落实的",
        Draft(
            overview=disclosed("全镇有1名专职人员管公开。"),
            problems="部分村还没有落实专职人员，已逐村排定。",
        ),
        None,
    ),
)
EXEMPT = {
    "AR125": "只看正文：没有增长的说法就没有可核对的",
    "AR129": "只看正文：没有两年的数字就没有可核对的",
    "AR128": "只看正文：没有办结率就没有可核对的",
}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_the_report_against_itself(case: Case) -> None:
    case.prove()


@pytest.mark.parametrize(
    ("code", "draft", "instead"),
    [
        ("AR120", Draft(problems=SLOW), "“本年没有收到政府信息公开申请，也没有上年结转的申请。”"),
        (
            "AR129",
            Draft(overview=on_request("受理热线转办件从上年的210件增加到233件，增长20%。")),
            "“增长11.0%”",
        ),
    ],
)
def test_the_next_step_gives_words_that_the_figures_bear_out(code, draft, instead):
    [finding] = Case(code, "", draft, None).findings()
    assert instead in finding.hint
