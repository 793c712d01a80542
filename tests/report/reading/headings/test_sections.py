from pathlib import Path

import pytest

from gongkai.documents.model import Block, Paragraph, Table, TableCell
from gongkai.documents.opening import open_document
from gongkai.report.edition import edition
from gongkai.report.model import IrregularityKind
from gongkai.report.reading.headings.sections import SectionSplit, split_sections

FORM = edition("2021")
SAMPLES = Path(__file__).parents[4].parent / "shared" / "samples"
SIX = (
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
)
IDS = ("overview", "proactive", "requests", "disputes", "problems", "other")


def table(*rows: str) -> Table:
    return Table(
        tuple(
            TableCell(row, column, text)
            for row, line in enumerate(rows)
            for column, text in enumerate(line.split("|"))
        )
    )


TABLE_TWO = table(
    "第二十条第（一）项",
    "信息内容|本年制发件数|本年废止件数|现行有效件数",
    "规章|0|0|0",
    "行政规范性文件|0|0|0",
)
TABLE_THREE = table(
    "申请人情况",
    "一、本年新收政府信息公开申请数量|0|0",
    "二、上年结转政府信息公开申请数量|0|0",
    "四、结转下年度继续办理|0|0",
)
TABLE_FOUR = table("行政复议|行政诉讼", "结果维持|结果纠正|其他结果|尚未审结|总计", "0|0|0|0|0")


def split(*items: Block | str) -> SectionSplit:
    return split_sections(
        [Paragraph(item) if isinstance(item, str) else item for item in items], FORM
    )


def whole(**changes: str) -> list[Block | str]:
    """A report of 柳河镇 with every part in place; `changes` replaces headings by section id."""
    headings = [changes.get(id, heading) for id, heading in zip(IDS, SIX, strict=True)]
    return [
        "柳河镇2024年政府信息公开工作年度报告",
        headings[0],
        "2024年，我镇主动公开政府信息16条。",
        headings[1],
        TABLE_TWO,
        headings[2],
        TABLE_THREE,
        headings[3],
        TABLE_FOUR,
        headings[4],
        "公开内容不够丰富，下一步加强培训。",
        headings[5],
        "本机关2024年度未收取信息处理费。",
    ]


def headings(result: SectionSplit) -> tuple[str, ...]:
    return tuple(section.heading for section in result.sections)


def ids(result: SectionSplit) -> tuple[str, ...]:
    return tuple(section.id for section in result.sections)


def kinds(result: SectionSplit) -> list[tuple[IrregularityKind, str]]:
    return [(item.kind, item.where) for item in result.irregularities]


def text(result: SectionSplit, id: str) -> str:
    return next(section.text for section in result.sections if section.id == id)


def test_six_headings_divide_a_report_and_tables_are_attributed_to_their_parts() -> None:
    result = split(*whole())
    assert headings(result) == SIX
    assert result.irregularities == ()
    assert [paragraph.text for paragraph in result.title] == [
        "柳河镇2024年政府信息公开工作年度报告"
    ]
    assert text(result, "overview") == "2024年，我镇主动公开政府信息16条。"
    assert text(result, "proactive") == ""
    assert result.ranges["proactive"] == range(3, 5)
    assert result.ranges["requests"] == range(5, 7)
    assert result.ranges["disputes"] == range(7, 9)
    assert result.ranges["other"] == range(11, 13)


@pytest.mark.parametrize(
    ("id", "printed"),
    [
        ("problems", "五、存在主要问题及改进情况"),
        ("problems", "五、存在的问题和改进措施"),
        ("problems", "五、存在的主要问题和改进情况"),
        ("disputes", "4、 政府信息公开行政复议、行政诉讼情况"),
        ("disputes", "四、政府信息公开行政复议和行政诉讼情况"),
        ("disputes", "四、因政府信息公开引起的行政复议、行政诉讼情况"),
        ("proactive", "二.主动公开政府信息情况"),
        ("proactive", "二、主动公开情况"),
        ("proactive", "主动公开政府信息情况"),
        ("requests", "三、收到和处理政府信息公幵申请情况"),
        ("requests", "三、依申请公开政府信息办理情况"),
        ("requests", "（三）收到和处理政府信息公开申请情况"),
        ("overview", "一、概述"),
        ("overview", "一、总休情况"),
        ("other", "六、其他需要报吿的事项"),
        ("disputes", "四、政府信息公开行政复议、行政诉讼情兄"),
        ("problems", "五、存在的王要问题及改进情况"),
        ("overview", "第一部分 总体情况"),
        ("overview", "一总体情况"),
        ("overview", "—、总体情况"),
        ("other", "六、其它需要报告的事项"),
        ("other", "七、其他需要报告的事项"),
    ],
)
def test_a_heading_in_other_words_or_numerals_is_found_and_named_a_variant(
    id: str, printed: str
) -> None:
    result = split(*whole(**{id: printed}))
    assert ids(result) == IDS
    assert headings(result)[IDS.index(id)] == printed
    assert kinds(result) == [(IrregularityKind.HEADING_VARIANT, id)]


