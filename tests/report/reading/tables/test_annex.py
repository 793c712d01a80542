"""The statistics annex of reports on the years before 2019."""

from decimal import Decimal

import pytest

from gongkai.documents.opening import open_bytes
from gongkai.report.interchange import from_json, same_content
from gongkai.report.model import AnnualReport
from gongkai.report.reading import read_report
from gongkai.report.writers import docx, html, pdf, xlsx
from gongkai.report.writers.json import as_json

HEAD = (
    "青山县柳河镇人民政府2016年政府信息公开工作年度报告",
    "一、概述",
    "2016年主动公开政府信息45条。",
    "附件：政府信息公开情况统计表",
)
ROWS = (
    ("统计指标", "单位", "统计数"),
    ("一、主动公开情况", "——", ""),
    ("（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条", "45"),
    ("其中：主动公开规范性文件数", "条", "2"),
    ("制发规范性文件总数", "件", "3"),
    ("（一）收到申请数", "件", "4"),
    ("1．当面申请数", "件", "1"),
    ("（三）申请答复数", "件", "4"),
    ("2．同意公开答复数", "件", "3"),
    ("四、行政复议数量", "件", "2"),
    ("（一）维持具体行政行为数", "件", "1"),
    ("（二）被依法纠错数", "件", "1"),
    ("五、行政诉讼数量", "件", "5"),
    ("（二）被依法纠错数", "件", "3"),
    ("六、举报投诉数量", "件", "0"),
    ("七、依申请公开信息收取的费用", "万元", "0.5"),
)
RIGHT = {
    "proactive.disclosed.total": 45,
    "proactive.normative_documents.disclosed": 2,
    "proactive.normative_documents.issued": 3,
    "requests.new.total": 4,
    "requests.new.in_person": 1,
    "requests.result_total.total": 4,
    "requests.disclosed.total": 3,
    "disputes.reconsideration.total": 2,
    "disputes.reconsideration.upheld": 1,
    "disputes.reconsideration.corrected": 1,
    "disputes.litigation.total": 5,
    "disputes.litigation.corrected": 3,
    "disputes.complaints.total": 0,
    "fees.collected.amount": Decimal("0.5"),
}


def table() -> str:
    rows = ("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    return "".join(f"<p>{line}</p>" for line in HEAD) + f"<table>{''.join(rows)}</table>"


FILES = {
    "tabs.txt": "\n".join((*HEAD, *("\t".join(row) for row in ROWS))),
    "spaces.txt": "\n".join((*HEAD, *(" ".join(row) for row in ROWS))),
    "cells.txt": "\n".join((*HEAD, *(cell for row in ROWS for cell in row if cell))),
    "page.html": f"<html><body>{table()}</body></html>",
}


def read(name: str) -> AnnualReport:
    return read_report(open_bytes(FILES[name].encode(), name))


def values(report: AnnualReport) -> dict[str, object]:
    return {id: cell.value for id, cell in report.cells.items()}


@pytest.mark.parametrize("name", sorted(FILES))
def test_the_annex_is_read_as_cells(name: str) -> None:
    report = read(name)
    assert report.edition == "narrative"
    assert values(report) == RIGHT
    assert same_content(report, from_json(as_json(report), "年报.json"))


WRITERS = {
    "docx": docx.write,
    "pdf": pdf.write,
    "html": lambda report: html.write(report).encode(),
    "xlsx": lambda report: xlsx.write(report, ()),
}


@pytest.mark.parametrize("form", sorted(WRITERS))
def test_the_annex_is_written_and_read_again(form: str) -> None:
    report = read("page.html")
    assert values(read_report(open_bytes(WRITERS[form](report), f"年报.{form}"))) == RIGHT


def test_a_row_with_the_figures_of_two_periods_has_no_value() -> None:
    rows = "\n".join("\t".join((*row, "99")) if row[2] else "\t".join(row) for row in ROWS[1:])
    text = "\n".join((*HEAD, "统计指标\t单位\t本年度\t历年累计", rows))
    report = read_report(open_bytes(text.encode(), "两列.txt"))
    assert report.cells
    assert set(values(report).values()) == {None}


def test_a_narrative_report_without_the_annex_has_no_cells() -> None:
    report = read_report(open_bytes("\n".join(HEAD[:3]).encode(), "无表.txt"))
    assert report.edition == "narrative"
    assert report.cells == {}
