"""Figures of the gold set: small, lawful for the body, and adding up."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from gongkai.report.edition import edition
from tests.report.forge.figures import Number, forge_figures
from tests.report.gold.bodies import Issuer

_RESULTS = (
    "disclosed partly_disclosed withheld_by_law withheld_third_party withheld_internal_affairs withheld_deliberative "
    "unavailable_not_held unavailable_needs_creation unavailable_unclear not_processed_complaint not_processed_repeat "
    "other_not_supplemented other_other"
).split()
_COLUMNS = ("natural_person", "enterprise", "research", "welfare", "legal_service", "other")


def figures(rng: Random, issuer: Issuer, edition_id: str) -> dict[str, Number]:
    """Every cell of the edition: quiet for small bodies, busy for large ones, every relation held."""
    cells = forge_figures(rng, edition_id, "zero")
    small = issuer.level in ("township", "street", "department", "other")
    _requests(rng, cells, 0 if rng.random() < (0.6 if small else 0.1) else (4 if small else 20))
    _disputes(rng, cells, edition_id, 0 if small and rng.random() < 0.8 else 6)
    if edition_id == "2021":
        issued = rng.randint(0, 2 if small else 8)
        repealed = rng.randint(0, 2)
        cells["proactive.normative_documents.issued"] = issued
        cells["proactive.normative_documents.repealed"] = repealed
        cells["proactive.normative_documents.in_force"] = issued + rng.randint(0, 12)
        if issuer.level in ("county", "city", "department"):
            cells["proactive.licences.decisions"] = rng.randint(0, 3000)
            cells["proactive.penalties.decisions"] = rng.randint(0, 900)
            cells["proactive.coercion.decisions"] = rng.randint(0, 20)
            cells["proactive.fees.amount"] = Decimal(rng.randint(0, 99999)) / 100
    return cells


def _requests(rng: Random, cells: dict[str, Number], scale: int) -> None:
    for column, most in zip(_COLUMNS, (scale, scale // 2, 0, 0, scale // 4, 0), strict=True):
        done = 0
        for row in _RESULTS:
            value = rng.randint(1, most) if most and rng.random() < 0.35 else 0
            row = row if f"requests.{row}.{column}" in cells else "other"
            cells[f"requests.{row}.{column}"] += value
            done += value
        out = rng.randint(0, most // 3)
        carried = rng.randint(0, min(done + out, most // 3))
        for row, value in (
            ("result_total", done),
            ("carried_out", out),
            ("carried_in", carried),
            ("new", done + out - carried),
        ):
            cells[f"requests.{row}.{column}"] = value
    for id in [id for id in cells if id.startswith("requests.") and id.endswith(".total")]:
        row = id.removesuffix("total")
        cells[id] = sum(cells[row + column] for column in _COLUMNS)


def _disputes(rng: Random, cells: dict[str, Number], edition_id: str, scale: int) -> None:
    for row in edition(edition_id).table("disputes").rows():
        total = 0
        for column in ("upheld", "other", "pending"):
            value = rng.randint(0, scale) if rng.random() < 0.5 else 0
            cells[f"disputes.{row.id}.{column}"] = value
            total += value
        cells[f"disputes.{row.id}.total"] = total


def named(cells: dict[str, Number]) -> dict[str, Number]:
    """The figures by the short names that the phrases use."""

    def row(*names: str) -> Number:
        return sum(cells.get(f"requests.{name}.total", 0) for name in names)

    def rows(prefix: str) -> Number:
        return sum(
            value
            for id, value in cells.items()
            if id.startswith(f"requests.{prefix}") and id.endswith(".total")
        )

    def dispute(kind: str, column: str) -> Number:
        return sum(
            value
            for id, value in cells.items()
            if id.startswith(f"disputes.{kind}") and id.endswith(f".{column}")
        )

    new = int(row("new"))
    by_post = new // 3
    at_desk = new // 4
    return {
        "new": new,
        "new_a": at_desk,
        "new_b": by_post,
        "new_c": new - at_desk - by_post,
        "nat": cells["requests.new.natural_person"],
        "cin": row("carried_in"),
        "done": row("result_total"),
        "cout": row("carried_out"),
        "dis": row("disclosed"),
        "par": row("partly_disclosed"),
        "dispar": row("disclosed", "partly_disclosed"),
        "wit": rows("withheld"),
        "una": rows("unavailable"),
        "noh": row("unavailable_not_held"),
        "npr": rows("not_processed"),
        "oth": rows("other"),
        "rec": dispute("reconsideration", "total"),
        "rec_up": dispute("reconsideration", "upheld"),
        "rec_ot": dispute("reconsideration", "other"),
        "rec_pe": dispute("reconsideration", "pending"),
        "lit": dispute("litigation", "total"),
    }