def test_spaces_within_a_heading_are_no_variant() -> None:
    result = split(*whole(overview="一、 总体情况", other="六、其他需要报告的事项："))
    assert kinds(result) == []


def test_part_one_with_its_own_six_headings_stays_whole() -> None:
    items = whole()
    items[2:3] = [
        "一、主动公开情况",
        "全年公开信息16条。",
        "二、依申请公开办理情况",
        "未收到申请。",
        "三、政府信息管理情况",
        "专人负责。",
        "四、政府信息公开平台建设情况",
        "依托县政府网站。",
        "五、监督保障情况",
        "开展培训。",
        "六、严格责任追究情况",
        "没有责任追究。",
    ]
    result = split(*items)
    assert headings(result) == SIX
    assert result.irregularities == ()
    assert text(result, "overview").count("\n") == 11


def test_part_one_with_its_own_headings_is_not_taken_for_parts_that_are_lost() -> None:
    result = split(
        "一、总体情况",
        "一、主动公开情况",
        "全年公开信息16条。",
        "二、依申请公开办理情况",
        "未收到申请。",
        "三、政府信息管理情况",
        "专人负责。",
        "四、政府信息公开平台建设情况",
        "依托县政府网站。",
        "五、存在的主要问题及改进情况",
        "内容不够丰富。",
        "六、其他需要报告的事项",
        "无",
    )
    assert ids(result) == ("overview", "problems", "other")
    assert kinds(result) == [
        (IrregularityKind.HEADING_MISSING, "proactive"),
        (IrregularityKind.HEADING_MISSING, "requests"),
        (IrregularityKind.HEADING_MISSING, "disputes"),
    ]


def test_six_bracketed_headings_without_tables_are_found() -> None:
    bracketed = {id: f"({heading[0]}){heading[2:]}" for id, heading in zip(IDS, SIX, strict=True)}
    items = [item for item in whole(**bracketed) if isinstance(item, str)]
    assert ids(split(*items)) == IDS


def test_part_one_with_bracketed_blocks_named_like_parts_stays_whole() -> None:
    items = whole()
    items[2:3] = [
        "（一）主动公开政府信息情况",
        "全年公开信息16条。",
        "（二）收到和处理政府信息公开申请情况",
        "未收到申请。",
        "（三）政府信息公开行政复议、行政诉讼情况",
        "未发生。",
    ]
    result = split(*items)
    assert headings(result) == SIX
    assert text(result, "overview").count("\n") == 5


def test_part_five_with_its_own_headings_stays_whole() -> None:
    items = whole()
    items[10:11] = ["一、存在的主要问题", "内容不够丰富。", "二、改进情况", "加强培训。"]
    result = split(*items)
    assert headings(result) == SIX
    assert (
        text(result, "problems") == "一、存在的主要问题\n内容不够丰富。\n二、改进情况\n加强培训。"
    )


def test_a_sentence_that_lists_all_six_names_is_no_heading() -> None:
    sentence = (
        "本报告由总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，政府信息公开行政复议、"
        "行政诉讼情况，存在的主要问题及改进情况，其他需要报告的事项等六个部分组成。"
    )
    result = split("柳河镇2024年政府信息公开工作年度报告", sentence, *whole()[1:])
    assert headings(result) == SIX
    assert [paragraph.text for paragraph in result.preamble] == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "涉及政府信息公开的行政复议0件、行政诉讼0件。",
        "政府信息公开行政复议、行政诉讼均未发生。",
        "无政府信息公开行政复议、行政诉讼情况。",
        "四、未发生行政复议、行政诉讼情况。",
        "主动公开政府信息16条。",
    ],
)
def test_a_short_sentence_that_states_something_is_no_heading(sentence: str) -> None:
    items = whole()
    items[2:3] = [sentence]
    del items[7:9]
    result = split(*items)
    assert ids(result) == ("overview", "proactive", "requests", "problems", "other")
    assert text(result, "overview") == sentence


