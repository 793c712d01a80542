import pytest

from tests.report.checks.builder import OTHER, OVERVIEW, Case, Draft, ids, person

FEE = "本年度我镇未收取信息处理费。"
NEW_ROW = "一、本年新收政府信息公开申请数量\t\t\t0\t0\t0\t0\t0\t0\t0"
NO_OVERVIEW = (("一、总体情况\n", ""),)


def says(sentence: str) -> tuple[str, ...]:
    """Part one with this sentence in the place of 依申请公开."""
    return (*OVERVIEW[:2], f"（二）依申请公开。{sentence}", *OVERVIEW[3:])


def blank(label: str, cells: int = 7) -> tuple[tuple[str, str], ...]:
    """The row of table three with this label, each of its cells a stroke."""
    return ((label + "\t0" * cells, label + "\t/" * cells),)


def table_four(*figures: int) -> tuple[tuple[str, str], ...]:
    """Table four with these first figures in its fifteen columns."""
    row = [*map(str, figures), *["0"] * (15 - len(figures))]
    return (("\n" + "\t".join("0" * 15) + "\n", "\n" + "\t".join(row) + "\n"),)


NO_TABLE_FOUR = (("\n" + "\t".join("0" * 15) + "\n", "\n" + "\t".join("/" * 15) + "\n"),)
RECONSIDERATION = {"disputes.reconsideration.upheld": 1, "disputes.reconsideration.total": 1}


def _with_annex(received: int) -> Draft:
    """A report on 2016 that states so many requests, with an annex that counts five."""
    rows = (
        "附件：政府信息公开情况统计表",
        "统计指标\t单位\t统计数",
        "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）\t条\t94",
        "（一）收到申请数\t件\t5",
        "1．当面申请数\t件\t5",
        "四、行政复议数量\t件\t0",
        "五、行政诉讼数量\t件\t0",
        "六、举报投诉数量\t件\t0",
    )
    return Draft(
        edition="narrative",
        year=2016,
        overview=f"2016年主动公开政府信息94条。全年收到政府信息公开申请{received}件。",
        edits=((OTHER[1], "\n".join((OTHER[1], *rows))),),
    )


