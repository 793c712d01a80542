"""Put a report into the form that is due: same words, same figures, every change listed, nothing invented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from gongkai.report.changes import Change
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import cell_label
from gongkai.report.checks.registry import Context, run
from gongkai.report.edition import (
    NARRATIVE,
    Edition,
    Row,
    edition,
    edition_due,
    editions,
    newest_edition,
)
from gongkai.report.errors import ReportError
from gongkai.report.fix_prose import mend_numbers, state_fee, without_rows
from gongkai.report.model import AnnualReport, Cell, CellState, IrregularityKind, Number, Section
from gongkai.report.writers.layout import printed

TITLE = "{body}{year}年政府信息公开工作年度报告"
NOTHING = "（空）"

_WHY = {
    IrregularityKind.ROW_SHIFTED: "该行各格错位，已移回原位",
    IrregularityKind.ROW_SPLIT: "该行被拆成几行，已合并",
    IrregularityKind.ROW_MERGED: "几行并成了一行，已分开",
    IrregularityKind.ROW_UNKNOWN: "该行不在本版格式中，不再列出",
    IrregularityKind.ROW_DUPLICATE: "该行重复出现",
    IrregularityKind.COLUMN_COUNT: "该行的格数与表头不符",
    IrregularityKind.COLUMN_UNKNOWN: "该列不在本版格式中，不再列出",
    IrregularityKind.HEADER_DAMAGED: "表头残缺，已改用规定的表头",
    IrregularityKind.HEADER_SPLIT: "表头断开，已改用规定的表头",
    IrregularityKind.LABEL_VARIANT: "项目名称与格式不一致，已改用规定的名称",
    IrregularityKind.VALUE_FORM: "数字写法不规范，已改为阿拉伯数字，数值不变",
    IrregularityKind.VALUE_DOUBTFUL: "数字不能确认",
    IrregularityKind.CELLS_RUN_TOGETHER: "数字粘连在一起，按表内合计分开",
    IrregularityKind.HEADING_ORDER: "各部分顺序与格式不一致，已按规定排列",
}


class NotFixable(ReportError):
    """The report's year has no prescribed form with tables; `year` is that year."""

    def __init__(self, name: str, year: int) -> None:
        self.name = name
        self.year = year
        super().__init__(
            f"文件“{name}”：是{year}年的报告，应为2019年及以后的报告，此前没有统一的表格格式；"
            "请保留原文，或者用 gongkai report convert 转换。"
        )


@dataclass(frozen=True, slots=True)
class Fixed:
    """A report in the form that is due, what was changed, and what is left for its author.

    `open_cells` have no figure because the document gives none; `empty_parts` have no text and no table. `left` is what
    the rules still call an error: figures and words that only the office can decide.
    """

    report: AnnualReport
    changes: tuple[Change, ...]
    open_cells: tuple[str, ...]
    empty_parts: tuple[str, ...]
    left: tuple[Finding, ...] = ()


def fix(report: AnnualReport, *, fee_collected: Number | None = None) -> Fixed:
    """Put the report into the edition due for its year, the newest where the year is not known.

    Prose and figures stay as they are, but for the numbers of points; title, headings, order and tables become those of
    the form. A part or a figure that the document lacks stays empty. The sentence on the processing fee is added where
    `fee_collected` (元, from the ledger) or the tables prove it. Raises `NotFixable` for a year before 2019.
    """
    year = report.identity.year
    form = newest_edition() if year is None else edition_due(year)
    if form is None:
        assert year is not None
        raise NotFixable(report.source.name, year)
    due = form.id
    changes: list[Change] = []
    if report.edition != due:
        before = "没有统一表格" if report.edition == NARRATIVE else edition(report.edition).label
        changes.append(Change("格式", before, form.label, f"应当使用{form.document}规定的格式"))
    identity = replace(report.identity, title=_title(report, changes))
    sections = tuple(
        mend_numbers(without_rows(section, form), changes)
        for section in _sections(report, form, changes)
    )
    cells = _cells(report, form, changes)
    changes += _repairs(report)
    fixed = replace(
        report,
        identity=identity,
        edition=due,
        sections=sections,
        cells=cells,
        irregularities=(),
        document=None,
    )
    fixed = state_fee(fixed, fee_collected, changes)
    with_table = {item.id for item in form.sections if item.table}
    return Fixed(
        fixed,
        tuple(changes),
        fixed.unread(),
        tuple(item.id for item in fixed.sections if not item.text and item.id not in with_table),
        tuple(item for item in run(Context(fixed)) if item.level is Level.ERROR),
    )


