import pytest

from gongkai.screening.columns import letter, meaning_of, profile
from tests.screening.forge.truth import document_of


def table(*rows):
    return next(document_of([list(row) for row in rows]).tables())


@pytest.mark.parametrize(
    ("head", "meaning"),
    [
        ("身份证号码", "resident_id"),
        ("证件号", "resident_id"),
        ("联系电话", "telephone"),
        ("咨询电话", "office_telephone"),
        ("一卡通账号", "account"),
        ("家庭住址", "address"),
        ("户主姓名", "name"),
        ("残疾等级", "disability"),
        ("致贫原因", "cause"),
        ("残疾人数", "other_number"),
        ("补贴金额", "other_number"),
        ("天气", None),
        ("门诊/住院号", "patient_number"),
        ("就诊卡号", "patient_number"),
        ("门诊次数", "other_number"),
        ("出生证编号", "resident_id"),
        ("生育服务证", "resident_id"),
        ("退伍证号", "resident_id"),
        ("出生日期", "birth_date"),
        ("签证/居留", "travel_permit"),
        ("工程签证", None),
        ("转账至", "account"),
        ("物业电话", "office_telephone"),
        ("调委会电话", "office_telephone"),
        ("家长电话", "telephone"),
        ("户号", "household_number"),
    ],
)
def test_heads_tell_what_a_column_holds(head, meaning):
    assert meaning_of(head) == meaning


def test_letters_of_columns():
    assert [letter(index) for index in (0, 25, 26, 701)] == ["A", "Z", "AA", "ZZ"]


def test_heads_of_two_rows_under_a_title_are_joined():
    seen = profile(
        table(
            ["柳河镇补贴发放表", "", ""],
            ["姓名", "身份证号", "银行账号"],
            ["张三", "119900199001010010", "6200001234567890"],
        )
    )
    assert seen.head_row == 1
    assert seen.title == "柳河镇补贴发放表"
    assert [column.meaning for column in seen.columns] == ["name", "resident_id", "account"]


def test_columns_without_heads_are_told_by_their_values():
    seen = profile(
        table(
            ["张三", "119900199001010010", "6200001234567890"],
            ["李明", "119900199001020016", "6200001234567891"],
            ["王芳", "119900199001030011", "6200001234567892"],
        )
    )
    assert seen.head_row == -1
    assert [column.meaning for column in seen.columns] == ["name", "resident_id", "account"]
