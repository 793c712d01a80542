import json
from datetime import date

import pytest

from gongkai.documents.model import (
    Document,
    HiddenKind,
    HiddenPart,
    Origin,
    Paragraph,
    Source,
    Table,
    TableCell,
)
from gongkai.screening.finding import Ignored
from gongkai.screening.hidden import shown_place
from gongkai.screening.kinds import Kind, Level
from gongkai.screening.page import page
from gongkai.screening.profiles import shipped_profile
from gongkai.screening.screen import mask_text, screen, screen_text
from tests.screening.forge.truth import Forge, document_of, table_templates

IDENTITY = "119900199001010010"


def document(*blocks, name="公示.txt", hidden=()):
    return Document(Source(name, "0" * 64, "text/plain", 1), tuple(blocks), tuple(hidden))


def test_a_column_is_one_finding_with_a_count_and_masked_examples():
    made, _, grid = Forge(1).table(table_templates()[0], 300)
    found = {finding.kind: finding for finding in screen(made).findings}
    identity = found[Kind.RESIDENT_ID]
    assert identity.count == 300
    assert (identity.place.sheet, identity.place.column, identity.place.row) == (
        "Sheet1",
        "身份证号",
        2,
    )
    assert identity.excerpt == grid[1][2][:2] + "*" * 13 + grid[1][2][15:]
    assert len(identity.examples) == 3
    assert len(screen(made).findings) == 4


def test_nothing_unmasked_is_in_the_json():
    made, truth, grid = Forge(2).table(table_templates()[0], 50)
    written = json.dumps(screen(made).as_json(), ensure_ascii=False)
    for row, column in truth:
        if len(grid[row][column]) > 4:
            assert grid[row][column] not in written


def test_the_json_has_the_keys_of_the_contract():
    finding = screen(document(Paragraph(f"身份证号{IDENTITY}", Origin(line=3)))).as_json()[
        "findings"
    ][0]
    assert finding["kind"] == "resident_id"
    assert finding["level"] == "error"
    assert finding["count"] == 1
    assert finding["place"] == {
        "sheet": None,
        "column": None,
        "row": None,
        "page": None,
        "line": 3,
        "part": None,
    }
    assert finding["excerpt"] == "11*************010"


def test_an_id_in_the_file_name_is_found_and_never_shown():
    screening = screen(document(name=f"张三{IDENTITY}.docx"))
    assert [finding.place.part for finding in screening.findings] == ["文件名"]
    assert IDENTITY not in json.dumps(screening.as_json())
    assert IDENTITY not in screening.name


def test_an_id_over_two_lines_is_one_finding():
    screening = screen(
        document(
            Paragraph("身份证号1199001990", Origin(line=1)),
            Paragraph("01010010，男", Origin(line=2)),
        )
    )
    assert [(finding.kind, finding.count) for finding in screening.findings] == [
        (Kind.RESIDENT_ID, 1)
    ]


def test_an_id_split_over_cells_is_one_finding():
    cells = tuple(
        TableCell(0, column, digit, Origin(row=1, column=column + 1))
        for column, digit in enumerate(IDENTITY)
    )
    screening = screen(document(Table(cells)))
    assert [(finding.variety_name, finding.count) for finding in screening.findings] == [
        ("resident-id-split", 1)
    ]
    halves = document_of([["张三", "119900", "19900101", "0010", "男"]])
    assert [finding.variety_name for finding in screen(halves).findings] == ["resident-id-split"]


def test_a_form_is_read_by_its_labels():
    form = document_of(
        [["姓名", "张三", "性别", "男"], ["身份证号", "119900900101001", "家庭住址", "白杨村3组"]]
    )
    assert {finding.kind for finding in screen(form).findings} == {Kind.RESIDENT_ID, Kind.ADDRESS}


