"""Totals beside what is none: a stretch of the year, a rate, a share, a manner, a place; and sums that name nothing.

The right value is what a reader would take for the year's total; `None` where the words do not say it.
"""

from __future__ import annotations

import pytest

from gongkai.documents import open_bytes
from gongkai.report.facts import fact_value
from gongkai.report.reading import read_report

TOWN = "青山县柳河镇人民政府"
OFFICE = "青山县水务局"

DISCLOSED: tuple[tuple[str, str, frozenset[int | None]], ...] = (
    (TOWN, "2024年，全镇上半年公开政府信息101条，下半年132条，全年233条。", frozenset({233})),
    (
        TOWN,
        "第一季度公开政府信息40条，第二季度51条，第三季度60条，第四季度82条，全年共计233条。",
        frozenset({233}),
    ),
    (
        TOWN,
        "第一季度公开政府信息40条。第二季度公开51条。第三季度公开60条。第四季度公开82条。",
        frozenset({233, None}),
    ),
    (TOWN, "1至6月公开政府信息101条。", frozenset({None})),
    (TOWN, "截至6月底，主动公开政府信息101条，截至12月底233条。", frozenset({233, None})),
    (
        TOWN,
        "2024年由镇党政办公室公开143条，由各站所公开90条，共公开政府信息233条。",
        frozenset({233}),
    ),
    (OFFICE, "2024年，机关本级公开政府信息143条，所属事业单位公开90条。", frozenset({233, None})),
    (TOWN, "12月公开政府信息31条。", frozenset({None})),
    (TOWN, "全年主动公开政府信息233条，日均公开0.6条，12月公开31条。", frozenset({233})),
    (TOWN, "日均公开政府信息3条。", frozenset({None})),
    (TOWN, "逾期公开政府信息2条，已全部整改。", frozenset({None})),
    (TOWN, "重点领域公开信息31条。", frozenset({None})),
    (TOWN, "专栏公开信息31条。", frozenset({None})),
    (TOWN, "全年共公开信息233条，其中逾期公开2条。", frozenset({233})),
    (OFFICE, "2024年，我局公开水务信息521条。", frozenset({521})),
    (TOWN, "全年通过村务公开栏和镇政府网站公示各类信息256条。", frozenset({256})),
    (TOWN, "全年挂网信息256条。", frozenset({256})),
    (TOWN, "2024年累计上网信息256条。", frozenset({256})),
    (TOWN, "全年共推送政务信息256条。", frozenset({256})),
    (TOWN, "全年晒出政府信息256条。", frozenset({256})),
    (TOWN, "全年亮出政务信息256条。", frozenset({256})),
    (TOWN, "2024年主动公开信息总数256条。", frozenset({256})),
    (TOWN, "2024年公开政府信息总数达到256条。", frozenset({256})),
    (TOWN, "网站公开131条，微信公众号公开113条，两项相加为244条。", frozenset({244})),
    (OFFICE, "机关公开143条，二级单位公开90条，全系统合计233条。", frozenset({233})),
    (OFFICE, "主动公开政府信息情况：机关143条，二级单位90条，合计233条。", frozenset({233})),
    (TOWN, "主动公开政府信息从2023年的210条增加到2024年的233条。", frozenset({233})),
    (TOWN, "主动公开政府信息由上年的210条增至233条。", frozenset({233})),
    (OFFICE, "2024年全县公开政府信息4120条，我局公开159条。", frozenset({159})),
    (OFFICE, "2024年全县公开政府信息4120条，其中我局159条。", frozenset({159, None})),
    (TOWN, "年初计划公开200条，实际完成233条。", frozenset({233})),
    (TOWN, "平均每月公开政府信息19条，全年233条。", frozenset({233})),
    (TOWN, "主动公开政府信息233条（平均每月19条）。", frozenset({233})),
    (TOWN, "2024年，我镇公开政府信息233条，较上年增加23条。", frozenset({233})),
    (TOWN, "全年公开惠民补贴信息31条。", frozenset({None})),
    (TOWN, "全年公开政府信息233条，惠民补贴信息31条。", frozenset({233})),
    (TOWN, "全镇各村公开村务信息1200条，镇本级公开政府信息233条。", frozenset({233})),
    (TOWN, "本年度新公开政府信息233条，历年累计公开2210条。", frozenset({233})),
    (
        TOWN,
        "全年制作政府信息241件，主动公开233件，依申请公开3件，不予公开5件。",
        frozenset({233, None}),
    ),
    (TOWN, "今年以来，累计公开各类政府信息233条次。", frozenset({233})),
    (TOWN, "信息公开总量为233条，同比增长11%。", frozenset({233})),
    (TOWN, "全年公开233条信息，其中政策文件12条。", frozenset({233})),
    (TOWN, "公开政府信息共计贰佰叁拾叁条。", frozenset({233})),
    (TOWN, "政府信息主动公开数为233。", frozenset({233, None})),
    (TOWN, "撤下过期信息12条，全年公开233条政府信息。", frozenset({233})),
    (TOWN, "审核信息300条，发布233条。", frozenset({233, None})),
    (TOWN, "接受上级转载信息50条，主动公开本级政府信息233条。", frozenset({233})),
    (TOWN, "编发政务简报12期，公开政府信息233条。", frozenset({233})),
)
RECEIVED: tuple[tuple[str, str, frozenset[int | None]], ...] = (
    (TOWN, "全年收到政府信息公开申请，当面2件、邮寄3件、网上4件，合起来9件。", frozenset({9})),
    (TOWN, "全年收到政府信息公开申请：企业2件、个人3件。", frozenset({5, None})),
    (TOWN, "收到的政府信息公开申请涉及征地2件、水费3件，共5件。", frozenset({5})),
    (TOWN, "第四季度收到政府信息公开申请2件。", frozenset({None})),
    (TOWN, "5月收到政府信息公开申请2件。", frozenset({None})),
    (TOWN, "全年受理政府信息公开申请5件，其中2021年结转2件。", frozenset({3, None})),
    (TOWN, "依申请公开合计37件。", frozenset({37})),
    (TOWN, "政府信息公开申请由上年的9件减至5件。", frozenset({5})),
    (TOWN, "2023年收到政府信息公开申请9件，2024年减至5件。", frozenset({5})),
    (TOWN, "登记在册的政府信息公开申请22件。", frozenset({22})),
    (TOWN, "收到依申请公开计4件。", frozenset({4})),
    (TOWN, "收到信息公开申请书5份。", frozenset({5})),
    (TOWN, "依申请公开共3宗。", frozenset({3})),
    (TOWN, "2024年收到的政府信息公开申请数为“零”。", frozenset({0})),
    (TOWN, "我单位2024年度未收到公民、法人和其他组织的政府信息公开申请。", frozenset({0})),
    (TOWN, "全年收到政府信息公开申请7件，答复6件，结转下年1件。", frozenset({7})),
    (TOWN, "新收政府信息公开申请7件，上年结转1件，共办理8件。", frozenset({7})),
    (TOWN, "收到政府信息公开申请7件，其中网络申请5件、信函申请2件。", frozenset({7})),
    (TOWN, "网络申请5件、信函申请2件，共7件政府信息公开申请。", frozenset({7})),
    (TOWN, "收到12345热线工单120件，政府信息公开申请7件。", frozenset({7})),
    (TOWN, "收到群众申请低保120件，受理政府信息公开申请7件。", frozenset({7})),
    (TOWN, "全县收到政府信息公开申请120件，我镇7件。", frozenset({7, None})),
    (TOWN, "补正后受理3件，全年共收到政府信息公开申请7件。", frozenset({7})),
    (TOWN, "行政复议申请2件，政府信息公开申请7件。", frozenset({7})),
    (TOWN, "政府信息公开申请零件。", frozenset({0})),
    (TOWN, "全年政府信息公开申请办结7件。", frozenset({None})),
    (TOWN, "累计收到政府信息公开申请70件，2024年7件。", frozenset({7})),
)


