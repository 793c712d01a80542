from dataclasses import replace

from gongkai.report.compare import Piece, compare, paragraph_differences, word_differences
from gongkai.report.model import Cell, CellState
from tests.report.invented import PROSE, invented


def changed(report, id, value):
    state = CellState.MISSING if value is None else CellState.READ
    return replace(report, cells={**report.cells, id: Cell(id, value, state)})


def test_a_report_is_the_same_as_itself():
    comparison = compare(invented(), invented())
    assert comparison.same
    assert comparison.likeness.jaccard == 1.0


def test_a_cell_that_differs_is_named_with_both_values():
    first = changed(invented(), "requests.new.research", 7)
    second = changed(invented(), "requests.new.research", 12)
    (difference,) = compare(first, second).cells
    assert (difference.before, difference.after, difference.change) == (7, 12, 5)
    assert difference.label == "表三“新收”行“科研机构”列"


def test_unknown_differs_from_zero():
    first = changed(invented(), "requests.new.research", None)
    second = changed(invented(), "requests.new.research", 0)
    (difference,) = compare(first, second).cells
    assert (difference.before, difference.after, difference.change) == (None, 0, None)


def test_editions_are_compared_only_where_they_share_cells():
    comparison = compare(invented("2019"), invented("2021"))
    assert "requests.other.total" in comparison.not_comparable
    assert "requests.other_other.total" in comparison.not_comparable
    assert len(comparison.not_comparable) == 19 + 7 + 7 + 21
    assert not comparison.same


def test_a_changed_paragraph_is_shown_word_by_word():
    now = PROSE["overview"][2].replace("116", "203")
    prose = {**PROSE, "overview": (*PROSE["overview"][:2], now)}
    comparison = compare(invented(), invented(prose=prose))
    overview = comparison.sections[0]
    kinds = [item.kind for item in overview.paragraphs]
    assert kinds == ["same", "same", "changed", "removed", "removed"]
    assert overview.paragraphs[2].pieces[:3] == (
        Piece("same", "全年主动公开政府信息"),
        Piece("removed", "116"),
        Piece("added", "203"),
    )


def test_figures_are_compared_whole():
    assert list(word_differences("收到16件", "收到116件")) == [
        Piece("same", "收到"),
        Piece("removed", "16"),
        Piece("added", "116"),
        Piece("same", "件"),
    ]


def test_a_single_character_left_between_two_changes_belongs_to_them():
    assert list(word_differences("甲乙丙丁", "子乙寅丁")) == [
        Piece("removed", "甲乙丙"),
        Piece("added", "子乙寅"),
        Piece("same", "丁"),
    ]


def test_the_pieces_give_back_both_paragraphs():
    before, after = PROSE["problems"]
    pieces = list(word_differences(before, after))
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == after


def test_a_paragraph_moved_in_among_others_leaves_the_others_unchanged():
    kinds = [
        item.kind
        for item in paragraph_differences(
            ["第一段话", "第二段话"], ["第一段话", "全新内容", "第二段话"]
        )
    ]
    assert kinds == ["same", "added", "same"]


def test_a_part_that_only_one_report_has_is_told():
    second = invented()
    second = replace(second, sections=second.sections[:-1])
    comparison = compare(invented(), second)
    assert (comparison.sections[-1].before, comparison.sections[-1].after) == (
        "六、其他需要报告的事项",
        None,
    )


def test_paragraphs_too_long_to_compare_are_shown_whole():
    before, after = "甲乙" * 1500, "甲丙" * 1500
    assert list(word_differences(before, after)) == [
        Piece("removed", before),
        Piece("added", after),
    ]


def test_very_many_paragraphs_are_not_paired():
    before = [f"第{number}段旧话" for number in range(300)]
    after = [f"第{number}段新话" for number in range(300)]
    kinds = [item.kind for item in paragraph_differences(before, after)]
    assert kinds == ["removed"] * 300 + ["added"] * 300
