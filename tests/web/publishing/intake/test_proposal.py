"""What is proposed from forty-eight invented papers, field by field, against what is true of them."""

from __future__ import annotations

import io
import re
from datetime import date

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents import open_bytes
from gongkai.papers.proposal import propose
from gongkai.papers.rows import RowWords, rank
from gongkai.statute.codelists import codelist
from tests.web.publishing.intake.later_papers import LATER
from tests.web.publishing.intake.papers import PAPERS

CATALOGUE = [
    RowWords(number, f"{prefix}.{each.id}", each.label)
    for number, (prefix, each) in enumerate(
        [("statutory", each) for each in codelist("statutory_items")]
        + [("field", each) for each in codelist("standard_fields")]
    )
]


def text(*lines: str):
    return open_bytes("\n".join(lines).encode(), "文件.txt")


@pytest.mark.parametrize("paper", [*PAPERS, *LATER], ids=lambda paper: paper.name)
def test_each_field_is_proposed_as_the_paper_says(paper):
    found = propose(open_bytes(paper.data(), paper.name))
    assert found.title.value == paper.title
    assert (found.document_number.value if found.document_number else "") == paper.number
    assert (found.issuing_body.value if found.issuing_body else "") == paper.issuing_body
    assert (found.formed_on.value if found.formed_on else None) == paper.formed_on
    assert (found.issued_on.value if found.issued_on else None) == paper.issued_on
    assert bool(found.lists_people) == paper.lists_people
    assert (found.period.code if found.period else "") == paper.period


@pytest.mark.parametrize("paper", [*PAPERS, *LATER], ids=lambda paper: paper.name)
def test_the_right_row_of_the_catalogue_comes_first(paper):
    document = open_bytes(paper.data(), paper.name)
    ranked = rank(propose(document).title.value, "\n".join(document.lines()), CATALOGUE)
    assert CATALOGUE[ranked[0].key].code in paper.rows


def test_every_proposal_says_where_it_stands():
    found = propose(open_bytes(PAPERS[0].data(), PAPERS[0].name))
    assert found.document_number.source == "第2段“柳政发〔2026〕12号”"
    assert found.issuing_body.source == "落款"
    assert found.formed_on.source == "第10段落款“2026年3月9日”"


def test_a_number_that_is_only_cited_is_not_the_papers_own():
    found = propose(
        text("关于做好秋收工作的通知", "各村：", "根据青政发〔2026〕3号文件要求，做好秋收工作。")
    )
    assert found.document_number is None


def test_a_day_in_the_text_is_not_the_day_of_the_paper():
    found = propose(text("关于做好秋收工作的通知", "各村：", "2026年9月1日起开始秋收。"))
    assert found.formed_on is None


def test_a_day_that_does_not_exist_is_passed_over():
    found = propose(text("秋收工作情况", "秋收工作已经完成。", "柳河镇人民政府", "2026年2月30日"))
    assert found.formed_on is None


def test_an_invented_number_keeps_the_six_cornered_brackets():
    found = propose(
        text("柳政发[2026]第012号", "关于做好秋收工作的通知", "各村：", "做好秋收工作。")
    )
    assert found.document_number.value == "柳政发〔2026〕12号"


def test_the_summary_is_the_first_sentence_that_says_something():
    found = propose(
        text(
            "关于秋收的通知",
            "各村民委员会：",
            "今年秋收自9月1日开始，请各村安排好机械。其他事项另行通知。",
        )
    )
    assert found.summary.value == "今年秋收自9月1日开始，请各村安排好机械。其他事项另行通知。"


