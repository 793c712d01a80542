"""Compares what was read with what is true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.report.model import AnnualReport
from tests.report.forge.sheet import Sheet


@dataclass
class Proof:
    """The tally over one or many reports.

    `wrong`: cells with a value that the document does not have there, or has nowhere. `missed`: cells that must be
    read and were not. `due`: how many must be read.
    """

    due: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def share_read(self) -> float:
        """Share of the cells due that were read, 1.0 where none is due."""
        return 1 - len(self.missed) / self.due if self.due else 1.0

    def __iadd__(self, other: Proof) -> Proof:
        self.due += other.due
        self.wrong += other.wrong
        self.missed += other.missed
        return self


def prove(sheet: Sheet, report: AnnualReport, name: str = "") -> Proof:
    """Judge one reading; `name` goes before each fault."""
    proof = Proof()
    prefix = f"{name} seed {sheet.truth.seed} {'+'.join(sheet.damages)}".strip()
    for id, cell in report.cells.items():
        right = sheet.expected.get(id)
        if cell.value is not None and cell.value != right:
            proof.wrong.append(f"{prefix}: {id} read {cell.value}, is {right}")
    for id, right in sheet.expected.items():
        if right is None or id in sheet.open_cells:
            continue
        proof.due += 1
        if report.value(id) is None:
            state = report.cells[id].state.value if id in report.cells else report.edition
            proof.missed.append(f"{prefix}: {id} {state}, is {right}")
    return proof


def proof_over(items: Iterable[tuple[str, Sheet, AnnualReport]]) -> Proof:
    """The tally over many readings."""
    total = Proof()
    for name, sheet, report in items:
        total += prove(sheet, report, name)
    return total
