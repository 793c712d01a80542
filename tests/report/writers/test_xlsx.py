from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from gongkai.documents.writers.errors import NotWritten
from gongkai.report.checks.finding import Finding, Level
from gongkai.report.model import Cell, CellState
from gongkai.report.writers import xlsx
from tests.report.invented import invented


def book(report, findings=(), *, formulas=False):
    return openpyxl.load_workbook(BytesIO(xlsx.write(report, findings)), data_only=not formulas)


def with_cell(report, id, value):
    return replace(report, cells={**report.cells, id: Cell(id, value, CellState.READ)})


def test_text_tables_and_relations_have_a_sheet_each():
    assert book(invented()).sheetnames == ["正文", "表二", "表三", "表四", "勾稽核对"]


def test_a_total_that_adds_up_is_a_live_formula_with_its_value():
    report = invented()
    assert book(report, formulas=True)["表三"]["J4"].value == "=SUM(D4:I4)"
    assert book(report)["表三"]["J4"].value == report.value("requests.new.total")
    assert book(report, formulas=True)["表三"]["D27"].value == "=SUM(D6:D26)"


def test_a_total_that_does_not_add_up_stays_what_the_report_says():
    report = with_cell(invented(), "requests.carried_in.total", 19)
    cell = book(report, formulas=True)["表三"]["J5"]
    assert cell.value == 19
    assert cell.comment.text == "报告写19，各项之和为18"


def test_an_unknown_figure_is_an_empty_cell_and_makes_no_sum():
    sheet = book(invented(without=["requests.carried_in.research"]), formulas=True)["表三"]
    assert sheet["F5"].value is None
    assert sheet["F5"].comment.text == "原文没有这一格"
    assert sheet["J5"].value == 18


def test_the_relations_are_recomputed_and_unknown_is_not_a_pass():
    sheet = book(invented(without=["requests.carried_in.research"]))["勾稽核对"]
    verdicts = {row[0]: row[4] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert verdicts["表三“自然人”列：收件与办理平衡"] == "相符"
    assert verdicts["表三“科研机构”列：收件与办理平衡"] == "无法核验"
    assert len(verdicts) == 7 + 7 + 25 + 3


def test_a_wrong_figure_is_called_so_in_the_relations():
    report = with_cell(invented(), "requests.carried_in.natural_person", 4)
    sheet = book(report)["勾稽核对"]
    rows = [row for row in sheet.iter_rows(min_row=2, values_only=True) if row[4] == "不符"]
    assert [(row[0], row[3]) for row in rows] == [
        ("表三“自然人”列：收件与办理平衡", 1),
        ("表三“上年结转”行：申请人合计", 1),
    ]


def test_findings_stand_on_their_own_sheet_and_lead_to_the_cell():
    finding = Finding(
        "AR301",
        "表三不平衡。",
        cells=("requests.new.natural_person",),
        place="表三",
        found=3,
        expected=4.5,
        hint="请核对",
        level=Level.ERROR,
    )
    sheet = book(invented(), [finding])["问题"]
    assert [cell.value for cell in sheet[2]] == [
        "错误",
        "AR301",
        "表三",
        "表三不平衡。",
        3,
        4.5,
        "请核对",
    ]
    assert sheet["B2"].hyperlink.location == "'表三'!D4"


def test_prose_that_looks_like_a_formula_stays_text():
    report = invented(prose={"other": ("=1+1", "https://example.invalid/")})
    sheet = book(report, formulas=True)["正文"]
    texts = [row[0].value for row in sheet.iter_rows()]
    assert "=1+1" in texts
    assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row)


def test_a_paragraph_longer_than_a_cell_is_refused():
    with pytest.raises(NotWritten, match="32768 字"):
        xlsx.write(invented(prose={"other": ("长" * 32768,)}))
