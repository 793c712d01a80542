"""A report that is dropped as a new item is recognised, and led to its own desk."""

from __future__ import annotations

from html import unescape

import pytest
from django.urls import reverse

from gongkai.web.publishing.intake.actions.intake import receive_files
from gongkai.web.reporting.recognition import where_reports_go
from tests.web.reporting.conftest import AT


def test_the_screen_of_a_dropped_report_leads_to_reports(body, person, signed_in, example):
    intake = receive_files(
        body("QS11"), acting_user=person("柳河拟稿"), files=[example("柳河镇.docx")], at=AT
    )
    page = signed_in("柳河拟稿").get(reverse("publishing:intake", args=[intake.pk]))
    text = unescape(page.content.decode())
    assert "这是 2024 年年度报告，不作为一般信息登记" in text
    assert f"/office/reports/new/{body('QS11').pk}/2024/" in text


@pytest.mark.parametrize(
    "title",
    ["柳河镇2026年防汛预案", "关于印发2025年工作要点的通知", "柳河镇政府信息公开指南"],
)
def test_other_papers_stay_items(body, title):
    assert where_reports_go(body("QS11"), title) is None
