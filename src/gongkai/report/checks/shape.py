"""来源与形状 shape: whether the document holds every table, row, column and heading, and every cell a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.documents.model import Origin
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import cell_label_within, excerpt, form_of, row_label, table_label
from gongkai.report.checks.registry import TABLED_EDITIONS, Context, check
from gongkai.report.checks.source import (
    blank_rows,
    glued_at_all,
    glued_rows,
    glued_tables,
    run_in_headings,
)
from gongkai.report.model import AnnualReport, Cell, CellState, Irregularity, IrregularityKind

SHOWN = 4
"""How many places a finding names before it only counts."""


@check("AR001", "table-missing", label="缺表", level=Level.ERROR, editions=TABLED_EDITIONS)
def table_missing(context: Context) -> Iterator[Finding]:
    """年报应有表二、表三、表四。

    What it checks: each table of the edition has at least one row in the document.
    Why: a lost table is the commonest accident of conversion; its figures are unknown, not zero.
    Example: 第三部分只有标题，没有表格。
    Known limits: a table that is a picture in a text document is not seen; one whose cells run together is told as such.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    glued = glued_tables(context.report)
    for item in _of(context.report, IrregularityKind.TABLE_MISSING):
        if item.where in glued:
            continue
        label = table_label(context.report, item.where)
        section = next(
            section.heading
            for section in form_of(context.report).sections
            if section.table == item.where
        )
        yield Finding(
            "AR001",
            f"没有找到{label}（{section}），应有完整表格；请对照原件补上，不要用0代替。",
            place=label,
            found=None,
            expected=label,
            hint="请对照原件补上表格",
        )


@check("AR002", "row-missing", label="缺行", level=Level.ERROR, editions=TABLED_EDITIONS)
def row_missing(context: Context) -> Iterator[Finding]:
    """表格应有规定的每一行。

    What it checks: every row of a table that is in the document was found by its label.
    Why: rows cut off by a page break vanish without a trace when later software fills them with 0.
    Example: 表三在（五）4之后中断，缺（六）、（七）和第四项。
    Known limits: a row whose label is garbled beyond recognition counts as missing and as unknown.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    by_table: dict[str, list[str]] = {}
    glued = glued_rows(context.report)
    blank = blank_rows(context.report)
    for item in _of(context.report, IrregularityKind.ROW_MISSING):
        table, _, row = item.where.partition(".")
        if row in glued.get(table, ()) or row in blank.get(table, ()):
            continue
        if row in _replaced(context.report, table):
            continue
        by_table.setdefault(table, []).append(row)
    for table, rows in by_table.items():
        label = table_label(context.report, table)
        names = "、".join(f"“{row_label(context.report, table, row)}”" for row in rows)
        cells = tuple(cell.id for row in rows for cell in context.report.row(table, row))
        yield Finding(
            "AR002",
            f"{label}缺{len(rows)}行：{names}，应各有一行；原件可能在转换或分页时丢失，请对照原件补上，不要用0代替。",
            cells=cells,
            place=label,
            found=len(form_of(context.report).table(table).rows()) - len(rows),
            expected=len(form_of(context.report).table(table).rows()),
            hint="请对照原件补上缺行",
        )


@check("AR003", "row-duplicate", label="重行", level=Level.ERROR, editions=TABLED_EDITIONS)
def row_duplicate(context: Context) -> Iterator[Finding]:
    """每一行只应出现一次。

    What it checks: no row label of a table stands in the document twice.
    Why: two rows with one name leave open which figure counts.
    Example: “重复申请”一行出现两次，数字不同。
    Known limits: a table printed twice in full gives one finding a row.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    for item in _of(context.report, IrregularityKind.ROW_DUPLICATE):
        place = _row_place(context.report, item)
        yield Finding(
            "AR003",
            f"{place}：{item.before}，应只有一行"
            + (
                "，两处数字相同；请删去多余的一行。"
                if item.repaired
                else "，数字不同；请核定后只留一行。"
            ),
            place=place,
            found=item.before,
            expected="1次",
            hint="请只留一行",
            origin=item.origin,
            level=Level.WARNING if item.repaired else Level.ERROR,
        )