def _title(report: AnnualReport, changes: list[Change]) -> str | None:
    identity = report.identity
    body = identity.title_body or identity.organization_full or identity.organization
    if body is None or identity.year is None:
        return identity.title
    title = TITLE.format(body=body, year=identity.year)
    before = "".join((identity.title or "").split())
    if before != title:
        why = "标题应为“发布机关＋年份＋年政府信息公开工作年度报告”，机关和年份取自原文"
        changes.append(Change("标题", identity.title or NOTHING, title, why))
    return title


def _sections(report: AnnualReport, form: Edition, changes: list[Change]) -> tuple[Section, ...]:
    found: dict[str, list[Section]] = {}
    for section in report.sections:
        found.setdefault(section.id, []).append(section)
    order = [section.id for section in report.sections]
    sections = []
    for item in form.sections:
        same = found.pop(item.id, [])
        if not same:
            changes.append(
                Change(
                    item.heading,
                    "没有这一部分",
                    f"{item.heading}{NOTHING}",
                    "补上规定的标题，内容须由本单位填写",
                )
            )
            sections.append(Section(item.id, item.heading))
            continue
        for section in same:
            if section.heading != item.heading:
                changes.append(
                    Change(item.heading, section.heading, item.heading, "改用规定的标题")
                )
        paragraphs = tuple(paragraph for section in same for paragraph in section.paragraphs)
        sections.append(Section(item.id, item.heading, paragraphs, same[0].origin))
    kept = [id for id in order if id not in found]
    if kept != [item.id for item in form.sections if item.id in kept]:
        changes.append(
            Change("全文", "各部分顺序与格式不一致", "一至六依次排列", "按规定的顺序排列，文字不变")
        )
    for rest in found.values():
        for section in rest:
            last = sections[-1]
            moved = (*last.paragraphs, *section.paragraphs)
            sections[-1] = replace(last, paragraphs=moved)
            changes.append(
                Change(
                    section.heading,
                    section.heading,
                    f"并入“{last.heading}”",
                    "规定的格式没有这一部分，文字保留",
                )
            )
    return tuple(sections)


def _cells(report: AnnualReport, form: Edition, changes: list[Change]) -> dict[str, Cell]:
    changes += _absent(report, form)
    cells = {}
    used = set()
    for id in form.cell_ids():
        source = _source(report, form, id)
        cell = report.cells.get(source)
        used.add(source)
        if cell is None or cell.state is CellState.MISSING:
            cells[id] = Cell(id, None, CellState.UNREAD, note="原文没有这一格，须由本单位填写")
        else:
            cells[id] = replace(cell, id=id)
    changes += _moved(report, form)
    if report.edition != form.id:
        changes += _left_out(report, form, used)
    return cells


def _source(report: AnnualReport, form: Edition, id: str) -> str:
    """The cell of the report whose figure the cell `id` takes; empty where none can be taken over."""
    table, row_id, column = id.split(".")
    if not _comparable(report, form, table):
        return ""
    row = next(item for item in form.table(table).rows() if item.id == row_id)
    own = report.cells.get(id)
    taken = f"{table}.{row.takes}.{column}"
    if taken in report.cells and (own is None or own.state is CellState.MISSING):
        return taken
    return id


def _comparable(report: AnnualReport, form: Edition, table: str) -> bool:
    """True where the report's own form counts in this table by the same terms."""
    if report.edition == NARRATIVE:
        return False
    old = next((item for item in edition(report.edition).tables if item.id == table), None)
    return old is not None and old.terms == form.table(table).terms


