"""What a rule says where the cells or the parts it needs are not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.report.checks.finding import Finding, Level
from gongkai.report.checks.places import cell_label, heading_of, table_label
from gongkai.report.model import AnnualReport


def unknown(code: str, report: AnnualReport, cells: Iterable[str], what: str) -> Iterator[Finding]:
    """One `unassessable` finding if any of the cells has no number; `what` is what cannot be judged."""
    open_cells = tuple(
        cell for cell in cells if cell in report.cells and report.value(cell) is None
    )
    if open_cells:
        more = f"等{len(open_cells)}格" if len(open_cells) > 1 else ""
        yield Finding(
            code,
            f"{cell_label(report, open_cells[0])}{more}没有数字，无法核验{what}；请对照原件补上。",
            cells=open_cells,
            place=table_label(report, open_cells[0].split(".")[0]),
            hint="请对照原件补上",
            level=Level.UNASSESSABLE,
        )


def part_missing(code: str, report: AnnualReport, section: str, what: str) -> Finding:
    """The `unassessable` finding of a rule about a part that the document has not."""
    place = heading_of(report, section)
    return Finding(
        code,
        f"没有找到“{place}”，无法核验{what}；请补上这一部分。",
        place=place,
        hint="请补上这一部分",
        level=Level.UNASSESSABLE,
    )
