"""Accepted reports for everyone: the years drawn, the bodies side by side, every figure as open data."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from gongkai.web.portal.charts import bars
from gongkai.web.reporting.actions.filing import file_report
from gongkai.web.reporting.actions.submitting import (
    accept_report,
    reopen_report,
    review_report,
    send_report,
    submit_report,
)
from tests.documents.writers.test_parquet import read
from tests.web.reporting.conftest import AT

EXAMPLE = Path(__file__).parents[3] / "examples" / "柳河镇.docx"


@pytest.fixture
def accepted(body, person):
    """柳河镇's report on 2024, accepted."""
    file = file_report(
        body("QS11"),
        2024,
        acting_user=person("柳河拟稿"),
        at=AT,
        name="柳河镇.docx",
        content=EXAMPLE.read_bytes(),
    )
    approval = send_report(file.report, acting_user=person("柳河拟稿"), at=AT)
    review_report(approval, acting_user=person("柳河一审"), at=AT, proofread=True)
    report = submit_report(file.report, acting_user=person("柳河三审"), at=AT)
    return accept_report(report, acting_user=person("县公开办"), at=AT)


def test_a_report_that_is_not_accepted_is_nobodys_business(client, body, person):
    file_report(
        body("QS11"),
        2024,
        acting_user=person("柳河拟稿"),
        at=AT,
        name="柳河镇.docx",
        content=EXAMPLE.read_bytes(),
    )
    assert client.get("/reports/qs11/2024/").status_code == 404
    assert client.get("/reports/qs11/").status_code == 404
    assert "还没有公开的年度报告" in client.get("/reports/").content.decode()
    assert len(client.get("/data/reports.csv").getvalue().decode().splitlines()) == 1


def test_an_accepted_report_is_shown_drawn_and_compared(client, accepted):
    text = client.get("/reports/qs11/2024/").content.decode()
    assert "（二）依申请公开办理情况" in text
    assert 'id="report-requests.new.total"' in text
    years = client.get("/reports/qs11/").content.decode()
    assert years.count("<svg") == 3
    assert '<desc id="chart-1-desc">2024：7</desc>' in years
    county = client.get("/reports/county/2024/").content.decode()
    assert "不排名" in county
    assert "还没有公开报告的机关" in county
    assert "白杨乡人民政府" in county
    file = client.get("/reports/qs11/2024/file/")
    assert file.content == EXAMPLE.read_bytes()


def test_the_open_data_holds_every_cell_and_no_invented_zero(client, accepted):
    rows = list(
        csv.DictReader(StringIO(client.get("/data/reports.csv").getvalue().decode("utf-8-sig")))
    )
    found = {row["cell"]: row["value"] for row in rows}
    assert found["requests.new.total"] == "7"
    assert len(found) == 175 + 15 + 10
    [line] = client.get("/data/reports.jsonl").getvalue().decode().splitlines()
    assert json.loads(line)["tables"]["requests"]["new"]["total"] == 7
    _schema, parquet = read(client.get("/data/reports.parquet").content)
    assert len(parquet) == 175 + 15 + 10
    [received] = [row for row in parquet if row[4] == "requests.new.total"]
    assert received == ("QS11", "柳河镇人民政府", 2024, "2021", "requests.new.total", 7.0, 20465)
    book = client.get("/data/reports-codebook.csv").content.decode("utf-8-sig")
    assert "2021,proactive.fees.amount,表二,行政事业性收费,本年收费金额（单位：万元）,万元" in book


def test_while_a_correction_is_made_the_accepted_version_stays_and_nothing_is_told(
    client, accepted, person
):
    reopen_report(accepted, acting_user=person("县公开办"), at=AT, reason="表二漏报一件")
    text = client.get("/reports/qs11/2024/").content.decode()
    assert "更正" not in text
    assert "表二漏报一件" not in text
    assert "（二）依申请公开办理情况" in text


def test_a_bar_says_what_it_shows_and_unknown_is_no_bar():
    drawn = bars("c", "新收<申请>", [("2023", None), ("2024", 7.0), ("2025", 0.0)])
    assert drawn.count("<rect") == 1
    assert '<title id="c-title">新收&lt;申请&gt;</title>' in drawn
    assert "2023：不明；2024：7；2025：0" in drawn