def _carried_over(report: AnnualReport, form: Edition) -> Iterator[tuple[str, Row]]:
    """Rows that take over the figures of another row of the report, with their tables."""
    for table in form.tables:
        for row in table.rows():
            if row.takes is not None and any(report.row(table.id, row.takes)):
                yield table.id, row


def _label_taken(report: AnnualReport, table: str, row: Row) -> tuple[str, str]:
    """The printed label of the row that `row` takes over, and the label of the form that has it."""
    for form in editions():
        for item in form.table(table).rows():
            if item.id == row.takes:
                return item.label, form.label
    return str(row.takes), report.edition


def _absent(report: AnnualReport, form: Edition) -> Iterator[Change]:
    """The tables and rows that the document lacks and the new file shows empty."""
    for table in form.tables:
        if not report.has_table(table.id):
            yield Change(
                table.label,
                "没有这张表",
                f"{table.label}{NOTHING}",
                "补上规定的空表，数字须由本单位填写",
            )
            continue
        for row in table.rows() if report.edition == form.id else ():
            if all(cell.state is CellState.MISSING for cell in report.row(table.id, row.id)):
                place = f"{table.label}“{row.short}”行"
                yield Change(place, "没有这一行", NOTHING, "补上规定的空行，数字须由本单位填写")


def _moved(report: AnnualReport, form: Edition) -> Iterator[Change]:
    for table, row in _carried_over(report, form):
        if not report.has_table(table):
            continue
        old_label, old_form = _label_taken(report, table, row)
        known = {cell.row for cell in report.cells.values() if cell.state is not CellState.MISSING}
        split = [
            item
            for item in form.table(table).rows()
            if item.groups == row.groups and item.id != row.id and item.id not in known
        ]
        rest = "".join(f"“{item.label.partition('、')[0]}”" for item in split)
        numbers = "、".join(item.label.partition(".")[0] for item in split)
        count = "两" if len(split) == 2 else f"{len(split)}"
        for column in form.table(table).columns_of(row.id):
            value = report.value(f"{table}.{row.takes}.{column.id}")
            yield Change(
                f"{form.table(table).label}“{old_label}”“{column.label}”",
                _shown(value),
                f"“{row.label}”{_shown(value)}" + (f"；{rest}{NOTHING}" if split else ""),
                f"{old_form}只有一行“{old_label}”，数字全部移入“{row.label}”"
                + (f"；其中属于{numbers}{count}种情形的，须由本单位按案件分出" if split else ""),
            )


def _left_out(report: AnnualReport, form: Edition, used: set[str]) -> Iterator[Change]:
    for id, cell in report.cells.items():
        if id in used or cell.value is None:
            continue
        table = next((item for item in form.tables if item.id == cell.table), None)
        why = "规定的格式没有这一格"
        if table is not None and not _comparable(report, form, table.id):
            why = f"两版格式的{table.label}统计口径不同，不能换算；新{table.label}留空，须由本单位按新口径填写"
        yield Change(cell_label(report, id), _shown(cell.value), NOTHING, why)


def _shown(value: Number | None) -> str:
    return NOTHING if value is None else printed(value)


def _repairs(report: AnnualReport) -> Iterator[Change]:
    """What reading had to repair: the new file shows it repaired, so it is a change."""
    for item in report.irregularities:
        why = _WHY.get(item.kind)
        if why is None or not (item.repaired or item.after):
            continue
        yield Change(_where(report, item.where), item.before, item.after or NOTHING, why)


def _where(report: AnnualReport, where: str) -> str:
    table_id, _, row_id = where.partition(".")
    if report.edition == NARRATIVE:
        return where
    form = edition(report.edition)
    table = next((item for item in form.tables if item.id == table_id), None)
    if table is None:
        part = next((item for item in form.sections if item.id == where), None)
        return where if part is None else part.heading
    row = next((item for item in table.rows() if item.id == row_id), None)
    return table.label if row is None else f"{table.label}“{row.short}”行"
