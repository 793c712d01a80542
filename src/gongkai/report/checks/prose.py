"""正文与表格 prose: what the words state against the tables, and against the words elsewhere in the report."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from gongkai.report.checks.claims import TOTALS, rivals
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import excerpt, figure, heading_of
from gongkai.report.checks.registry import TABLED_EDITIONS, Context, check
from gongkai.report.checks.unknown import part_missing, unknown
from gongkai.report.edition import NARRATIVE
from gongkai.report.facts import FACTS, Fact, fact
from gongkai.report.model import AnnualReport, Number, Statement, plain
from gongkai.report.reading.narrative import read_itemised_counts

RECEIVED = ("requests_received", "requests_intake", "requests_natural_person")
ANSWERED = ("requests_answered",)
CARRIED = ("requests_carried_in", "requests_carried_out")
DISPUTES = ("reconsiderations", "litigations", "disputes")
REPEATED_UNITS = {"件", "条", "篇", "次", "个", "份", "项"}
_DISCLOSED = re.compile(
    r"(?:公开|发布|公布|上网|推送|编发|刊发|发表|上传|更新|信息)(?!栏|申请|指南|目录)[^。；;\n申办留]{0,24}?(?<![\d.])\d[\d,]*\s*(?:余|多)?(?:条|篇|则)"
    r"(?!意见|建议|线索|问题|标语|留言|措施|要求|渠道)"
    r"|(?:公开|发布|公布|上网|更新)(?!栏)[^。；;\n申]{0,12}?(?:文件|公文|信息|资料)[^。；;\n申]{0,8}\d[\d,]*\s*(?:余|多)?(?:件|份|项)"
    r"|(?:发文|文件|公文)\s*\d+\s*(?:件|份)[^。；;\n]{0,10}(?:上网|公开|公布)"
)
_COUNTED = re.compile(
    r"(?:公开|发布|公布|公示|上网|挂网|推送|晒出)(?!栏|申请|指南|目录)[^。；;\n申办留]{0,12}?[\d一二三四五六七八九十百千]\s*(?:余|多)?(?:条|篇|则|件)"
)
_OF_WHICH = re.compile(
    r"(?:公开|发布|信息|申请|受理|收到|办理|解读)[^。；;\n\d]{0,12}?(?P<total>\d[\d,]*)(?P<unit>[条件篇份])(?:信息|申请)?[，,（(]其中[：:，,]?(?P<parts>[^。；;\n]{3,120})"
)
_ONE_PART = re.compile(r"[^，,、\d]*(?P<value>\d[\d,]*)(?P<unit>[条件篇份])")
_COMPARED = re.compile(r"较|比|上年|去年|累计|阅读|浏览|点击|结转|以来|另|此外|转发|推送")
_NO_ITEM = re.compile(r"条目|意见|建议|线索|标语|留言|来信|问题")
ONE_UNIT = {
    *("proactive_count", "items_on_website", "items_on_wechat", "hotline_cases"),
    *("petition_cases", "opinion_cases", "message_replies"),
}
"""Facts of which one number with two counter words is one thing counted twice."""
OUTCOMES = {
    "予以公开": "requests_disclosed",
    "同意公开": "requests_disclosed",
    "全部公开": "requests_disclosed",
    "部分公开": "requests_partly_disclosed",
    "不予公开": "requests_withheld",
    "无法提供": "requests_unavailable",
    "不予处理": "requests_not_processed",
}
_OUTCOME = "|".join(OUTCOMES)
_JOINED = re.compile(
    rf"((?:(?:{_OUTCOME})(?:的)?(?:申请)?(?:、|和|及|与|以及|或))+(?:{_OUTCOME}))[^\d，,；;]{{0,8}}\d"
)


@check("AR101", "parts-do-not-sum", label="分项之和不等于总数", level=Level.ERROR)
def parts_sum(context: Context) -> Iterator[Finding]:
    """正文中一个总数之后逐项列出的件数，其和应等于总数。

    What it checks: a total followed or preceded by the counts of its parts in the same counter word.
    Why: it is the fault that readers find first, and no table shows it.
    Example: 公开信息116条，部门文件4条、预决算2条、民政救助104条……，合计119条。
    Known limits: where the words leave room for further parts (其中, 等) only a sum above the total is reported; a sum
    off by more than a fourth is a notice; channels may carry the same items, so that their sum may exceed the total, but no
    one of them may.
    Basis: 政府信息公开条例第五十条; 国办公开办函〔2021〕30号 第一部分.
    """
    told = set()
    for finding in _part_beyond(context.report):
        told.add(finding.origin)
        yield finding
    for item in read_itemised_counts(context.report.sections):
        if item.origin in told:
            continue
        if item.vague or item.sum == item.total or (not item.complete and item.sum < item.total):
            continue
        if item.by_channel and not item.complete:
            continue
        place = heading_of(context.report, item.section)
        parts = "＋".join(str(value) for _, value in item.parts)
        yield Finding(
            "AR101",
            f"{place}：称共{item.total}{item.unit}，逐项相加{parts}＝{item.sum}{item.unit}，"
            f"相差{abs(item.sum - item.total)}；请核对总数和各分项。",
            place=place,
            found=plain(item.sum),
            expected=plain(item.total),
            hint="请核对总数和各分项",
            origin=item.origin,
            level=None if item.sure else Level.NOTICE,
        )


def _part_beyond(report: AnnualReport) -> Iterator[Finding]:
    """A count introduced by 其中 that is larger than the total before it, in the same counter word."""
    for section in report.sections:
        for paragraph in section.paragraphs:
            for found in _OF_WHICH.finditer(paragraph.text):
                total = int(found["total"].replace(",", ""))
                for part in _ONE_PART.finditer(found["parts"]):
                    value = int(part["value"].replace(",", ""))
                    if part["unit"] != found["unit"] or value <= total or _COMPARED.search(part[0]):
                        continue
                    place = heading_of(report, section.id)
                    yield Finding(
                        "AR101",
                        f"{place}：称共{total}{found['unit']}，而其中“{excerpt(part[0].strip('，,、：:'))}”为{value}{part['unit']}，"
                        "大于总数；请核对总数和各分项。",
                        place=place,
                        found=value,
                        expected=total,
                        hint="请核对总数和各分项",
                        origin=paragraph.origin,
                    )
                    break


@check(
    "AR102",
    "received-differs-from-table",
    label="收件数与表三不符",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
)
def received(context: Context) -> Iterator[Finding]:
    """正文所称收到申请数，应等于表三第一项总计。

    What it checks: the number of requests received as stated in the prose against item one, or items one and two
    where the words include what was carried in.
    Why: the figure is quoted from the prose and audited from the table.
    Example: 正文称收到申请5件，表三新收总计4。
    Known limits: a figure of several years or of other bodies is left out; a plain denial is judged by AR108.
    Basis: 政府信息公开条例第五十条第二项; 国办公开办函〔2021〕30号 表三.
    """
    yield from _against_table(context.report, RECEIVED, "AR102")


@check(
    "AR103",
    "answered-differs-from-table",
    label="办结数与表三不符",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
)
def answered(context: Context) -> Iterator[Finding]:
    """正文所称办结或答复数，应等于表三（七）总计。

    What it checks: the number of requests answered as stated in the prose against the total of item three.
    Why: the figure is quoted from the prose and audited from the table.
    Example: 正文称办结3050件，表三总计2932。
    Known limits: letters sent (several to one request) are not told apart from requests.
    Basis: 政府信息公开条例第五十条第二项; 国办公开办函〔2021〕30号 表三.
    """
    yield from _against_table(context.report, ANSWERED, "AR103")


@check(
    "AR104",
    "carry-over-differs-from-table",
    label="结转数与表三不符",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
)
def carried(context: Context) -> Iterator[Finding]:
    """正文所称上年结转、结转下年数，应等于表三第二、四项总计。

    What it checks: both carry-overs as stated in the prose against items two and four.
    Why: next year's report begins with this figure.
    Example: 正文称结转下年2件，表三第四项总计0。
    Known limits: a carry-over without a direction is not read.
    Basis: 国办公开办函〔2021〕30号 表三.
    """
    yield from _against_table(context.report, CARRIED, "AR104")


@check(
    "AR105",
    "outcome-differs-from-table",
    label="办理结果与表三不符",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
)
def outcomes_in_prose(context: Context) -> Iterator[Finding]:
    """正文所称各类办理结果，应等于表三对应各行总计。

    What it checks: 予以公开, 部分公开, 不予公开, 无法提供, 不予处理 and their kinds in the prose against their rows.
    Why: the two are written by different hands.
    Example: 正文称予以公开3件，表三“予以公开”总计2。
    Known limits: outcomes named without a number are not judged.
    Basis: 国办公开办函〔2021〕30号 表三第三项.
    """
    known = {*RECEIVED, *ANSWERED, *CARRIED}
    ids = tuple(
        item.id for item in FACTS if item.id.startswith("requests_") and item.id not in known
    )
    yield from _against_table(context.report, ids, "AR105")


@check(
    "AR106",
    "disputes-differ-from-table",
    label="复议诉讼数与表四不符",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
)
def disputes_in_prose(context: Context) -> Iterator[Finding]:
    """正文所称行政复议、行政诉讼件数，应等于表四总计。

    What it checks: numbers of reconsiderations and lawsuits in the prose against the totals of table four.
    Why: table four is filled from the legal office, the prose from memory.
    Example: 正文称行政复议2件，表四行政复议总计1。
    Known limits: other disputes of the body (not about disclosure) are left out only where the words say so.
    Basis: 政府信息公开条例第五十条第三项; 国办公开办函〔2021〕30号 表四.
    """
    yield from _against_table(context.report, DISPUTES, "AR106")


@check(
    "AR107",
    "dispute-results-differ-from-table",
    label="复议诉讼结果与表四不符",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
)
def dispute_results(context: Context) -> Iterator[Finding]:
    """正文所称维持、纠正、其他、未审结件数，应等于表四各列。

    What it checks: the results of reconsiderations and lawsuits in the prose against table four.
    Why: a corrected decision counts against the body, and is the figure most often misplaced.
    Example: 正文称复议维持72件，表四填71。
    Known limits: results named without a number are not judged.
    Basis: 国办公开办函〔2021〕30号 表四.
    """
    ids = tuple(
        item.id
        for item in FACTS
        if item.id.startswith(("reconsiderations_", "litigations_", "litigations"))
        and item.id not in DISPUTES
    )
    yield from _against_table(context.report, ids, "AR107")


@check(
    "AR108",
    "denied-but-counted",
    label="正文称无而表中有数",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
)
def denied(context: Context) -> Iterator[Finding]:
    """正文称未收到、未发生的，表中应为0。

    What it checks: plain denials in the prose (未收到申请, 未发生行政复议、行政诉讼) against the tables.
    Why: the sentence is copied from year to year while the table changes.
    Example: 正文称未收到申请，表三新收总计3。
    Known limits: a denial of one kind only (未收到书面申请) is taken for that of all where the words do not limit it.
    Basis: 国办公开办函〔2021〕30号 第一、三、四部分.
    """
    for statement in context.report.statements:
        if statement.value != 0 or isinstance(statement.value, bool) or statement.cumulative:
            continue
        declared = fact(statement.fact)
        counted = _table_value(context.report, declared)
        if declared.cells and counted is None:
            yield from unknown(
                "AR108", context.report, declared.cells, f"“{excerpt(statement.quote)}”"
            )
        if not counted:
            continue
        yield _differs(context.report, statement, declared, counted, "AR108")


@check(
    "AR109",
    "documents-differ-from-table",
    label="规范性文件数与表二不符",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def documents(context: Context) -> Iterator[Finding]:
    """正文所称规章、行政规范性文件的制发、废止、有效件数，应等于表二。

    What it checks: numbers of regulations and normative documents in the prose against table two.
    Why: 制发 and 公开 are mixed up, and 文件 is used for 行政规范性文件.
    Example: 正文称制发规范性文件4件，表二填0。
    Known limits: 文件 without 规范性 is not read as a normative document.
    Basis: 政府信息公开条例第二十条第一项; 国办公开办函〔2021〕30号 表二.
    """
    ids = tuple(
        item.id for item in FACTS if item.id.startswith(("normative_documents_", "regulations_"))
    )
    yield from _against_table(context.report, ids, "AR109")


@check(
    "AR110",
    "decisions-differ-from-table",
    label="许可处罚收费数与表二不符",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def decisions(context: Context) -> Iterator[Finding]:
    """正文所称行政许可、处罚、强制、收费，应等于表二。

    What it checks: numbers of decisions and the amount of charges in the prose against table two.
    Why: the clerk of table two does not see the enforcement ledger.
    Example: 正文称作出行政处罚12件，表二填0。
    Known limits: cases handled without a decision of one's own are taken for decisions where the words do not differ.
    Basis: 政府信息公开条例第二十条第五、六、八项; 国办公开办函〔2021〕30号 表二.
    """
    ids = ("licences_decided", "penalties_decided", "coercion_decided", "charges_collected")
    yield from _against_table(context.report, ids, "AR110")


@check(
    "AR130",
    "prose-differs-from-annex",
    label="正文与统计表不符",
    level=Level.WARNING,
    editions=(NARRATIVE,),
)
def annex(context: Context) -> Iterator[Finding]:
    """2019年以前的年报，正文的数字应等于附表（政府信息公开情况统计表）。

    What it checks: items disclosed, by channel and in all, requests received and answered, and disputes in the prose
    against the annex of the report.
    Why: prose and annex are written by two hands.
    Example: 正文称收到申请7件，统计表填5件。
    Known limits: a report without an annex, or whose annex lacks the row, is not judged.
    Basis: 政府信息公开条例（2008年）第三十二条.
    """
    report = context.report
    for id, cell in _IN_ANNEX.items():
        counted = report.value(cell)
        if counted is None:
            continue
        for statement in report.stated(id):
            if statement.vague or isinstance(statement.value, (str, bool)):
                continue
            if statement.value == counted:
                continue
            label = fact(id).label
            place = heading_of(report, statement.section)
            yield Finding(
                "AR130",
                f"{place}称“{excerpt(statement.quote)}”，即{label}{figure(statement.value)}，而统计表为{figure(counted)}；请核对两处后改成一致。",
                cells=(cell,),
                place=place,
                found=plain(statement.value),
                expected=plain(counted),
                hint="请核对两处后改成一致",
                origin=statement.origin,
            )


_IN_ANNEX = {
    "proactive_count": "proactive.disclosed.total",
    "items_on_website": "proactive.website.total",
    "items_on_weibo": "proactive.weibo.total",
    "items_on_wechat": "proactive.wechat.total",
    "requests_received": "requests.new.total",
    "requests_answered": "requests.result_total.total",
    "reconsiderations": "disputes.reconsideration.total",
    "litigations": "disputes.litigation.total",
}
"""Facts of the prose and the cells of the annex that hold the same."""


@check("AR111", "one-fact-two-figures", label="同一事项两个数字", level=Level.WARNING)
def two_figures(context: Context) -> Iterator[Finding]:
    """同一事项在各处应是同一个数字。

    What it checks: two paragraphs that state the same total, or count the same thing in the same words, with two
    different exact figures.
    Why: one of them is wrong, or the two mean different things and should say so.
    Example: 第一部分称公开信息116条，第六部分称119条。
    Known limits: figures with a name of their own (县直单位303条, 参加上级培训3次) are taken for parts or other kinds; but
    for items disclosed and requests received it is a notice, for two kinds may bear one name.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    for declared, stated in _stated(context.report):
        pair = next(rivals(context.report, stated), None)
        if pair is None:
            continue
        first, other = pair
        place = heading_of(context.report, other.section)
        yield Finding(
            "AR111",
            f"{declared.label}有两个数字：{heading_of(context.report, first.section)}为{figure(first.value)}{first.unit}，"
            f"{place}为{figure(other.value)}{other.unit}；请核定后统一。",
            place=place,
            found=_plain(other.value),
            expected=_plain(first.value),
            hint="请核定后统一",
            origin=other.origin,
            level=None if declared.id in TOTALS else Level.NOTICE,
        )


