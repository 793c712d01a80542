import re
from io import BytesIO
from zipfile import ZipFile

from docx import Document

from gongkai.report.writers import docx
from tests.report.invented import PROSE, invented


def document_xml(report):
    with ZipFile(BytesIO(docx.write(report))) as file:
        return file.read("word/document.xml").decode()


def test_the_text_stands_in_the_order_of_the_form_and_byte_for_byte():
    opened = Document(BytesIO(docx.write(invented())))
    lines = [paragraph.text for paragraph in opened.paragraphs if paragraph.text.strip()]
    assert lines == [
        "青山县柳河镇人民政府\n2024年政府信息公开工作年度报告",
        "统计期限为2024年1月1日至12月31日。",
        "一、总体情况",
        *PROSE["overview"],
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        *PROSE["problems"],
        "六、其他需要报告的事项",
        *PROSE["other"],
        "柳河镇人民政府",
        "2025年1月15日",
    ]


def test_the_tables_have_the_spans_of_the_official_form():
    tables = Document(BytesIO(docx.write(invented()))).tables
    assert [(len(table.rows), len(table.columns)) for table in tables] == [
        (14, 4),
        (28, 10),
        (4, 15),
    ]
    requests = tables[1]
    assert requests.cell(2, 1).text.startswith("（本列数据的勾稽关系为")
    assert requests.cell(20, 0).text == "三、本年度办理结果"
    assert requests.cell(8, 2).text == "2.其他法律行政法规禁止公开"


def test_the_page_is_that_of_the_standard():
    section = Document(BytesIO(docx.write(invented()))).sections[0]
    millimetres = [
        round(length.mm, 1)
        for length in (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.bottom_margin,
            section.left_margin,
            section.right_margin,
        )
    ]
    assert millimetres == [210, 297, 37, 35, 28, 26]


def test_the_prescribed_faces_are_named_for_chinese_text():
    with ZipFile(BytesIO(docx.write(invented()))) as file:
        styles = file.read("word/styles.xml").decode()
        fonts = file.read("word/fontTable.xml").decode()
    assert set(re.findall(r'w:eastAsia="([^"]+)"', styles)) == {
        "仿宋_GB2312",
        "方正小标宋简体",
        "黑体",
        "楷体_GB2312",
        "宋体",
        "zh-CN",
    }
    assert "Noto Serif CJK SC" in fonts


def test_an_unknown_figure_is_empty_and_shaded():
    report = invented(without=["proactive.fees.amount"])
    assert document_xml(report).count('w:fill="FFF2CC"') == 1
    table = Document(BytesIO(docx.write(report))).tables[0]
    assert table.cell(13, 1).text == ""


def test_no_author_is_written():
    opened = Document(BytesIO(docx.write(invented())))
    assert opened.core_properties.author == ""
    assert opened.core_properties.last_modified_by == ""
    assert opened.core_properties.comments == ""
