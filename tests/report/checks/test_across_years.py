from typing import Any

import pytest

from tests.report.checks.builder import PROBLEMS, Case, Draft, applicants, ids, person

LAST = Draft(
    year=2023,
    overview=(
        "2023年，我镇先把旧栏目清理一遍，腾出地方登新规定，过期告示由村文书收走存档。",
        "（一）主动公开。全年主动公开政府信息70条，耕地流转合同样本贴在村部，农机补助标准逐项列明。",
        "（二）依申请公开。本年度没有收到政府信息公开申请，受理点设在便民服务大厅东侧。",
        "（三）政府信息管理。档案室新添铁柜两组，旧文照年代装盒，借阅须签名。",
        "（四）政府信息公开平台建设。微信号改由宣传员值守，留言两日内回应。",
        "（五）监督保障。组织业务培训1次，纪检干部抽查三个村，年终考核列入积分。",
    ),
    problems=(
        "（一）存在的主要问题",
        "1.微信号图片模糊，老人放大后仍旧看不清。",
        "（二）改进情况",
        "1.进一步完善村级查阅点设备配置并安排值守时间表。",
    ),
)
ANSWERED = (*PROBLEMS, "上年承诺的村级查阅点设备配置已经完善，并安排了值守时间表。")
NAMELESS: dict[str, Any] = {
    "title": "政府信息公开工作年度报告",
    "preamble": ("现将有关情况报告如下。",),
    "signature": ("特此报告。",),
    "overview": "我镇把公开当成日常事来做。",
    "other": "未收取信息处理费。",
}
COPIED_LAST_YEAR = Draft(year=2023)
COLUMN = person(new=12, disclosed=5, partly_disclosed=3, unavailable_not_held=4, result_total=12)


def last(cells: dict[str, int]) -> Draft:
    """Last year's report with these figures."""
    return Draft(cells, year=2023, overview=LAST.overview, problems=LAST.problems)


def lost(label: str, cells: int = 7) -> tuple[tuple[str, str], ...]:
    """The row with this label, each of its cells a stroke."""
    return ((label + "\t0" * cells, label + "\t/" * cells),)


CARRIED_IN = "二、上年结转政府信息公开申请数量\t\t"
DOCUMENTS = "proactive.normative_documents."
NO_TABLE_FOUR = (("\n" + "\t".join("0" * 15) + "\n", "\n" + "\t".join("/" * 15) + "\n"),)

