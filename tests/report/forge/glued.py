"""Forged reports as a crawler leaves them: the cells of each row, or of a whole table, with nothing between them."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from tests.report.forge import text
from tests.report.forge.sheet import Sheet


def write(sheet: Sheet, *, one_run: bool, rng: Random | None = None) -> bytes:
    """The text file; `one_run`: each table is one line."""
    lines = [line.text for line in text.lines(sheet, "tabs", rng)]
    return "\n".join(glue(lines, one_run=one_run)).encode()


def glue(lines: Iterable[str], *, one_run: bool) -> list[str]:
    """The lines with their tabs gone."""
    found: list[str] = []
    run = ""
    for line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) == 1:
            found += [run, line] if run else [line]
            run = ""
        elif one_run:
            run += "".join(cells)
        else:
            found.append("".join(cells))
    return [*found, run]