@check("AR004", "row-unknown", label="多行", level=Level.WARNING, editions=TABLED_EDITIONS)
def row_unknown(context: Context) -> Iterator[Finding]:
    """表格中不应有规定之外的行。

    What it checks: every row with figures within a table has a label of the form.
    Why: a row of one's own making is lost in every roll-up, and a garbled label hides a prescribed row.
    Example: 表三中多出“9.其他不予公开”一行。
    Known limits: rows without a label are taken for continuations. A row of the form before (（六）其他处理) is told as such.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    for item in _of(context.report, IrregularityKind.ROW_UNKNOWN):
        label = table_label(context.report, item.where)
        yield Finding(
            "AR004",
            f"{label}{item.origin.place()}有规定之外的一行“{_words(item.before)}”，未计入；请对照规定的行名改正或删去。",
            place=f"{label}{item.origin.place()}",
            found=item.before,
            hint="请对照规定的行名改正或删去",
            origin=item.origin,
        )
    for item in _of(context.report, IrregularityKind.ROW_OBSOLETE):
        table, _, row = item.where.partition(".")
        label = table_label(context.report, table)
        yield Finding(
            "AR004",
            f"{label}还用旧格式的一行“{row_label(context.report, table, row)}”，现行格式分为“{_words(item.after)}”等几行；"
            "数字已按原行保留，请按现行格式分开填写。",
            place=label,
            cells=tuple(cell.id for cell in context.report.row(table, row)),
            found=item.before,
            expected=item.after,
            hint="请按现行格式分开填写",
            origin=item.origin,
        )


@check("AR005", "rows-shifted", label="错位", level=Level.NOTICE, editions=TABLED_EDITIONS)
def rows_shifted(context: Context) -> Iterator[Finding]:
    """数字应在各自的列下。

    What it checks: whether figures stood in other fields than their heads, as merged cells do in converted files.
    Why: a reader that trusts positions puts every figure into its neighbour's column.
    Example: 表三有21行的数字不在表头各列之下。
    Known limits: where the number of figures equals the number of columns the order is taken as sure.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    text_only = context.report.source.media_type == "text/plain"
    for item in _of(context.report, IrregularityKind.ROW_SHIFTED):
        if item.repaired and text_only and re.match(r"(?:[2-9]|\d\d)行", item.before):
            # A text has no merged heads: figures in order are where they belong.
            continue
        place = _row_place(context.report, item)
        ending = "已按顺序读取，请抽查几行" if item.repaired else "不能确定各属哪一列，请对照原件"
        yield Finding(
            "AR005",
            f"{place}：{_words(item.before)}，应在表头各列之下；{ending}。",
            place=place,
            found=item.before,
            expected=item.after,
            hint=ending,
            origin=item.origin,
            level=Level.NOTICE if item.repaired else Level.WARNING,
        )


