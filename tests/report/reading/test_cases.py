"""Small inputs of the kinds that real reports were misread by, each with what is right."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from gongkai.report.checks.registry import Context, run
from gongkai.report.facts import fact_value
from gongkai.report.reading import read_file

FOLDER = Path(__file__).parent / "cases"
RIGHT = tomllib.loads((FOLDER / "right.toml").read_text(encoding="utf-8"))
FILES = {path.stem: path for path in FOLDER.iterdir() if path.suffix != ".toml"}


def test_every_case_has_its_right_values() -> None:
    assert FILES.keys() == RIGHT.keys()


@pytest.mark.parametrize("name", sorted(RIGHT))
def test_a_case_is_read_right(name: str) -> None:
    right: dict[str, Any] = RIGHT[name]
    report = read_file(FILES[name])
    for fact, value in right.get("facts", {}).items():
        assert fact_value(report, fact) == (None if value == "null" else value), fact
    for field, value in right.get("identity", {}).items():
        assert getattr(report.identity, field) == value, field
    for row, values in right.get("rows", {}).items():
        table, id = row.split(".")
        assert [cell.value for cell in report.row(table, id)] == values, row
    if "cells" in right:
        assert sum(cell.value is not None for cell in report.cells.values()) == right["cells"]
    findings = list(run(Context(report)))
    assert not {item.code for item in findings} & set(right.get("absent", ()))
    for code, words in right.get("silent", {}).items():
        assert [
            item.message for item in findings if item.code == code and words in item.message
        ] == []
