import pytest

from gongkai.documents.writers.official import (
    OfficialCell,
    OfficialDocument,
    OfficialTable,
    letterhead_size,
    printable,
    title_lines,
)


def test_a_long_title_is_broken_before_its_year():
    assert title_lines("青山县柳河镇人民政府2024年政府信息公开工作年度报告") == (
        "青山县柳河镇人民政府",
        "2024年政府信息公开工作年度报告",
    )


def test_a_short_title_stays_on_one_line_and_a_given_break_is_kept():
    assert title_lines("2024年工作报告") == ("2024年工作报告",)
    assert title_lines("关于公开工作的\n通知") == ("关于公开工作的", "通知")


def test_an_unsealed_date_stands_two_characters_right_of_the_name():
    document = OfficialDocument("告知书", signature=("青山县柳河镇人民政府", "2025年1月15日"))
    assert document.signature_lines() == (("青山县柳河镇人民政府", 2.0), ("2025年1月15日", 3.5))


def test_a_date_longer_than_the_name_pushes_the_name_inwards():
    document = OfficialDocument("告知书", signature=("柳河镇", "2025年10月15日"))
    assert document.signature_lines() == (("柳河镇", 8.0), ("2025年10月15日", 2.0))


def test_under_a_seal_the_date_stands_four_characters_in_with_the_name_centred_above():
    document = OfficialDocument(
        "告知书", signature=("柳河镇人民政府", "2025年1月15日"), sealed=True
    )
    assert document.signature_lines() == (("柳河镇人民政府", 3.75), ("2025年1月15日", 4.0))


def test_one_attachment_has_no_number_and_several_do():
    assert OfficialDocument("", attachments=("名册",)).attachment_lines() == ("附件：名册",)
    assert OfficialDocument("", attachments=("名册", "清单")).attachment_lines() == (
        "附件：1.名册",
        "2.清单",
    )


@pytest.mark.parametrize(
    "cells",
    [
        (OfficialCell(0, 0, "甲"),),
        (OfficialCell(0, 0, "甲", column_span=2), OfficialCell(0, 1, "乙")),
        (OfficialCell(0, 0, "甲", column_span=3),),
    ],
)
def test_cells_that_leave_a_gap_or_overlap_are_refused(cells):
    with pytest.raises(ValueError, match="tile"):
        OfficialTable(cells, (1.0, 1.0))


def test_control_characters_do_not_reach_the_page():
    assert printable("甲\x00乙\x0b丙\ud800\ufffe丁\t戊") == "甲乙丙丁\t戊"


def test_a_letterhead_fits_one_line():
    assert letterhead_size("柳河镇人民政府") == 48.0
    assert letterhead_size("青山县人民政府办公室文件") == 36