@check("AR006", "wrong-column-count", label="列数不符", level=Level.ERROR, editions=TABLED_EDITIONS)
def wrong_column_count(context: Context) -> Iterator[Finding]:
    """每行的数字个数应等于列数。

    What it checks: a row has as many figures as its table has columns.
    Why: one figure too many or too few moves all that follow it.
    Example: 表四一行有16个数，应为15个。
    Known limits: a blank cell of a true grid is not a lost column; tables whose cells run together are told as such.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    glued = glued_at_all(context.report)
    for item in _of(context.report, IrregularityKind.COLUMN_COUNT):
        if item.where.partition(".")[0] in glued:
            continue
        place = _row_place(context.report, item)
        yield Finding(
            "AR006",
            f"{place}有{_words(item.before)}，应为{item.after}；请对照原件核对这一行的每一格。",
            place=place,
            found=item.before,
            expected=item.after,
            hint="请对照原件核对这一行的每一格",
            origin=item.origin,
        )


@check("AR007", "not-a-number", label="不是数字", level=Level.WARNING, editions=TABLED_EDITIONS)
def not_a_number(context: Context) -> Iterator[Finding]:
    """每一格应填一个数字，没有发生的填0。

    What it checks: cells that are blank or hold `/`, `—`, `无`, `12（含3）` and the like.
    Why: what is not a number cannot be added up, and nobody may guess that it means 0.
    Example: “行政许可”行填“/”。
    Known limits: a figure with its counter word (3件) is read and only noted.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    by_reason: dict[tuple[str, str], list[Cell]] = {}
    for cell in context.report.cells.values():
        if cell.state is CellState.UNREAD:
            by_reason.setdefault((cell.table, cell.note), []).append(cell)
    for (table, reason), cells in by_reason.items():
        label = table_label(context.report, table)
        yield Finding(
            "AR007",
            f"{label}有{len(cells)}格没有可用的数字（{_places(context.report, cells)}）：{reason}；"
            "应填数字，没有发生的填0，请核实后补填。",
            cells=tuple(cell.id for cell in cells),
            place=label,
            found=(cells[0].origin.raw or "").strip() or None,
            expected="数字",
            hint="请核实后补填数字",
            origin=cells[0].origin,
        )
    for table, rows in blank_rows(context.report).items():
        label = table_label(context.report, table)
        names = "、".join(f"“{row_label(context.report, table, row)}”" for row in rows)
        yield Finding(
            "AR007",
            f"{label}有{len(rows)}行没有填数字（{names}）；应填数字，没有发生的填0，请核实后补填。",
            cells=tuple(cell.id for row in rows for cell in context.report.row(table, row)),
            place=label,
            expected="数字",
            hint="请核实后补填数字",
        )


@check("AR008", "cell-conflicting", label="读法不一", level=Level.WARNING, editions=TABLED_EDITIONS)
def cell_conflicting(context: Context) -> Iterator[Finding]:
    """每一格应只有一种读法。

    What it checks: cells for which the document allows several readings that the sums do not decide.
    Why: a guess would be an invented figure.
    Example: 扫描件中一格可读作1或7，且表内合计不能判定。
    Known limits: two readings that agree by chance are taken as one; tables whose cells run together are told as such.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    by_reason: dict[tuple[str, str], list[Cell]] = {}
    glued = glued_at_all(context.report)
    for cell in context.report.cells.values():
        if cell.state is CellState.CONFLICTING and cell.table not in glued:
            by_reason.setdefault((cell.table, cell.note), []).append(cell)
    for (table, reason), cells in by_reason.items():
        label = table_label(context.report, table)
        yield Finding(
            "AR008",
            f"{label}有{len(cells)}格不能确定（{_places(context.report, cells)}）：{reason}；请对照原件填定。",
            cells=tuple(cell.id for cell in cells),
            place=label,
            hint="请对照原件填定",
            origin=cells[0].origin,
        )


@check("AR009", "heading-missing", label="缺标题", level=Level.ERROR, editions=TABLED_EDITIONS)
def heading_missing(context: Context) -> Iterator[Finding]:
    """年报应有六个部分的标题。

    What it checks: each of the six parts has its heading in the document.
    Why: the six parts and their order are prescribed; a lost heading often means a lost page.
    Example: 第四部分的标题和表头在分页处丢失。
    Known limits: headings are recognised by their words, not by their numerals; one within a line is told as such.
    Basis: 国办公开办函〔2021〕30号 六个部分; 政府信息公开条例第五十条.
    """
    run_in = run_in_headings(context.report)
    for item in _of(context.report, IrregularityKind.HEADING_MISSING):
        if item.where in run_in:
            continue
        heading = form_of(context.report).section(item.where).heading
        yield Finding(
            "AR009",
            f"没有找到“{heading}”的标题，应有六个部分的标题；请对照原件补上。",
            place=heading,
            expected=heading,
            hint="请对照原件补上标题",
        )


@check("AR010", "header-damaged", label="表头残缺", level=Level.WARNING, editions=TABLED_EDITIONS)
def header_damaged(context: Context) -> Iterator[Finding]:
    """表头应完整。

    What it checks: whether a table was recognised although its head is cut off, or broken over two cells.
    Why: figures without heads are read by their number and order only.
    Example: 表四只剩“持、正、果、结”几个字。
    Known limits: heads wrapped within their cells are not damage.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    for item in _of(context.report, IrregularityKind.HEADER_DAMAGED):
        label = table_label(context.report, item.where)
        yield Finding(
            "AR010",
            f"{label}的表头残缺（{_words(item.before)}），{item.after}；请对照原件补全表头并核对各列。",
            place=label,
            found=item.before,
            expected="完整表头",
            hint="请对照原件补全表头",
            origin=item.origin,
        )
    for item in _of(context.report, IrregularityKind.HEADER_SPLIT):
        label = table_label(context.report, item.where)
        yield Finding(
            "AR010",
            f"{label}的表头断成两格（{_words(item.before)}），应{item.after}；请合并表头的格子。",
            place=label,
            found=item.before,
            expected=item.after,
            hint="请合并表头的格子",
            origin=item.origin,
            level=Level.NOTICE,
        )


