from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import gongkai
from gongkai.report.model import AnnualReport
from gongkai.report.writers import docx
from tests.report.invented import invented


@pytest.fixture
def call() -> Callable[..., Result]:
    """Call `gongkai report` with the arguments given."""
    return lambda *arguments: CliRunner().invoke(gongkai, ["report", *map(str, arguments)])


@pytest.fixture
def file_of(tmp_path: Path) -> Callable[..., Path]:
    """Write a report, by default the invented one, as a Word file."""

    def write(name: str = "年报.docx", report: AnnualReport | None = None) -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(docx.write(invented() if report is None else report))
        return path

    return write
