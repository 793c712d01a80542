from datetime import date
from pathlib import Path

import pytest

from gongkai.documents.model import Document, Paragraph, Source
from gongkai.documents.opening import open_document
from gongkai.report.edition import edition
from gongkai.report.model import Identity
from gongkai.report.reading.headings.sections import split_sections
from gongkai.report.reading.identity import read_identity

FORM = edition("2021")
SAMPLES = Path(__file__).parents[3].parent / "shared" / "samples"


def read(*texts: str) -> Identity:
    document = Document(
        Source("report.txt", "0" * 64, "text/plain", 0), tuple(map(Paragraph, texts))
    )
    return read_identity(split_sections(document.blocks, FORM), document)


BODIES = [
    ("渠南乡2024年政府信息公开工作年度报告", "渠南乡人民政府", None, "township"),
    (
        "青山县柳河镇2024年政府信息公开工作年度报告",
        "柳河镇人民政府",
        "青山县柳河镇人民政府",
        "township",
    ),
    (
        "青山市东山区白杨乡人民政府2024年政府信息公开工作年度报告",
        "白杨乡人民政府",
        "青山市东山区白杨乡人民政府",
        "township",
    ),
    ("西山城镇人民政府办公室2024年政府信息公开工作年度报告", "西山城镇人民政府", None, "township"),
    ("柳河镇党政综合办公室2024年政府信息公开工作年度报告", "柳河镇人民政府", None, "township"),
    ("柳河镇政府信息公开2024年度报告", "柳河镇人民政府", None, "township"),
    ("柳河镇人民政府信息公开工作年度报告（2024年）", "柳河镇人民政府", None, "township"),
    ("2024年柳河镇政府信息公开工作年度报告", "柳河镇人民政府", None, "township"),
    ("关于柳河镇2024年度政府信息公开工作情况的报告", "柳河镇人民政府", None, "township"),
    (
        "青山回族自治县松林满族乡2024年政府信息公开工作年度报告",
        "松林满族乡人民政府",
        "青山回族自治县松林满族乡人民政府",
        "township",
    ),
    ("白杨街道办事处2024年政府信息公开工作年度报告", "白杨街道办事处", None, "street"),
    (
        "青山市东山区白杨街道2024年政府信息公开工作年度报告",
        "白杨街道办事处",
        "青山市东山区白杨街道办事处",
        "street",
    ),
    ("青山县人民政府2024年政府信息公开工作年度报告", "青山县人民政府", None, "county"),
    ("青山县2024年政府信息公开工作年度报告", "青山县人民政府", None, "county"),
    (
        "松林市东山区2024年政府信息公开工作年度报告",
        "东山区人民政府",
        "松林市东山区人民政府",
        "county",
    ),
    (
        "松林市青山市2024年政府信息公开工作年度报告",
        "青山市人民政府",
        "松林市青山市人民政府",
        "county",
    ),
    ("松林市人民政府2024年政府信息公开工作年度报告", "松林市人民政府", None, "city"),
    ("柳河州2024年政府信息公开工作年度报告", None, None, None),
    (
        "柳河藏族自治州人民政府2024年政府信息公开工作年度报告",
        "柳河藏族自治州人民政府",
        None,
        "city",
    ),
    ("白杨省2024年政府信息公开工作年度报告", "白杨省人民政府", None, "province"),
    (
        "青山县人民政府办公室2024年政府信息公开工作年度报告",
        "青山县人民政府办公室",
        None,
        "department",
    ),
    ("青山县自然资源局2024年政府信息公开工作年度报告", "青山县自然资源局", None, "department"),
    (
        "青山县住房和城乡建设局2024年政府信息公开工作年度报告",
        "青山县住房和城乡建设局",
        None,
        "department",
    ),
    (
        "青山县市场监督管理局2024年政府信息公开工作年度报告",
        "青山县市场监督管理局",
        None,
        "department",
    ),
    (
        "松林市青山县卫生健康委员会2024年政府信息公开工作年度报告",
        "青山县卫生健康委员会",
        "松林市青山县卫生健康委员会",
        "department",
    ),
    (
        "松林市国有资产监督管理委员会2024年政府信息公开工作年度报告",
        "松林市国有资产监督管理委员会",
        None,
        "department",
    ),
    (
        "青山市城市管理和综合行政执法局2024年政府信息公开工作年度报告",
        "青山市城市管理和综合行政执法局",
        None,
        "department",
    ),
    ("白杨省教育厅2024年政府信息公开工作年度报告", "白杨省教育厅", None, "department"),
    (
        "青山经济开发区管理委员会2024年政府信息公开工作年度报告",
        "青山经济开发区管理委员会",
        None,
        "other",
    ),
    ("青山县供水有限公司2024年政府信息公开工作年度报告", "青山县供水有限公司", None, "other"),
    ("青山县人民医院2024年政府信息公开工作年度报告", "青山县人民医院", None, "other"),
]


