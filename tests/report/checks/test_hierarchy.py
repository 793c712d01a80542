import pytest

from tests.report.checks.builder import PROBLEMS, Case, Draft, ids, person

LIUHE = Draft(person(new=12, disclosed=12, result_total=12))
BAIYANG = Draft(person(new=7, disclosed=7, result_total=7), place="白杨乡")
LOST = Draft(
    place="松林镇",
    edits=(
        (
            "四、结转下年度继续办理\t\t\t0\t0\t0\t0\t0\t0\t0",
            "四、结转下年度继续办理\t\t\t/\t/\t/\t/\t/\t/\t/",
        ),
    ),
)


def county(total: int) -> Draft:
    """青山县 with this many requests, all of natural persons and all disclosed."""
    return Draft(person(new=total, disclosed=total, result_total=total), place="")


OWN_WORDS = Draft(
    place="松林镇",
    overview=(
        "2024年，我镇先把旧栏目清理一遍，腾出地方登新规定，过期告示由村文书收走存档。",
        "全年主动公开政府信息70条，耕地流转合同样本贴在村部，农机补助标准逐项列明。",
        "未收到政府信息公开申请，受理点设在便民服务大厅东侧，档案室新添铁柜两组。",
        "微信号改由宣传员值守，留言两日内回应；业务培训1次，纪检干部抽查三个村，考核列入积分。",
    ),
    problems="微信号图片模糊，老人放大后仍旧看不清；改进情况：图片改用原图，另附文字说明。",
)

CASES = (
    Case(
        "AR701",
        "县报告新收20，两个乡镇之和19",
        county(20),
        "error",
        place="表三“新收”行“自然人”列",
        says=("为20，2个单位之和为19，相差1；请核对漏报和重复。",),
        cells=("requests.new.natural_person",),
        found=20,
        expected=19,
        count=6,
        children=(LIUHE, BAIYANG),
    ),
    Case("AR701", "县报告新收19，两个乡镇之和19", county(19), None, children=(LIUHE, BAIYANG)),
    Case("AR701", "乡镇报告不汇总", LIUHE, None, children=(BAIYANG,)),
    Case(
        "AR701",
        "一个镇缺一行",
        county(19),
        "unassessable",
        says=("“结转下年”行“自然人”列等共7格",),
        children=(LIUHE, BAIYANG, LOST),
    ),
    Case("AR701", "没有各单位的报告", county(19), "unassessable", says=("没有各单位的报告",)),
    Case(
        "AR702",
        "一个镇缺一行",
        county(19),
        "warning",
        says=("青山县松林镇人民政府7格没有数字，这些格的汇总无法核验；请退回补全。",),
        found=7,
        expected=0,
        children=(LIUHE, BAIYANG, LOST),
    ),
    Case("AR702", "各镇都齐", county(19), None, children=(LIUHE, BAIYANG)),
    Case("AR702", "没有各单位的报告", county(19), "unassessable"),
    Case(
        "AR703",
        "县报告新收3，柳河镇一家12",
        county(3),
        "error",
        place="表三“新收”行“自然人”列",
        says=("为3，小于青山县柳河镇人民政府一家的12；请核对汇总。",),
        found=3,
        expected="不小于12",
        count=6,
        children=(LIUHE, LOST),
    ),
    Case("AR703", "县报告新收12，柳河镇一家12", county(12), None, children=(LIUHE, LOST)),
    Case("AR703", "没有各单位的报告", county(19), "unassessable"),
    Case(
        "AR704",
        "与松林镇的报告只差名称",
        Draft(),
        "error",
        place="第一、五部分",
        says=("与青山县松林镇人民政府的报告相同率100%，应低于45%；请按本机关实际重写。",),
        found=1.0,
        siblings=(Draft(place="松林镇"),),
    ),
    Case(
        "AR704",
        "与松林镇的报告第一部分相同、第五部分各写各的",
        Draft(),
        "warning",
        siblings=(Draft(place="松林镇", problems=OWN_WORDS.problems),),
    ),
    Case("AR704", "与松林镇各写各的", Draft(), None, siblings=(OWN_WORDS,)),
    Case(
        "AR704",
        "文字太少",
        Draft(overview="全年主动公开94条。", problems=PROBLEMS[1]),
        "unassessable",
        says=("文字太少，无法与其他机关比较",),
        siblings=(OWN_WORDS,),
    ),
    Case("AR704", "没有其他机关的报告", Draft(), "unassessable", says=("没有其他机关的报告",)),
)

EXEMPT: dict[str, str] = {}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_one_report_against_others(case: Case) -> None:
    case.prove()
