import pytest

from gongkai.report.reading.headings.titles import find_title, parse_title


@pytest.mark.parametrize(
    ("text", "body", "year"),
    [
        ("柳河镇2024年政府信息公开工作年度报告", "柳河镇", 2024),
        ("《柳河镇 2024 年政府信息公开工作年度报告》", "柳河镇", 2024),
        ("柳河镇2024年度政务信息公开工作报告", "柳河镇", 2024),
        ("2024年柳河镇政府信息公开年报", "柳河镇", 2024),
        ("柳河镇政府信息公开2024年度报告", "柳河镇", 2024),
        ("柳河镇人民政府信息公开工作年度报告（２０２４年）", "柳河镇人民政府", 2024),
        ("柳河镇二〇二四年政府信息公开工作年度报告", "柳河镇", 2024),
        ("2024年政府信息公开工作年度报告", None, 2024),
        ("柳河镇政府信息公开工作年度报告", "柳河镇", None),
    ],
)
def test_titles_name_body_and_year(text: str, body: str | None, year: int | None) -> None:
    title = parse_title(text)
    assert title is not None
    assert (title.body, title.year) == (body, year)


@pytest.mark.parametrize(
    "text",
    [
        "一、总体情况",
        "政府信息公开",
        "现将2024年政府信息公开工作情况报告如下",
        "青山县政务公开工作报告",
        "2024年，柳河镇政府信息公开年度报告。",
        "报告",
    ],
)
def test_what_is_no_title_is_refused(text: str) -> None:
    assert parse_title(text) is None


def test_the_fullest_title_on_the_fewest_lines_is_found() -> None:
    title = find_title(
        [
            "政府信息公开年报",
            "青山县柳河镇人民政府",
            "柳河镇2024年政府信息公开工作年度报告",
            "2025年1月15日",
        ]
    )
    assert title is not None
    assert (title.first, title.last, title.body) == (2, 2, "柳河镇")
    assert find_title(["没有标题", "的文件"]) is None