@pytest.mark.parametrize(("title", "organization", "full", "level"), BODIES)
def test_issuing_body_is_read_from_the_title(
    title: str, organization: str | None, full: str | None, level: str | None
) -> None:
    identity = read(title, "一、总体情况", "有序开展工作。")
    assert identity.title == title
    assert identity.organization == organization
    assert identity.organization_full == full
    assert identity.level == level
    assert identity.year == 2024


def test_higher_places_are_found_in_the_text() -> None:
    identity = read(
        "柳河镇2024年政府信息公开工作年度报告",
        "一、总体情况",
        "有序开展工作。",
        "六、其他需要报告的事项",
        "如有疑问，请直接与青山县柳河镇人民政府联系，电话：010-55550001。",
    )
    assert identity.organization == "柳河镇人民政府"
    assert identity.organization_full == "青山县柳河镇人民政府"
    assert identity.text_body == "青山县柳河镇人民政府"


def test_places_of_another_body_are_not_taken() -> None:
    identity = read(
        "柳河镇2024年政府信息公开工作年度报告",
        "一、总体情况",
        "在青山县人民政府网发布信息。我县柳河镇是农业大镇，全县柳河镇的做法得到推广。",
    )
    assert identity.organization_full is None


def test_the_name_above_the_title_gives_the_higher_places() -> None:
    identity = read(
        "青山县柳河镇人民政府",
        "柳河镇 2024 年度政务信息公开工作报告",
        "一、总体情况",
        "有序开展工作。",
    )
    assert identity.title == "柳河镇2024年度政务信息公开工作报告"
    assert identity.title_body == "柳河镇"
    assert identity.organization_full == "青山县柳河镇人民政府"


def test_title_signature_and_text_each_keep_their_own_name() -> None:
    identity = read(
        "柳河镇人民政府办公室2024年政府信息公开工作年度报告",
        "一、总体情况",
        "本报告由松林镇人民政府编制。",
        "六、其他需要报告的事项",
        "无",
        "白杨乡人民政府",
        "2025年1月10日",
    )
    assert identity.title_body == "柳河镇人民政府办公室"
    assert identity.text_body == "松林镇人民政府"
    assert identity.signature_body == "白杨乡人民政府"
    assert identity.organization == "柳河镇人民政府"


def test_without_a_title_the_signature_names_the_body() -> None:
    identity = read(
        "一、总体情况",
        "有序开展工作。",
        "六、其他需要报告的事项",
        "无",
        "青山县柳河镇人民政府",
        "2025年1月10日",
    )
    assert identity.title is None
    assert identity.organization == "柳河镇人民政府"
    assert identity.organization_full == "青山县柳河镇人民政府"
    assert identity.year is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2025年1月15日", date(2025, 1, 15)),
        ("2025 年 1 月 15 日", date(2025, 1, 15)),
        ("二〇二五年一月十五日", date(2025, 1, 15)),
        ("二○二五年一月二十一日", date(2025, 1, 21)),
        ("２０２５年１月１５日", date(2025, 1, 15)),
        ("2025-01-15", date(2025, 1, 15)),
        ("2025/1/15", date(2025, 1, 15)),
        ("2025.01.15", date(2025, 1, 15)),
        ("柳河镇人民政府 2025年1月15日", date(2025, 1, 15)),
        ("2025年2月30日", None),
        ("2025年1月", None),
    ],
)
def test_day_of_issue_has_many_forms(line: str, expected: date | None) -> None:
    identity = read(
        "柳河镇2024年政府信息公开工作年度报告",
        "一、总体情况",
        "有序开展工作。",
        "六、其他需要报告的事项",
        "无",
        line,
    )
    assert identity.issued_on == expected