CASES = (
    Case(
        "AR101",
        "称116条，逐项相加119条",
        Draft(
            other=(
                FEE,
                "共公开信息116条，部门文件4条、预决算2条、民政救助104条，重大项目2条，乡村振兴3条、应急2条、法治2条。",
            )
        ),
        "error",
        place="六、其他需要报告的事项",
        says=(
            "六、其他需要报告的事项：称共116条，逐项相加4＋2＋104＋2＋3＋2＋2＝119条，相差3；请核对总数和各分项。",
        ),
        found=119,
        expected=116,
    ),
    Case(
        "AR101",
        "称119条，逐项相加119条",
        Draft(
            other=(
                FEE,
                "共公开信息119条，部门文件4条、预决算2条、民政救助104条，重大项目2条，乡村振兴3条、应急2条、法治2条。",
            )
        ),
        None,
    ),
    Case(
        "AR101",
        "其中之后可以不列全",
        Draft(other=(FEE, "共公开信息116条，其中部门文件4条、预决算2条。")),
        None,
    ),
    Case(
        "AR102",
        "正文称收到5件，表三新收4",
        Draft(
            person(new=4, disclosed=4, result_total=4),
            overview=says("全年收到政府信息公开申请5件，均已登记。"),
        ),
        "error",
        place="一、总体情况",
        says=("称“全年收到政府信息公开申请5件", "即收到申请数5，而表中为4；请核对两处后改成一致。"),
        cells=("requests.new.total",),
        found=5,
        expected=4,
    ),
    Case(
        "AR102",
        "正文称收到4件，表三新收4",
        Draft(
            person(new=4, disclosed=4, result_total=4),
            overview=says("全年收到政府信息公开申请4件，均已登记。"),
        ),
        None,
    ),
    Case(
        "AR102",
        "上年收到5件不是本年的数",
        Draft(
            person(new=4, disclosed=4, result_total=4),
            overview=says("上年收到政府信息公开申请5件，本年收到政府信息公开申请4件。"),
        ),
        None,
    ),
    Case(
        "AR102",
        "表三新收没有数字",
        Draft(
            overview=says("全年收到政府信息公开申请5件。"),
            edits=((NEW_ROW, NEW_ROW.replace("0", "/")),),
        ),
        "unassessable",
        cells=("requests.new.total",),
        says=("称收到申请数5件，表中对应的格没有数字",),
    ),
    Case(
        "AR103",
        "正文称办结3050件，表三总计2932",
        Draft(
            person(new=2932, disclosed=2932, result_total=2932),
            overview=says("全年收到政府信息公开申请2932件，办结3050件。"),
        ),
        "error",
        place="一、总体情况",
        says=("即办结申请数3050，而表中为2932",),
        cells=("requests.result_total.total",),
        found=3050,
        expected=2932,
    ),
    Case(
        "AR103",
        "正文称办结2932件，表三总计2932",
        Draft(
            person(new=2932, disclosed=2932, result_total=2932),
            overview=says("全年收到政府信息公开申请2932件，办结2932件。"),
        ),
        None,
    ),
    Case(
        "AR103",
        "表三总计没有数字",
        Draft(
            person(new=2),
            overview=says("全年收到政府信息公开申请2件，办结2件。"),
            edits=blank("（七）总计\t"),
        ),
        "unassessable",
        cells=("requests.result_total.total",),
    ),
    Case(
        "AR104",
        "正文称结转下年2件，表三第四项0",
        Draft(
            person(new=3, disclosed=3, result_total=3),
            overview=says("全年收到政府信息公开申请3件，结转下年度继续办理2件。"),
        ),
        "error",
        says=("即结转下年申请数2，而表中为0",),
        cells=("requests.carried_out.total",),
        found=2,
        expected=0,
    ),
    Case(
        "AR104",
        "正文称结转下年2件，表三第四项2",
        Draft(
            person(new=5, disclosed=3, result_total=3, carried_out=2),
            overview=says("全年收到政府信息公开申请5件，结转下年度继续办理2件。"),
        ),
        None,
    ),
    Case(
        "AR104",
        "表三第二项没有数字",
        Draft(
            overview=says("全年未收到政府信息公开申请，上年结转1件。"),
            edits=blank("二、上年结转政府信息公开申请数量\t\t"),
        ),
        "unassessable",
        cells=("requests.carried_in.total",),
    ),
    Case(
        "AR105",
        "正文称予以公开3件，表三2",
        Draft(
            person(new=3, disclosed=2, unavailable_not_held=1, result_total=3),
            overview=says("全年收到政府信息公开申请3件，其中予以公开3件。"),
        ),
        "error",
        says=("即予以公开申请数3，而表中为2",),
        cells=("requests.disclosed.total",),
        found=3,
        expected=2,
    ),
    Case(
        "AR105",
        "正文称予以公开2件、不掌握1件，表三相同",
        Draft(
            person(new=3, disclosed=2, unavailable_not_held=1, result_total=3),
            overview=says("全年收到政府信息公开申请3件，其中予以公开2件，本机关不掌握1件。"),
        ),
        None,
    ),
    Case(
        "AR105",
        "表三予以公开没有数字",
        Draft(
            person(new=3, result_total=3),
            overview=says("全年收到政府信息公开申请3件，其中予以公开3件。"),
            edits=blank("（一）予以公开\t"),
        ),
        "unassessable",
        cells=("requests.disclosed.total",),
    ),
    Case(
        "AR106",
        "正文称复议2件，表四1",
        Draft(
            RECONSIDERATION,
            overview=says("全年未收到政府信息公开申请。因政府信息公开被申请行政复议2件。"),
        ),
        "error",
        says=("即行政复议数2，而表中为1",),
        cells=("disputes.reconsideration.total",),
        found=2,
        expected=1,
    ),
    Case(
        "AR106",
        "正文称复议1件，表四1",
        Draft(
            RECONSIDERATION,
            overview=says("全年未收到政府信息公开申请。因政府信息公开被申请行政复议1件。"),
        ),
        None,
    ),
    Case(
        "AR106",
        "表四没有数字",
        Draft(
            overview=says("全年未收到政府信息公开申请。因政府信息公开被申请行政复议2件。"),
            edits=NO_TABLE_FOUR,
        ),
        "unassessable",
        cells=("disputes.reconsideration.total",),
    ),
    Case(
        "AR107",
        "正文称维持2件，表四1",
        Draft(
            {
                "disputes.reconsideration.upheld": 1,
                "disputes.reconsideration.other": 1,
                "disputes.reconsideration.total": 2,
            },
            overview=says(
                "全年未收到政府信息公开申请。因政府信息公开被申请行政复议2件，其中维持2件。"
            ),
        ),
        "error",
        says=("即行政复议结果维持数2，而表中为1",),
        cells=("disputes.reconsideration.upheld",),
        found=2,
        expected=1,
    ),
    Case(
        "AR107",
        "正文称维持1件，表四1",
        Draft(
            {
                "disputes.reconsideration.upheld": 1,
                "disputes.reconsideration.other": 1,
                "disputes.reconsideration.total": 2,
            },
            overview=says(
                "全年未收到政府信息公开申请。因政府信息公开被申请行政复议2件，其中维持1件。"
            ),
        ),
        None,
    ),
    Case(
        "AR107",
        "表四没有数字",
        Draft(
            overview=says(
                "全年未收到政府信息公开申请。因政府信息公开被申请行政复议2件，其中维持2件。"
            ),
            edits=NO_TABLE_FOUR,
        ),
        "unassessable",
        cells=("disputes.reconsideration.upheld",),
    ),
    Case(
        "AR108",
        "正文称未收到申请，表三新收3",
        Draft(person(new=3, disclosed=3, result_total=3)),
        "error",
        place="一、总体情况",
        says=("即收到申请数0，而表中为3",),
        cells=("requests.new.total",),
        found=0,
        expected=3,
    ),
    Case("AR108", "正文称未收到申请，表三新收0", Draft(), None),
    Case(
        "AR108",
        "未收到信函申请不是没有申请",
        Draft(
            person(new=3, disclosed=3, result_total=3),
            overview=says("全年收到政府信息公开申请3件，未收到以信函方式提出的申请。"),
        ),
        None,
    ),
    Case(
        "AR108",
        "表三新收没有数字",
        Draft(edits=((NEW_ROW, NEW_ROW.replace("0", "/")),)),
        "unassessable",
        cells=("requests.new.total",),
    ),
    Case(
        "AR109",
        "正文称制发规范性文件4件，表二0",
        Draft(overview=says("全年未收到政府信息公开申请。全年制发行政规范性文件4件。")),
        "warning",
        says=("即制发行政规范性文件数4，而表中为0",),
        cells=("proactive.normative_documents.issued",),
        found=4,
        expected=0,
    ),
    Case(
        "AR109",
        "公开文件4件不是制发规范性文件",
        Draft(overview=says("全年未收到政府信息公开申请。全年公开政策文件4件。")),
        None,
    ),
    Case(
        "AR109",
        "表二制发没有数字",
        Draft(
            overview=says("全年未收到政府信息公开申请。全年制发行政规范性文件4件。"),
            edits=(("行政规范性文件\t0", "行政规范性文件\t/"),),
        ),
        "unassessable",
        cells=("proactive.normative_documents.issued",),
    ),
    Case(
        "AR110",
        "正文称作出行政处罚12件，表二0",
        Draft(other=(FEE, "全年作出行政处罚决定12件。")),
        "warning",
        place="六、其他需要报告的事项",
        says=("即行政处罚决定数12，而表中为0",),
        cells=("proactive.penalties.decisions",),
        found=12,
        expected=0,
    ),
    Case(
        "AR110",
        "正文称作出行政处罚12件，表二12",
        Draft({"proactive.penalties.decisions": 12}, other=(FEE, "全年作出行政处罚决定12件。")),
        None,
    ),
    Case(
        "AR110",
        "表二行政处罚没有数字",
        Draft(other=(FEE, "全年作出行政处罚决定12件。"), edits=(("行政处罚\t0", "行政处罚\t/"),)),
        "unassessable",
        cells=("proactive.penalties.decisions",),
    ),
    Case(
        "AR111",
        "第一部分94条，第六部分97条",
        Draft(other=(FEE, "全年主动公开政府信息97条。")),
        "warning",
        place="六、其他需要报告的事项",
        says=(
            "主动公开政府信息数有两个数字：一、总体情况为94条，六、其他需要报告的事项为97条；请核定后统一。",
        ),
        found=97,
        expected=94,
    ),
    Case("AR111", "两处都是94条", Draft(other=(FEE, "全年主动公开政府信息94条。")), None),
    Case(
        "AR111",
        "上年97条不是本年的数",
        Draft(other=(FEE, "2023年主动公开政府信息97条。")),
        None,
    ),
    Case(
        "AR112",
        "12345投诉77件与办件量77条",
        Draft(
            overview=says("全年未收到政府信息公开申请。答复“12345”群众投诉77件。"),
            other=(FEE, "“12345”办件量77条。"),
        ),
        "warning",
        place="六、其他需要报告的事项",
        says=("12345热线办件数有两种单位：一、总体情况为77件，六、其他需要报告的事项为77条",),
        found="条",
        expected="件",
    ),
    Case(
        "AR112",
        "两处都用件",
        Draft(
            overview=says("全年未收到政府信息公开申请。答复“12345”群众投诉77件。"),
            other=(FEE, "“12345”办件量77件。"),
        ),
        None,
    ),
    Case(
        "AR113",
        "第一、六部分都写公开信息94条",
        Draft(other=(FEE, "全年主动公开政府信息94条。")),
        "notice",
        place="六、其他需要报告的事项",
        says=("重复了第一部分已写的主动公开政府信息数（94条）；同一事项只写一处，请删去一处。",),
        found=1,
        expected=0,
    ),
    Case(
        "AR113",
        "处理费和未收到申请可以两处都写",
        Draft(other=(FEE, "全年未收到政府信息公开申请。")),
        None,
    ),
    Case(
        "AR114",
        "称均按期办结，结转下年3件",
        Draft(
            person(new=8, disclosed=5, result_total=5, carried_out=3),
            overview=says("全年收到政府信息公开申请8件，均按期办结。"),
        ),
        "warning",
        place="一、总体情况",
        says=("而表三结转下年3件；请改正其中一处。",),
        cells=("requests.carried_out.total",),
        found=3,
        expected=0,
    ),
    Case(
        "AR114",
        "称均按期办结，没有结转",
        Draft(
            person(new=8, disclosed=8, result_total=8),
            overview=says("全年收到政府信息公开申请8件，均按期办结。"),
        ),
        None,
    ),
    Case(
        "AR114",
        "称均按期办结，结转没有数字",
        Draft(
            person(new=8, disclosed=8, result_total=8),
            overview=says("全年收到政府信息公开申请8件，均按期办结。"),
            edits=blank("四、结转下年度继续办理\t\t"),
        ),
        "unassessable",
        cells=("requests.carried_out.total",),
    ),
    Case(
        "AR115",
        "只说数量有提升",
        Draft(overview=(OVERVIEW[0], "（一）主动公开。补贴名册按户列表。", *OVERVIEW[2:])),
        "warning",
        place="一、总体情况",
        says=("没有写明本年主动公开政府信息多少条；请按台账补上数字。",),
    ),
    Case("AR115", "写明94条", Draft(), None),
    Case(
        "AR115",
        "没有第一部分",
        Draft(overview=None, edits=NO_OVERVIEW),
        "unassessable",
        says=("没有找到“一、总体情况”",),
    ),
    Case(
        "AR116",
        "逾期未缴费1件，第六部分没有收费通知",
        Draft(person(new=1, other_fee_unpaid=1, result_total=1)),
        "warning",
        place="六、其他需要报告的事项",
        says=("表三逾期未缴费1件", "没有写明发出收费通知的件数和金额"),
        cells=("requests.other_fee_unpaid.total",),
    ),
    Case(
        "AR116",
        "逾期未缴费1件，写明收费通知1件",
        Draft(
            person(new=1, other_fee_unpaid=1, result_total=1),
            other="发出收费通知1件，通知收取的总金额300元，实际收取的总金额0元。",
        ),
        None,
    ),
    Case(
        "AR116",
        "逾期未缴费一行没有数字",
        Draft(
            edits=blank("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请")
        ),
        "unassessable",
        cells=("requests.other_fee_unpaid.total",),
    ),
    Case(
        "AR117",
        "收取处理费3940元，表二收费0",
        Draft(other="发出收费通知2件，通知收取的总金额3940元，实际收取的总金额3940元。"),
        "warning",
        place="六、其他需要报告的事项",
        says=("称收取信息处理费3940元，而表二行政事业性收费为0万元",),
        cells=("proactive.fees.amount",),
        found=0,
        expected="不少于3940元",
    ),
    Case(
        "AR117",
        "收取处理费3940元，表二收费0.394万元",
        Draft(
            other="发出收费通知2件，通知收取的总金额3940元，实际收取的总金额3940元。",
            edits=(("行政事业性收费\t0", "行政事业性收费\t0.394"),),
        ),
        None,
    ),
    Case(
        "AR117",
        "收取处理费3940元，表二收费四舍五入为0.39万元",
        Draft(
            other="发出收费通知2件，通知收取的总金额3940元，实际收取的总金额3940元。",
            edits=(("行政事业性收费\t0", "行政事业性收费\t0.39"),),
        ),
        None,
    ),
    Case(
        "AR117",
        "收取处理费3940元，表二收费没有数字",
        Draft(
            other="发出收费通知2件，通知收取的总金额3940元，实际收取的总金额3940元。",
            edits=(("行政事业性收费\t0", "行政事业性收费\t/"),),
        ),
        "unassessable",
        cells=("proactive.fees.amount",),
    ),
    Case(
        "AR130",
        "正文收到申请7件，统计表5件",
        _with_annex(7),
        "warning",
        says=("即收到申请数7，而统计表为5；请核对两处后改成一致。",),
        cells=("requests.new.total",),
        found=7,
        expected=5,
    ),
    Case("AR130", "正文与统计表相同", _with_annex(5), None),
)

EXEMPT = {
    "AR130": "没有统计表或统计表没有这一行，就没有可核对的",
    "AR101": "只看正文：没有分项就没有可核对的",
    "AR111": "只看正文：没有第二个数字就没有可核对的",
    "AR112": "只看正文：没有第二个单位就没有可核对的",
    "AR113": "只看正文：没有第二处就没有重复",
}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_words_against_tables_and_words(case: Case) -> None:
    case.prove()
