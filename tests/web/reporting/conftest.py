"""Reports of invented bodies, as files that lie beside the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[3] / "examples"
AT = datetime(2026, 1, 12, 2, tzinfo=UTC)


@pytest.fixture
def example() -> Callable[[str], tuple[str, bytes]]:
    """``example("柳河镇.docx")``: the name and the bytes of a report on 2024."""
    return lambda name: (name, (EXAMPLES / name).read_bytes())


@pytest.fixture
def filed(body, person, example):
    """``filed("QS11", "柳河拟稿", "柳河镇.docx")``: the file on record."""
    from gongkai.web.reporting.actions.filing import file_report

    def put(code: str, username: str, file: str):
        name, content = example(file)
        return file_report(
            body(code), 2024, acting_user=person(username), at=AT, name=name, content=content
        )

    return put