def test_a_date_under_the_title_is_the_day_of_issue() -> None:
    identity = read(
        "柳河镇2024年政府信息公开工作年度报告", "2025年1月15日", "一、总体情况", "有序开展工作。"
    )
    assert identity.issued_on == date(2025, 1, 15)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("统计期限自2024年1月1日至12月31日止。", (date(2024, 1, 1), date(2024, 12, 31))),
        ("统计数据从2024年1月1日起至2024年12月31日。", (date(2024, 1, 1), date(2024, 12, 31))),
        (
            "本报告统计期限为 2024 年 1 月 1 日—12 月 31 日。",
            (date(2024, 1, 1), date(2024, 12, 31)),
        ),
        (
            "所列数据统计时限为2024年3月1日至2024年12月31日。",
            (date(2024, 3, 1), date(2024, 12, 31)),
        ),
        ("活动于2024年5月6日至5月8日举行。", None),
        ("统计期限自2024年13月1日至12月31日止。", None),
        ("未说明。", None),
    ],
)
def test_period_is_read_where_it_is_stated(
    sentence: str, expected: tuple[date, date] | None
) -> None:
    assert (
        read("柳河镇2024年政府信息公开工作年度报告", sentence, "一、总体情况", "好。").period
        == expected
    )


@pytest.mark.parametrize(
    ("texts", "year"),
    [
        (("柳河镇2024年政府信息公开工作年度报告", "一、总体情况", "2023年，2023年。"), 2024),
        (("柳河镇二〇二四年政府信息公开工作年度报告", "一、总体情况", "好。"), 2024),
        (
            (
                "柳河镇政府信息公开工作年度报告",
                "一、总体情况",
                "统计期限自2023年1月1日至12月31日。",
            ),
            2023,
        ),
        (
            (
                "柳河镇政府信息公开工作年度报告",
                "一、总体情况",
                "2024年，公开信息；2024年度未收到申请，较2023年下降。",
            ),
            2024,
        ),
        (
            (
                "柳河镇政府信息公开工作年度报告",
                "一、总体情况",
                "好。",
                "六、其他需要报告的事项",
                "无",
                "2025年1月15日",
            ),
            None,
        ),
        (("一、总体情况", "依照《2023年工作要点》开展工作。"), None),
    ],
)
def test_year_comes_from_the_title_before_the_text_and_is_never_guessed(
    texts: tuple[str, ...], year: int | None
) -> None:
    assert read(*texts).year == year


def test_nothing_is_known_of_an_empty_document() -> None:
    assert read() == Identity()


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample reports are not on this machine")
@pytest.mark.parametrize(
    ("number", "organization", "full", "level", "year", "issued_on", "title_body", "text_body"),
    [
        ("000", "西槽头乡人民政府", None, "township", 2024, date(2025, 1, 15), "西槽头乡", None),
        (
            "001",
            "渠口乡人民政府",
            "平罗县渠口乡人民政府",
            "township",
            2024,
            None,
            "平罗县渠口乡",
            "平罗县渠口乡",
        ),
        (
            "002",
            "磁钟乡人民政府",
            "三门峡市湖滨区磁钟乡人民政府",
            "township",
            2023,
            None,
            "三门峡市湖滨区磁钟乡人民政府",
            None,
        ),
        (
            "003",
            "刘家塔镇人民政府",
            "河曲县刘家塔镇人民政府",
            "township",
            2024,
            None,
            "刘家塔镇",
            None,
        ),
        (
            "004",
            "西郭城镇人民政府",
            None,
            "township",
            2024,
            None,
            "西郭城镇人民政府办公室",
            "西郭城镇人民政府",
        ),
    ],
)
def test_sample_reports_are_identified(
    number: str,
    organization: str,
    full: str | None,
    level: str,
    year: int,
    issued_on: date | None,
    title_body: str,
    text_body: str | None,
) -> None:
    (path,) = SAMPLES.glob(f"{number}_*.txt")
    document = open_document(path)
    identity = read_identity(split_sections(document.blocks, FORM), document)
    assert identity.organization == organization
    assert identity.organization_full == full
    assert identity.level == level
    assert identity.year == year
    assert identity.issued_on == issued_on
    assert identity.title_body == title_body
    assert identity.text_body == text_body


