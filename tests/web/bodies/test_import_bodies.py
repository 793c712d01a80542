"""Bodies from a workbook: all or nothing, and every wrong cell by its place."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.utils import timezone

from gongkai.web.accounts.permissions import PLATFORM
from gongkai.web.bodies.actions.import_bodies import import_bodies
from gongkai.web.bodies.models import PublicBody
from gongkai.web.bodies.workbook import as_workbook
from gongkai.web.files.tables import WrongCells
from gongkai.web.office.errors import ActionError

HEADS = ("机构编码", "名称", "简称", "类别", "上级编码", "统一社会信用代码", "设立日期", "排序")
GOOD = ["QS12-S03", "白杨乡农业站", "农业站", "内设机构（站所）", "QS12", "", "2020-01-01", "3"]


def workbook(*rows: list[str], heads: tuple[str, ...] = HEADS) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(heads))
    for row in rows:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_good_row_establishes_a_body(county):
    done = import_bodies(workbook(GOOD), "机构.xlsx", acting_user=PLATFORM, at=timezone.now())
    assert [body.name for body in done.made] == ["白杨乡农业站"]
    assert PublicBody.objects.get(code="QS12-S03").public_body.code == "QS12"


def test_what_is_exported_can_be_imported_without_any_change(county):
    before = PublicBody.objects.count()
    bodies = PublicBody.objects.select_related("parent").order_by("lineage")
    done = import_bodies(as_workbook(bodies), "机构.xlsx", acting_user=PLATFORM, at=timezone.now())
    assert done.made == ()
    assert done.known == before


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        (1, "", "B3：名称为空，应填写。"),
        (3, "乡", "D3：类别为“乡”，应为"),
        (4, "QS99", "E3：上级编码“QS99”不存在，上级应排在下级之前。"),
        (5, "123", "F3：统一社会信用代码应为 18 位，请核对。"),
        (6, "去年", "G3：设立日期为“去年”，应如 2019-05-15。"),
        (7, "甲", "H3：排序为“甲”，应为整数。"),
        (0, "白杨", "A3：机构编码只能由数字、字母和连字符组成，请改正。"),
        (0, "QS12-S03", "A3：机构编码“QS12-S03”与第 2 行重复。"),
    ],
)
def test_one_wrong_cell_is_named_and_nothing_is_imported(county, column, value, sentence):
    wrong = ["QS12-S04", *GOOD[1:]]
    wrong[column] = value
    before = PublicBody.objects.count()
    with pytest.raises(WrongCells) as caught:
        import_bodies(workbook(GOOD, wrong), "机构.xlsx", acting_user=PLATFORM, at=timezone.now())
    assert len(caught.value.sentences) == 1
    assert caught.value.sentences[0].startswith(sentence)
    assert PublicBody.objects.count() == before


def test_a_missing_column_is_named(county):
    with pytest.raises(ActionError, match="缺少列设立日期"):
        import_bodies(
            workbook(heads=HEADS[:6]), "机构.xlsx", acting_user=PLATFORM, at=timezone.now()
        )


def test_another_table_is_refused_with_what_is_expected(county):
    with pytest.raises(ActionError, match="没有找到“机构编码、名称、类别、设立日期”这些列"):
        import_bodies(
            workbook(heads=("姓名", "电话")), "通讯录.xlsx", acting_user=PLATFORM, at=timezone.now()
        )


def test_what_is_no_workbook_is_refused_in_a_sentence(county):
    with pytest.raises(ActionError, match=r"机构\.xlsx"):
        import_bodies(b"\x00\x01\x02" * 20, "机构.xlsx", acting_user=PLATFORM, at=timezone.now())


def test_a_township_administrator_imports_beneath_itself_only(person):
    with pytest.raises(WrongCells, match="您没有"):
        import_bodies(
            workbook(GOOD), "机构.xlsx", acting_user=person("柳河管理"), at=timezone.now()
        )