CASES = (
    Case(
        "AR801",
        "核对2024年，带上2022年",
        Draft(),
        "error",
        says=("对照报告是2022年度的，应为2023年度；请换成上一年度的报告。",),
        found=2022,
        expected=2023,
        previous=Draft(year=2022),
    ),
    Case(
        "AR801",
        "带上别的镇的报告",
        Draft(),
        "error",
        says=("对照报告是松林镇人民政府的，应为柳河镇人民政府的",),
        found="松林镇人民政府",
        expected="柳河镇人民政府",
        previous=Draft(place="松林镇", year=2023),
    ),
    Case("AR801", "带上本镇2023年", Draft(), None, previous=LAST),
    Case(
        "AR801",
        "上年报告没有机关和年度",
        Draft(),
        "unassessable",
        says=("上年报告的标题：机关或年度没有读出",),
        previous=Draft(**NAMELESS),
    ),
    Case("AR801", "没有上年报告", Draft(), "unassessable", says=("没有上一年度的报告",)),
    Case(
        "AR802",
        "上年结转下年3件，本年上年结转2件",
        Draft(person(carried_in=2, disclosed=2, result_total=2)),
        "warning",
        place="表三“上年结转”行“自然人”列",
        says=("为2，上年报告结转下年为3，相差1；请核对，机构合并或拆分的请说明。",),
        cells=("requests.carried_in.natural_person",),
        found=2,
        expected=3,
        count=2,
        previous=last(person(new=3, carried_out=3)),
    ),
    Case(
        "AR802",
        "上年结转下年3件，本年上年结转3件",
        Draft(person(carried_in=3, disclosed=3, result_total=3)),
        None,
        previous=last(person(new=3, carried_out=3)),
    ),
    Case(
        "AR802",
        "本年上年结转没有数字",
        Draft(edits=lost(CARRIED_IN)),
        "unassessable",
        says=("两年的报告有7格没有数字",),
        previous=LAST,
    ),
    Case(
        "AR803",
        "上年84＋制发8－废止26，本年填70",
        Draft({DOCUMENTS + "issued": 8, DOCUMENTS + "repealed": 26, DOCUMENTS + "in_force": 70}),
        "warning",
        place="表二“行政规范性文件”行“现行有效件数”列",
        says=("为70，上年84＋制发8－废止26＝66；请核对文件台账。",),
        cells=(DOCUMENTS + "in_force",),
        found=70,
        expected=66,
        previous=last({DOCUMENTS + "in_force": 84}),
    ),
    Case(
        "AR803",
        "上年84＋制发8－废止26，本年填66",
        Draft({DOCUMENTS + "issued": 8, DOCUMENTS + "repealed": 26, DOCUMENTS + "in_force": 66}),
        None,
        previous=last({DOCUMENTS + "in_force": 84}),
    ),
    Case(
        "AR803",
        "上年用2019年格式",
        Draft(),
        "unassessable",
        count=2,
        previous=Draft(edition="2019", year=2023),
    ),
    Case(
        "AR804",
        "上年有效2件、制发1件，本年废止5件",
        Draft({DOCUMENTS + "issued": 1, DOCUMENTS + "repealed": 5}),
        "error",
        place="表二“行政规范性文件”行“本年废止件数”列",
        says=("为5，多于上年现行有效2＋本年制发1＝3；请核对文件台账。",),
        found=5,
        expected="不多于3",
        previous=last({DOCUMENTS + "in_force": 2}),
    ),
    Case(
        "AR804",
        "上年有效2件、制发1件，本年废止3件",
        Draft({DOCUMENTS + "issued": 1, DOCUMENTS + "repealed": 3}),
        None,
        previous=last({DOCUMENTS + "in_force": 2}),
    ),
    Case(
        "AR804",
        "上年用2019年格式",
        Draft(),
        "unassessable",
        count=2,
        previous=Draft(edition="2019", year=2023),
    ),
    Case(
        "AR805",
        "上年复议未审结3件，本年共1件",
        Draft({"disputes.reconsideration.upheld": 1, "disputes.reconsideration.total": 1}),
        "warning",
        place="表四“行政复议”",
        says=("共1件，少于上年报告尚未审结的3件；上年未审结的案件应有下落",),
        found=1,
        expected="不少于3",
        previous=last({"disputes.reconsideration.pending": 3, "disputes.reconsideration.total": 3}),
    ),
    Case(
        "AR805",
        "上年复议未审结3件，本年共3件",
        Draft({"disputes.reconsideration.upheld": 3, "disputes.reconsideration.total": 3}),
        None,
        previous=last({"disputes.reconsideration.pending": 3, "disputes.reconsideration.total": 3}),
    ),
    Case(
        "AR805",
        "本年表四没有数字",
        Draft(edits=NO_TABLE_FOUR),
        "unassessable",
        says=("表四“行政复议”：两年的件数不全",),
        count=2,
        previous=LAST,
    ),
    Case(
        "AR806",
        "新收由30件变为301件",
        Draft(person(new=301, disclosed=301, result_total=301)),
        "notice",
        place="表三“新收”行“总计”列",
        says=("由上年30变为301；请核对单位和列，确有其事的请在正文说明原因。",),
        cells=("requests.new.total",),
        found=301,
        expected=30,
        count=3,
        previous=last(person(new=30, disclosed=30, result_total=30)),
    ),
    Case(
        "AR806",
        "新收由30件变为150件",
        Draft(person(new=150, disclosed=150, result_total=150)),
        None,
        previous=last(person(new=30, disclosed=30, result_total=30)),
    ),
    Case(
        "AR806",
        "新收由2件变为18件，基数小",
        Draft(person(new=18, disclosed=18, result_total=18)),
        None,
        previous=last(person(new=2, disclosed=2, result_total=2)),
    ),
    Case(
        "AR806",
        "本年表三一行没有数字",
        Draft(edits=lost(CARRIED_IN)),
        "unassessable",
        cells=("requests.carried_in.total",),
        previous=LAST,
    ),
    Case(
        "AR807",
        "自然人列与上年逐格相同",
        Draft(COLUMN),
        "warning",
        place="表三“自然人”列",
        says=("25格与上年报告逐格相同，其中5格大于0；请按本年台账重填。",),
        found=5,
        expected=0,
        previous=last(COLUMN),
    ),
    Case(
        "AR807",
        "自然人列与上年差一格",
        Draft(
            person(new=12, disclosed=6, partly_disclosed=3, unavailable_not_held=3, result_total=12)
        ),
        None,
        previous=last(COLUMN),
    ),
    Case(
        "AR807",
        "两年都是新收1件、公开1件、总计1件",
        Draft(person(new=1, disclosed=1, result_total=1)),
        None,
        previous=last(person(new=1, disclosed=1, result_total=1)),
    ),
    Case(
        "AR807",
        "上年用2019年格式",
        Draft(COLUMN),
        "unassessable",
        says=("两年的报告不是同一格式",),
        previous=Draft(edition="2019", year=2023),
    ),
    Case(
        "AR807",
        "本年表三一行没有数字",
        Draft(edits=lost(CARRIED_IN)),
        "unassessable",
        says=("有6格没有数字",),
        previous=LAST,
    ),
    Case(
        "AR808",
        "改了年份，其余照抄",
        Draft(),
        "error",
        place="一、总体情况",
        says=("第一、五部分与上年报告相同率", "应低于60%；请按本年实际重写。"),
        previous=COPIED_LAST_YEAR,
    ),
    Case(
        "AR808",
        "改了年份，措施重写",
        Draft(problems=(*PROBLEMS[:4], "1.图片改用原图。")),
        "warning",
        says=("应低于60%",),
        previous=COPIED_LAST_YEAR,
    ),
    Case("AR808", "两年各写各的", Draft(), None, previous=LAST),
    Case(
        "AR808",
        "文字太少",
        Draft(overview="全年主动公开94条。", problems="将改进。"),
        "unassessable",
        says=("文字太少",),
        previous=LAST,
    ),
    Case(
        "AR809",
        "上年承诺完善查阅点，本年通篇未提",
        Draft(),
        "notice",
        place="五、存在的主要问题及改进情况",
        says=(
            "上年报告的1项措施在本年没有看到回应：“1.进一步完善村级查阅点设备配置并安排值守时间表”；请写明落实情况。",
        ),
        found=0,
        expected=1,
        previous=LAST,
    ),
    Case("AR809", "上年承诺完善查阅点，本年写明", Draft(problems=ANSWERED), None, previous=LAST),
    Case(
        "AR809",
        "上年没有第五部分",
        Draft(),
        "unassessable",
        says=("上年报告没有第五部分",),
        previous=Draft(year=2023, problems=None, edits=(("五、存在的主要问题及改进情况\n", ""),)),
    ),
    Case(
        "AR810",
        "上年用2021年格式，本年退回2019年格式",
        Draft(edition="2019"),
        "notice",
        says=("上年报告用2021年格式，本年用2019年格式，表二口径不同；请统一用2021年格式。",),
        found="2019",
        expected="2021",
        previous=LAST,
    ),
    Case(
        "AR810",
        "2021年度换用新格式",
        Draft(year=2021),
        None,
        previous=Draft(edition="2019", year=2020),
    ),
    Case(
        "AR810",
        "上年报告没有年度",
        Draft(),
        "unassessable",
        previous=Draft(edition="2019", **NAMELESS),
    ),
)

EXEMPT: dict[str, str] = {}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_this_year_against_last_year(case: Case) -> None:
    case.prove()


def test_one_row_of_applicants_is_written_in_the_order_of_the_form() -> None:
    assert applicants("new", 1, 2, 3, 4, 5, 6, 21)["requests.new.legal_service"] == 5
