"""Reports of invented bodies, as files that lie beside the program."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.web.disputes.conftest import bar, desk  # noqa: F401  disputes to be counted
from tests.web.publishing.conftest import (  # noqa: F401  items to be counted
    at_stage,
    drafted,
    released,
    rows,
)

EXAMPLES = Path(__file__).parents[3] / "examples"
AT = datetime(2026, 1, 12, 2, tzinfo=UTC)


@pytest.fixture
def example() -> Callable[[str], tuple[str, bytes]]:
    """``example("柳河镇.docx")``: the name and the bytes of a report on 2024."""
    return lambda name: (name, (EXAMPLES / name).read_bytes())


@pytest.fixture
def sent(person):
    """``sent(report)``: sent for approval by its author and reviewed, waiting to be signed."""
    from gongkai.web.reporting.actions.submitting import review_report, send_report

    staff = {"QS11": ("柳河拟稿", "柳河一审"), "QS12": ("白杨拟稿", "白杨审核")}

    def send(report):
        clerk, reviewer = staff[report.body.code]
        approval = send_report(report, acting_user=person(clerk), at=AT)
        return review_report(approval, acting_user=person(reviewer), at=AT, proofread=True)

    return send


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