@check("AR112", "one-fact-two-units", label="同一事项两种单位", level=Level.WARNING)
def two_units(context: Context) -> Iterator[Finding]:
    """同一事项在各处应用同一个单位。

    What it checks: the same number of the same thing, counted in two places with two counter words.
    Why: 77件 and 77条 may be the same calls or not; a reader cannot tell.
    Example: 第一部分“12345”投诉77件，第六部分办件量77条。
    Known limits: only items, hotline calls, petitions, opinions and messages; other numbers agree by chance.
    Basis: 政府信息公开条例第六条（及时、准确）.
    """
    for declared, stated in _stated(context.report):
        if declared.id not in ONE_UNIT:
            continue
        with_units = [item for item in stated if item.unit in REPEATED_UNITS and item.value]
        pair = next(
            (
                (first, other)
                for first, other in combinations(with_units, 2)
                if first.unit != other.unit
                and first.value == other.value
                and first.origin != other.origin
            ),
            None,
        )
        if pair is None:
            continue
        first, other = pair
        place = heading_of(context.report, other.section)
        yield Finding(
            "AR112",
            f"{declared.label}有两种单位：{heading_of(context.report, first.section)}为{figure(first.value)}{first.unit}，"
            f"{place}为{figure(other.value)}{other.unit}；请统一单位，确是两件事的请写明。",
            place=place,
            found=other.unit,
            expected=first.unit,
            hint="请统一单位",
            origin=other.origin,
        )