def report_with(body: str, proactive: str, requests: str):
    text = (
        f"{body}2024年政府信息公开工作年度报告\n\n一、总体情况\n（一）主动公开\n{proactive}\n"
        f"（二）依申请公开\n{requests}\n二、主动公开政府信息情况\n三、收到和处理政府信息公开申请情况\n"
        "四、政府信息公开行政复议、行政诉讼情况\n五、存在的主要问题及改进情况\n无。\n六、其他需要报告的事项\n无。\n"
    )
    return read_report(open_bytes(text.encode(), "年报.txt"))


@pytest.mark.parametrize(("body", "words", "right"), DISCLOSED, ids=[row[1] for row in DISCLOSED])
def test_the_total_disclosed_is_read_or_nothing(body, words, right):
    assert fact_value(report_with(body, words, "按规定办理。"), "proactive_count") in right


@pytest.mark.parametrize(("body", "words", "right"), RECEIVED, ids=[row[1] for row in RECEIVED])
def test_the_requests_of_the_year_are_read_or_nothing(body, words, right):
    assert fact_value(report_with(body, "做好公开。", words), "requests_received") in right


@pytest.mark.parametrize(
    ("words", "received"),
    [
        (
            "当年共接到公民、法人书面或网络申请11件（信函2件、网络9件），加上上年结转1件，办结12件。",
            11,
        ),
        ("全年办理政府信息公开申请4件，其中2件为上年结转，2件为本年新收。", 2),
    ],
)
def test_what_is_new_this_year_is_told_beside_what_was_carried(words, received):
    assert fact_value(report_with(TOWN, "做好公开。", words), "requests_received") == received


@pytest.mark.parametrize(
    "last",
    [
        "六、其他需要报告的事项\n未收取任何费用。",
        "六、其他需要报告的事项 2024年本镇收取信息处理费0元。 打印 关闭 闽ICP备05012345号 网站标识码",
    ],
)
def test_part_six_says_that_no_fee_was_taken(last):
    text = (
        f"{TOWN}2024年政府信息公开工作年度报告\n一、总体情况\n做好公开。\n二、主动公开政府信息情况\n"
        "三、收到和处理政府信息公开申请情况\n四、政府信息公开行政复议、行政诉讼情况\n"
        f"五、存在的主要问题及改进情况\n无。\n{last}"
    )
    report = read_report(open_bytes(text.encode(), "年报.txt"))
    assert fact_value(report, "fee_collected") == 0


def test_who_does_not_agree_to_disclosure_discloses_nothing():
    words = "全年收到政府信息公开申请3件，其中2件涉及第三方，第三方不同意公开1件。"
    assert fact_value(report_with(TOWN, "做好公开。", words), "requests_disclosed") is None


def test_where_none_is_the_total_both_stay_as_candidates():
    words = "第一季度公开政府信息40条。第二季度公开政府信息51条。"
    report = report_with(TOWN, words, "按规定办理。")
    assert [item.value for item in report.candidates("proactive_count")] == [40, 51]
