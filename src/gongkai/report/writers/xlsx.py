"""The report as a workbook: its text, its tables with live sums, every relation recomputed, and the findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from gongkai.documents.writers import spreadsheet
from gongkai.documents.writers.spreadsheet import Look, Sheet, SheetCell, address
from gongkai.report.checks.finding import Finding
from gongkai.report.edition import NARRATIVE, Sum, TableForm, edition
from gongkai.report.model import AnnualReport, Number
from gongkai.report.writers.html import STATES
from gongkai.report.writers.layout import TableLayout, table_layouts
from gongkai.report.writers.page import parts

TEXT_SHEET = "正文"
RELATIONS_SHEET = "勾稽核对"
FINDINGS_SHEET = "问题"
_ROOMY_WIDTH, _FIGURE_WIDTH, _LABEL_SHARE = 22.0, 9.0, 0.9


def write(report: AnnualReport, findings: Iterable[Finding] = ()) -> bytes:
    """The bytes of an .xlsx file.

    A total is a live formula where its parts are all known and add up to what the report says; otherwise it stays
    the figure of the report, marked, with the sum in a comment. An unknown figure is an empty cell.
    """
    sheets = [_text_sheet(report)]
    sheets += [table_sheet(report, layout) for layout in table_layouts(report)]
    if report.edition != NARRATIVE:
        sheets.append(_relations_sheet(report))
    found = tuple(findings)
    if found:
        sheets.append(_findings_sheet(report, found))
    return spreadsheet.write(sheets, title=report.identity.title or "")


def _text_sheet(report: AnnualReport) -> Sheet:
    lines: list[tuple[str, Look]] = []
    if report.identity.title:
        lines.append((report.identity.title, Look.TITLE))
    lines += [(line, Look.TEXT) for line in report.preamble]
    for section, _ in parts(report):
        if section is not None:
            lines.append((section.heading, Look.HEADING))
            lines += [(paragraph.text, Look.TEXT) for paragraph in section.paragraphs]
    lines += [(line, Look.TEXT) for line in report.signature]
    cells = tuple(SheetCell(row, 0, words, look) for row, (words, look) in enumerate(lines))
    return Sheet(TEXT_SHEET, cells, (76.0,))


def table_sheet(report: AnnualReport, layout: TableLayout) -> Sheet:
    """One official table on a sheet of its own, called by its label."""
    tabled = report.edition != NARRATIVE
    form = edition(report.edition).table(layout.id) if tabled else None
    formulas = {} if form is None else dict(_formulas(report, form, layout))
    cells = []
    for laid in layout.cells:
        place = SheetCell(
            laid.row, laid.column, row_span=laid.row_span, column_span=laid.column_span
        )
        if not laid.id:
            look = Look.LABEL if laid.scope == "row" else Look.HEAD
            cells.append(replace(place, value=laid.text, look=look))
            continue
        cell = report.cells[laid.id]
        formula, expected = formulas.get(laid.id, ("", None))
        if cell.value is None:
            comment = cell.note or STATES[cell.state.value]
            cells.append(replace(place, look=Look.OPEN, comment=comment))
        elif expected is not None and expected != cell.value:
            comment = f"报告写{cell.value}，各项之和为{expected}"
            cells.append(replace(place, value=cell.value, look=Look.WRONG, comment=comment))
        else:
            cells.append(replace(place, value=cell.value, look=Look.FIGURE, formula=formula))
    figures = {laid.column for laid in layout.cells if laid.id}
    widths = tuple(
        _FIGURE_WIDTH if column in figures else share * _LABEL_SHARE
        for column, share in enumerate(layout.widths)
    )
    if not layout.head_rows:
        widths = (_ROOMY_WIDTH,) * len(layout.widths)
    return Sheet(layout.label, tuple(cells), widths, (layout.head_rows, 0), len(layout.widths) > 6)


def _formulas(
    report: AnnualReport, form: TableForm, layout: TableLayout
) -> Iterator[tuple[str, tuple[str, Number]]]:
    """The cells that are a sum of others, all known: id, formula and what it gives."""
    for relation in form.sums:
        if len(relation.right) != 1:
            continue
        for ids, right in _instances(relation, form):
            values = [report.value(id) for id in ids]
            known = [value for value in values if value is not None]
            if len(known) == len(values):
                names = [address(*layout.positions[id]) for id in ids]
                yield right[0], (f"={_total(names, layout, ids)}", sum(known))


def _total(names: list[str], layout: TableLayout, ids: tuple[str, ...]) -> str:
    """`SUM` over one range where the cells stand in one unbroken line, else over their list."""
    places = [layout.positions[id] for id in ids]
    in_line = len(ids) > 1 and (
        places == [(places[0][0], places[0][1] + step) for step in range(len(ids))]
        or places == [(places[0][0] + step, places[0][1]) for step in range(len(ids))]
    )
    return f"SUM({names[0]}:{names[-1]})" if in_line else f"SUM({','.join(names)})"


def _instances(relation: Sum, form: TableForm) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The cell ids at the left and the right of a relation, once for each row or column it holds in."""
    for block in form.blocks:
        if relation.per == "row":
            for row in block.rows:
                yield (
                    tuple(f"{form.id}.{row.id}.{name}" for name in relation.left),
                    tuple(f"{form.id}.{row.id}.{name}" for name in relation.right),
                )
        else:
            for column in block.columns:
                yield (
                    tuple(f"{form.id}.{name}.{column.id}" for name in relation.left),
                    tuple(f"{form.id}.{name}.{column.id}" for name in relation.right),
                )