@check("AR113", "fact-stated-twice", label="同一事项重复叙述", level=Level.NOTICE)
def stated_twice(context: Context) -> Iterator[Finding]:
    """同一事项不必在两个部分各写一遍。

    What it checks: counts with a figure that part one and part six both state.
    Why: every figure written twice must be changed twice, and the form asks for neither omission nor padding.
    Example: 第一、六部分都写公开信息116条、处置舆情2件。
    Known limits: the fee and denials of requests may stand in both parts.
    Basis: 国办公开办函〔2021〕30号（不能遗漏，也不宜泛化）.
    """
    repeated: list[tuple[Fact, Statement]] = []
    for declared in FACTS:
        stated = _told(context.report, declared)
        places = {item.section for item in stated if item.value}
        if {"overview", "other"} <= places:
            repeated.append((declared, next(item for item in stated if item.section == "other")))
    if repeated:
        place = heading_of(context.report, "other")
        names = "、".join(
            f"{declared.label}（{figure(item.value)}{item.unit}）" for declared, item in repeated
        )
        yield Finding(
            "AR113",
            f"{place}重复了第一部分已写的{names}；同一事项只写一处，请删去一处。",
            place=place,
            found=len(repeated),
            expected=0,
            hint="请删去一处",
            origin=repeated[0][1].origin,
        )