OTHERS = [
    (
        "国家税务总局青山县税务局2024年政府信息公开工作年度报告",
        "国家税务总局青山县税务局",
        "department",
    ),
    ("青山海关2024年政府信息公开工作年度报告", "青山海关", "other"),
    ("国家统计局青山调查队2024年政府信息公开工作年度报告", "国家统计局青山调查队", "other"),
    ("中国人民银行青山市分行2024年政府信息公开工作年度报告", "中国人民银行青山市分行", "other"),
    (
        "松林市生态环境局青山分局2024年政府信息公开工作年度报告",
        "松林市生态环境局青山分局",
        "department",
    ),
    ("青山区柳河街办2024年政府信息公开工作年度报告", "柳河街道办事处", "street"),
    ("标题：柳河街道办事处2024年政府信息公开年度报告", "柳河街道办事处", "street"),
    ("题目:青山县柳河镇人民政府2024年政府信息公开工作年度报告", "柳河镇人民政府", "township"),
    ("青山综合实验区2024年政府信息公开工作年度报告", "青山综合实验区", "other"),
]


@pytest.mark.parametrize(("title", "organization", "level"), OTHERS)
def test_bodies_that_are_no_governments(title: str, organization: str, level: str) -> None:
    identity = read(title, "一、总体情况", "有序开展工作。")
    assert (identity.organization, identity.level) == (organization, level)


def named(name: str, *texts: str) -> Identity:
    document = Document(Source(name, "0" * 64, "text/plain", 0), tuple(map(Paragraph, texts)))
    return read_identity(split_sections(document.blocks, FORM), document)


EVIDENCE = [
    (
        "committee",
        "report.txt",
        ("青山经济技术开发区2024年政府信息公开工作年度报告", "由青山经济技术开发区管委会编制。"),
        "青山经济技术开发区管理委员会",
    ),
    ("file", "柳河镇2024年政府信息公开年报.docx", ("有序开展工作。",), "柳河镇人民政府"),
    (
        "text",
        "a.txt",
        ("一、总体情况", "柳河镇2024年主动公开信息12条。2024年，柳河镇未收到申请。"),
        "柳河镇人民政府",
    ),
    (
        "source",
        "a.txt",
        (
            "政府信息公开2024年度报告",
            "来源：青山县柳河镇人民政府  发布时间：2025-01-10",
            "一、总体情况",
        ),
        "柳河镇人民政府",
    ),
    (
        "contact",
        "a.txt",
        ("2024年度报告", "如有疑问，请与青山县柳河镇党政办公室联系（电话：0999-6123456）。"),
        "柳河镇人民政府",
    ),
    (
        "no cited plan",
        "a.txt",
        (
            "根据《青山市2024年政务公开工作要点》，柳河乡推进公开。",
            "一、总体情况",
            "柳河乡主动公开信息。柳河乡未收到申请。",
        ),
        "柳河乡人民政府",
    ),
]


@pytest.mark.parametrize(
    ("file", "texts", "organization"),
    [item[1:] for item in EVIDENCE],
    ids=[item[0] for item in EVIDENCE],
)
def test_the_body_is_found_on_what_evidence_there_is(
    file: str, texts: tuple[str, ...], organization: str
) -> None:
    identity = named(file, *texts)
    assert identity.organization == organization
    assert identity.evidence


def test_two_bodies_named_as_often_are_no_evidence() -> None:
    identity = read(
        "一、总体情况", "柳河镇公开信息。松林镇公开信息。", "柳河镇未收到申请。松林镇未收到申请。"
    )
    assert identity.organization is None
