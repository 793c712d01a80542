"""A table in the text of an item goes into the editor and comes back as it was, and nothing else with it."""

from __future__ import annotations

import json

from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from gongkai.web.publishing.items.models.item import FEATURES

TABLE = (
    "<table><tbody><tr><th>村</th><th>户数</th></tr><tr><td>甲村</td><td>12</td></tr>"
    '<tr><td colspan="2">合计：“不足10户”的不列</td></tr></tbody></table>'
)


def through_the_editor(text: str) -> str:
    converter = ContentstateConverter(FEATURES)
    return converter.to_database_format(converter.from_database_format(text))


def plain(text: str) -> str:
    """Without the keys that the editor gives its blocks."""
    import re

    return re.sub(r' data-block-key="[^"]*"', "", text)


def test_a_table_survives_the_editor():
    text = f"<p>各村情况如下：</p>{TABLE}<p>特此公布。</p>"
    assert plain(through_the_editor(text)) == text


def test_bold_links_and_lines_in_a_cell_leave_their_words():
    text = "<p>一</p><table><tr><td><b>甲</b>村<br/>三组</td><td></td></tr></table><p>二</p>"
    assert plain(through_the_editor(text)) == (
        "<p>一</p><table><tbody><tr><td>甲村 三组</td><td></td></tr></tbody></table><p>二</p>"
    )


def test_a_cell_that_was_made_by_hand_brings_no_markup():
    converter = ContentstateConverter(FEATURES)
    state = json.loads(converter.from_database_format(TABLE))
    entity = next(each for each in state["entityMap"].values() if each["type"] == "TABLE")
    entity["data"]["rows"][1][0] = {
        "text": "<script>alert(1)</script>",
        "columns": '2" onclick="x',
        "head": True,
    }
    text = converter.to_database_format(json.dumps(state))
    assert "<th>&lt;script&gt;alert(1)&lt;/script&gt;</th>" in text
    assert "onclick" not in text
