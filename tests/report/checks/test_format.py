from typing import Any

import pytest

from tests.report.checks.builder import OTHER, OVERVIEW, PROBLEMS, Case, Draft, ids

NAMELESS: dict[str, Any] = {
    "title": "政府信息公开工作年度报告",
    "preamble": ("现将有关情况报告如下。",),
    "signature": ("特此报告。",),
    "overview": "我镇把公开当成日常事来做。",
    "other": "未收取信息处理费。",
}
NO_OVERVIEW = (("一、总体情况\n", ""),)
BLOCKS_IN_OTHER_WORDS = (
    OVERVIEW[0],
    "全年主动公开政府信息94条。全年未收到政府信息公开申请。",
    "成立领导小组，召开会议4次，业务培训2次，年度考核良好，评议意见逐条答复，没有追责情形。",
)

CASES = (
    Case(
        "AR201",
        "政务信息公开工作报告",
        Draft(title="柳河镇2024年度政务信息公开工作报告"),
        "warning",
        place="标题",
        says=("应为“青山县柳河镇人民政府2024年政府信息公开工作年度报告”；请改正标题。",),
        found="柳河镇2024年度政务信息公开工作报告",
        expected="青山县柳河镇人民政府2024年政府信息公开工作年度报告",
    ),
    Case(
        "AR201",
        "标题分在字间有空格",
        Draft(title="青山县柳河镇人民政府 2024 年政府信息公开工作年度报告"),
        None,
    ),
    Case(
        "AR202",
        "标题为办公室，正文由镇政府编制",
        Draft(title="柳河镇人民政府办公室2024年政府信息公开工作年度报告"),
        "warning",
        place="标题",
        says=("标题的机关为“柳河镇人民政府办公室”", "应为同一机关，请核定后统一。"),
        found="柳河镇人民政府办公室",
    ),
    Case(
        "AR202",
        "标题写柳河镇，落款写青山县柳河镇人民政府",
        Draft(title="柳河镇2024年政府信息公开工作年度报告"),
        None,
    ),
    Case(
        "AR202",
        "镇政府的年报由党政办公室编写、落款、接电话",
        Draft(
            preamble=(
                "本报告由青山县柳河镇人民政府党政办公室编制，统计期限自2024年1月1日至2024年12月31日。",
            ),
            signature=("青山县柳河镇人民政府党政办公室", "2025年1月15日"),
        ),
        None,
    ),
    Case(
        "AR201",
        "2024年度",
        Draft(title="青山县柳河镇人民政府2024年度政府信息公开工作年度报告"),
        None,
    ),
    Case(
        "AR201",
        "少了“工作”",
        Draft(title="青山县柳河镇人民政府2024年政府信息公开年度报告"),
        "notice",
    ),
    Case(
        "AR202",
        "只有标题写了机关",
        Draft(preamble=("统计期限自2024年1月1日至2024年12月31日。",), signature=("2025年1月15日",)),
        "unassessable",
        says=("只有不到两处读出了机关",),
    ),
    Case(
        "AR203",
        "标题2024年，统计期限2023年",
        Draft(preamble=("所列数据的统计期限自2023年1月1日至2023年12月31日。",)),
        "error",
        place="统计期限",
        says=(
            "标题为2024年，统计期限为2023-01-01至2023-12-31，应为2024年1月1日至12月31日；请改正。",
        ),
        found="2023-01-01至2023-12-31",
        expected="2024-01-01至2024-12-31",
    ),
    Case(
        "AR203",
        "落款日期在年度结束之前",
        Draft(signature=("青山县柳河镇人民政府", "2024年1月15日")),
        "warning",
        place="落款",
        says=("落款日期为2024-01-15，在2024年度结束之前",),
    ),
    Case(
        "AR203", "落款为12月31日", Draft(signature=("青山县柳河镇人民政府", "2024年12月31日")), None
    ),
    Case("AR203", "没有年度", Draft(**NAMELESS), "unassessable", says=("没有读出报告年度",)),
    Case(
        "AR204",
        "第五部分标题缺“的”",
        Draft(edits=(("五、存在的主要问题", "五、存在主要问题"),)),
        "notice",
        place="五、存在的主要问题及改进情况",
        says=("标题“五、存在主要问题及改进情况”，应为“五、存在的主要问题及改进情况”；请改正。",),
    ),
    Case(
        "AR204",
        "序号不对由另一条报",
        Draft(edits=(("五、存在的主要问题", "5、存在的主要问题"),)),
        None,
    ),
    Case(
        "AR205",
        "第六部分排在第五部分之前",
        Draft(
            problems=None,
            other=None,
            edits=(
                (
                    "五、存在的主要问题及改进情况\n\n六、其他需要报告的事项\n",
                    "六、其他需要报告的事项\n\n未收取信息处理费。\n\n"
                    "五、存在的主要问题及改进情况\n\n村里报送偏晚，下一步改进。\n",
                ),
            ),
        ),
        "warning",
        says=("不在规定的位置；请检查页面顺序。",),
    ),
    Case("AR205", "六个部分依次排列", Draft(), None),
    Case(
        "AR206",
        "第一部分内又用一、二、",
        Draft(
            overview=(
                OVERVIEW[0],
                "一、主动公开情况",
                *OVERVIEW[1:3],
                "二、其他情况",
                *OVERVIEW[3:],
            )
        ),
        "notice",
        place="一、总体情况",
        says=("之内的小标题又用“一、二”编号，与六个部分的序号重复；应改用（一）（二）（三）。",),
        found="一、二",
    ),
    Case("AR206", "部分内用（一）（二）", Draft(), None),
    Case(
        "AR207",
        "第四部分序号写成4、",
        Draft(edits=(("四、政府信息公开行政复议", "4、政府信息公开行政复议"),)),
        "warning",
        place="四、政府信息公开行政复议、行政诉讼情况",
        says=("的序号为“4”，应为“四”；请改正。",),
        found="4",
        expected="四",
    ),
    Case(
        "AR207",
        "序号后用句点",
        Draft(edits=(("四、政府信息公开行政复议", "四．政府信息公开行政复议"),)),
        None,
    ),
    Case(
        "AR208",
        "2024年度用2019年格式",
        Draft(edition="2019"),
        "error",
        place="表二、表三、表四",
        says=("2024年度报告用的是2019年格式", "表二的口径不同，须重新填写。"),
        found="2019",
        expected="2021",
    ),
    Case("AR208", "2020年度用2019年格式", Draft(edition="2019", year=2020), None),
    Case("AR208", "2021年度用2021年格式", Draft(year=2021), None),
    Case("AR208", "没有年度", Draft(**NAMELESS), "unassessable", says=("没有读出报告年度",)),
    Case(
        "AR209",
        "规范性文件缺“行政”",
        Draft(edits=(("行政规范性文件\t0", "规范性文件\t0"),)),
        "notice",
        place="表二“行政规范性文件”行",
        says=("表二的行名“规范性文件”，应为“行政规范性文件”；请改正。",),
        found="规范性文件",
        expected="行政规范性文件",
    ),
    Case("AR209", "行名的括号用半角", Draft(edits=(("（一）予以公开", "(一) 予以公开"),)), None),
    Case(
        "AR210",
        "没有政府信息管理、平台建设、监督保障",
        Draft(overview=BLOCKS_IN_OTHER_WORDS),
        "warning",
        place="一、总体情况",
        says=("没有标明“政府信息管理”、“政府信息公开平台建设”、“监督保障”；", "请补写或标明。"),
        found="政府信息管理、政府信息公开平台建设、监督保障",
    ),
    Case(
        "AR210",
        "五项用自己的序号写全",
        Draft(
            overview=(
                "一、主动公开情况",
                OVERVIEW[1],
                "二、依申请公开情况",
                OVERVIEW[2],
                "三、信息管理情况",
                OVERVIEW[3],
                "四、平台建设情况",
                OVERVIEW[4],
                "五、监督保障情况",
                OVERVIEW[5],
            )
        ),
        None,
    ),
    Case(
        "AR210",
        "只有标题没有内容",
        Draft(overview=(*OVERVIEW[:4], "（四）政府信息公开平台建设", OVERVIEW[5])),
        None,
    ),
    Case(
        "AR210",
        "标题下面接着下一个标题",
        Draft(
            overview=(
                *OVERVIEW[:4],
                "（四）政府信息公开平台建设",
                "（五）监督保障",
                OVERVIEW[5][6:],
            )
        ),
        "warning",
        place="一、总体情况",
        says=("“（四）政府信息公开平台建设”下面没有内容；",),
        found="",
        expected="有内容",
    ),
    Case(
        "AR210",
        "最后一个标题下面没有内容",
        Draft(overview=(*OVERVIEW[:5], "（五）监督保障")),
        "warning",
        place="一、总体情况",
        says=("“（五）监督保障”下面没有内容；",),
        found="",
        expected="有内容",
    ),
    Case("AR210", "没有第一部分", Draft(overview=None, edits=NO_OVERVIEW), "unassessable"),
    Case(
        "AR211",
        "没有提到社会评议",
        Draft(overview=(*OVERVIEW[:5], "（五）监督保障。年度考核良好，没有责任追究情形。")),
        "notice",
        place="一、总体情况",
        says=("全文没有写社会评议的结果；",),
    ),
    Case("AR211", "考核、评议、追究都写了", Draft(), None),
    Case(
        "AR211",
        "县级部门不要求",
        Draft(
            place="教育局",
            overview=(*OVERVIEW[:5], "（五）监督保障。业务培训2次。"),
        ),
        None,
    ),
    Case(
        "AR211", "不知道哪一级机关", Draft(**NAMELESS), "unassessable", says=("机关的级别没有读出",)
    ),
    Case(
        "AR212",
        "没有写统计期限",
        Draft(preamble=("本报告由青山县柳河镇人民政府编制。",)),
        "notice",
        place="统计期限",
        says=("没有写明数据的统计期限，应写“自1月1日至12月31日”；请补上。",),
    ),
    Case("AR212", "写了统计期限", Draft(), None),
    Case(
        "AR213",
        "没有电话",
        Draft(other=OTHER[0]),
        "notice",
        place="六、其他需要报告的事项",
        says=("没有联系电话；",),
    ),
    Case("AR213", "第六部分有电话", Draft(), None),
    Case(
        "AR213",
        "引言里有电话",
        Draft(
            other=OTHER[0],
            preamble=("本报告由青山县柳河镇人民政府编制，联系电话：0000-5550123。",),
        ),
        None,
    ),
    Case(
        "AR214",
        "第五部分只有一句话",
        Draft(problems="村里报送偏晚，下一步改进。"),
        "notice",
        place="五、存在的主要问题及改进情况",
        says=("共13字，过少（一般不少于80字）；请补充实际情况。",),
        found=13,
    ),
    Case("AR214", "第五部分一百余字", Draft(), None),
    Case(
        "AR214",
        "第一部分三千多字",
        Draft(overview=(*OVERVIEW, *("各村的名册都按月更换，缺页的当天补上。" * 20,) * 8)),
        "notice",
        place="一、总体情况",
        says=("过长（一般不多于3000字）；请删去与公开无关的内容。",),
    ),
    Case("AR214", "没有第一部分", Draft(overview=None, edits=NO_OVERVIEW), "unassessable"),
    Case(
        "AR215",
        "三处半角逗号",
        Draft(problems=("村里报送偏晚,名册月底才到,折页字号太小,老人看不清楚。", *PROBLEMS[3:])),
        "notice",
        place="五、存在的主要问题及改进情况",
        says=("正文有3处半角标点，五、存在的主要问题及改进情况最多；应用全角，请统一替换。",),
        found=3,
    ),
    Case(
        "AR215",
        "数字里的半角逗号和小数点",
        Draft(problems=("1,288户、3.5公里、12:30，折页字号太小，老人看不清楚。", *PROBLEMS[3:])),
        None,
    ),
    Case(
        "AR216",
        "残留井号和星号",
        Draft(
            edits=(
                ("五、存在的主要问题", "#### 五、存在的主要问题"),
                ("2.折页字号", "**2.折页**字号"),
            )
        ),
        "notice",
        says=("残留排版标记", "请删去。"),
    ),
    Case(
        "AR216",
        "正文里的井号不是标记",
        Draft(edits=(("补贴名册按户列表", "3#井的维修名册按户列表"),)),
        None,
    ),
    Case(
        "AR216",
        "没有原文件",
        Draft(),
        "unassessable",
        without_document=True,
        says=("没有原文件",),
    ),
)

PRINTED = "看的是印出来的标题和行名；没有的由 AR002、AR009 报缺"
EXEMPT = {
    "AR201": "没有标题就是要报的",
    "AR204": PRINTED,
    "AR205": PRINTED,
    "AR206": PRINTED,
    "AR207": PRINTED,
    "AR209": PRINTED,
    "AR212": "没有写就是要报的",
    "AR213": "没有写就是要报的",
    "AR215": "只看正文：没有半角标点就没有可报的",
}


@pytest.mark.parametrize("case", CASES, ids=ids(CASES))
def test_the_prescribed_form(case: Case) -> None:
    case.prove()
