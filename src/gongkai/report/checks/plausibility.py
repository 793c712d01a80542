"""合理性 plausibility: figures that add up and still cannot be right."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import cell_label, column_label, figure, form_of
from gongkai.report.checks.registry import TABLED_EDITIONS, Context, check
from gongkai.report.checks.unknown import unknown
from gongkai.report.model import Number, plain
from gongkai.report.sums import outcomes

FEE_AT_TOWNSHIP = 10_000
"""万元: no township collects a hundred million yuan of charges; such a figure is in yuan."""
FEE_FACTOR = 1_000


@check(
    "AR306",
    "part-exceeds-total",
    label="分项大于总计",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def part_exceeds_total(context: Context) -> Iterator[Finding]:
    """任何一项不应大于它的总计。

    What it checks: single cells of tables three and four against the total of their row.
    Why: it holds even where other cells of the row are unknown and the sum cannot be worked out.
    Example: 自然人5，总计3。
    Known limits: reported only where the row sum itself cannot be judged; otherwise the sum rules report it.
    Basis: 国办公开办函〔2021〕30号 表三、表四.
    """
    report = context.report
    for form in form_of(report).tables:
        for item in form.sums:
            if item.per != "row":
                continue
            for row in form.rows():
                total = report.value(f"{form.id}.{row.id}.{item.right[0]}")
                cells = {id: report.value(f"{form.id}.{row.id}.{id}") for id in item.left}
                if total is None or None not in cells.values():
                    continue
                for id, value in cells.items():
                    if value is not None and value > total:
                        cell = f"{form.id}.{row.id}.{id}"
                        place = cell_label(report, cell)
                        yield Finding(
                            "AR306",
                            f"{place}为{value}，大于总计{total}；请核对这一行。",
                            cells=(cell,),
                            place=place,
                            found=plain(value),
                            expected=f"不大于{plain(total)}",
                            hint="请核对这一行",
                            origin=report.cells[cell].origin,
                        )


@check(
    "AR307",
    "results-without-intake",
    label="无收件而有办理",
    level=Level.WARNING,
    editions=TABLED_EDITIONS,
)
def results_without_intake(context: Context) -> Iterator[Finding]:
    """没有新收和结转的，不应有办理结果。

    What it checks: columns of table three with results although nothing was received or carried in.
    Why: the likeliest fault is a column filled one place to the left or right.
    Example: “商业企业”列新收0、结转0，予以公开2。
    Known limits: a total without intake is reported too, beside the column that causes it.
    Basis: 国办公开办函〔2021〕30号 表三.
    """
    report = context.report
    form = form_of(report).table("requests")
    for column in form.columns_of("new"):
        new = report.value(f"requests.new.{column.id}")
        carried = report.value(f"requests.carried_in.{column.id}")
        if new or carried:
            continue
        results = [
            (row, value)
            for row in form.rows()
            if row.result and (value := report.value(f"requests.{row.id}.{column.id}"))
        ]
        if results and None in (new, carried):
            intake = (f"requests.new.{column.id}", f"requests.carried_in.{column.id}")
            yield from unknown("AR307", report, intake, "有没有收件")
        elif results:
            place = f"{form.label}“{column_label(form, 'new', column.id)}”列"
            shown = "、".join(f"{row.short}{value}" for row, value in results[:3])
            yield Finding(
                "AR307",
                f"{place}没有新收和结转，却有办理结果{shown}；请核对是否填错了列。",
                cells=tuple(f"requests.{row.id}.{column.id}" for row, _ in results),
                place=place,
                found=plain(sum(value for _, value in results)),
                expected=0,
                hint="请核对是否填错了列",
            )


@check("AR308", "fee-in-yuan", label="收费金额疑为元", level=Level.WARNING, editions=("2021",))
def fee_in_yuan(context: Context) -> Iterator[Finding]:
    """收费金额的单位是万元。

    What it checks: charges of a township above ten thousand 万元, or a thousand times last year's.
    Why: the ledger is in yuan, the form in 万元.
    Example: 填961716000，应为96171.6。
    Known limits: at county level and above judged only against last year's report.
    Basis: 国办公开办函〔2021〕30号 表二（单位：万元）.
    """
    report = context.report
    cell = "proactive.fees.amount"
    amount = report.value(cell)
    if amount is None:
        yield Finding(
            "AR308",
            f"{cell_label(report, cell)}没有数字，无法核验单位；请补上。",
            cells=(cell,),
            place=cell_label(report, cell),
            hint="请补上收费金额",
            level=Level.UNASSESSABLE,
        )
        return
    last = None if context.previous is None else context.previous.value(cell)
    at_township = report.identity.level in ("township", "street") and amount >= FEE_AT_TOWNSHIP
    jumped = bool(last) and last is not None and amount >= last * FEE_FACTOR
    if at_township or jumped:
        place = cell_label(report, cell)
        yield Finding(
            "AR308",
            f"{place}为{figure(amount)}万元，疑为{figure(amount)}元；表二的单位是万元，"
            f"请核对（{figure(amount)}元即{figure(Decimal(amount) / 10_000)}万元）。",
            cells=(cell,),
            place=place,
            found=plain(amount),
            expected=float(amount / 10_000),
            hint="请核对单位",
            origin=report.cells[cell].origin,
        )


@check(
    "AR309", "columns-swapped", label="两列疑似互换", level=Level.NOTICE, editions=TABLED_EDITIONS
)
def columns_swapped(context: Context) -> Iterator[Finding]:
    """合计不符时，两格互换后若全部相符，应先查是否填错列。

    What it checks: whether exchanging two neighbouring cells of one row mends every broken column sum of table three.
    Why: 商业企业 and 科研机构 stand side by side, and row sums do not notice an exchange.
    Example: 予以公开一行商业企业2、科研机构0，互换后各列相符。
    Known limits: single rows and neighbouring columns only.
    Basis: 国办公开办函〔2021〕30号 表三.
    """
    report = context.report
    form = form_of(report).table("requests")
    values = {id: cell.value for id, cell in report.cells.items() if cell.table == "requests"}
    broken = [item for item in outcomes(form, values) if item.broken]
    if len(broken) < 2 or any(item.sum.per == "row" for item in broken):
        return
    columns = [column.id for column in form.columns_of("new") if column.id != "total"]
    if not {item.at for item in broken} <= set(columns):
        return
    found: list[tuple[str, str, str]] = []
    for row in form.rows():
        for left, right in itertools.pairwise(columns):
            a, b = f"requests.{row.id}.{left}", f"requests.{row.id}.{right}"
            if values[a] == values[b] or values[a] is None or values[b] is None:
                continue
            swapped: dict[str, Number | None] = {**values, a: values[b], b: values[a]}
            if not any(item.broken for item in outcomes(form, swapped)):
                found.append((row.id, left, right))
    if len(found) == 1:
        row_id, left, right = found[0]
        cells = (f"requests.{row_id}.{left}", f"requests.{row_id}.{right}")
        place = cell_label(report, cells[0])
        other = column_label(form, row_id, right)
        yield Finding(
            "AR309",
            f"{place}（{values[cells[0]]}）与“{other}”列（{values[cells[1]]}）互换后，各列合计全部相符；请核对是否填错列。",
            cells=cells,
            place=place,
            found=plain(values[cells[0]]),
            expected=plain(values[cells[1]]),
            hint="请核对是否填错列",
            origin=report.cells[cells[0]].origin,
        )


@check(
    "AR310", "issued-beyond-stock", label="制发多于存量", level=Level.WARNING, editions=("2021",)
)
def issued_beyond_stock(context: Context) -> Iterator[Finding]:
    """本年制发的文件，年末要么现行有效，要么已废止。

    What it checks: documents issued this year against those in force and those repealed.
    Why: what was issued cannot vanish within the year.
    Example: 制发8件，废止0件，现行有效5件。
    Known limits: none known.
    Basis: 国办公开办函〔2021〕30号 表二.
    """
    report = context.report
    for row in ("regulations", "normative_documents"):
        cells = tuple(f"proactive.{row}.{column}" for column in ("issued", "repealed", "in_force"))
        issued, repealed, in_force = (report.value(cell) for cell in cells)
        place = cell_label(report, cells[0])
        if issued is None or repealed is None or in_force is None:
            yield Finding(
                "AR310",
                f"{place}所在一行不全，无法核验制发与存量；请补上。",
                cells=cells,
                place=place,
                hint="请补全这一行",
                level=Level.UNASSESSABLE,
            )
        elif issued > in_force + repealed:
            yield Finding(
                "AR310",
                f"{place}为{issued}，多于现行有效{in_force}＋废止{repealed}＝{in_force + repealed}；请核对文件台账。",
                cells=cells,
                place=place,
                found=plain(issued),
                expected=f"不多于{plain(in_force + repealed)}",
                hint="请核对文件台账",
                origin=report.cells[cells[0]].origin,
            )
