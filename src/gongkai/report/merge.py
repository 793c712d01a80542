"""The county's roll-up: every cell the sum of the bodies below, or unknown with the reason and who is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.documents.model import Source
from gongkai.report.checks.places import cell_label
from gongkai.report.edition import NARRATIVE, edition
from gongkai.report.errors import ReportError
from gongkai.report.model import AnnualReport, Cell, CellState, Identity, Number, Section


class NotMergeable(ReportError):
    """Reports that cannot be added up; `names` are their files, `reason` says why."""

    def __init__(self, names: Sequence[str], reason: str, next_step: str) -> None:
        self.names = tuple(names)
        self.reason = reason
        super().__init__(f"文件“{'”“'.join(names)}”：{reason}；{next_step}。")


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell of the roll-up without a sum: its id, its place, and the bodies whose figure is unknown."""

    id: str
    label: str
    missing: tuple[str, ...]
    known_sum: Number


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A cell in which the parent's own report differs from the sum of the bodies below it.

    `parent` is None where its figure is unknown; `difference` is parent less sum. `parts` are the bodies' figures.
    """

    id: str
    label: str
    parent: Number | None
    total: Number
    parts: tuple[tuple[str, Number], ...]

    @property
    def difference(self) -> Number | None:
        """Parent less sum; None where the parent's figure is unknown."""
        return None if self.parent is None else self.parent - self.total


@dataclass(frozen=True, slots=True)
class RollUp:
    """The sum as a report without prose, the reports it was made of, and what does not add up.

    `missing` are bodies that are owed and gave no report.
    """

    report: AnnualReport
    children: tuple[AnnualReport, ...]
    parent: AnnualReport | None
    open_cells: tuple[OpenCell, ...]
    mismatches: tuple[Mismatch, ...]
    missing: tuple[str, ...] = ()


def merge(
    children: Sequence[AnnualReport],
    parent: AnnualReport | None = None,
    *,
    missing: Sequence[str] = (),
    name: str = "",
) -> RollUp:
    """Add the reports up, and compare with the `parent`'s own report where it is given.

    `missing` names the bodies whose report should be there and is not: the sum says so in its title and words.
    `name` is whose sum it is, where no report of the parent tells.

    A cell is the sum where every body's figure is known, otherwise unknown; no unknown figure counts as 0.
    Raises `NotMergeable` for no reports, reports of several editions, of several years, without tables, or two of
    one body.
    """
    _refuse(children, parent)
    form = edition(children[0].edition)
    names = [body_name(child) for child in children]
    cells: dict[str, Cell] = {}
    open_cells: list[OpenCell] = []
    mismatches: list[Mismatch] = []
    ids = form.cell_ids()
    sums = totals([child.value(id) for id in ids] for child in children)
    for id, (values, total) in zip(ids, sums, strict=True):
        known = [
            (name, value) for name, value in zip(names, values, strict=True) if value is not None
        ]
        if len(known) == len(children):
            cells[id] = Cell(id, total, CellState.READ)
            own = None if parent is None else parent.value(id)
            if parent is not None and own != total:
                mismatches.append(
                    Mismatch(id, cell_label(children[0], id), own, total, tuple(known))
                )
        else:
            without = tuple(
                name for name, value in zip(names, values, strict=True) if value is None
            )
            note = f"{'、'.join(without)}此格没有数字，不能汇总"
            cells[id] = Cell(id, None, CellState.UNREAD, note=note)
            open_cells.append(OpenCell(id, cell_label(children[0], id), without, total))
    report = AnnualReport(
        source=Source("汇总", "", "application/json", 0),
        identity=_identity(children, parent, name, len(missing)),
        edition=form.id,
        preamble=(
            f"本表由{len(children)}个单位的年度报告逐格相加：{'、'.join(names)}。",
            *(
                (
                    f"应汇总{len(children) + len(missing)}个单位，缺{len(missing)}个，没有计入：{'、'.join(missing)}。"
                    "本表不是全部单位的合计。",
                )
                if missing
                else ()
            ),
        ),
        sections=tuple(Section(item.id, item.heading) for item in form.sections if item.table),
        signature=(),
        cells=cells,
    )
    return RollUp(
        report, tuple(children), parent, tuple(open_cells), tuple(mismatches), tuple(missing)
    )


def totals(
    rows: Iterable[Sequence[Number | None]],
) -> Iterator[tuple[tuple[Number | None, ...], Number]]:
    """Of each column of the rows: its values, and the sum of those that are known.

    A row is one body's cells in the order of the form. Forty thousand rows of two hundred cells take about a second.
    """
    for values in zip(*rows, strict=True):
        if None in values:
            yield values, sum(value for value in values if value is not None)
        else:
            yield values, sum(values)


def body_name(report: AnnualReport) -> str:
    """The issuing body's name, or its file's where the document names none."""
    identity = report.identity
    return identity.organization_full or identity.organization or report.source.name


def _identity(
    children: Sequence[AnnualReport], parent: AnnualReport | None, name: str, missing: int
) -> Identity:
    year = children[0].identity.year
    known = Identity() if parent is None else parent.identity
    when = "" if year is None else f"{year}年"
    if name and not (known.organization_full or known.organization):
        known = replace(known, organization=name)
    body = known.organization_full or known.organization or ""
    lacking = f"（缺{missing}个单位）" if missing else ""
    period = None if year is None else (date(year, 1, 1), date(year, 12, 31))
    return replace(
        known,
        title=f"{body}{when}政府信息公开年度数据汇总表{lacking}",
        year=year,
        period=period,
        issued_on=None,
    )


def _refuse(children: Sequence[AnnualReport], parent: AnnualReport | None) -> None:
    if not children:
        raise NotMergeable(("",), "没有可以汇总的报告，应至少有一份", "请给出下级单位的报告")
    everyone = [*children, *([] if parent is None else [parent])]
    without = [item.source.name for item in everyone if item.edition == NARRATIVE]
    if without:
        raise NotMergeable(
            without, "没有统一的表格，应为2019年或2021年格式的报告", "请去掉后再汇总"
        )
    _refuse_mixed(
        everyone,
        [item.edition for item in everyone],
        "格式",
        "请先用 gongkai report fix 改为同一格式",
    )
    years = [item.identity.year for item in everyone]
    _refuse_mixed(
        everyone, [year for year in years if year is not None], "年份", "请只汇总同一年的报告"
    )
    bodies: dict[str, AnnualReport] = {}
    for child in children:
        name = body_name(child)
        if name in bodies:
            raise NotMergeable(
                (bodies[name].source.name, child.source.name),
                f"都是{name}的报告，应每个单位一份",
                "请去掉重复的一份",
            )
        bodies[name] = child


def _refuse_mixed(
    everyone: Sequence[AnnualReport], values: Sequence[object], what: str, next_step: str
) -> None:
    different = sorted({str(value) for value in values})
    if len(different) > 1:
        found = f"{what}不一致（{'、'.join(different)}），应为同一{what}"
        raise NotMergeable([item.source.name for item in everyone], found, next_step)
