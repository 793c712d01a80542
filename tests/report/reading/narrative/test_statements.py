from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.model import Origin, Paragraph
from gongkai.documents.opening import open_document
from gongkai.report.edition import edition
from gongkai.report.model import Identity, Section, Statement
from gongkai.report.reading.headings.sections import SectionSplit, split_sections
from gongkai.report.reading.identity import read_identity
from gongkai.report.reading.narrative import (
    read_growths,
    read_itemised_counts,
    read_rates,
    read_statements,
)

SAMPLES = Path(__file__).parents[4].parent / "shared" / "samples"
TOWNSHIP = Identity(organization="柳河镇人民政府", level="township", year=2024)


def read(*texts: str, identity: Identity = TOWNSHIP) -> tuple[Statement, ...]:
    return read_statements(
        (Section("overview", "一、总体情况", tuple(map(Paragraph, texts))),), identity
    )


def test_a_statement_keeps_its_words_its_part_and_its_place() -> None:
    paragraph = Paragraph(
        "2024 年，我镇主动公开政府信息 136 条，未收到申请。", Origin("report.txt", line=7)
    )
    found = read_statements((Section("overview", "", (paragraph,)),), TOWNSHIP)
    assert [(item.fact, item.value, item.unit, item.quote) for item in found] == [
        ("proactive_count", 136, "条", "我镇主动公开政府信息 136 条"),
        ("requests_received", 0, "", "未收到申请"),
    ]
    assert all(item.section == "overview" for item in found)
    assert all(item.origin.line == 7 for item in found)


def test_two_readings_are_two_statements() -> None:
    found = read("全年主动公开政府信息116条。", "本年度共公开政府信息118条。")
    assert [item.value for item in found] == [116, 118]


def test_the_topic_ends_with_its_heading() -> None:
    found = read("（二）依申请公开", "共受理2件。", "（三）监督保障", "共受理3件。")
    assert [(item.fact, item.value) for item in found] == [("requests_received", 2)]


def test_without_a_known_year_any_year_counts_and_last_year_does_not() -> None:
    unknown = Identity()
    assert [item.value for item in read("2023年主动公开政府信息16条。", identity=unknown)] == [16]
    assert read("去年主动公开政府信息16条。", identity=unknown) == ()


def test_nothing_is_stated_by_an_empty_report() -> None:
    assert read_statements((), TOWNSHIP) == ()
    assert read("") == ()


WORDS = [
    "收到", "未收到", "政府信息公开", "申请", "依申请公开", "主动公开", "信息", "3件", "三百余条", "0件",
    "上年结转", "结转下年度", "行政复议", "行政诉讼", "均为", "分别为", "各", "，", "。", "、", "（", "）",
    "2023年", "2024年", "较", "增长", "10%", "其中", "共", "信息处理费", "未收取", "元", "12345", "全县",
    "规范性文件", "制发", "现行有效", "电话：010-55550001", " ", "《", "》", "１２", "累计", "予以公开",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=14).map("".join))
def test_no_sentence_breaks_the_reading_and_every_quote_is_of_its_text(text: str) -> None:
    section = Section("overview", "", (Paragraph(text),))
    for item in read_statements((section,), TOWNSHIP):
        assert item.quote in text
    for counted in read_itemised_counts((section,)):
        assert counted.quote in text
    read_rates((section,))
    read_growths((section,))


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    section = Section("other", "", (Paragraph(text),))
    read_statements((section,), TOWNSHIP)
    read_itemised_counts((section,))


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=8).map("".join), max_size=8))
def test_no_paragraphs_break_the_division(texts: list[str]) -> None:
    split_sections(tuple(Paragraph(text) for text in texts), edition("2021"))


def sample(number: str) -> tuple[SectionSplit, tuple[Statement, ...]]:
    (path,) = SAMPLES.glob(f"{number}_*.txt")
    document = open_document(path)
    split = split_sections(document.blocks, edition("2021"))
    return split, read_statements(split.sections, read_identity(split, document))


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample reports are not on this machine")
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("000", {"proactive_count": {56}, "requests_received": {0}, "fee_statement": {True}}),
        (
            "001",
            {
                "proactive_count": {116},
                "requests_received": {0},
                "phones": {"0952-6860685"},
                "fee_statement": {True},
                "hotline_cases": {77},
                "opinion_cases": {2},
            },
        ),
        ("002", {"proactive_count": {21}, "requests_received": {0}, "items_on_wechat": {60}}),
        (
            "003",
            {
                "proactive_count": {261},
                "requests_received": {0},
                "reconsiderations": {0},
                "litigations": {0},
                "requests_withheld": {0},
            },
        ),
        ("004", {}),
    ],
)
def test_sample_reports_state_their_facts(number: str, expected: dict[str, set[object]]) -> None:
    _, statements = sample(number)
    said: dict[str, set[object]] = {}
    for item in statements:
        said.setdefault(item.fact, set()).add(item.value)
    for fact, values in expected.items():
        assert said[fact] == values
    if number in {"002", "003", "004"}:
        assert "fee_statement" not in said
    if number == "004":
        assert said == {}


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample reports are not on this machine")
def test_sample_001_itemises_119_under_a_total_of_116() -> None:
    split, statements = sample("001")
    (found,) = read_itemised_counts(split.sections)
    assert (found.total, found.sum) == (116, 119)
    hotline = [item for item in statements if item.fact == "hotline_cases"]
    assert [(item.value, item.unit) for item in hotline] == [(77, "件"), (77, "条")]


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("电话：0999-6123456。", ["0999-6123456"]),
        ("（0999）6123456", ["0999-6123456"]),
        ("联系电话：13800000000", ["13800000000"]),
        ("一、本年新收政府信息公开申请数量15130000154", []),
        ("编号：0001-1234567。", []),
        ("13800000000", []),
        ("传真 0999-6123457", ["0999-6123457"]),
    ],
)
def test_digits_are_a_phone_where_words_or_an_area_code_say_so(
    text: str, phones: list[str]
) -> None:
    assert [item.value for item in read(text) if item.fact == "phones"] == phones


def test_what_stands_before_part_one_and_after_part_six_is_read_too() -> None:
    found = read_statements(
        (),
        TOWNSHIP,
        preamble=(Paragraph("电话：0999-6123456"), Paragraph("全年主动公开政府信息45条。")),
        signature=(Paragraph("联系电话：0999-6123457"),),
    )
    assert [(item.fact, item.value, item.section) for item in found] == [
        ("phones", "0999-6123456", "preamble"),
        ("proactive_count", 45, "preamble"),
        ("phones", "0999-6123457", "signature"),
    ]


def test_two_counts_of_which_none_is_the_total_are_candidates() -> None:
    found = read(
        "推进就业信息公开。全年共发布信息166条。", "推进财政信息公开。今年共发布348条信息。"
    )
    assert [(item.value, item.candidate) for item in found if item.fact == "proactive_count"] == [
        (166, True),
        (348, True),
    ]