def test_parts_that_follow_an_inserted_part_keep_their_names() -> None:
    result = split(
        "一、概述",
        "有序开展工作。",
        "二、主动公开政府信息的情况",
        "全年公开信息16条。",
        "三、依申请公开政府信息和不予公开政府信息的情况",
        "未收到申请。",
        "四、政府信息公开的收费及减免情况",
        "没有收费。",
        "五、因政府信息公开申请行政复议、提起行政诉讼的情况",
        "未发生。",
        "六、存在的主要问题及改进情况",
        "内容不够丰富。",
    )
    assert ids(result) == ("overview", "proactive", "requests", "disputes", "problems")
    assert text(result, "disputes") == "未发生。"
    assert text(result, "problems") == "内容不够丰富。"


def test_a_sentence_that_lists_all_six_headings_with_numerals_stays_whole() -> None:
    sentence = (
        "本报告包括：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况；"
        "四、政府信息公开行政复议、行政诉讼情况；五、存在的主要问题及改进情况；六、其他需要报告的事项。"
    )
    result = split("柳河镇2024年政府信息公开工作年度报告", sentence, *whole()[1:])
    assert headings(result) == SIX
    assert [paragraph.text for paragraph in result.preamble] == [sentence]


@pytest.mark.parametrize("leader", ["", "……………1", " .......... 3", "\t5"])
def test_a_table_of_contents_is_no_report(leader: str) -> None:
    contents = [heading + leader for heading in SIX]
    items = whole()
    result = split(items[0], "目录", *contents, *items[1:])
    assert headings(result) == SIX
    assert text(result, "overview") == "2024年，我镇主动公开政府信息16条。"
    assert result.ranges["overview"] == range(8, 10)


def test_row_labels_that_stand_as_lines_never_become_headings() -> None:
    result = split(
        "一、总体情况",
        "2024年，我镇主动公开政府信息16条。",
        "二、主动公开政府信息情况",
        "第二十条第（一）项",
        "信息内容",
        "本年制发件数",
        "规章",
        "0",
        "三、收到和处理政府信息公开申请情况",
        "申请人情况",
        "自然人",
        "一、本年新收政府信息公开申请数量",
        "0",
        "二、上年结转政府信息公开申请数量",
        "0",
        "三、本年度办理结果",
        "（三）不予公开",
        "1.属于国家秘密",
        "0",
        "四、结转下年度继续办理",
        "0",
        "四、政府信息公开行政复议、行政诉讼情况",
        "行政复议 行政诉讼",
        "结果维结果纠其他结尚未审",
        "持 正 果 结 总计",
        "一情形，不计其他情形）",
        "信息内容 本年制发件数 本年废止件数",
        "结果",
        "维持",
        "0",
        "未发生行政复议、行政诉讼。",
        "五、存在的主要问题及改进情况",
        "内容不够丰富。",
        "六、其他需要报告的事项",
        "无",
    )
    assert headings(result) == SIX
    assert text(result, "proactive") == ""
    assert text(result, "requests") == ""
    assert text(result, "disputes") == "未发生行政复议、行政诉讼。"
    assert text(result, "other") == "无"


def test_headings_glued_to_their_text_are_cut_off() -> None:
    result = split(
        "一、总体情况2024年，我镇主动公开政府信息16条。",
        "二、主动公开政府信息情况",
        TABLE_TWO,
        "三、收到和处理政府信息公开申请情况",
        TABLE_THREE,
        "四、政府信息公开行政复议、行政诉讼情况",
        TABLE_FOUR,
        "五、存在的主要问题及改进情况（一）存在的主要问题。内容不够丰富。",
        "六、其他需要报告的事项 无",
    )
    assert headings(result) == SIX
    assert text(result, "overview") == "2024年，我镇主动公开政府信息16条。"
    assert text(result, "problems") == "（一）存在的主要问题。内容不够丰富。"
    assert text(result, "other") == "无"


def test_headings_in_the_middle_of_a_line_divide_it() -> None:
    result = split(
        "一、总体情况 2024年公开16条。二、主动公开政府信息情况",
        TABLE_TWO,
        "三、收到和处理政府信息公开申请情况",
        TABLE_THREE,
        "四、政府信息公开行政复议、行政诉讼情况",
        TABLE_FOUR,
        "五、存在的主要问题及改进情况 内容不够丰富。六、其他需要报告的事项 无。",
    )
    assert headings(result) == SIX
    assert text(result, "overview") == "2024年公开16条。"
    assert text(result, "problems") == "内容不够丰富。"
    assert text(result, "other") == "无。"
    assert result.ranges["overview"] == range(0, 1)
    assert result.ranges["proactive"] == range(0, 2)


