"""勾稽关系 relations: the sums that the form itself prescribes, and the cell that explains a broken set of them."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import (
    cell_label,
    column_label,
    figure,
    form_of,
    row_label,
    table_label,
    terms,
)
from gongkai.report.checks.registry import TABLED_EDITIONS, Context, check
from gongkai.report.edition import TableForm
from gongkai.report.model import AnnualReport, plain
from gongkai.report.sums import Outcome, locate_fault, outcomes


@check(
    "AR301",
    "intake-does-not-balance",
    label="收件与办理不平衡",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
)
def intake_balance(context: Context) -> Iterator[Finding]:
    """新收加上年结转，应等于办理总计加结转下年。

    What it checks: in each of the seven columns of table three, items one and two equal the total of item three and
    item four.
    Why: the form prints this relation above the table; a report that breaks it is returned.
    Example: 新收30＋结转2＝32，办理总计29＋结转下年2＝31。
    Known limits: a column with an unknown cell is not judged; two faults that cancel out are not seen.
    Basis: 国办公开办函〔2021〕30号 表三表头.
    """
    yield from _judge(context.report, "requests-balance", "AR301", "请核对第一、二、三（七）、四项")


@check(
    "AR302",
    "results-do-not-add-up",
    label="办理结果合计不符",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
)
def results_total(context: Context) -> Iterator[Finding]:
    """办理结果各项之和，应等于（七）总计。

    What it checks: in each column of table three the leaves of item three add up to its total.
    Why: every request has one result; the total counts them.
    Example: 予以公开5＋不掌握2＝7，总计填8。
    Known limits: a column with an unknown cell is not judged.
    Basis: 国办公开办函〔2021〕30号 表三第三项.
    """
    yield from _judge(context.report, "requests-results", "AR302", "请核对第三项的各行与（七）总计")


@check(
    "AR303",
    "applicants-do-not-add-up",
    label="申请人合计不符",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
)
def applicants_total(context: Context) -> Iterator[Finding]:
    """自然人与各类组织之和，应等于总计列。

    What it checks: in each row of table three the total equals the natural persons and the five kinds of bodies.
    Why: every request has one applicant kind.
    Example: 自然人3＋商业企业1＝4，总计填5。
    Known limits: a row with an unknown cell is not judged.
    Basis: 国办公开办函〔2021〕30号 表三.
    """
    yield from _judge(
        context.report, "requests-applicants", "AR303", "请核对这一行的六类申请人与总计"
    )


@check(
    "AR304",
    "disputes-do-not-add-up",
    label="复议诉讼合计不符",
    level=Level.ERROR,
    editions=TABLED_EDITIONS,
)
def disputes_total(context: Context) -> Iterator[Finding]:
    """每一类案件的四种结果之和，应等于总计。

    What it checks: in each of the three groups of table four the total equals its four parts.
    Why: every case has one state at the end of the year.
    Example: 维持72＋纠正64＋其他178＋未审结37＝351，总计填350。
    Known limits: a group with an unknown cell is not judged.
    Basis: 国办公开办函〔2021〕30号 表四.
    """
    yield from _judge(context.report, "disputes-total", "AR304", "请核对这一类案件的四种结果与总计")


@check(
    "AR305",
    "one-cell-explains-the-faults",
    label="一格之误",
    level=Level.NOTICE,
    editions=TABLED_EDITIONS,
)
def one_cell(context: Context) -> Iterator[Finding]:
    """表三各合计的不符，可由同一格的一个数解释。

    What it checks: whether all broken sums of table three cross in one cell, and one other value there mends them all.
    Why: the clerk should look at one cell, not at four sums.
    Example: “予以公开”行“自然人”列填441，改为447则各合计全部相符。
    Known limits: names no cell where two explain the faults; the document's figure is never replaced.
    Basis: 国办公开办函〔2021〕30号 表三.
    """
    report = context.report
    for form in form_of(report).tables:
        fault = locate_fault(form, {id: cell.value for id, cell in report.cells.items()})
        if fault is None:
            continue
        place = cell_label(report, fault.cell)
        yield Finding(
            "AR305",
            f"{place}填{figure(fault.found)}，若改为{figure(fault.expected)}，{form.label}的合计全部相符；请先核对这一格的原始台账。",
            cells=(fault.cell,),
            place=place,
            found=plain(fault.found),
            expected=plain(fault.expected),
            hint="请先核对这一格的原始台账",
            origin=report.cells[fault.cell].origin,
        )


def _judge(report: AnnualReport, sum_id: str, code: str, hint: str) -> Iterator[Finding]:
    form = next(
        table for table in form_of(report).tables if any(item.id == sum_id for item in table.sums)
    )
    if not report.has_table(form.id):
        yield Finding(
            code,
            f"{form.label}没有读出，无法核验“{_label(form, sum_id)}”；请补上{form.label}后再核对。",
            place=form.label,
            hint=f"请补上{form.label}",
            level=Level.UNASSESSABLE,
        )
        return
    values = {id: cell.value for id, cell in report.cells.items()}
    results = [item for item in outcomes(form, values) if item.sum.id == sum_id]
    for item in results:
        if item.broken:
            yield _broken(report, form, item, code, hint)
    unknown = [item for item in results if not item.known]
    if unknown:
        cells = tuple(
            dict.fromkeys(
                id
                for item in unknown
                for id in (*item.left_cells, *item.right_cells)
                if values.get(id) is None
            )
        )
        rows = list(dict.fromkeys(row_label(report, form.id, id.split(".")[1]) for id in cells))
        named = "、".join(f"“{row}”" for row in rows[:3]) + (
            f"等{len(rows)}行" if len(rows) > 3 else "行"
        )
        yield Finding(
            code,
            f"{form.label}{named}有{len(cells)}格没有数字，无法核验“{_label(form, sum_id)}”"
            f"（{len(unknown)}处）；请对照原件补上这些格。",
            cells=cells,
            place=table_label(report, form.id),
            hint="请对照原件补上这些格",
            level=Level.UNASSESSABLE,
        )


def _label(form: TableForm, sum_id: str) -> str:
    return next(item.label for item in form.sums if item.id == sum_id)


def _broken(report: AnnualReport, form: TableForm, item: Outcome, code: str, hint: str) -> Finding:
    if item.sum.per == "column":
        head = column_label(form, item.sum.left[0], item.at)
        place = f"{form.label}“{head}”列"
        names = {
            id: row_label(report, form.id, id.split(".")[1])
            for id in (*item.left_cells, *item.right_cells)
        }
    else:
        place = f"{form.label}“{row_label(report, form.id, item.at)}”行"
        names = {
            id: column_label(form, item.at, id.split(".")[2])
            for id in (*item.left_cells, *item.right_cells)
        }
    left = terms((names[id], report.cells[id].value or 0) for id in item.left_cells)
    right = terms((names[id], report.cells[id].value or 0) for id in item.right_cells)
    cells = (*item.left_cells, *item.right_cells)
    suspects = tuple(id for id in cells if report.cells[id].value) or cells
    return Finding(
        code,
        f"{place}：{left}，{right}，相差{abs(item.difference)}；{hint}。",
        cells=suspects,
        place=place,
        found=plain(item.right),
        expected=plain(item.left),
        hint=hint,
        origin=report.cells[item.right_cells[0]].origin,
    )
