"""Faults planted in the tables and in what the law asks of their figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from tests.report.forge.sheet import Grid, Line, Sheet
from tests.report.gold.draft import Draft, Mark
from tests.report.gold.faults import fault
from tests.report.gold.figures import figures
from tests.report.gold.writing import on_request

OPEN_PARTS = Mark("AR214", optional=True)
"""A part that lost its heading leaves the part before it longer than it is."""


def _on_grid(draft: Draft, table: str, change: Callable[[Grid], Grid | tuple[()]]) -> None:
    draft.sheet_edits.append(lambda sheet: sheet.with_grid(table, change(sheet.grid(table))))


def _cell(draft: Draft, cell: str, text: str) -> None:
    """Print other words than the figure in one cell."""

    def change(grid: Grid) -> Grid:
        rows = tuple(
            tuple(replace(box, text=text) if box.cell == cell else box for box in row)
            for row in grid.rows
        )
        return replace(grid, rows=rows)

    _on_grid(draft, cell.split(".")[0], change)


@fault
def intake_unbalanced(draft: Draft) -> bool:
    for column in ("natural_person", "total"):
        draft.cells[f"requests.new.{column}"] += 2
    draft.blocks["on_request"] = draft.say_several("request_work", 2)
    draft.mark("AR301", cells=True)
    draft.mark("AR305", optional=True)
    return True


@fault
def results_do_not_add_up(draft: Draft) -> bool:
    if not draft.names["done"]:
        return False
    for column in ("natural_person", "total"):
        draft.cells[f"requests.disclosed.{column}"] += 1
    draft.blocks["on_request"] = draft.say_several("request_work", 2)
    draft.mark("AR302", cells=True)
    draft.mark("AR305", optional=True)
    return True


@fault
def applicants_do_not_add_up(draft: Draft) -> bool:
    draft.cells["requests.new.enterprise"] += 1
    draft.mark("AR303", cells=True)
    draft.mark("AR301", optional=True)
    draft.mark("AR305", optional=True)
    draft.mark("AR307", optional=True)
    return True


@fault
def disputes_do_not_add_up(draft: Draft) -> bool:
    draft.cells["disputes.litigation_direct.upheld"] += 1
    draft.mark("AR304", cells=True)
    draft.mark("AR305", optional=True)
    return True


@fault
def column_beside(draft: Draft) -> bool:
    """A result stands one column too far to the right."""
    if draft.cells["requests.new.research"] or draft.cells["requests.carried_in.research"]:
        return False
    for id in ("new.enterprise", "result_total.enterprise", "disclosed.research"):
        draft.cells[f"requests.{id}"] += 2
    for row in ("new", "result_total", "disclosed"):
        draft.cells[f"requests.{row}.total"] += 2
    draft.blocks["on_request"] = draft.say_several("request_work", 2)
    draft.mark("AR307", cells=True)
    for code in ("AR301", "AR302", "AR309", "AR305"):
        draft.mark(code, optional=True)
    return True


@fault
def fee_in_yuan(draft: Draft) -> bool:
    if draft.edition != "2021" or draft.issuer.level not in ("township", "street"):
        return False
    draft.cells["proactive.fees.amount"] = Decimal(draft.rng.randint(20000, 900000))
    draft.mark("AR308", cells=True)
    return True


@fault
def issued_beyond_stock(draft: Draft) -> bool:
    if draft.edition != "2021":
        return False
    row = "proactive.normative_documents."
    draft.cells[row + "issued"] = draft.cells[row + "in_force"] + 6
    draft.cells[row + "repealed"] = 0
    draft.mark("AR310", cells=True)
    return True


@fault
def regulations_below_city(draft: Draft) -> bool:
    if draft.edition != "2021" or draft.issuer.level not in ("township", "street", "county"):
        return False
    draft.cells["proactive.regulations.in_force"] = 2
    unknown = (
        draft.issuer.full == "碧梧市人民政府"
    )  # nothing says that this city is one of county level
    draft.mark("AR603", cells=True, optional=unknown)
    return True


@fault
def penalties_without_delegation(draft: Draft) -> bool:
    if draft.edition != "2021" or draft.issuer.level not in ("township", "street"):
        return False
    draft.cells["proactive.penalties.decisions"] = draft.rng.randint(2, 40)
    if draft.rng.random() < 0.4:
        draft.blocks["management"].append(draft.say("delegated"))
    else:
        draft.mark("AR605", cells=True)
    return True


@fault
def unusual_ground(draft: Draft) -> bool:
    if draft.edition != "2021" or draft.issuer.level not in ("township", "street"):
        return False
    row = draft.rng.choice(
        ("withheld_state_secret", "withheld_security_stability", "not_processed_excessive")
    )
    for name in ("new", "result_total", row):
        for column in ("natural_person", "total"):
            draft.cells[f"requests.{name}.{column}"] += 1
    draft.blocks["on_request"] = draft.say_several("request_work", 2)
    draft.mark("AR606", cells=True)
    return True


@fault
def correction_not_explained(draft: Draft) -> bool:
    for column in ("corrected", "total"):
        draft.cells[f"disputes.reconsideration.{column}"] += 1
    draft.blocks["on_request"] = draft.blocks["on_request"][:1]
    if draft.rng.random() < 0.4:
        draft.other.append(draft.say("corrected"))
    else:
        draft.mark("AR607", cells=True)
    return True


@fault
def partly_disclosed_counted_twice(draft: Draft) -> bool:
    for row in ("partly_disclosed", "new", "result_total", "withheld_by_law"):
        for column in ("natural_person", "total"):
            draft.cells[f"requests.{row}.{column}"] += 2
    draft.blocks["on_request"] = draft.say_several("request_work", 2)
    draft.mark("AR302", cells=True)
    draft.mark("AR608", optional=True)
    draft.mark("AR305", optional=True)
    return True


@fault
def obsolete_form(draft: Draft) -> bool:
    if draft.edition != "2021":
        return False
    draft.edition = "2019"
    draft.cells = figures(draft.rng, draft.issuer, "2019")
    draft.blocks["on_request"] = on_request(draft)
    draft.mark("AR208")
    return True


@fault
def table_missing(draft: Draft) -> bool:
    table = draft.rng.choice(("proactive", "requests", "disputes"))
    _on_grid(draft, table, lambda grid: ())
    draft.mark("AR001", {"proactive": "表二", "requests": "表三", "disputes": "表四"}[table])
    for code in ("AR115", "AR009"):
        draft.mark(code, "表", optional=True)
    return True


@fault
def rows_missing(draft: Draft) -> bool:
    def change(grid: Grid) -> Grid:
        kept = [
            row for row in grid.rows if not any("carried_out" in (box.cell or "") for box in row)
        ]
        return replace(grid, rows=tuple(kept))

    _on_grid(draft, "requests", change)
    draft.mark("AR002", cells=True)
    return True


@fault
def heading_missing(draft: Draft) -> bool:
    id = draft.rng.choice(("problems", "other"))

    def change(sheet: Sheet) -> Sheet:
        kept = tuple(
            piece
            for piece in sheet.pieces
            if not (
                isinstance(piece, Line)
                and piece.kind == "heading"
                and {"problems": "主要问题", "other": "需要报告"}[id] in piece.text
            )
        )
        return replace(sheet, pieces=kept)

    draft.sheet_edits.append(change)
    # Words that read like the heading may be taken for it.
    alike = id == "problems" or any("需要报告" in text for text in draft.other)
    draft.mark("AR009", optional=alike)
    draft.mark("AR204", optional=True)
    draft.marks.append(OPEN_PARTS)
    return True


@fault
def not_filled_in(draft: Draft) -> bool:
    cell = draft.rng.choice(
        ("requests.new.enterprise", "disputes.reconsideration.upheld", "requests.disclosed.other")
    )
    _cell(draft, cell, draft.rng.choice(("/", "—", "无", "")))
    draft.mark("AR007", cells=True)
    for code in ("AR006", "AR008"):
        draft.mark(code, optional=True)
    return True


@fault
def label_not_official(draft: Draft) -> bool:
    if draft.edition != "2021":
        return False

    def change(grid: Grid) -> Grid:
        rows = tuple(
            tuple(
                replace(box, text="规范性文件") if box.text == "行政规范性文件" else box
                for box in row
            )
            for row in grid.rows
        )
        return replace(grid, rows=rows)

    _on_grid(draft, "proactive", change)
    draft.mark("AR209", cells=True)
    return True


@fault
def parts_out_of_order(draft: Draft) -> bool:
    def change(sheet: Sheet) -> Sheet:
        pieces = list(sheet.pieces)
        starts = [
            at
            for at, piece in enumerate(pieces)
            if isinstance(piece, Line) and piece.kind == "heading"
        ]
        third, fourth, fifth = starts[2], starts[3], starts[4]
        moved = [*pieces[:third], *pieces[fourth:fifth], *pieces[third:fourth], *pieces[fifth:]]
        return replace(sheet, pieces=tuple(moved))

    draft.sheet_edits.append(change)
    draft.mark("AR205")
    draft.mark("AR217", optional=True)
    return True
