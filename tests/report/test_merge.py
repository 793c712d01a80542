import json
from dataclasses import replace
from io import BytesIO

import jsonschema
import openpyxl
import pytest
from docx import Document

from gongkai.report.merge import NotMergeable, merge
from gongkai.report.model import Cell, CellState
from gongkai.report.writers import rollup
from tests.report.invented import invented

LIUHE = "柳河镇人民政府"
BAIYANG = "白杨乡人民政府"


def two(**missing):
    return [
        invented(body=LIUHE, without=missing.get("liuhe", ())),
        invented(body=BAIYANG, start=2, without=missing.get("baiyang", ())),
    ]


def county(children, **changes):
    merged = merge(children).report
    parent = invented(body="人民政府")
    cells = dict(merged.cells)
    for id, value in changes.items():
        id = id.replace("__", ".")
        cells[id] = Cell(id, value, CellState.READ if value is not None else CellState.MISSING)
    identity = replace(
        parent.identity, organization="青山县人民政府", organization_full="青山县人民政府"
    )
    return replace(parent, identity=identity, cells=cells)


def test_a_cell_is_the_sum_of_the_children():
    first, second = two()
    merged = merge([first, second])
    id = "disputes.litigation_direct.upheld"
    assert merged.report.value(id) == first.value(id) + second.value(id)
    assert merged.open_cells == ()


def test_a_cell_that_one_child_lacks_is_open_and_names_the_child():
    id = "requests.new.research"
    merged = merge(two(baiyang=[id]))
    assert merged.report.value(id) is None
    (gap,) = merged.open_cells
    assert gap.missing == ("青山县白杨乡人民政府",)
    assert gap.known_sum == invented().value(id)
    assert merged.report.cells[id].note == "青山县白杨乡人民政府此格没有数字，不能汇总"


def test_a_parent_that_agrees_has_no_mismatch():
    children = two()
    assert merge(children, county(children)).mismatches == ()


def test_a_parent_that_differs_is_shown_with_the_children_s_figures():
    children = two()
    id = "requests.new.total"
    total = merge(children).report.value(id)
    (mismatch,) = merge(children, county(children, requests__new__total=total + 4)).mismatches
    assert (mismatch.parent, mismatch.total, mismatch.difference) == (total + 4, total, 4)
    assert mismatch.parts == (
        ("青山县柳河镇人民政府", children[0].value(id)),
        ("青山县白杨乡人民政府", children[1].value(id)),
    )


def test_a_parent_s_unknown_figure_is_a_mismatch_without_a_difference():
    children = two()
    (mismatch,) = merge(children, county(children, requests__new__total=None)).mismatches
    assert mismatch.parent is None
    assert mismatch.difference is None


@pytest.mark.parametrize(
    ("children", "words"),
    [
        ([], "没有可以汇总的报告"),
        ([invented(body=LIUHE), invented("2019", body=BAIYANG)], "格式不一致（2019、2021）"),
        ([invented(body=LIUHE), invented(body=BAIYANG, year=2023)], "年份不一致（2023、2024）"),
        ([invented(), invented()], "都是青山县柳河镇人民政府的报告"),
        ([replace(invented(), edition="narrative", cells={})], "没有统一的表格"),
    ],
)
def test_reports_that_do_not_belong_together_are_refused(children, words):
    with pytest.raises(NotMergeable) as caught:
        merge(children)
    assert words in str(caught.value)


def test_the_workbook_has_live_sums_over_the_bodies():
    merged = merge(two(baiyang=["requests.new.research"]))
    book = openpyxl.load_workbook(BytesIO(rollup.write_xlsx(merged)))
    assert book.sheetnames == ["表二", "表三", "表四", "分单位", "不能汇总"]
    sheet = book["分单位"]
    assert sheet["D2"].value == "=SUM(B2:C2)"
    assert [cell.value for cell in book["不能汇总"][2]][1] == "青山县白杨乡人民政府"
    row = next(
        row for row in sheet.iter_rows(values_only=True) if "新收" in row[0] and "科研" in row[0]
    )
    assert row[2:] == (None, None)


def test_the_workbook_shows_what_the_parent_says_otherwise():
    children = two()
    merged = merge(children, county(children, requests__new__total=1))
    sheet = openpyxl.load_workbook(BytesIO(rollup.write_xlsx(merged)))["与上级不符"]
    assert sheet["B2"].value == 1
    assert sheet["D2"].value == "=B2-C2"


def test_the_word_file_names_what_does_not_add_up():
    children = two(baiyang=["requests.new.research"])
    word = Document(
        BytesIO(rollup.write_docx(merge(children, county(two(), requests__new__total=1))))
    )
    assert [len(table.rows) for table in word.tables] == [14, 28, 4, 2, 2]
    assert word.tables[3].cell(1, 1).text == "青山县白杨乡人民政府"
    assert word.tables[4].cell(1, 1).text == "1"


def test_the_json_has_the_report_s_shape_and_the_roll_up_beside():
    merged = merge(two(baiyang=["requests.new.research"]))
    data = json.loads(rollup.write_json(merged))
    assert data["rollup"]["open"][0]["cell"] == "requests.new.research"
    assert data["tables"]["requests"]["new"]["research"] is None
    del data["rollup"]
    from importlib import resources

    schema = resources.files("gongkai.report.writers") / "schema.json"
    jsonschema.validate(data, json.loads(schema.read_text(encoding="utf-8")))
