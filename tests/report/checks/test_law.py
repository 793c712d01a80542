from datetime import date

import pytest

from tests.report.checks.builder import Case, Draft, applicants, ids, person

NO_TITLE = {
    "title": "政府信息公开工作年度报告",
    "preamble": ("现将有关情况报告如下。",),
    "signature": ("特此报告。",),
}

CASES = (
    Case(
        "AR601",
        "第六部分只写无",
        Draft(other="无"),
        "warning",
        place="六、其他需要报告的事项",
        says=("没有报告收取信息处理费的情况；没有收取的，请写“本年度未收取信息处理费”。",),
        expected="收取信息处理费的情况",
    ),
    Case(
        "AR601",
        "收取信息处理费0元",
        Draft(other="本年度发出收费通知0件，收取信息处理费0元。"),
        None,
    ),
    Case(
        "AR601", "2020年度：收费办法还没有施行", Draft(edition="2019", year=2020, other="无"), None
    ),
    Case(
        "AR601",
        "没有第六部分",
        Draft(other=None, edits=(("六、其他需要报告的事项\n", ""),)),
        "unassessable",
        says=("没有找到“六、其他需要报告的事项”",),
    ),
    Case(
        "AR602",
        "县级部门2月3日公开",
        Draft(place="教育局"),
        "error",
        says=("2024年度报告于2025-02-03公开，应不晚于2025-01-31，晚了3天",),
        found="2025-02-03",
        expected="2025-01-31",
        published_on=date(2025, 2, 3),
    ),
    Case(
        "AR602", "县级部门1月31日公开", Draft(place="教育局"), None, published_on=date(2025, 1, 31)
    ),
    Case(
        "AR602",
        "乡镇2月3日公开，日期由县里规定",
        Draft(),
        "warning",
        says=("乡镇的日期由县里规定，这里按1月31日", "晚了3天"),
        published_on=date(2025, 2, 3),
    ),
    Case("AR602", "县政府3月31日公开", Draft(place=""), None, published_on=date(2025, 3, 31)),
    Case("AR602", "不知道公开日期", Draft(), "unassessable", says=("没有公开日期",)),
    Case(
        "AR602",
        "不知道哪个机关",
        Draft(**NO_TITLE),
        "unassessable",
        says=("机关的级别或报告年度没有读出",),
        published_on=date(2025, 1, 20),
    ),
    Case(
        "AR603",
        "乡镇规章制发2件、现行有效2件",
        Draft({"proactive.regulations.issued": 2, "proactive.regulations.in_force": 2}),
        "error",
        place="表二“规章”行",
        says=("填了2、2，应为0：县级及以下机关不能制定规章",),
        cells=("proactive.regulations.issued", "proactive.regulations.in_force"),
        found=2,
        expected=0,
    ),
    Case(
        "AR603",
        "乡镇规范性文件2件",
        Draft(
            {
                "proactive.normative_documents.issued": 2,
                "proactive.normative_documents.in_force": 2,
            }
        ),
        None,
    ),
    Case(
        "AR603",
        "设区的市规章2件",
        Draft(
            {"proactive.regulations.issued": 2, "proactive.regulations.in_force": 2},
            place="",
            county="澜和市",
            title="澜和市人民政府2024年政府信息公开工作年度报告",
        ),
        None,
    ),
    Case(
        "AR603",
        "规章一行填斜线",
        Draft(edits=(("规章\t0\t0\t0", "规章\t/\t/\t/"),)),
        "unassessable",
        says=("等3格没有数字，无法核验规章是否为0",),
    ),
    Case(
        "AR603",
        "不知道哪一级机关",
        Draft({"proactive.regulations.issued": 2}, **NO_TITLE),
        "unassessable",
        says=("机关的级别没有读出",),
    ),
    Case(
        "AR604",
        "登记中心制发规范性文件3件",
        Draft(
            {
                "proactive.normative_documents.issued": 3,
                "proactive.normative_documents.in_force": 3,
            },
            title="青山县不动产登记中心2024年政府信息公开工作年度报告",
            preamble=("本报告由青山县不动产登记中心编制。",),
            signature=("青山县不动产登记中心", "2025年1月15日"),
        ),
        "warning",
        place="表二“行政规范性文件”行“本年制发件数”列",
        says=("为3", "不动产登记中心一般无权制发行政规范性文件"),
        found=3,
        expected=0,
    ),
    Case(
        "AR604",
        "镇政府制发规范性文件3件",
        Draft(
            {
                "proactive.normative_documents.issued": 3,
                "proactive.normative_documents.in_force": 3,
            }
        ),
        None,
    ),
    Case(
        "AR604",
        "不知道哪个机关",
        Draft(**NO_TITLE),
        "unassessable",
        says=("发布机关没有读出",),
    ),
    Case(
        "AR605",
        "乡镇行政处罚12件，正文未提依据",
        Draft({"proactive.penalties.decisions": 12}),
        "notice",
        place="表二“行政处罚”行“本年处理决定数量”列",
        says=("为12，正文没有提到赋权或综合行政执法",),
        found=12,
    ),
    Case(
        "AR605",
        "乡镇行政处罚12件，写明综合行政执法",
        Draft(
            {"proactive.penalties.decisions": 12},
            other="本年度我镇未收取信息处理费。综合行政执法队作出行政处罚12件。",
        ),
        None,
    ),
    Case(
        "AR605",
        "县局行政处罚12件",
        Draft({"proactive.penalties.decisions": 12}, place="教育局"),
        None,
    ),
    Case(
        "AR605",
        "行政处罚填斜线",
        Draft(edits=(("行政处罚\t0", "行政处罚\t/"),)),
        "unassessable",
        cells=("proactive.penalties.decisions",),
    ),
    Case(
        "AR606",
        "乡镇以国家秘密为由1件",
        Draft(person(new=1, withheld_state_secret=1, result_total=1)),
        "notice",
        place="表三“属于国家秘密”行“总计”列",
        says=("为1，乡镇很少见；请核对是否填错行",),
        found=1,
    ),
    Case(
        "AR606",
        "乡镇以第三方权益为由1件",
        Draft(person(new=1, withheld_third_party=1, result_total=1)),
        None,
    ),
    Case(
        "AR606",
        "国家秘密一行填斜线",
        Draft(
            edits=(("1.属于国家秘密\t0\t0\t0\t0\t0\t0\t0", "1.属于国家秘密\t/\t/\t/\t/\t/\t/\t/"),)
        ),
        "unassessable",
        cells=("requests.withheld_state_secret.total",),
    ),
    Case(
        "AR607",
        "复议纠正1件，正文未提",
        Draft({"disputes.reconsideration.corrected": 1, "disputes.reconsideration.total": 1}),
        "warning",
        place="表四“行政复议”行“结果纠正”列",
        says=("为1，正文没有说明被纠正的原因和整改",),
        found=1,
    ),
    Case(
        "AR607",
        "复议纠正1件，第六部分说明",
        Draft(
            {"disputes.reconsideration.corrected": 1, "disputes.reconsideration.total": 1},
            other="本年度我镇未收取信息处理费。1件答复因超期被复议机关确认违法，已重新答复。",
        ),
        None,
    ),
    Case(
        "AR607",
        "表四第二格填斜线",
        Draft(
            edits=(
                (
                    "\n0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n",
                    "\n0\t/\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\n",
                ),
            )
        ),
        "unassessable",
        cells=("disputes.reconsideration.corrected",),
    ),
    Case(
        "AR608",
        "部分公开2件又计不予公开2件，总计2",
        Draft(person(new=2, partly_disclosed=2, withheld_third_party=2, result_total=2)),
        "warning",
        place="表三“自然人”列",
        says=("各项结果之和比总计多2，正好等于部分公开",),
        found=4,
        expected=2,
        count=2,
    ),
    Case(
        "AR608",
        "部分公开2件，另有不予公开2件，总计4",
        Draft(person(new=4, partly_disclosed=2, withheld_third_party=2, result_total=4)),
        None,
    ),
    Case(
        "AR608",
        "部分公开2件而总计填斜线",
        Draft(
            {**person(new=2), **applicants("partly_disclosed", 2, 0, 0, 0, 0, 0, 2)},
            edits=(("（七）总计\t\t0\t0\t0\t0\t0\t0\t0", "（七）总计\t\t/\t/\t/\t/\t/\t/\t/"),),
        ),
        "unassessable",
        cells=("requests.result_total.natural_person", "requests.result_total.total"),
    ),
)

EXEMPT: dict[str, str] = {}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_what_the_law_asks(case: Case) -> None:
    case.prove()
