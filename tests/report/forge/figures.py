"""Figures for the three tables: consistent by construction, or each cell its own number so that misplacement shows."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from gongkai.report.edition import Edition, edition

Number = int | Decimal
PROFILES = ("zero", "township", "county", "consistent", "distinct")

_APPLICANTS = ("natural_person", "enterprise", "research", "welfare", "legal_service", "other")
_OUTCOMES = ("upheld", "corrected", "other", "pending")


def forge_figures(rng: Random, edition_id: str, profile: str) -> dict[str, Number]:
    """Every cell of the edition in order.

    `zero`: all 0. `township`: few requests. `county`: thousands. `consistent`: anything between. All four obey every
    relation of the form. `distinct`: every cell has a number of its own and no relation holds.
    """
    form = edition(edition_id)
    ids = form.cell_ids()
    if profile == "zero":
        return dict.fromkeys(ids, 0)
    if profile == "distinct":
        return _distinct(rng, form)
    scale = {"township": 3, "county": 900, "consistent": rng.choice((8, 40, 200))}[profile]
    quiet = 0.93 if profile == "township" else 0.5
    cells: dict[str, Number] = {}
    cells.update(_proactive(rng, form, scale))
    cells.update(_requests(rng, form, scale, quiet))
    cells.update(_disputes(rng, form, scale, quiet))
    return {id: cells[id] for id in ids}


def _count(rng: Random, scale: int, zeros: float = 0.35) -> int:
    return 0 if rng.random() < zeros else rng.randint(1, scale)


def _amount(rng: Random, scale: int) -> Number:
    if rng.random() < 0.4:
        return 0
    return Decimal(rng.randint(1, scale * 10_000)).scaleb(-rng.choice((1, 2, 2, 4))).normalize() + 0


def _proactive(rng: Random, form: Edition, scale: int) -> dict[str, Number]:
    cells: dict[str, Number] = {}
    for block in form.table("proactive").blocks:
        for row in block.rows:
            for column in block.columns:
                value: Number = _count(rng, scale)
                if row.id == "regulations":
                    value = 0
                elif column.decimal:
                    value = _amount(rng, scale)
                elif column.signed:
                    value = rng.randint(-min(scale, 20), min(scale, 20))
                if column.id in ("in_force", "disclosed_total"):
                    value += cells[f"proactive.{row.id}.{block.columns[0].id}"]
                cells[f"proactive.{row.id}.{column.id}"] = value
    return cells


def _requests(rng: Random, form: Edition, scale: int, quiet: float) -> dict[str, Number]:
    table = form.table("requests")
    columns: dict[str, dict[str, int]] = {}
    for column in _APPLICANTS:
        busy = rng.random() < (0.9 if column == "natural_person" else 0.5)
        rows = {
            row.id: _count(rng, scale, quiet) if busy else 0 for row in table.rows() if row.result
        }
        rows["result_total"] = sum(rows.values())
        rows["carried_out"] = _count(rng, max(1, scale // 4), quiet) if busy else 0
        intake = rows["result_total"] + rows["carried_out"]
        rows["carried_in"] = rng.randint(0, min(intake, max(1, scale // 4)))
        rows["new"] = intake - rows["carried_in"]
        columns[column] = rows
    columns["total"] = {
        row.id: sum(columns[column][row.id] for column in _APPLICANTS) for row in table.rows()
    }
    return {
        f"requests.{row.id}.{column.id}": columns[column.id][row.id]
        for row in table.rows()
        for column in table.columns_of(row.id)
    }


def _disputes(rng: Random, form: Edition, scale: int, quiet: float) -> dict[str, Number]:
    cells: dict[str, Number] = {}
    for row in form.table("disputes").rows():
        parts = {outcome: _count(rng, max(1, scale // 6), quiet) for outcome in _OUTCOMES}
        parts["total"] = sum(parts.values())
        cells.update({f"disputes.{row.id}.{column}": value for column, value in parts.items()})
    return cells


def _distinct(rng: Random, form: Edition) -> dict[str, Number]:
    ids = form.cell_ids()
    sizes = [
        rng.sample(range(10 ** (d - 1), 10**d), min(9 * 10 ** (d - 1), 70)) for d in (2, 3, 4, 5)
    ]
    numbers = rng.sample([number for size in sizes for number in size], len(ids))
    return dict(zip(ids, numbers, strict=True))


def break_relation(rng: Random, cells: Mapping[str, Number]) -> tuple[dict[str, Number], str]:
    """The figures with one cell of table three changed, and that cell's id."""
    id = rng.choice([id for id in cells if id.startswith("requests.")])
    broken = dict(cells)
    broken[id] += rng.choice((1, 2, 10, 9))
    return broken, id
