import pytest

from gongkai.catalogue.standard import standard_catalogue
from gongkai.documents.model import Paragraph
from gongkai.report.model import Section
from gongkai.report.reading.narrative import ItemisedCount, read_itemised_counts


def read(text: str) -> tuple[ItemisedCount, ...]:
    return read_itemised_counts((Section("other", "", (Paragraph(text),)),))


def test_a_list_without_an_introduction_is_itemised() -> None:
    (found,) = read(
        "本年度共公开政府信息 50 条，部门文件 4 条、预决算信息 2 条、民政救助情况 40 条，重大项目建设 2 条，"
        "乡村振兴信息 3 条。"
    )
    assert found.total == 50
    assert found.parts == (
        ("部门文件", 4),
        ("预决算信息", 2),
        ("民政救助情况", 40),
        ("重大项目建设", 2),
        ("乡村振兴信息", 3),
    )
    assert found.sum == 51
    assert found.unit == "条"
    assert found.section == "other"
    assert found.quote.startswith("本年度共公开政府信息 50 条，部门文件 4 条")


@pytest.mark.parametrize(
    ("text", "total", "parts", "complete"),
    [
        ("公开信息10条，其中政策类4条、财政类6条。", 10, (("政策类", 4), ("财政类", 6)), False),
        ("公开信息10条，分别为政策类4条、财政类6条。", 10, (("政策类", 4), ("财政类", 6)), True),
        ("公开信息10条，包括：政策类4条，财政类5条等。", 10, (("政策类", 4), ("财政类", 5)), False),
        (
            "政策类4条、财政类6条、民生类3条，共13条。",
            13,
            (("政策类", 4), ("财政类", 6), ("民生类", 3)),
            True,
        ),
        ("共收到行政复议5件，其中维持2件、纠正3件。", 5, (("维持", 2), ("纠正", 3)), False),
        (
            "主动公开政府信息二十条，其中网站十五条、公众号六条。",
            20,
            (("网站", 15), ("公众号", 6)),
            False,
        ),
    ],
)
def test_totals_and_their_parts_are_read(
    text: str, total: int, parts: tuple[tuple[str, int], ...], complete: bool
) -> None:
    (found,) = read(text)
    assert (found.total, found.parts, found.complete) == (total, parts, complete)


@pytest.mark.parametrize(
    "text",
    [
        "公开信息116条，较上年增加10条，同比增长9%。",
        "公开信息116条，收到申请2条。",
        "公开信息116条，公众号发布60篇，微博发布40篇。",
        "答复投诉77件，处置舆情2件。",
        "收到政府信息公开申请5件，答复5件。",
        "上年结转2件，新收3件，共办理5件，结转下年度0件。",
        "召开会议2次，开展培训3次，举办活动4次。",
        "2022年3件，2023年4件，2024年5件。",
        "没有数字。",
    ],
)
def test_counts_that_are_no_parts_are_left_alone(text: str) -> None:
    assert read(text) == ()


def test_a_second_list_within_a_sentence_is_not_added_to_the_first() -> None:
    (item,) = read(
        "公开政府信息2284条，其中政策文件2224条、财政信息41条、其他信息22条，其中规划计划428条、惠农资金615条、应急预警1241条"
    )
    assert (item.total, item.sum) == (2284, 2287)


LONG_NAMES = (
    "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
    "国民经济和社会发展规划、专项规划、区域规划及相关政策",
    "公务员招考的职位、名额、报考条件等事项以及录用结果",
    "互联网上网服务营业场所经营许可",
    "会议公开",
    "回应关切",
)


@pytest.mark.parametrize(
    "name",
    [*LONG_NAMES, *sorted({each.level_2 or each.level_1 for each in standard_catalogue().entries})],
)
def test_no_name_of_a_catalogue_entry_switches_the_sum_off(name: str) -> None:
    for parts in (f"{name}9条、社会救助8条", f"社会救助8条、{name}9条"):
        (found,) = read(f"2025年主动公开政府信息25条，其中{parts}、其余3类3条。")
        assert (found.total, found.sum, found.complete, found.sure) == (25, 20, True, True)


def test_what_happened_beside_the_list_is_no_part_of_it() -> None:
    assert read("主动公开政府信息25条，其中扶贫6条、较上年增加12条、同比下降7条。") == ()
