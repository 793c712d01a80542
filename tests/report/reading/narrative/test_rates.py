from decimal import Decimal

from gongkai.documents.model import Paragraph
from gongkai.report.model import Section
from gongkai.report.reading.narrative import read_growths, read_rates


def section(text: str) -> tuple[Section, ...]:
    return (Section("overview", "", (Paragraph(text),)),)


def test_rates_are_read_with_their_names() -> None:
    found = read_rates(section("办理热线工单502件，办结率100%，满意率达98.5％。"))
    assert [(item.name, item.percent) for item in found] == [
        ("办结率", Decimal(100)),
        ("满意率", Decimal("98.5")),
    ]
    assert found[1].quote == "满意率达98.5％"


def test_growth_with_a_figure_is_read() -> None:
    (found,) = read_growths(section("公开信息120条，较上年增长20%。"))
    assert (found.direction, found.amount, found.unit) == ("up", Decimal(20), "%")
    assert found.quote == "较上年增长20%"
    (fewer,) = read_growths(section("收到申请2件，同比减少3件。"))
    assert (fewer.direction, fewer.amount, fewer.unit) == ("down", Decimal(3), "件")


def test_growth_of_a_number_without_a_figure_is_a_claim() -> None:
    (found,) = read_growths(section("在公开信息数量上有较大提升，但仍有差距。"))
    assert (found.direction, found.amount, found.unit) == ("up", None, "")
    assert found.quote == "在公开信息数量上有较大提升"


def test_better_quality_is_no_growth_of_a_number() -> None:
    assert read_growths(section("工作质效得到提升，群众满意。")) == ()
