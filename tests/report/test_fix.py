from dataclasses import replace

import pytest

from gongkai.cli.report.outputs import written
from gongkai.documents.model import Paragraph
from gongkai.documents.opening import open_bytes
from gongkai.report.changes import Change
from gongkai.report.checks.finding import Level
from gongkai.report.checks.registry import Context, run
from gongkai.report.fix import NotFixable, fix
from gongkai.report.model import Irregularity, IrregularityKind, Section
from gongkai.report.reading import read_report
from tests.report.invented import invented

APPLICANTS = (
    *("natural_person", "enterprise", "research", "welfare", "legal_service", "other"),
    "total",
)


def old_form(year=2024):
    return invented("2019", year=year)


def test_a_report_in_order_is_not_changed():
    report = invented()
    fixed = fix(report)
    assert fixed.changes == ()
    assert fixed.report == report
    assert fixed.open_cells == ()


def test_prose_stays_byte_for_byte_and_figures_of_table_three_and_four_stay():
    before = old_form()
    fixed = fix(before)
    assert [item.text for item in fixed.report.sections] == [item.text for item in before.sections]
    assert fixed.report.edition == "2021"
    for id in (
        "requests.new.total",
        "requests.result_total.other",
        "disputes.reconsideration.upheld",
    ):
        assert fixed.report.value(id) == before.value(id)


def test_table_two_of_2019_is_left_open_and_each_lost_figure_is_told():
    before = old_form()
    fixed = fix(before)
    open_cells = [id for id in fixed.open_cells if id.startswith("proactive.")]
    assert len(open_cells) == 10
    told = [item for item in fixed.changes if item.place.startswith("表二")]
    assert len(told) == 22
    assert told[0] == Change(
        "表二“规章”行“本年新制作数量”列",
        "1",
        "（空）",
        "两版格式的表二统计口径不同，不能换算；新表二留空，须由本单位按新口径填写",
    )


def test_other_results_of_2019_go_to_the_last_row_and_the_two_before_stay_open():
    before = old_form()
    fixed = fix(before)
    total = before.value("requests.other.total")
    assert fixed.report.value("requests.other_other.total") == total
    assert fixed.report.value("requests.other_fee_unpaid.total") is None
    assert fixed.report.value("requests.other_not_supplemented.natural_person") is None
    moved = [item for item in fixed.changes if item.place.startswith("表三“（六）其他处理”")]
    assert len(moved) == 7
    assert moved[-1].before == str(total)


def test_a_report_on_2020_stays_in_its_own_form():
    fixed = fix(old_form(2020))
    assert fixed.report.edition == "2019"
    assert fixed.changes == ()


def test_official_headings_and_order_are_restored():
    before = invented()
    sections = [*before.sections]
    sections[3] = Section("disputes", "4、 政府信息公开行政复议、行政诉讼情况")
    sections[4], sections[5] = sections[5], sections[4]
    fixed = fix(replace(before, sections=tuple(sections)))
    assert [item.id for item in fixed.report.sections] == [
        "overview",
        "proactive",
        "requests",
        "disputes",
        "problems",
        "other",
    ]
    assert (
        Change(
            "四、政府信息公开行政复议、行政诉讼情况",
            "4、 政府信息公开行政复议、行政诉讼情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "改用规定的标题",
        )
        in fixed.changes
    )
    assert "全文" in [item.place for item in fixed.changes]


def test_a_missing_part_gets_its_heading_and_no_words():
    before = invented()
    fixed = fix(replace(before, sections=before.sections[:-1]))
    assert fixed.report.sections[-1] == Section("other", "六、其他需要报告的事项")
    assert fixed.empty_parts == ("other",)


def test_a_missing_table_and_row_come_back_empty_never_zero():
    before = invented(
        without=[
            "disputes",
            *[
                f"requests.carried_out.{c}"
                for c in (
                    "natural_person",
                    "enterprise",
                    "research",
                    "welfare",
                    "legal_service",
                    "other",
                    "total",
                )
            ],
        ]
    )
    fixed = fix(before)
    assert fixed.report.has_table("disputes")
    assert all(cell.value is None for cell in fixed.report.row("disputes", "reconsideration"))
    assert [(item.place, item.before) for item in fixed.changes] == [
        ("表三“结转下年”行", "没有这一行"),
        ("表四", "没有这张表"),
    ]
    assert len(fixed.open_cells) == 7 + 15


