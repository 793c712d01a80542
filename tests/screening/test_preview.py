from __future__ import annotations

from datetime import date

import pytest

from gongkai.documents.opening import open_bytes
from gongkai.screening.errors import ChoiceNotAllowed
from gongkai.screening.kinds import Kind
from gongkai.screening.masking import mask_file
from gongkai.screening.policies import Choice, Distinct
from gongkai.screening.preview import preview
from tests.screening.forge.truth import document_of

DAY = date(2026, 11, 29)
ROWS = [
    ["姓名", "身份证号", "银行账号", "备注"],
    ["王建国", "119900199001010010", "6200001234567890", ""],
    ["王海燕", "119900199001020016", "6200001234567891", "患肺癌"],
    ["李明霞", "119900199001030011", "6200001234567892", "新增"],
]
LIST = (
    "柳河镇低保对象名单\n\n"
    + "\n".join("\t".join(row) for row in ROWS)
    + "\n联系人李四，13800001111\n"
)


def shown(**more):
    document = open_bytes(LIST.encode(), "名单.txt")
    return preview(document, on=DAY, **more)


def test_each_column_tells_its_kind_its_cells_and_its_samples():
    ids = shown().of("身份证号")
    assert (ids.kind, ids.values, ids.cells, ids.filled) == (Kind.RESIDENT_ID, 3, 3, 3)
    assert ids.label == "公民身份号码"
    assert ids.before == ("119900199001010010", "119900199001020016", "119900199001030011")
    assert "社会救助法第四十五条" in ids.cite


def test_the_choices_are_those_of_the_law_with_what_each_would_make():
    ids = shown().of("身份证号")
    assert [offer.choice for offer in ids.offers] == [Choice.MASK, Choice.DROP]
    assert [offer.label for offer in ids.offers] == ["遮盖", "删去"]
    assert [offer.proposed for offer in ids.offers] == [False, True]
    assert ids.chosen is Choice.MASK
    assert ids.offers[0].after[0] == "11*************010"
    assert ids.offers[1].after == ("", "", "")
    accounts = shown().of("银行账号")
    assert [offer.choice for offer in accounts.offers] == [Choice.DROP, Choice.LAST_FOUR]
    assert accounts.offers[1].after[0] == "************7890"
    names = shown().of("姓名")
    assert Choice.KEEP in [offer.choice for offer in names.offers]


def test_what_was_chosen_is_shown_as_chosen():
    chosen = shown(columns={"姓名": Choice.KEEP})
    assert chosen.of("姓名").chosen is Choice.KEEP
    assert [offer.cells for offer in chosen.of("姓名").offers] == [3, 0]


def test_a_choice_that_the_law_does_not_leave_is_refused():
    with pytest.raises(ChoiceNotAllowed, match="社会救助法第四十五条"):
        shown(columns={"身份证号": Choice.KEEP})


def test_a_column_in_which_little_was_found_shows_the_cell_and_may_be_dropped():
    remarks = shown().of("备注")
    assert (remarks.kind, remarks.cells, remarks.filled) == (Kind.MEDICAL, 1, 2)
    assert remarks.before == ("患肺癌",)
    copy = mask_file(LIST.encode(), "名单.txt", columns={"备注": Choice.DROP})
    assert [line.split("\t")[3] for line in copy.data.decode().splitlines()[2:6]] == [
        "备注",
        "",
        "",
        "",
    ]


def test_people_who_would_become_the_same_are_counted_and_told_apart():
    assert shown().alike == 2
    assert shown(distinct=Distinct.ORDER).alike == 0
    told = shown(distinct=Distinct.LAST_DIGITS).of("姓名").offers[0]
    assert told.after == ("王某某（尾号0010）", "王某某（尾号0016）", "李某某")


def test_a_field_of_a_form_is_told_by_its_label():
    form = document_of(
        [["姓名", "王建国", "性别", "男"], ["身份证号", "119900199001010010", "民族", "汉"]]
    )
    field = preview(form, on=DAY).of("身份证号")
    assert field.before == ("119900199001010010",)


def test_a_pupils_name_is_never_told_apart_by_the_digits_of_the_card():
    document = open_bytes("困难学生资助名单\n\n姓名\t学校\n王红\t柳河小学\n".encode(), "a.txt")
    with pytest.raises(ChoiceNotAllowed):
        preview(document, on=DAY, distinct=Distinct.LAST_DIGITS)


def test_a_secrecy_mark_forbids_the_copy():
    document = open_bytes("机密★10年\n柳河镇名单\n".encode(), "a.txt")
    assert preview(document, on=DAY).forbidden == ("密级标志",)


def test_a_mask_that_comes_to_the_same_as_another_choice_is_not_offered_beside_it():
    phones = LIST.replace("银行账号", "联系电话").replace("62000012345678", "138000012")
    field = preview(open_bytes(phones.encode(), "名单.txt"), on=DAY).of("联系电话")
    assert [offer.choice for offer in field.offers] == [Choice.DROP, Choice.LAST_FOUR]
    assert [offer.proposed for offer in field.offers] == [True, False]
    assert field.chosen is Choice.DROP
    # 患肺癌 goes as a whole with either choice, but only 删去 empties 新增 too.
    remarks = shown().of("备注")
    assert [(offer.choice, offer.cells) for offer in remarks.offers] == [
        (Choice.MASK, 1),
        (Choice.DROP, 2),
    ]


def test_a_sentence_is_shown_as_it_comes_out_whatever_kind_it_is_shown_for():
    text = "柳河镇低保对象名单\n\n联系人李四，身份证号119900199001010010，手机13800001111。\n"
    fields = preview(open_bytes(text.encode(), "名单.txt"), on=DAY).fields
    assert {offer.after for field in fields for offer in field.offers} == {
        ("联系人李四，身份证号11*************010，手机***。",)
    }


def test_assisted_people_are_shown_by_their_surname_unless_somebody_answers_for_more():
    told = shown()
    assert [offer.proposed for offer in told.of("姓名").offers] == [True, False]
    assert told.policy.basis.endswith("；自2026年7月1日起")
    assert "由审核人说明理由后放行" in told.policy.note
