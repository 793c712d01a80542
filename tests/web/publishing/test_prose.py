"""Rich text as blocks, and blocks as lines of a screen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.web.publishing.channels.renderings.moving_text import split
from gongkai.web.publishing.items.prose import BlockKind, blocks_of, lines_of

HTML = (
    '<h2>一、分工</h2><p>各村按<b>分工</b>值班，<a linktype="page" id="3">见预案</a>。</p>'
    "<ol><li>每日巡查</li><li>通知到户</li></ol><ul><li>带手电</li></ul>"
    "<blockquote>注意安全</blockquote><hr/><table><tr><th>村</th><th>户</th></tr>"
    "<tr><td>杨树湾村</td><td>12</td></tr></table><script>alert(1)</script>"
)


def test_every_part_of_a_text_becomes_a_block():
    assert list(lines_of(blocks_of(HTML))) == [
        "一、分工",
        "各村按分工值班，见预案。",
        "1. 每日巡查",
        "2. 通知到户",
        "• 带手电",
        "注意安全",
        "村　户",
        "杨树湾村　12",
    ]
    kinds = [block.kind for block in blocks_of(HTML)]
    assert kinds[0] is BlockKind.HEADING
    assert kinds[-3:] == [BlockKind.RULE, BlockKind.ROW, BlockKind.ROW]


def test_bold_words_stay_bold():
    paragraph = blocks_of(HTML)[1]
    assert [(run.text, run.bold) for run in paragraph.runs] == [
        ("各村按", False),
        ("分工", True),
        ("值班，见预案。", False),
    ]


def test_words_outside_of_any_paragraph_are_kept():
    assert [block.text for block in blocks_of("先说<p>再说</p>后说")] == ["先说", "再说", "后说"]


@given(st.text(max_size=300))
def test_any_text_gives_blocks_and_never_an_error(html):
    blocks_of(html)


def test_lines_break_after_punctuation_and_never_inside_a_number():
    text = "柳河镇2026年防汛工作安排，共安排值班人员312人，合计发放物资46.8万元。"
    assert split(text, 16) == [
        "柳河镇2026年防汛工作安排，",
        "共安排值班人员312人，",
        "合计发放物资46.8万元。",
    ]


@given(st.text(min_size=1, max_size=200), st.integers(min_value=8, max_value=60))
def test_lines_keep_every_character_and_their_width(text, width):
    lines = split(text, width)
    assert "".join(lines) == text
    assert all(0 < len(line) <= width for line in lines)


def test_a_width_that_no_screen_has_is_refused():
    with pytest.raises(ValueError):
        split("x", 3)


def test_a_picture_is_a_block_of_its_own_that_says_what_it_shows():
    blocks = blocks_of(f'<p>见图<img data-picture="{"a" * 64}" alt="路线"/>完</p>')
    assert [(block.text, block.picture) for block in blocks] == [
        ("见图", ""),
        ("［图：路线］", "a" * 64),
        ("完", ""),
    ]
    assert list(lines_of(blocks_of(f'<img data-picture="{"a" * 64}" alt=""/>'))) == []


def test_a_row_knows_how_far_its_cells_reach():
    rows = blocks_of(
        '<table><tr><th rowspan="3">村</th><th colspan="2">户</th></tr><tr></tr>'
        "<tr><td>1</td><td>2</td></tr><tr><td></td></tr></table>"
    )
    assert [[tuple(span) for span in row.spans] for row in rows] == [
        [(3, 1, True), (1, 2, True)],
        [],
        [(1, 1, False), (1, 1, False)],
    ]