def test_a_title_of_another_kind_becomes_the_official_one():
    before = invented()
    title = "2024年度政务信息公开工作报告"
    before = replace(before, identity=replace(before.identity, title=title, title_body=None))
    fixed = fix(before)
    assert fixed.report.identity.title == "青山县柳河镇人民政府2024年政府信息公开工作年度报告"
    assert fixed.changes[0].before == title


def test_a_title_is_not_made_up_without_a_body():
    before = invented()
    identity = replace(
        before.identity,
        title="工作报告",
        title_body=None,
        organization=None,
        organization_full=None,
    )
    assert fix(replace(before, identity=identity)).report.identity.title == "工作报告"


def test_what_reading_repaired_is_a_change():
    before = replace(
        invented(),
        irregularities=(
            Irregularity(
                IrregularityKind.ROW_SHIFTED, "requests.new", "1|2|3", "|1|2|3", repaired=True
            ),
        ),
    )
    assert fix(before).changes == (
        Change(
            "表三“新收”行",
            "1|2|3",
            "|1|2|3",
            "该行各格错位，已移回原位",
        ),
    )


def test_a_year_without_a_form_is_refused():
    before = invented()
    before = replace(before, identity=replace(before.identity, year=2015))
    with pytest.raises(NotFixable, match="2015年"):
        fix(before)


def with_part(report, id, *texts):
    return replace(
        report,
        sections=tuple(
            replace(item, paragraphs=tuple(Paragraph(text) for text in texts))
            if item.id == id
            else item
            for item in report.sections
        ),
    )


def without_fee(report, cells=None):
    known = {
        id: replace(cell, value=(cells or {})[id]) if id in (cells or {}) else cell
        for id, cell in report.cells.items()
    }
    told = tuple(item for item in report.statements if not item.fact.startswith("fee_"))
    return replace(with_part(report, "other", "无"), statements=told, cells=known)


def test_the_fee_sentence_comes_in_where_table_two_shows_that_nothing_was_taken():
    fixed = fix(without_fee(invented(), {"proactive.fees.amount": 0}))
    assert fixed.report.section("other").text == (
        "2024年，本机关未收取政府信息公开信息处理费。\n无其他需要报告的事项。"
    )
    (change,) = fixed.changes
    assert change.place == "六、其他需要报告的事项"
    assert "表二行政事业性收费为0" in change.why
    assert fixed.report.stated("fee_statement")


def test_the_fee_sentence_has_the_ledger_s_amount():
    fixed = fix(without_fee(invented(), {"proactive.fees.amount": 3}), fee_collected=1200)
    assert "2024年，本机关收取政府信息公开信息处理费1200元。" in fixed.report.section("other").text


def test_the_fee_sentence_is_not_made_up_where_nothing_proves_it():
    before = without_fee(invented(), {"proactive.fees.amount": 3, "requests.new.total": 5})
    assert fix(before).report.section("other").text == "无"


def test_heads_numbered_like_the_parts_and_doubled_numbers_are_numbered_anew():
    before = with_part(
        invented(),
        "problems",
        "一、存在的主要问题",
        "- 1、更新偏慢。",
        "- 2、解读偏少。",
        "二、改进情况",
        "一是按月检查；三是配图解读；三是加强培训。",
    )
    fixed = fix(before)
    assert [item.text for item in fixed.report.section("problems").paragraphs] == [
        "（一）存在的主要问题",
        "1.更新偏慢。",
        "2.解读偏少。",
        "（二）改进情况",
        "一是按月检查；二是配图解读；三是加强培训。",
    ]
    assert [item.before for item in fixed.changes] == [
        "一、存在的主要问题",
        "- 1、更新偏慢。",
        "- 2、解读偏少。",
        "二、改进情况",
        "一是按月检查；三是配图解读；三是加强培训",
    ]


@pytest.mark.parametrize("form", ["docx", "html"])
def test_rows_that_stay_open_are_not_called_missing_afterwards(form):
    lost = [
        f"requests.{row}.{column}"
        for row in ("other_other", "result_total", "carried_out")
        for column in APPLICANTS
    ]
    fixed = fix(invented(without=lost))
    again = read_report(open_bytes(written(fixed.report, form), f"年报.{form}"))
    errors = {item.code for item in run(Context(again)) if item.level is Level.ERROR}
    assert not errors & {"AR001", "AR002", "AR006", "AR009"}
