"""Whoever takes a desk over learns of the cases that lose lawsuits; of nobody's name."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.web.supervision.handover.reading import handover

pytestmark = pytest.mark.django_db


def test_requests_and_disputes_that_run_stand_on_the_sheet_by_number(bar, signed_in):
    bar.desk.receive(day="2026-11-02")
    bar.open("review", "2026-11-20")
    found = handover(bar.desk.body, date(2026, 11, 29)).cases
    assert [each.kind for each in found] == ["依申请公开", "行政复议"]
    assert "QS11-2026-复001" in [each.number for each in found]
    page = signed_in("柳河拟稿").get(f"/office/supervision/handover/{bar.desk.body.pk}/")
    assert "QS11-2026-复001" in page.content.decode()
    assert "田大有" not in page.content.decode()
