"""法定要求 law: what the Regulations and the form ask beyond figures that add up."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import cell_label, form_of, heading_of, row_label
from gongkai.report.checks.registry import TABLED_EDITIONS, Context, check
from gongkai.report.checks.unknown import unknown
from gongkai.report.model import AnnualReport, plain
from gongkai.statute.citations import load_instruments
from gongkai.statute.report_dates import FIRST_YEAR, Reporter, report_due

GRASSROOTS = ("township", "street")
BELOW_CITY = ("county", *GRASSROOTS)
REPORTERS = {
    "department": Reporter.DEPARTMENT,
    "township": Reporter.TOWNSHIP,
    "street": Reporter.TOWNSHIP,
    "county": Reporter.GOVERNMENT,
    "city": Reporter.GOVERNMENT,
    "province": Reporter.GOVERNMENT,
}
_DELEGATED = re.compile(r"赋权|委托(?:执法|行使|实施)|综合行政执法|综合执法|下放|承接")
_CORRECTED = re.compile(r"纠正|败诉|撤销|确认违法|责令(?:重新|履行)|整改")
_NO_FEE = re.compile(
    r"零收费|[收费]费(?:金额|情况)?(?:为|共|共计|合计)?(?:0元|０|0(?![.\d])|零)|(?:没有|未曾?|无|不)(?:向[^。；，]{1,12})?(?:收取?|产生|发生|涉及|存在)[^。；，]{0,14}费"
    r"|(?:均|全部|一律|免费)[^。；，]{0,6}(?:免费|不收费|未收费)|(?:申请|信息)[^。；]{0,20}免费(?:提供|办理|公开)|未(?:予|曾)?收费|无[^。；，]{0,8}收费"
)
"""That nothing was taken for answering requests, in other words than the fee's own name."""
_INNER_OFFICE = re.compile(r"(?:(?<!政府)(?<!办事处)办公室|科|股|站|所|中心|大队)$")
_NEEDS_NOTE = ("withheld_state_secret", "withheld_security_stability", "not_processed_excessive")


