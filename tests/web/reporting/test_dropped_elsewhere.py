"""A report that is dropped as a new item is recognised, and led to its own desk."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.office.errors import ActionError
from gongkai.web.publishing.intake.actions.intake import (
    enter_files,
    receive_files,
)
from gongkai.web.publishing.items.actions.draft import draft_with_files
from gongkai.web.publishing.items.actions.submit import submit_item
from gongkai.web.publishing.items.elsewhere import refuse_foreign
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.reporting.models import YearReport
from gongkai.web.reporting.recognition import where_reports_go
from tests.web.reporting.conftest import AT


def test_the_screen_of_a_dropped_report_leads_to_reports(body, person, signed_in, example):
    intake = receive_files(
        body("QS11"), acting_user=person("柳河拟稿"), files=[example("柳河镇.docx")], at=AT
    )
    page = signed_in("柳河拟稿").get(reverse("publishing:intake", args=[intake.pk]))
    text = unescape(page.content.decode())
    assert "这是2024 年年度报告，要在“年度报告”里存入" in text
    assert "核对无误，存为草稿" not in text
    assert f"/office/reports/new/{body('QS11').pk}/2024/" in text


def test_a_dropped_report_is_checked_and_carried_along(body, person, signed_in, example):
    intake = receive_files(
        body("QS12"), acting_user=person("白杨拟稿"), files=[example("白杨乡.html")], at=AT
    )
    browser = signed_in("白杨拟稿")
    new = f"/office/reports/new/{body('QS12').pk}/2024/?file={intake.files.get().pk}"
    dropped = browser.get(reverse("publishing:intake", args=[intake.pk])).content.decode()
    assert f'href="{new}">核对这个文件，存入 2024 年年度报告</a>' in dropped
    page = browser.get(new).content.decode()
    assert "错误 AR102　" in page
    assert 'type="file"' not in page
    assert not YearReport.objects.exists()
    assert signed_in("柳河拟稿").get(new).status_code != 200
    done = browser.post(new, follow=True).content.decode()
    assert "已存入第 1 版" in done
    report = YearReport.objects.get()
    assert (str(report), report.current.name) == ("白杨乡2024年年度报告", "白杨乡.html")
    intake.refresh_from_db()
    assert intake.discarded_at is not None
    assert browser.post(new).status_code == 404


@pytest.mark.parametrize(
    "title",
    ["柳河镇2026年防汛预案", "关于印发2025年工作要点的通知", "柳河镇政府信息公开指南"],
)
def test_other_papers_stay_items(body, title):
    assert where_reports_go(body("QS11"), title) is None


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("赤岭县白桦镇人民政府2025年政府信息公开工作年度报告", "这是“赤岭县白桦镇人民政府”的2025 年年度报告，不是柳河镇人民政府的"),
        ("青石县柳河镇人民政府2025年政府信息公开工作年度报告", "这是“青石县柳河镇人民政府”的2025 年年度报告，不是柳河镇人民政府的"),
        ("青山县柳河镇人民政府2025年政府信息公开工作年度报告", "不作为一般信息登记；请从“年度报告”存入"),
        ("柳河镇人民政府2025年政府信息公开工作年度报告", "不作为一般信息登记；请从“年度报告”存入"),
    ],
)  # fmt: skip
def test_no_report_becomes_an_item_whosever_it_is(body, person, rows, title, told):
    intake = receive_files(
        body("QS11"), acting_user=person("柳河拟稿"), files=[("年报.txt", title.encode())], at=AT
    )
    with pytest.raises(ActionError, match=told):
        enter_files(
            intake,
            acting_user=person("柳河拟稿"),
            at=AT,
            attach=[],
            title=title,
            row=rows("statutory.regulations_and_normative_documents"),
        )
    intake.refresh_from_db()
    assert intake.item is None


def test_the_title_in_the_paper_counts_not_the_one_typed_over_it(body, person, signed_in, rows):
    title = "赤岭县白桦镇人民政府2025年政府信息公开工作年度报告"
    text = f"{title}\n\n根据《中华人民共和国政府信息公开条例》编制本报告。\n一、总体情况\n"
    intake = receive_files(
        body("QS11"), acting_user=person("柳河拟稿"), files=[("材料.txt", text.encode())], at=AT
    )
    browser = signed_in("柳河拟稿")
    url = reverse("publishing:intake", args=[intake.pk])
    page = unescape(browser.get(url).content.decode())
    assert "不能登记为本机关的信息" in page
    assert "存入 2025" not in page
    browser.post(url, {"title": "工作材料", "row": rows("statutory.regulations_and_normative_documents").pk})  # fmt: skip
    intake.refresh_from_db()
    assert intake.item is None


@pytest.mark.parametrize(
    ("title", "stops"),
    [
        ("赤岭县白桦镇人民政府2023年政府信息公开工作年度报告", True),
        ("青石县柳河镇2023年政府信息公开工作年度报告", True),
        ("柳河镇人民政府2023年政府信息公开工作年度报告", False),
        ("青山县柳河镇2023年政府信息公开工作年度报告", False),
        ("柳河镇2023年工作总结", False),
    ],
)
def test_an_old_column_brings_in_no_other_bodys_report(body, title, stops):
    if stops:
        with pytest.raises(ActionError, match="不能登记为本机关的信息"):
            refuse_foreign(body("QS11"), title)
    else:
        refuse_foreign(body("QS11"), title)


@pytest.mark.parametrize(
    ("title", "text", "told"),
    [
        ("工作材料", "<h2>青石县柳河镇人民政府</h2><p>2025年政府信息公开工作年度报告</p><p>一、总体情况</p>", "不能登记为本机关的信息"),
        ("赤岭县白桦镇2025年政府信息公开工作年度报告", "<p>一、总体情况</p>", "不能登记为本机关的信息"),
        ("工作材料", "<p>柳河镇人民政府2025年政府信息公开工作年度报告</p>", "要在“年度报告”里存入"),
    ],
)  # fmt: skip
def test_a_report_typed_in_by_hand_is_recognised_too(body, rows, title, text, told):
    row = rows("statutory.emergencies")
    with pytest.raises(ActionError, match=told):
        draft_with_files(
            body("QS11"), acting_user=PLATFORM, at=AT, files=[], title=title, text=text, row=row,
            formed_on=date(2026, 1, 5), summary="演示",
        )  # fmt: skip
    assert not ItemPage.objects.filter(title=title).exists()


def test_a_draft_that_became_anothers_report_is_not_submitted(drafted, person):
    item = drafted(
        text="<p>青石县柳河镇人民政府2025年政府信息公开工作年度报告</p><p>一、总体情况</p>"
    )
    with pytest.raises(ActionError, match="这是“青石县柳河镇人民政府”的2025 年年度报告"):
        submit_item(item, acting_user=person("柳河拟稿"), at=AT)


def test_a_paper_that_mentions_a_report_stays_an_item(drafted, person):
    item = drafted(
        text="<p>各村：</p><p>请按柳河镇2025年政府信息公开工作年度报告的安排做好工作。</p>"
    )
    assert submit_item(item, acting_user=person("柳河拟稿"), at=timezone.now()).pk