def test_text_becomes_headings_paragraphs_and_lists():
    found = propose(
        text(
            "关于秋收的通知",
            "各村民委员会：",
            "一、时间安排",
            "9月1日开始，<b>不得</b>推迟。",
            "（一）东河村",
            "● 收割机2台",
            "● 拖拉机3台",
            "柳河镇人民政府",
            "2026年8月20日",
        )
    )
    assert found.text == (
        "<p>各村民委员会：</p><h2>一、时间安排</h2><p>9月1日开始，&lt;b&gt;不得&lt;/b&gt;推迟。</p>"
        "<h3>（一）东河村</h3><ul><li>收割机2台</li><li>拖拉机3台</li></ul>"
        "<p>柳河镇人民政府</p><p>2026年8月20日</p>"
    )
    assert found.whole


def test_a_table_of_a_paper_stays_a_table_with_its_heads():
    paper = next(each for each in PAPERS if each.name == "白杨乡预算.docx")
    found = propose(open_bytes(paper.data(), paper.name))
    assert "<tr><th>科目</th><th>预算数（万元）</th></tr>" in found.text
    assert "<tr><td>农林水支出</td><td>630</td></tr>" in found.text


def test_a_spreadsheet_has_no_text_of_its_own():
    paper = next(each for each in PAPERS if each.name == "低保10月.xlsx")
    found = propose(open_bytes(paper.data(), paper.name))
    assert found.text == ""
    assert not found.whole
    assert found.summary.value == "柳河镇2026年10月农村低保对象名单，共 3 人。"


def test_an_earlier_item_of_the_body_leads_to_its_row():
    row = next(each for each in CATALOGUE if each.code == "statutory.public_welfare")
    ranked = rank(
        "柳河镇2026年11月爱心驿站物资发放",
        "",
        CATALOGUE,
        earlier=[("柳河镇2026年10月爱心驿站物资发放", row.key)],
    )
    assert ranked[0].key == row.key
    assert ranked[0].why == "与本单位已有“柳河镇2026年10月爱心驿站物资发放”相近"


def test_what_fits_no_row_is_given_none():
    assert rank("啊啊", "", CATALOGUE) == []


@given(
    st.lists(
        st.text(alphabet="柳河镇年月日〔〕号关于通知2026一二〇：。 \u3000文件名单", max_size=24),
        max_size=10,
    )
)
def test_any_text_gives_a_title_and_no_error(lines):
    data = "\n".join(["甲", *lines]).encode()
    found = propose(open_bytes(data, "文件.txt"))
    assert found.title.value
    assert found.formed_on is None or isinstance(found.formed_on.value, date)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            [["户主姓名", "张小河"], ["家庭住址", "河东村三组"], ["病情", "尿毒症"]],
            ["户主姓名：张小河", "家庭住址：河东村三组", "病情：尿毒症"],
        ),
        (
            [["姓名", "王小明", "性别", "男"], ["联系电话", "0000-5550111", "民族", "汉"]],
            ["姓名：王小明", "性别：男", "联系电话：0000-5550111", "民族：汉"],
        ),
    ],
)
def test_a_form_becomes_label_and_value(rows, told):
    file = docx.Document()
    file.add_paragraph("柳河镇登记表")
    table = file.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    file.save(stream)
    text = propose(open_bytes(stream.getvalue(), "登记表.docx")).text
    assert re.findall(r"<li>(.*?)</li>", text) == told


def test_a_list_keeps_its_rows_and_merged_cells():
    file = docx.Document()
    file.add_paragraph("柳河镇补贴汇总表")
    table = file.add_table(3, 3)
    for row, texts in zip(
        table.rows,
        [["村", "户数", "金额"], ["甲村", "12", "6000"], ["合计", "", "6000"]],
        strict=True,
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(2, 0).merge(table.cell(2, 1))
    stream = io.BytesIO()
    file.save(stream)
    text = propose(open_bytes(stream.getvalue(), "汇总表.docx")).text
    assert text.endswith(
        "<table><tbody><tr><th>村</th><th>户数</th><th>金额</th></tr>"
        "<tr><td>甲村</td><td>12</td><td>6000</td></tr>"
        '<tr><td colspan="2">合计</td><td>6000</td></tr></tbody></table>'
    )