def test_headings_broken_over_two_lines_are_put_together() -> None:
    items = whole()
    items[7:8] = ["四、政府信息公开行政复议、", "行政诉讼情况"]
    items[5:6] = ["三、", "收到和处理政府信息公开申请情况"]
    result = split(*items)
    assert headings(result) == SIX
    assert result.irregularities == ()


def test_headings_within_table_cells_are_found() -> None:
    result = split(
        "一、总体情况",
        "2024年，我镇主动公开政府信息16条。",
        table(
            "二、主动公开政府信息情况",
            "信息内容|本年制发件数|本年废止件数|现行有效件数",
            "规章|0|0|0",
        ),
        table(
            "三、收到和处理政府信息公开申请情况|",
            "申请人情况|自然人",
            "一、本年新收政府信息公开申请数量|0",
        ),
        "四、政府信息公开行政复议、行政诉讼情况",
        TABLE_FOUR,
        "五、存在的主要问题及改进情况",
        "内容不够丰富。",
        "六、其他需要报告的事项",
        "无",
    )
    assert headings(result) == SIX
    assert result.ranges["proactive"] == range(2, 3)
    assert result.ranges["requests"] == range(3, 4)


def test_a_heading_named_in_a_row_of_a_table_is_none() -> None:
    items = [*whole(), table("编号|位置", "AR101|六、其他需要报告的事项", "AR102|一、总体情况")]
    result = split(*items)
    assert headings(result) == SIX
    assert result.ranges["other"] == range(11, 14)


def test_a_table_that_only_holds_the_page_together_is_read_as_paragraphs() -> None:
    frame = table(
        "柳河镇2024年政府信息公开工作年度报告",
        "一、总体情况",
        "2024年，我镇主动公开政府信息16条。",
        "五、存在的主要问题及改进情况",
        "内容不够丰富。",
        "六、其他需要报告的事项",
        "无",
    )
    result = split(frame)
    assert ids(result) == ("overview", "problems", "other")
    assert text(result, "problems") == "内容不够丰富。"


def test_parts_that_changed_places_are_found_and_reported() -> None:
    items = whole()
    items[9:13] = [*items[11:13], *items[9:11]]
    result = split(*items)
    assert ids(result) == ("overview", "proactive", "requests", "disputes", "other", "problems")
    assert [kind for kind, _ in kinds(result)] == [IrregularityKind.HEADING_ORDER]
    assert text(result, "problems") == "公开内容不够丰富，下一步加强培训。"


def test_a_lost_heading_is_reported_and_never_invented() -> None:
    items = whole()
    del items[7:9]
    result = split(*items)
    assert ids(result) == ("overview", "proactive", "requests", "problems", "other")
    (irregularity,) = result.irregularities
    assert irregularity.kind is IrregularityKind.HEADING_MISSING
    assert (irregularity.where, irregularity.after) == ("disputes", SIX[3])


def test_signature_is_split_off_and_contact_lines_stay() -> None:
    result = split(
        *whole(),
        "联系电话：010-55550001",
        "柳河镇人民政府（盖章）",
        "2025年1月15日",
    )
    assert [item.text for item in result.signature] == ["柳河镇人民政府（盖章）", "2025年1月15日"]
    assert text(result, "other") == "本机关2024年度未收取信息处理费。\n联系电话：010-55550001"


@pytest.mark.parametrize(
    "lines",
    [
        ("柳河镇人民政府", "二〇二五年一月十五日"),
        ("2025-01-15",),
        ("青山县自然资源局", "2025.1.15"),
        ("白杨街道办事处", "2025 年 1 月 15 日"),
    ],
)
def test_signature_has_many_forms(lines: tuple[str, ...]) -> None:
    result = split(*whole(), *lines)
    assert tuple(item.text for item in result.signature) == lines


@pytest.mark.parametrize(
    ("line", "name", "day"),
    [
        ("青山县柳河镇人民政府 2025年1月15日", "青山县柳河镇人民政府", "2025年1月15日"),
        ("青山县自然资源局2025 年 1 月 15 日", "青山县自然资源局", "2025 年 1 月 15 日"),
        ("白杨街道办事处二〇二五年一月十五日", "白杨街道办事处", "二〇二五年一月十五日"),
        ("柳河镇人民政府（章） 2025-01-15", "柳河镇人民政府（章）", "2025-01-15"),
    ],
)
def test_a_signature_on_one_line_is_two(line: str, name: str, day: str) -> None:
    assert [item.text for item in split(*whole(), line).signature] == [name, day]


