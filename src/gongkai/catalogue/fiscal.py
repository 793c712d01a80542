"""Budgets and accounts: which tables they show, and sums inside a table that do not agree.

Only relations that every such table keeps are looked at: the parts of the 三公 expenses, 基本支出＋项目支出＝合计 in a
row, 收入总计＝支出总计 in the balance. A figure that cannot be read whole judges nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

# Figures are rounded to two places; a sum of a few may differ by as many halves.
TOLERANCE = Decimal("0.02")
_FIGURE = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?")
_GOVERNMENT = re.compile(r"政府[预决]算|财政[预决]算|本级[预决]算|预算执行|总[预决]算")
_SPACE = re.compile(r"[\s　]+")


@dataclass(frozen=True, slots=True)
class FiscalTable:
    """A table, and words by which it is recognised."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableSet:
    """What one kind of publication shows; ``confidence`` is ``seen`` or ``inferred``."""

    id: str
    label: str
    basis: str
    evidence: str
    confidence: str
    tables: tuple[FiscalTable, ...]


@dataclass(frozen=True, slots=True)
class SumFault:
    """A sum that does not agree: its name, what stands there, what the parts give; figures as in the table."""

    name: str
    stated: Decimal
    parts: Decimal

    @property
    def sentence(self) -> str:
        """In words."""
        return f"{self.name}：表中为 {self.stated}，各项相加为 {self.parts}"


@cache
def table_sets() -> Mapping[str, TableSet]:
    """The sets of ``fiscal.toml``, by id."""
    told = tomllib.loads(files("gongkai.catalogue").joinpath("fiscal.toml").read_text("utf-8"))
    return {
        name: TableSet(
            name,
            entry["label"],
            entry["basis"],
            entry["evidence"],
            entry["confidence"],
            tuple(FiscalTable(each["label"], tuple(each["words"])) for each in entry["tables"]),
        )
        for name, entry in told.items()
    }


def set_of(title: str) -> TableSet | None:
    """The set that a title calls for; ``None`` for what is neither a budget nor accounts."""
    if "决算" in title:
        kind = "accounts"
    elif "预算" in title:
        kind = "budget"
    else:
        return None
    whose = "government" if _GOVERNMENT.search(title) else "department"
    return table_sets()[f"{whose}-{kind}"]


def missing_tables(wanted: TableSet, text: str) -> tuple[str, ...]:
    """Labels of the tables that a text (of item and files, names too) does not show."""
    plain = _SPACE.sub("", text)
    return tuple(
        table.label for table in wanted.tables if not any(word in plain for word in table.words)
    )


def sum_faults(rows: Sequence[Sequence[str]]) -> Iterator[SumFault]:
    """What does not agree in one table, given row by row as its cells."""
    grid = [[_SPACE.sub("", cell) for cell in row] for row in rows]
    yield from _balance(grid)
    yield from _basic_and_project(grid)
    yield from _three_public(grid)


def figure(text: str) -> Decimal | None:
    """A figure written whole; ``None`` for anything else."""
    return Decimal(text.replace(",", "")) if _FIGURE.fullmatch(text) else None


def _fault(name: str, stated: Decimal, parts: Sequence[Decimal]) -> SumFault | None:
    total = sum(parts, Decimal(0))
    return SumFault(name, stated, total) if abs(stated - total) > TOLERANCE else None


def _balance(grid: list[list[str]]) -> Iterator[SumFault]:
    for row in grid:
        told = {}
        for place, cell in enumerate(row[:-1]):
            if cell in {"收入总计", "支出总计"}:
                told[cell] = next((figure(each) for each in row[place + 1 :] if each), None)
        income, spent = told.get("收入总计"), told.get("支出总计")
        if income is not None and spent is not None and abs(income - spent) > TOLERANCE:
            yield SumFault("收入总计与支出总计应当相等", income, spent)


def _basic_and_project(grid: list[list[str]]) -> Iterator[SumFault]:
    for place, heads in enumerate(grid):
        at = {name: heads.index(name) for name in ("合计", "基本支出", "项目支出") if name in heads}
        others = [cell for cell in heads if cell.endswith(("支出", "补助")) and cell not in at]
        if len(at) < 3 or others:
            continue
        for row in grid[place + 1 :]:
            values = [figure(row[column]) if column < len(row) else None for column in at.values()]
            total, *parts = values
            if total is None or any(part is None for part in parts):
                continue
            label = next((cell for cell in row if cell and figure(cell) is None), "本行")
            if fault := _fault(
                f"“{label}”基本支出加项目支出", total, [part for part in parts if part is not None]
            ):
                yield fault
        return


def _three_public(grid: list[list[str]]) -> Iterator[SumFault]:
    for told in _by_label(grid):
        total = _of(told, "合计", "三公")
        abroad, reception = _of(told, "因公出国"), _of(told, "公务接待")
        buying, running = _of(told, "购置费", "购置"), _of(told, "运行")
        cars = _of(told, "公务用车购置及运行", "公务用车购置和运行", "小计")
        if cars is not None and buying is not None and running is not None:
            if fault := _fault("公务用车购置及运行费", cars, [buying, running]):
                yield fault
        elif cars is None and buying is not None and running is not None:
            cars = buying + running
        if total is not None and abroad is not None and reception is not None and cars is not None:
            if fault := _fault("“三公”经费合计", total, [abroad, reception, cars]):
                yield fault


def _by_label(grid: list[list[str]]) -> Iterator[dict[str, Decimal]]:
    """Labels with their figures: down the first column, or along each row under its heads."""
    if not any("因公出国" in cell for row in grid for cell in row):
        return
    down: dict[str, Decimal] = {}
    for row in grid:
        label = next((cell for cell in row if cell and figure(cell) is None), "")
        value = next((figure(cell) for cell in row[1:] if figure(cell) is not None), None)
        if label and value is not None:
            down.setdefault(label, value)
    if any("因公出国" in label for label in down):
        yield down
        return
    heads: list[str] = []
    for row in grid:
        if all(figure(cell) is None for cell in row):
            heads = [
                " ".join(filter(None, (old, new)))
                for old, new in zip(heads or [""] * len(row), row, strict=False)
            ]
        elif heads:
            values = {
                head: value
                for head, cell in zip(heads, row, strict=False)
                if head and (value := figure(cell)) is not None
            }
            yield values


def _of(told: Mapping[str, Decimal], *names: str) -> Decimal | None:
    """The figure of the one label that says this, of the first name that any says; ``None`` where two do."""
    for name in names:
        found = [value for label, value in told.items() if _says(label, name)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _says(label: str, name: str) -> bool:
    last = label.rpartition(" ")[2]
    if name in {"购置费", "购置"}:
        return name in last and "运行" not in last
    if name == "运行":
        return "运行" in last and "购置" not in last
    return name in last or (name == "因公出国" and name in label)