def test_hidden_parts_are_found_with_what_is_in_them():
    screening = screen(
        document(
            hidden=(
                HiddenPart(HiddenKind.HIDDEN_SHEET, "底稿", f"张三\t{IDENTITY}", count=12),
                HiddenPart(HiddenKind.METADATA, "author", "张建国"),
                HiddenPart(HiddenKind.METADATA, "title", "通知"),
                HiddenPart(HiddenKind.METADATA, "title", "C:\\张建国\\名单.doc"),
                HiddenPart(HiddenKind.DEFINED_NAME, "_xlnm.Print_Area", "A1"),
                HiddenPart(HiddenKind.GPS, "GPS", "0,0"),
            )
        )
    )
    assert sorted((finding.variety_name, finding.count) for finding in screening.findings) == [
        ("author-metadata", 1),
        ("author-metadata", 1),
        ("gps", 1),
        ("hidden-sheet", 12),
        ("resident-id-18", 1),
    ]
    written = json.dumps(screening.as_json(), ensure_ascii=False)
    assert "张建国" not in written
    assert IDENTITY not in written


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("李秀英_N13824691363", "李某某_N*******1363"),
        ("王建国", "王某某"),
        ("欧阳青", "欧阳某"),
        ("大坪村1组11号", "大坪村"),
        ("电话（13824691363）", "电话（138****1363）"),
        ("账号6217003645208720063", "账号***************0063"),
        ("身份证号", "身份证号"),
        ("单位", "单位"),
        ("常量", "常量"),
        ("关键词", "关键词"),
        ("金额（元）", "金额（元）"),
        ("2024年1季度", "2024年1季度"),
        ("家庭住址（村组）", "家庭住址（村组）"),
        ("高中", "高中"),
    ],
)
def test_where_something_stands_is_told_without_whom_it_is_called_after(
    written: str, shown: str
) -> None:
    assert shown_place(written, shipped_profile("county"), within=True) == shown


def test_a_sheet_or_defined_name_that_is_a_persons_is_masked_in_report_and_json() -> None:
    name = "李秀英_N13824691363"
    hidden = HiddenPart(HiddenKind.DEFINED_NAME, name, "13824695685", Origin(sheet="王建国"))
    told = screen(document(hidden=(hidden,)))
    written = json.dumps(told.as_json(), ensure_ascii=False) + page([told])
    written += "".join(finding.message() for finding in told.findings)
    assert "李某某_N*******1363" in written
    assert "工作表“王某某”" in written
    assert not any(each in written for each in ("李秀英", "13824691363", "王建国"))


def test_a_head_that_is_somebodys_home_is_masked_and_its_columns_stay_apart() -> None:
    made = document_of(
        [
            ["姓名", "王建国", "李秀英"],
            ["家庭住址", "大坪村1组11号", "大坪村2组12号"],
            ["病情", "肝硬化", "尿毒症"],
        ]
    )
    findings = screen(made).findings
    written = json.dumps([finding.as_json() for finding in findings], ensure_ascii=False)
    assert not any(each in written for each in ("1组", "2组", "建国", "秀英"))
    assert len({finding.fingerprint for finding in findings}) == len(findings)


def test_every_hidden_kind_has_a_variety():
    from gongkai.screening.hidden import variety_of
    from gongkai.screening.kinds import varieties

    assert {variety_of(kind) for kind in HiddenKind} <= set(varieties())


def test_what_somebody_decided_to_leave_is_not_told_again():
    made = document(Paragraph("微信号：abc_12345", Origin(line=1)))
    fingerprint = screen(made).findings[0].fingerprint
    record = Ignored(fingerprint, "王明", "公众号运营人的工作微信", date(2026, 1, 5))
    screening = screen(made, ignored=(record,))
    assert screening.clean
    assert screening.ignored[0][1].by == "王明"


def test_wording_is_told_once_with_what_is_right():
    made = document(*(Paragraph("报国土资源局审批", Origin(line=line)) for line in range(1, 4)))
    (finding,) = screen(made).findings
    assert (finding.kind, finding.level, finding.count) == (Kind.WORDING, Level.NOTICE, 3)
    assert finding.hint == "建议写作“自然资源局”"
    assert screen(made, on=date(2017, 1, 1)).clean


def test_a_text_is_screened_with_offsets():
    text = f"当事人身份证号{IDENTITY}，咨询电话：0000-5551234。"
    (finding,) = screen_text(text)
    assert text[finding.start : finding.end] == IDENTITY
    assert finding.excerpt == "11*************010"


def test_a_text_is_masked():
    assert (
        mask_text("低保户张三，手机13900001234，家住柳河镇白杨村3组12号。")
        == "低保户张某，手机139****1234，家住柳河镇白杨村。"
    )


def test_a_directory_of_offices_is_clean():
    made = document_of(
        [["单位", "联系人", "职务", "办公电话"], ["青山县民政局", "张三", "主任", "13900001234"]]
    )
    assert screen(made).clean