REPAIRS = {
    IrregularityKind.ROW_SPLIT: "一行被拆成几行",
    IrregularityKind.ROW_MERGED: "几行并在一行里",
    IrregularityKind.VALUE_FORM: "数字写法不规范",
    IrregularityKind.CELLS_RUN_TOGETHER: "数字粘连，按表内合计分开",
}


@check(
    "AR011", "read-through-repair", label="修复后读出", level=Level.NOTICE, editions=TABLED_EDITIONS
)
def read_through_repair(context: Context) -> Iterator[Finding]:
    """读取时做过的每一处修复都应说明。

    What it checks: rows that were split or merged, and figures with units or in other numerals.
    Why: whoever uses the figures should know what was done to read them.
    Example: “3001件”读作3001；拆成两行的一行已拼合。
    Known limits: full-width digits are listed too.
    Basis: 国办公开办函〔2021〕30号 第二、三、四部分.
    """
    for kind, label in REPAIRS.items():
        items = [item for item in _of(context.report, kind) if item.repaired]
        if not items:
            continue
        shown = "；".join(
            f"“{_words(item.before)}”读作{_quoted(_words(item.after))}" for item in items[:SHOWN]
        )
        more = f"等{len(items)}处" if len(items) > SHOWN else ""
        table = items[0].where.partition(".")[0]
        yield Finding(
            "AR011",
            f"{label}：{shown}{more}；数字已读出，请按规定格式改正。",
            place=table_label(context.report, table) if table in _tables(context.report) else "",
            found=len(items),
            expected=0,
            hint="请按规定格式改正",
            origin=items[0].origin,
        )


def _tables(report: AnnualReport) -> set[str]:
    return {table.id for table in form_of(report).tables}


def _replaced(report: AnnualReport, table: str) -> set[str]:
    """Rows of a table in place of which the report has the one row of an earlier form."""
    rows = form_of(report).table(table).rows()
    obsolete = {item.where for item in _of(report, IrregularityKind.ROW_OBSOLETE)}
    groups = [row.groups for row in rows if f"{table}.{row.takes}" in obsolete]
    return {row.id for row in rows if row.groups in groups}


def _of(report: AnnualReport, kind: IrregularityKind) -> Iterator[Irregularity]:
    return (item for item in report.irregularities if item.kind is kind)


def _row_place(report: AnnualReport, item: Irregularity) -> str:
    table, _, row = item.where.partition(".")
    label = table_label(report, table)
    place = f"{label}“{row_label(report, table, row)}”行" if row else label
    return place + _at(item.origin)


def _at(origin: Origin) -> str:
    where = origin.place()
    return f"（{where}）" if where else ""


def _places(report: AnnualReport, cells: list[Cell]) -> str:
    named = "、".join(cell_label_within(report, cell.id) for cell in cells[:SHOWN])
    return named + ("等" if len(cells) > SHOWN else "")


def _words(text: str) -> str:
    return excerpt(" ".join(text.split()), width=60)


def _quoted(words: str) -> str:
    return words if words.startswith("“") else f"“{words}”"
