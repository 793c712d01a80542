from dataclasses import replace

import pytest

from gongkai.documents.model import Origin
from gongkai.report.checks.registry import Context, run
from gongkai.report.model import CellState
from tests.report.checks.builder import Case, Draft, ids

ROW = "\t0\t0\t0\t0\t0\t0\t0\n"
NEW = f"一、本年新收政府信息公开申请数量\t\t{ROW}"
REPEAT = f"\t2.重复申请{ROW}"
FIGURES_OF_FOUR = "\n" + "\t".join("0" * 15) + "\n"
HEAD_OF_FOUR = (
    ("行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t\n", "持\t正\t果\t结\n"),
    (
        "结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t未经复议直接起诉\t\t\t\t\t复议后起诉\t\t\t\t\n",
        "",
    ),
    (
        "\t\t\t\t\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\t结果维持\t结果纠正\t其他结果\t尚未审结\t总计\n",
        "",
    ),
)

CASES = (
    Case(
        "AR001",
        "第三部分只有标题",
        Draft(without=("requests",)),
        "error",
        place="表三",
        says=(
            "没有找到表三（三、收到和处理政府信息公开申请情况），应有完整表格；请对照原件补上，不要用0代替。",
        ),
        expected="表三",
    ),
    Case("AR001", "三个表都在", Draft(), None),
    Case(
        "AR002",
        "重复申请一行丢失",
        Draft(edits=((f"\t{REPEAT}", ""),)),
        "error",
        place="表三",
        says=("表三缺1行：“重复申请”，应各有一行", "不要用0代替"),
        found=24,
        expected=25,
    ),
    Case(
        "AR002", "行名的序号写法不同而行在", Draft(edits=(("2.重复申请", "（2） 重复申请"),)), None
    ),
    Case(
        "AR003",
        "重复申请出现两次，数字不同",
        Draft(edits=((REPEAT, REPEAT + "\t" + REPEAT.replace("0", "1", 1)),)),
        "error",
        place="表三“重复申请”行（第58行第1列）",
        says=("“2.重复申请”出现2次，应只有一行，数字不同；请核定后只留一行。",),
        expected="1次",
    ),
    Case(
        "AR003",
        "重复申请出现两次，数字相同",
        Draft(edits=((REPEAT, REPEAT + "\t" + REPEAT),)),
        "warning",
        says=("两处数字相同；请删去多余的一行。",),
    ),
    Case("AR003", "两个“其他”不是一行", Draft(), None),
    Case(
        "AR004",
        "表三多出一行",
        Draft(edits=((REPEAT, f"{REPEAT}\t\t6.其他不予处理的情形{ROW}"),)),
        "warning",
        says=("有规定之外的一行“6.其他不予处理的情形 0 0 0 0 0 0 0”，未计入",),
    ),
    Case(
        "AR004",
        "表下的填表说明不是一行",
        Draft(
            edits=(
                (
                    f"四、结转下年度继续办理\t\t{ROW}",
                    f"四、结转下年度继续办理\t\t{ROW}填表人：党政办\n",
                ),
            )
        ),
        None,
    ),
    Case(
        "AR005",
        "新收一行的数字左移两格",
        Draft(edits=((NEW, NEW.replace("\t\t\t", "\t", 1)),)),
        "notice",
        says=(
            "1行的数字不在表头各列之下，从“一、本年新收政府信息公开申请数量”一行起",
            "已按顺序读取，请抽查几行。",
        ),
    ),
    Case("AR005", "数字都在各列之下", Draft(), None),
    Case(
        "AR006",
        "表四有16个数",
        Draft(edits=((FIGURES_OF_FOUR, FIGURES_OF_FOUR.replace("\n0", "\n0\t0")),)),
        "error",
        says=(
            "表四",
            "有16个数：0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0，应为15列，多出0；请对照原件核对这一行的每一格。",
        ),
    ),
    Case("AR006", "表四有15个数", Draft(), None),
    Case(
        "AR007",
        "行政许可填斜线",
        Draft(edits=(("行政许可\t0", "行政许可\t/"),)),
        "warning",
        place="表二",
        says=(
            "有1格没有可用的数字（“行政许可”行“本年处理决定数量”列）",
            "没有发生的填0，请核实后补填。",
        ),
        cells=("proactive.licences.decisions",),
        found="/",
        expected="数字",
    ),
    Case(
        "AR007",
        "行政许可填12（含3）",
        Draft(edits=(("行政许可\t0", "行政许可\t12（含3）"),)),
        "warning",
        found="12（含3）",
    ),
    Case("AR007", "行政许可填12件", Draft(edits=(("行政许可\t0", "行政许可\t12件"),)), None),
    Case(
        "AR008",
        "表四少一个数",
        Draft(edits=((FIGURES_OF_FOUR, FIGURES_OF_FOUR.replace("\n0\t", "\n")),)),
        "warning",
        place="表四",
        says=("表四有15格不能确定", "表内合计不能确定是哪一种；请对照原件填定。"),
    ),
    Case(
        "AR008",
        "表四一格空白",
        Draft(edits=((FIGURES_OF_FOUR, FIGURES_OF_FOUR.replace("\n0", "\n/", 1)),)),
        None,
    ),
    Case(
        "AR009",
        "没有第六部分的标题",
        Draft(other=None, edits=(("六、其他需要报告的事项\n", ""),)),
        "error",
        place="六、其他需要报告的事项",
        says=("没有找到“六、其他需要报告的事项”的标题，应有六个部分的标题；请对照原件补上。",),
    ),
    Case("AR009", "标题序号写成阿拉伯数字", Draft(edits=(("六、其他需要", "6、其他需要"),)), None),
    Case(
        "AR010",
        "表四只剩几个字的表头",
        Draft(edits=HEAD_OF_FOUR),
        "warning",
        place="表四",
        says=("表四的表头残缺", "按15列读取；请对照原件补全表头并核对各列。"),
        expected="完整表头",
    ),
    Case(
        "AR010",
        "表头断成两格",
        Draft(
            edits=(
                (
                    "社会公益组织\t法律服务机构\t其他\t",
                    "社会公益\t法律服务\t其他\t\n\t\t\t\t\t\t组织\t机构\t\t",
                ),
            )
        ),
        "notice",
        place="表三",
        says=(
            "表三的表头断成两格（社会公益|组织、法律服务|机构），应各在一格；请合并表头的格子。",
        ),
    ),
    Case("AR010", "表头完整", Draft(), None),
    Case(
        "AR011",
        "新收填３件",
        Draft(edits=((NEW, NEW.replace("0", "３件", 1)),)),
        "notice",
        place="表三",
        says=("数字写法不规范：“３件”读作“3”；数字已读出，请按规定格式改正。",),
        found=1,
    ),
    Case(
        "AR011",
        "新收一行拆成两行",
        Draft(edits=((NEW, NEW.replace("\t0\t0\t0\t0", "\n\t\t\t0\t0\t0\t0", 1)),)),
        "notice",
        says=("一行被拆成几行：“0 0 0 0 0 0 0”读作“一、本年新收政府信息公开申请数量”一行；",),
    ),
    Case("AR011", "新收填3", Draft(edits=((NEW, NEW.replace("0", "3", 1)),)), None),
)

ALWAYS = "看的是文件里有没有；没有就是要报的，不存在无法核验"
EXEMPT = {
    "AR001": ALWAYS,
    "AR002": ALWAYS,
    "AR003": ALWAYS,
    "AR004": ALWAYS,
    "AR005": ALWAYS,
    "AR006": ALWAYS,
    "AR007": ALWAYS,
    "AR008": "读法不一正是无法判定，报出的就是它",
    "AR009": ALWAYS,
    "AR010": ALWAYS,
    "AR011": "只报读取时做过的修复；没有修复就没有可报的",
}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_what_the_document_holds(case: Case) -> None:
    case.prove()


def test_a_cell_with_two_readings_from_a_scan_is_named() -> None:
    report = Draft().read()
    id = "requests.new.natural_person"
    open_cell = replace(
        report.cells[id],
        value=None,
        state=CellState.CONFLICTING,
        origin=Origin(page=2),
        note="识别不清",
        readings=(1, 7),
    )
    findings = list(run(Context(replace(report, cells={**report.cells, id: open_cell}))))
    (found,) = [finding for finding in findings if finding.code == "AR008"]
    assert found.message == ("表三有1格不能确定（“新收”行“自然人”列）：识别不清；请对照原件填定。")