@check(
    "AR601",
    "fee-statement-missing",
    label="没有报告信息处理费",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def fee_statement(context: Context) -> Iterator[Finding]:
    """第六部分应报告收取信息处理费的情况，没有收取的也要写明。

    What it checks: a statement about the processing fee anywhere in the prose.
    Why: the form says that the fee is reported here; silence and nothing are two things.
    Example: 第六部分只写“无”。
    Known limits: 无 by itself is not taken for a statement on the fee; reports on years before the fee rule owe none.
    Basis: 国办公开办函〔2021〕30号 第六部分（收取信息处理费情况在此处报告）; 国办函〔2020〕109号.
    """
    report = context.report
    if reports_fee(report) or not owes_fee_statement(report):
        return
    place = heading_of(report, "other")
    if report.section("other") is None:
        yield Finding(
            "AR601",
            f"没有找到“{place}”，无法核验信息处理费情况；请补上第六部分。",
            place=place,
            hint="请补上第六部分",
            level=Level.UNASSESSABLE,
        )
        return
    yield Finding(
        "AR601",
        f"{place}没有报告收取信息处理费的情况；没有收取的，请写“本年度未收取信息处理费”。",
        place=place,
        found=None,
        expected="收取信息处理费的情况",
        hint="请补写信息处理费情况",
    )


@check("AR602", "published-late", label="逾期公开", level=Level.ERROR, needs=("published_on",))
def published_late(context: Context) -> Iterator[Finding]:
    """年报应在规定日期前公开。

    What it checks: the day of publication against the day due for this kind of body.
    Why: departments by 31 January, governments from county level by 31 March; the county sets the townships' day.
    Example: 县级部门的年报2月3日公开。
    Known limits: for townships the default is 31 January; a county may set another day.
    Basis: 政府信息公开条例第四十九条.
    """
    report = context.report
    level, year, day = report.identity.level, report.identity.year, context.published_on
    assert day is not None
    reporter = REPORTERS.get(level or "")
    if reporter is None or year is None or year < FIRST_YEAR:
        yield Finding(
            "AR602",
            "机关的级别或报告年度没有读出，无法核验是否按时公开；请补全标题。",
            hint="请补全标题",
            level=Level.UNASSESSABLE,
        )
        return
    due = report_due(reporter, year).due_on
    if day > due:
        default = "（乡镇的日期由县里规定，这里按1月31日）" if reporter is Reporter.TOWNSHIP else ""
        yield Finding(
            "AR602",
            f"{year}年度报告于{day.isoformat()}公开，应不晚于{due.isoformat()}{default}，晚了{(day - due).days}天；"
            "请说明原因并尽快公开。",
            found=day.isoformat(),
            expected=due.isoformat(),
            hint="请说明原因并尽快公开",
            level=Level.WARNING if reporter is Reporter.TOWNSHIP else Level.ERROR,
        )


@check(
    "AR603",
    "regulations-below-city",
    label="县乡填报规章",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
    levels=BELOW_CITY,
)
def regulations_below_city(context: Context) -> Iterator[Finding]:
    """县级及以下没有制定规章的权力，规章各格应为0。

    What it checks: the row 规章 of counties, townships and street offices.
    Why: only ministries, provinces and cities divided into districts make 规章; 规范性文件 were meant.
    Example: 乡镇规章制发2件、现行有效2件。
    Known limits: bodies whose level was not read are not judged.
    Basis: 立法法第九十一条、第九十三条.
    """
    report = context.report
    row = tuple(cell.id for cell in report.row("proactive", "regulations"))
    yield from unknown("AR603", report, row, "规章是否为0")
    filled = [cell for cell in report.row("proactive", "regulations") if cell.value]
    if filled:
        place = f"{form_of(report).table('proactive').label}“{row_label(report, 'proactive', 'regulations')}”行"
        shown = "、".join(str(cell.value) for cell in filled)
        yield Finding(
            "AR603",
            f"{place}填了{shown}，应为0：县级及以下机关不能制定规章；如是规范性文件，请改填下一行。",
            cells=tuple(cell.id for cell in filled),
            place=place,
            found=plain(filled[0].value),
            expected=0,
            hint="如是规范性文件，请改填下一行",
            origin=filled[0].origin,
        )


@check(
    "AR604",
    "documents-without-power",
    label="无权制发规范性文件",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def documents_without_power(context: Context) -> Iterator[Finding]:
    """内设机构、办公室、站所一般没有制发行政规范性文件的权力。

    What it checks: normative documents in the report of a body named 办公室, 科, 股, 站, 所, 中心 or 大队.
    Why: documents are issued in the name of the government or department above.
    Example: 县不动产登记中心填制发规范性文件3件。
    Known limits: offices authorised by law are reported too; an office of a government reports for the government.
    Basis: 政府信息公开条例第十条; 国办发〔2018〕37号.
    """
    report = context.report
    name = report.identity.organization
    if name is None:
        yield Finding(
            "AR604",
            "发布机关没有读出，无法核验是否有权制发规范性文件；请补全标题。",
            hint="请补全标题",
            level=Level.UNASSESSABLE,
        )
        return
    if not _INNER_OFFICE.search(name):
        return
    row = tuple(cell.id for cell in report.row("proactive", "normative_documents"))
    yield from unknown("AR604", report, row, "是否制发了规范性文件")
    filled = [cell for cell in report.row("proactive", "normative_documents") if cell.value]
    if filled:
        place = cell_label(report, filled[0].id)
        yield Finding(
            "AR604",
            f"{place}为{filled[0].value}，而{name}一般无权制发行政规范性文件；请核对制发机关。",
            cells=tuple(cell.id for cell in filled),
            place=place,
            found=plain(filled[0].value),
            expected=0,
            hint="请核对制发机关",
            origin=filled[0].origin,
        )


@check(
    "AR605",
    "enforcement-without-delegation",
    label="乡镇处罚强制没有说明依据",
    level=Level.NOTICE,
    editions=TABLED_EDITIONS,
    levels=GRASSROOTS,
)
def enforcement(context: Context) -> Iterator[Finding]:
    """乡镇、街道作出行政处罚、强制的，应有赋权或法律依据。

    What it checks: penalties or coercion above zero at a township or street whose prose names no delegation.
    Why: the figures often belong to county departments stationed in the township.
    Example: 行政处罚12件，正文未提综合行政执法。
    Known limits: some laws give townships powers of their own, for example against illegal building in villages.
    Basis: 行政处罚法第二十四条; 国办公开办函〔2021〕30号 表二.
    """
    report = context.report
    if _DELEGATED.search(_prose(report)):
        return
    cells = ("proactive.penalties.decisions", "proactive.coercion.decisions")
    yield from unknown("AR605", report, cells, "有没有处罚和强制")
    filled = [report.cells[id] for id in cells if report.value(id)]
    if filled:
        place = cell_label(report, filled[0].id)
        yield Finding(
            "AR605",
            f"{place}为{filled[0].value}，正文没有提到赋权或综合行政执法；请核对是否以本机关名义作出，并说明依据。",
            cells=tuple(cell.id for cell in filled),
            place=place,
            found=plain(filled[0].value),
            hint="请核对并说明依据",
            origin=filled[0].origin,
        )


@check(
    "AR606",
    "unusual-ground",
    label="乡镇少见的理由",
    level=Level.NOTICE,
    editions=TABLED_EDITIONS,
    levels=GRASSROOTS,
)
def unusual_ground(context: Context) -> Iterator[Finding]:
    """乡镇以国家秘密、三安全一稳定、大量反复申请为由的，应特别核对。

    What it checks: those three rows above zero at a township or street.
    Why: a township holds few state secrets, and 大量反复 needs reasons asked for first; both are often misplaced rows.
    Example: 乡镇“属于国家秘密”1件。
    Known limits: true cases are reported too.
    Basis: 政府信息公开条例第十四条、第三十五条.
    """
    report = context.report
    rows = tuple(f"requests.{row}.total" for row in _NEEDS_NOTE)
    yield from unknown("AR606", report, rows, "有没有少见的理由")
    for row in _NEEDS_NOTE:
        cell = report.cells.get(f"requests.{row}.total")
        if cell is not None and cell.value:
            place = cell_label(report, cell.id)
            yield Finding(
                "AR606",
                f"{place}为{cell.value}，乡镇很少见；请核对是否填错行，确有的请在正文说明。",
                cells=(cell.id,),
                place=place,
                found=plain(cell.value),
                hint="请核对是否填错行",
                origin=cell.origin,
            )


@check(
    "AR607",
    "correction-not-explained",
    label="被纠正而没有说明",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def correction(context: Context) -> Iterator[Finding]:
    """复议或诉讼中被纠正的，应在第五或第六部分说明。

    What it checks: 结果纠正 above zero while parts one, five and six do not speak of it.
    Why: a lost case is the problem of the year.
    Example: 表四行政复议结果纠正1件，第五部分未提。
    Known limits: looks for words such as 纠正, 撤销, 整改 only.
    Basis: 政府信息公开条例第五十条第三、四项.
    """
    report = context.report
    if _CORRECTED.search(_prose(report)):
        return
    cells = tuple(
        f"disputes.{row.id}.corrected" for row in form_of(report).table("disputes").rows()
    )
    yield from unknown("AR607", report, cells, "有没有被纠正的案件")
    corrected = [report.cells[id] for id in cells if report.value(id)]
    if corrected:
        place = cell_label(report, corrected[0].id)
        yield Finding(
            "AR607",
            f"{place}为{corrected[0].value}，正文没有说明被纠正的原因和整改；请在第五或第六部分补上。",
            cells=tuple(cell.id for cell in corrected),
            place=place,
            found=plain(corrected[0].value),
            expected="说明原因和整改",
            hint="请在第五或第六部分补上",
            origin=corrected[0].origin,
        )


@check(
    "AR608",
    "partly-disclosed-counted-twice",
    label="部分公开重复计数",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def counted_twice(context: Context) -> Iterator[Finding]:
    """区分处理的只计“部分公开”，不再计“不予公开”。

    What it checks: columns in which the results exceed the total by exactly the number partly disclosed.
    Why: the label says that only this case is counted; the withheld half is counted again by habit.
    Example: 部分公开2、不予公开2，总计2。
    Known limits: the same surplus may have another cause, and one of 1 has so often that it is left to the sum.
    Basis: 国办公开办函〔2021〕30号 表三（区分处理的，只计这一情形，不计其他情形）.
    """
    report = context.report
    form = form_of(report).table("requests")
    results = [row.id for row in form.rows() if row.result]
    open_cells: list[str] = []
    for column in form.columns_of("new"):
        values = [report.value(f"requests.{row}.{column.id}") for row in results]
        known = [value for value in values if value is not None]
        total = report.value(f"requests.result_total.{column.id}")
        partly = report.value(f"requests.partly_disclosed.{column.id}")
        if len(known) < len(values) or total is None or not partly:
            if partly or partly is None:
                open_cells += [
                    f"requests.{row}.{column.id}"
                    for row in (*results, "result_total")
                    if report.value(f"requests.{row}.{column.id}") is None
                ]
            continue
        withheld = sum(
            report.value(f"requests.{row}.{column.id}") or 0
            for row in results
            if row.startswith("withheld")
        )
        if sum(known) - total == partly > 1 and withheld >= partly:
            place = f"{form.label}“{column.label}”列"
            yield Finding(
                "AR608",
                f"{place}各项结果之和比总计多{partly}，正好等于部分公开；请核对是否又计入了不予公开。",
                cells=(
                    f"requests.partly_disclosed.{column.id}",
                    f"requests.result_total.{column.id}",
                ),
                place=place,
                found=plain(sum(known)),
                expected=plain(total),
                hint="请核对是否又计入了不予公开",
            )
    yield from unknown("AR608", report, open_cells, "部分公开是否重复计数")


def reports_fee(report: AnnualReport) -> bool:
    """True where the prose reports on the processing fee, by its name or in other words."""
    return bool(report.stated("fee_statement") or _NO_FEE.search(_prose(report)))


def owes_fee_statement(report: AnnualReport) -> bool:
    """True for a year in which the fee rule was in force; where the year is not known, for the form that came after."""
    year = report.identity.year
    begins = load_instruments()["fees-2020"].in_force
    assert begins is not None
    return report.edition == "2021" if year is None else year >= begins.year


def _prose(report: AnnualReport) -> str:
    return "\n".join(section.text for section in report.sections)