def test_contact_lines_after_the_signature_stay_in_part_six() -> None:
    result = split(*whole(), "柳河镇人民政府", "2025年1月15日", "电话：010-55550001")
    assert [item.text for item in result.signature] == ["柳河镇人民政府", "2025年1月15日"]
    assert text(result, "other").endswith("电话：010-55550001")


def test_a_paragraph_broken_by_a_page_is_joined() -> None:
    items = whole()
    items[10:11] = [
        "1、充实公开内容。按照总体要求做好界定工作，完善主动公开的目录，逐步编制依申请公开的政府信息",
        "目录。加强对公众关注度较高的信息的梳理。",
    ]
    assert text(split(*items), "problems") == (
        "1、充实公开内容。按照总体要求做好界定工作，完善主动公开的目录，逐步编制依申请公开的政府信息"
        "目录。加强对公众关注度较高的信息的梳理。"
    )


def test_a_page_number_between_the_halves_of_a_sentence_is_no_obstacle() -> None:
    items = whole()
    items[10:11] = [
        "内容不够丰富，公开形式较为单一，群众查阅信息仍然不太",
        "— 3 —",
        "方便，需要改进。",
    ]
    assert text(split(*items), "problems") == (
        "内容不够丰富，公开形式较为单一，群众查阅信息仍然不太方便，需要改进。"
    )


def test_a_missing_full_stop_does_not_join_the_next_item() -> None:
    items = whole()
    items[2:3] = [
        "（一）加强培训。通过持续的业务培训，工作人员的认识有了提高，业务能力得到了有效提升",
        "（二）健全制度。不断完善制度体系。",
        "组织机构更加健全",
        "我镇成立了领导小组。",
    ]
    assert text(split(*items), "overview").count("\n") == 3


def test_page_furniture_is_left_out_of_the_prose() -> None:
    items = whole()
    items[3:3] = ["- 1 -", "柳河镇2024年政府信息公开工作年度报告", "第 2 页 共 6 页"]
    result = split("首页 > 政务公开 > 年度报告", *items, "【打印】【关闭】", "上一篇：没有了")
    assert text(result, "overview") == "2024年，我镇主动公开政府信息16条。"
    assert text(result, "other") == "本机关2024年度未收取信息处理费。"
    assert result.preamble == ()


@pytest.mark.parametrize(
    "lines",
    [
        ("柳河镇", "2024年政府信息公开工作年度报告"),
        ("柳河镇2024年政府信息公开工作", "年度报告"),
        ("柳河镇", "2024 年政府信息公开", "工作年度报告"),
        ("柳河镇 2024 年政府信息公开工作年度报告",),
    ],
)
def test_title_over_several_lines_is_put_together(lines: tuple[str, ...]) -> None:
    result = split(*lines, *whole()[1:])
    assert result.title_read is not None
    assert result.title_read.text == "柳河镇2024年政府信息公开工作年度报告"
    assert result.preamble == ()


def test_a_menu_above_the_title_is_no_preamble() -> None:
    result = split("公开指南", "公开年报", "青山县柳河镇人民政府", *whole())
    assert [item.text for item in result.preamble] == ["青山县柳河镇人民政府"]


def test_a_document_without_headings_has_no_sections() -> None:
    result = split("会议通知", "请各村于明日上午到会。")
    assert result.sections == ()
    assert len(result.irregularities) == 6
    assert split().sections == ()


SAMPLE_HEADINGS = [
    (
        "000",
        ("overview", "proactive", "requests", "problems", "other"),
        ["heading-missing disputes"],
    ),
    ("001", IDS, ["heading-variant problems"]),
    ("002", IDS, []),
    ("003", IDS, []),
    ("004", IDS, ["heading-variant disputes"]),
]


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample reports are not on this machine")
@pytest.mark.parametrize(("number", "expected", "irregular"), SAMPLE_HEADINGS)
def test_sample_reports_are_divided(
    number: str, expected: tuple[str, ...], irregular: list[str]
) -> None:
    (path,) = SAMPLES.glob(f"{number}_*.txt")
    result = split_sections(open_document(path).blocks, FORM)
    assert ids(result) == expected
    assert [f"{item.kind.value} {item.where}" for item in result.irregularities] == irregular
    if number == "000":
        assert "逐步编制依申请公开的政府信息目录。" in text(result, "problems")
        assert [item.text for item in result.signature] == [
            "西槽头乡人民政府",
            "2025 年 1 月 15 日",
        ]
    if number == "001":
        assert text(result, "other").endswith("电话：0952-6860685")