@check(
    "AR114",
    "all-answered-but-carried-over",
    label="称全部办结而有结转",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def all_answered(context: Context) -> Iterator[Finding]:
    """正文称申请全部办结的，结转下年应为0。

    What it checks: a claim that all requests were answered against item four of table three.
    Why: the two cannot both be true on 31 December.
    Example: 正文称均按期办结，表三结转下年3件。
    Known limits: a claim about those that fell due only is taken for one about all.
    Basis: 国办公开办函〔2021〕30号 表三第四项.
    """
    claims = context.report.stated("requests_all_answered")
    carried_out = context.report.value("requests.carried_out.total")
    if claims:
        yield from unknown(
            "AR114",
            context.report,
            ("requests.carried_out.total",),
            f"“{excerpt(claims[0].quote)}”",
        )
    if claims and carried_out:
        place = heading_of(context.report, claims[0].section)
        yield Finding(
            "AR114",
            f"{place}称“{claims[0].quote}”，而表三结转下年{carried_out}件；请改正其中一处。",
            cells=("requests.carried_out.total",),
            place=place,
            found=plain(carried_out),
            expected=0,
            hint="请改正其中一处",
            origin=claims[0].origin,
        )


@check("AR115", "no-proactive-count", label="没有写明公开数量", level=Level.WARNING)
def no_proactive_count(context: Context) -> Iterator[Finding]:
    """总体情况应写明本年主动公开政府信息的数量。

    What it checks: part one states how many items were disclosed in the year.
    Why: the section on proactive disclosure is a summary, and a summary without a number cannot be compared.
    Example: 只写“公开信息数量有较大提升”，没有数字。
    Known limits: a number given only for one channel, or of items of any kind said to be disclosed anywhere in the report,
    counts as stated. Where part one counts anything that may be items of information, it is a notice.
    Basis: 政府信息公开条例第五十条第一项; 国办公开办函〔2021〕30号 第一部分.
    """
    report = context.report
    overview = report.section("overview")
    if overview is None:
        yield part_missing("AR115", report, "overview", "是否写明公开数量")
        return
    counted = any(
        report.stated(item.id)
        for item in FACTS
        if item.id == "proactive_count" or item.id.startswith("items_")
    ) or any(
        not _NO_ITEM.search(found[0])
        for section in report.sections
        for found in _DISCLOSED.finditer(section.text)
    )
    if not counted:
        place = heading_of(report, "overview")
        yield Finding(
            "AR115",
            f"{place}没有写明本年主动公开政府信息多少条；请按台账补上数字。",
            place=place,
            found=None,
            expected="主动公开政府信息的条数",
            hint="请按台账补上数字",
            level=Level.NOTICE if _COUNTED.search(overview.text) else None,
        )


@check(
    "AR116",
    "fee-notices-not-explained",
    label="逾期未缴费未说明",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def fee_notices(context: Context) -> Iterator[Finding]:
    """表三有逾期未缴费件数的，第六部分应写明收费通知件数和金额。

    What it checks: row 逾期未按收费通知要求缴纳费用 above zero without a number of notices in the prose.
    Why: part six must report the processing fee, and the row proves that notices were issued.
    Example: 表三逾期未缴费1件，第六部分只写“无”。
    Known limits: a notice of the year before may explain the row.
    Basis: 国办公开办函〔2021〕30号 第六部分; 国办函〔2020〕109号第六条.
    """
    report = context.report
    unpaid = report.value("requests.other_fee_unpaid.total")
    if any(item.value for item in report.stated("fee_notices")):
        return
    yield from unknown("AR116", report, ("requests.other_fee_unpaid.total",), "是否应说明收费通知")
    if unpaid:
        place = heading_of(report, "other")
        yield Finding(
            "AR116",
            f"表三逾期未缴费{unpaid}件，{place}没有写明发出收费通知的件数和金额；请补上。",
            cells=("requests.other_fee_unpaid.total",),
            place=place,
            found=None,
            expected="收费通知件数和金额",
            hint="请补上收费通知件数和金额",
        )


@check(
    "AR117",
    "fee-exceeds-charges",
    label="处理费大于收费总额",
    level=Level.WARNING,
    editions=("2021",),
)
def fee_within_charges(context: Context) -> Iterator[Finding]:
    """实际收取的信息处理费，不应大于表二行政事业性收费金额。

    What it checks: the fee stated in the prose (元) against the charges of table two (万元).
    Why: the processing fee is itself such a charge, so the table includes it.
    Example: 第六部分称收取3940元，表二填0。
    Known limits: whether the local finance office books the fee elsewhere is not known.
    Basis: 国办函〔2020〕109号第八条; 国办公开办函〔2021〕30号 表二.
    """
    report = context.report
    charges = report.value("proactive.fees.amount")
    for statement in report.stated("fee_collected"):
        if isinstance(statement.value, (str, bool)) or not statement.value:
            continue
        if charges is None:
            yield from unknown(
                "AR117", report, ("proactive.fees.amount",), f"“{excerpt(statement.quote)}”"
            )
            continue
        # A table in 万元 with two decimals rounds to 50元.
        rounded = 50 if isinstance(charges, Decimal) else 0
        if statement.value <= charges * 10_000 + rounded:
            continue
        place = heading_of(report, statement.section)
        yield Finding(
            "AR117",
            f"{place}称收取信息处理费{figure(statement.value)}元，而表二行政事业性收费为{figure(charges)}万元；"
            "信息处理费属于行政事业性收费，请核对两处。",
            cells=("proactive.fees.amount",),
            place=place,
            found=plain(charges),
            expected=f"不少于{plain(statement.value)}元",
            hint="请核对两处",
            origin=statement.origin,
        )


def _told(report: AnnualReport, declared: Fact) -> Sequence[Statement]:
    """What the prose states of a count or amount; for the items disclosed also where they are said of the site."""
    stated = report.stated(declared.id)
    if declared.kind not in ("count", "amount"):
        return ()
    if declared.id != "proactive_count":
        return stated
    values = {item.value for item in stated}
    return (*stated, *(item for item in report.stated("items_on_website") if item.value in values))


def _stated(report: AnnualReport) -> Iterator[tuple[Fact, Sequence[Statement]]]:
    """Counts and amounts that the prose states more than once."""
    for declared in FACTS:
        stated = report.stated(declared.id)
        if declared.kind in ("count", "amount") and len(stated) > 1:
            yield declared, stated


def _against_table(report: AnnualReport, ids: Sequence[str], code: str) -> Iterator[Finding]:
    """Findings for stated figures that differ from the table; for unknown cells one that nothing can be judged."""
    for id in ids:
        for statement in report.stated(id):
            if statement.vague or isinstance(statement.value, (str, bool)) or statement.value == 0:
                continue
            if statement.unit == "项" and id.startswith(
                ("reconsideration", "litigation", "disputes")
            ):
                continue  # 复议、诉讼两项业务
            declared = _together(fact(id), statement)
            counted = _table_value(report, declared)
            place = heading_of(report, statement.section)
            if counted is None:
                yield Finding(
                    code,
                    f"{place}称{declared.label}{figure(statement.value)}{statement.unit}，表中对应的格没有数字，无法核验；请补上该格。",
                    cells=tuple(cell for cell in declared.cells if cell in report.cells),
                    place=place,
                    found=_plain(statement.value),
                    hint="请补上该格",
                    origin=statement.origin,
                    level=Level.UNASSESSABLE,
                )
            elif counted != statement.value:
                yield _differs(report, statement, declared, counted, code)


def _together(declared: Fact, statement: Statement) -> Fact:
    """The fact; where the words count several outcomes in one figure (予以公开及部分公开42件), all of them."""
    joined = _JOINED.search(statement.quote)
    if joined is None:
        return declared
    several = [OUTCOMES[word] for word in re.findall(_OUTCOME, joined[1])]
    if declared.id not in several:
        return declared
    cells = dict.fromkeys(cell for id in several for cell in fact(id).cells)
    return replace(declared, label=f"{joined[1]}申请数", cells=tuple(cells))


def _table_value(report: AnnualReport, declared: Fact) -> Number | None:
    """The sum of a fact's cells; None where one is unknown or the edition has none of them."""
    cells = [cell for cell in declared.cells if cell in report.cells]
    return report.total(cells) if cells else None


def _differs(
    report: AnnualReport, statement: Statement, declared: Fact, counted: Number, code: str
) -> Finding:
    place = heading_of(report, statement.section)
    cells = tuple(cell for cell in declared.cells if cell in report.cells)
    return Finding(
        code,
        f"{place}称“{excerpt(statement.quote)}”，即{declared.label}{figure(statement.value)}，而表中为{figure(counted)}；请核对两处后改成一致。",
        cells=cells,
        place=place,
        found=_plain(statement.value),
        expected=plain(counted),
        hint="请核对两处后改成一致",
        origin=statement.origin,
    )


def _plain(value: Number | str | bool) -> int | float | str | None:
    return value if isinstance(value, (str, bool)) else plain(value)
