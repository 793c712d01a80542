import pytest

from gongkai.screening.cells import READERS
from gongkai.screening.split import split_identities
from gongkai.screening.tables import hits_in_table
from tests.screening.forge.truth import document_of


def table(*rows):
    return next(document_of([list(row) for row in rows]).tables())


@pytest.mark.parametrize("value", ["2306017745", "360782001-0117", "BA0512207"])
def test_a_patients_number_goes_whole(value):
    assert READERS["patient_number"](value) == ("personal-document", 0, len(value))


def test_what_is_no_number_is_no_patients():
    assert READERS["patient_number"]("骨科") is None


def test_the_code_of_a_firm_stays_under_the_head_of_an_id():
    assert READERS["resident_id"]("91119900MA0000000F") is None
    assert READERS["resident_id"]("1199001990O1010010").variety == "resident-id-18-unchecked"


def test_patients_lose_their_number_and_names_of_wards_stay():
    cells = table(
        ["门诊号", "患者姓名", "科室"],
        ["20231106012", "张小明", "儿科"],
        ["20231106013", "李明", "内科"],
    )
    gone = {cells.cells[hit.cell].text for hit in hits_in_table(cells)}
    assert {"20231106012", "20231106013"} <= gone
    assert not {"儿科", "内科"} & gone


def test_a_waterworks_numbers_of_its_users_stay():
    cells = table(
        ["用户号", "户名", "水表编号", "欠费"],
        ["0401170023", "张小明", "LXS15-2107733", "139.20"],
        ["0401170024", "李明", "LXS15-2107734", "163.20"],
        ["0401170031", "王芳", "LXS15-2107760", "24.00"],
    )
    gone = {cells.cells[hit.cell].text for hit in hits_in_table(cells)}
    assert not any(value[0] in "0L" for value in gone)


def test_a_telephone_over_three_cells_goes_and_three_sums_under_their_heads_stay():
    torn = table(["姓名", "电话", "", ""], ["张三", "139", "0000", "1234"])
    assert [torn.cells[number].text for number, _ in split_identities(torn)] == [
        "139",
        "0000",
        "1234",
    ]
    sums = table(["姓名", "地租", "分红", "合计"], ["张三", "1860", "250", "2110"])
    assert list(split_identities(sums)) == []
