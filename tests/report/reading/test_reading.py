"""The five real reports, read whole; their words stay outside the repository, only facts and figures stand here."""

import pytest

from gongkai.documents.opening import open_bytes
from gongkai.report.errors import NotAReport, TooLong
from gongkai.report.model import IrregularityKind
from gongkai.report.reading import read_file, read_report

SECTIONS = ["overview", "proactive", "requests", "disputes", "problems", "other"]

IDENTITIES = {
    "000": ("西槽头乡人民政府", "township", 2024, "2021"),
    "001": ("渠口乡人民政府", "township", 2024, "2021"),
    "002": ("磁钟乡人民政府", "township", 2023, "2021"),
    "003": ("刘家塔镇人民政府", "township", 2024, "2021"),
    "004": ("西郭城镇人民政府", "township", 2024, "2019"),
}


@pytest.mark.parametrize("name", sorted(IDENTITIES))
def test_who_reports_on_which_year_in_which_form(samples, name):
    report = read_file(samples[name])
    identity = report.identity
    read = (identity.organization, identity.level, identity.year, report.edition)
    assert read == IDENTITIES[name]


@pytest.mark.parametrize("name", ["001", "002", "003", "004"])
def test_all_six_parts_are_found(samples, name):
    assert [section.id for section in read_file(samples[name]).sections] == SECTIONS


def test_the_part_whose_heading_was_lost_is_reported_not_invented(samples):
    report = read_file(samples["000"])
    assert [section.id for section in report.sections] == [
        id for id in SECTIONS if id != "disputes"
    ]
    missing = [
        item.where
        for item in report.irregularities
        if item.kind is IrregularityKind.HEADING_MISSING
    ]
    assert missing == ["disputes"]


def test_rows_that_the_file_lost_are_null_and_named(samples):
    report = read_file(samples["000"])
    lost = [
        item.where for item in report.irregularities if item.kind is IrregularityKind.ROW_MISSING
    ]
    assert lost == [
        "requests.not_processed_reissue",
        "requests.other_not_supplemented",
        "requests.other_fee_unpaid",
        "requests.other_other",
        "requests.result_total",
        "requests.carried_out",
    ]
    assert len(report.unread()) == 42
    assert {report.value(id) for id in report.cells if id not in report.unread()} == {0}


@pytest.mark.parametrize("name", ["001", "002", "003", "004"])
def test_every_printed_zero_is_read(samples, name):
    report = read_file(samples[name])
    assert report.unread() == ()
    assert {cell.value for cell in report.cells.values()} == {0}


def test_a_document_that_is_no_report_is_refused():
    with pytest.raises(NotAReport, match="没有找到年度报告的标题、六个部分或表格"):
        read_report(open_bytes("关于召开会议的通知\n\n定于本周五召开会议。".encode(), "通知.txt"))


def test_a_report_of_before_the_form_is_narrative():
    text = "青山县柳河镇人民政府2015年政府信息公开工作年度报告\n\n一、概述\n\n2015年，柳河镇主动公开政府信息30条。\n"
    report = read_report(open_bytes(text.encode(), "2015.txt"))
    assert (report.edition, report.identity.year, report.cells) == ("narrative", 2015, {})


def test_a_book_is_refused_before_it_is_read():
    text = "柳河镇人民政府2024年政府信息公开工作年度报告\n\n" + "全年公开信息，及时准确。" * 9_000
    with pytest.raises(TooLong, match=r"正文有108\d+字，应为不超过100000字"):
        read_report(open_bytes(text.encode(), "书.txt"))


def test_a_list_of_thousands_of_rows_is_refused():
    text = "\n".join(f"村{number}\t{number}\t0" for number in range(6_000))
    with pytest.raises(TooLong, match="多于5000行"):
        read_report(open_bytes(text.encode(), "名单.txt"))