def _relations_sheet(report: AnnualReport) -> Sheet:
    """Every relation of the form with live formulas on the tables' sheets.

    Place and relation share a cell: a row's printed label beside figures would be read as that row of the table.
    """
    heads = ("勾稽关系", "各项之和", "应等于", "相差", "结论")
    cells = [SheetCell(0, column, head, Look.HEAD) for column, head in enumerate(heads)]
    row = 1
    for layout in table_layouts(report):
        form = edition(report.edition).table(layout.id)
        for relation in form.sums:
            for left, right in _instances(relation, form):
                sides = [
                    [f"'{layout.label}'!{address(*layout.positions[id])}" for id in ids]
                    for ids in (left, right)
                ]
                values = [[report.value(id) for id in ids] for ids in (left, right)]
                sums = [sum(value or 0 for value in side) for side in values]
                known = all(value is not None for side in values for value in side)
                difference = sums[0] - sums[1]
                verdict = "无法核验" if not known else "相符" if difference == 0 else "不符"
                blank = "+".join(f'({name}="")' for side in sides for name in side)
                here = [address(row, column) for column in range(5)]
                name = f"{_where(form, relation, left[0])}：{relation.label}"
                cells += [
                    SheetCell(row, 0, name, Look.LABEL),
                    SheetCell(row, 1, sums[0], Look.FIGURE, formula=f"=SUM({','.join(sides[0])})"),
                    SheetCell(row, 2, sums[1], Look.FIGURE, formula=f"=SUM({','.join(sides[1])})"),
                    SheetCell(row, 3, difference, Look.FIGURE, formula=f"={here[1]}-{here[2]}"),
                    SheetCell(
                        row,
                        4,
                        verdict,
                        Look.WRONG if verdict == "不符" else Look.FIGURE,
                        formula=f'=IF({blank}>0,"无法核验",IF({here[3]}=0,"相符","不符"))',
                    ),
                ]
                row += 1
    return Sheet(RELATIONS_SHEET, tuple(cells), (60.0, 12.0, 12.0, 12.0, 12.0), (1, 0))


def _where(form: TableForm, relation: Sum, cell_id: str) -> str:
    _, row_id, column_id = cell_id.split(".")
    if relation.per == "row":
        row = next(row for row in form.rows() if row.id == row_id)
        return f"{form.label}“{row.short}”行"
    column = next(column for column in form.columns_of(row_id) if column.id == column_id)
    return f"{form.label}“{column.label}”列"


def _findings_sheet(report: AnnualReport, findings: tuple[Finding, ...]) -> Sheet:
    layouts = {layout.id: layout for layout in table_layouts(report)}
    heads = ("级别", "编号", "位置", "问题", "报告所写", "应为", "下一步")
    cells = [SheetCell(0, column, head, Look.HEAD) for column, head in enumerate(heads)]
    for row, finding in enumerate(findings, 1):
        target = None
        for id in finding.cells:
            layout = layouts.get(id.split(".")[0])
            if layout is not None and id in layout.positions:
                target = (layout.label, address(*layout.positions[id]))
                break
        level = "" if finding.level is None else finding.level.label
        values = (
            level,
            finding.code,
            finding.place,
            finding.message,
            finding.found,
            finding.expected,
            finding.hint,
        )
        for column, value in enumerate(values):
            shown = Decimal(str(value)) if isinstance(value, float) else value
            cells.append(
                SheetCell(row, column, shown, Look.LABEL, target=target if column == 1 else None)
            )
    return Sheet(
        FINDINGS_SHEET, tuple(cells), (9.0, 9.0, 26.0, 70.0, 12.0, 12.0, 40.0), (1, 0), True
    )
