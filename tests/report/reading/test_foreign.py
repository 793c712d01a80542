"""Another county or city that speaks in a report, found by the register of divisions. The counties named are real ones."""

import pytest

from gongkai.documents.opening import open_bytes
from gongkai.report.reading import read_report
from gongkai.report.reading.identity.foreign import foreign_places


def found(body: str, *texts: str) -> list[tuple[str, str]]:
    text = "\n".join((f"{body}2024年政府信息公开工作年度报告", "一、总体情况", *texts))
    report = read_report(open_bytes(text.encode(), "report.txt"))
    return [(place.name, place.why) for place in foreign_places(report)]


OWN = "平罗县柳河镇人民政府"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("西吉县高度重视政务公开工作。", [("西吉县", "subject")]),
        ("2024年，西吉县主动公开政府信息45条。", [("西吉县", "subject")]),
        ("由西吉县教育局统筹推进。", [("西吉县", "body")]),
        ("如有疑问，请与盐池县联系，电话0953-1234567。", [("盐池县", "contact")]),
        ("固原市新增栏目三个。", [("固原市", "city")]),
        ("平罗县委高度重视，石嘴山市委作出部署。", []),
        ("我镇赴西吉县学习经验。", []),
        ("与西吉县共同举办活动。", []),
        ("依据《西吉县志》整理。", []),
        ("通过县政府网站公开。", []),
    ],
)
def test_a_foreign_place_is_found_where_it_speaks_and_not_where_it_is_mentioned(
    text: str, right: list[tuple[str, str]]
) -> None:
    assert found(OWN, text) == right


def test_without_its_own_county_in_the_register_a_city_may_be_the_reports_own() -> None:
    assert found("青山县柳河镇人民政府", "石嘴山市高度重视。", "西吉县高度重视。") == [
        ("西吉县", "subject")
    ]


def test_without_a_body_nothing_is_foreign() -> None:
    assert found("", "西吉县高度重视。") == []
