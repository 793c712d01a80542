from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents import open_bytes
from gongkai.documents.errors import Damaged, DocumentError, LimitExceeded
from gongkai.documents.limits import Limits
from gongkai.documents.model import Document, HiddenKind, Image, Layout, Paragraph, Table

PROSE = "2024年，柳河镇认真贯彻落实条例，主动公开政府信息116条，收到申请12件；全部按期办结。"


def read(content: str, **limits: float) -> Document:
    return open_bytes(content.encode(), "青山县.html", limits=Limits(**limits))  # type: ignore[arg-type]


def texts(document: Document) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "[表]" for block in document.blocks]


def only_table(content: str) -> Table:
    (table,) = read(f"<html><body><p>{PROSE}</p>{content}</body></html>").tables()
    return table


def grid(table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells]


PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8">
<meta name="ArticleTitle" content="柳河镇人民政府2024年政府信息公开工作年度报告">
<meta name="Author" content="某甲"><title>柳河镇人民政府2024年政府信息公开工作年度报告_青山县人民政府</title></head>
<body><div class="header"><ul><li><a href="/">首页</a></li><li><a href="/zw">政务公开</a></li></ul></div>
<div class="main"><div class="crumb">您的位置：<a href="/">首页</a></div>
<div class="article"><div id="zoom"><p>一、总体情况</p><p>{PROSE}</p><p>{PROSE}</p>
<p>柳河镇人民政府</p><p>2025年1月15日</p></div><div class="share">分享到：微信</div>
<p>【打印本页】【关闭窗口】</p></div></div>
<div class="footer"><p>版权所有：青山县人民政府 电话：010-5555</p></div>
<script>var x = "<p>脚本</p>";</script></body></html>"""


def test_the_content_is_found_and_the_frame_of_the_site_left_out():
    document = read(PAGE)
    assert texts(document) == [
        "柳河镇人民政府2024年政府信息公开工作年度报告",
        "一、总体情况",
        PROSE,
        PROSE,
        "柳河镇人民政府",
        "2025年1月15日",
    ]
    assert document.blocks[0].heading_level == 1


def test_a_personal_meta_tag_is_a_hidden_part():
    (part,) = read(PAGE).hidden
    assert (part.kind, part.name, part.text) == (HiddenKind.METADATA, "Author", "某甲")


def test_a_heading_beside_the_content_is_kept_and_not_doubled():
    page = PAGE.replace(
        '<div id="zoom">', "<h1>柳河镇人民政府2024年政府信息公开工作年度报告</h1><div id='zoom'>"
    )
    assert texts(read(page))[:2] == ["柳河镇人民政府2024年政府信息公开工作年度报告", "一、总体情况"]


def test_a_signature_beside_the_container_is_kept():
    page = f"<body><div><div><p>{PROSE}</p><p>{PROSE}</p></div><p>柳河镇人民政府</p></div></body>"
    assert texts(read(page)) == [PROSE, PROSE, "柳河镇人民政府"]


@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "gb18030", "utf-16"])
def test_each_encoding_gives_the_same_page(encoding):
    page = PAGE.replace('<meta charset="utf-8">', f'<meta charset="{encoding}">')
    assert open_bytes(page.encode(encoding), "青山县.html").blocks == read(PAGE).blocks


def test_a_wrong_declaration_is_not_believed():
    page = PAGE.replace('charset="utf-8"', 'charset="iso-8859-1"').encode("gbk")
    assert open_bytes(page, "青山县.html").blocks == read(PAGE).blocks


def test_line_breaks_of_the_source_are_no_spaces_between_chinese_characters():
    assert texts(read("<body><p>政府\n   信息 公开\n2024\nyear</p></body>")) == [
        "政府信息 公开 2024 year"
    ]


def test_breaks_headings_and_numbered_lists_are_kept():
    document = read(
        "<body><h2>一、总体情况</h2>第一行<br>第二行<ol><li>甲项</li><li>乙项</li></ol><ul><li>丙</li></ul></body>"
    )
    assert texts(document) == ["一、总体情况", "第一行", "第二行", "1. 甲项", "2. 乙项", "丙"]
    assert [b.heading_level for b in document.paragraphs()] == [2, None, None, None, None, None]


def test_spans_make_a_true_grid():
    table = only_table(
        "<table><tr><td rowspan=2 colspan=2>项目</td><td colspan=2>申请人</td></tr>"
        "<tr><td>自然人</td><td>总计</td></tr>"
        "<tr><td rowspan=2>三</td><td>（一）</td><td>3</td><td>4</td></tr>"
        "<tr><td>（二）</td><td></td><td>&nbsp;1,288&nbsp;</td></tr></table>"
    )
    assert table.layout is Layout.GRID
    assert grid(table) == [
        (0, 0, 2, 2, "项目"),
        (0, 2, 1, 2, "申请人"),
        (1, 2, 1, 1, "自然人"),
        (1, 3, 1, 1, "总计"),
        (2, 0, 2, 1, "三"),
        (2, 1, 1, 1, "（一）"),
        (2, 2, 1, 1, "3"),
        (2, 3, 1, 1, "4"),
        (3, 1, 1, 1, "（二）"),
        (3, 2, 1, 1, ""),
        (3, 3, 1, 1, "1,288"),
    ]
    assert table.cells[-1].origin.raw == "\xa01,288\xa0"
    assert (table.cells[-1].origin.row, table.cells[-1].origin.column) == (4, 4)


def test_absurd_spans_are_clipped_to_the_table():
    table = only_table(
        "<table><tr><td rowspan=99999 colspan=99999>a</td></tr><tr><td>1</td><td>2</td></tr></table>"
    )
    assert grid(table) == [(0, 0, 2, 2, "a"), (1, 2, 1, 1, "1"), (1, 3, 1, 1, "2")]


def test_overlapping_spans_leave_each_place_to_one_cell():
    table = only_table(
        "<table><tr><td>1</td><td rowspan=2>2</td></tr><tr><td colspan=2>3</td><td>4</td></tr></table>"
    )
    assert grid(table) == [
        (0, 0, 1, 1, "1"),
        (0, 1, 2, 1, "2"),
        (1, 0, 1, 1, "3"),
        (1, 2, 1, 1, "4"),
    ]


def test_a_row_span_of_zero_reaches_the_end_of_its_group_and_no_further():
    table = only_table(
        "<table><thead><tr><td rowspan=0>h</td><td>i</td></tr><tr><td>j</td></tr></thead>"
        "<tbody><tr><td>k</td><td>l</td></tr></tbody></table>"
    )
    assert grid(table)[0] == (0, 0, 2, 1, "h")
    assert grid(table)[-2:] == [(2, 0, 1, 1, "k"), (2, 1, 1, 1, "l")]


def test_line_breaks_in_a_cell_are_dropped_but_never_close_up_digits():
    table = only_table(
        "<table><tr><td>结果<br>维持</td><td><p>12</p><p>3</p></td><td><span>4</span><span>5</span></td></tr>"
        "<tr><td>a</td><td>b</td><td>c</td></tr></table>"
    )
    assert [cell.text for cell in table.cells][:3] == ["结果维持", "12 3", "45"]


def test_a_layout_table_is_unwrapped():
    page = (
        "<body><table><tr><td><a href=1>首页</a></td><td><a href=2>公开</a></td></tr></table>"
        f"<table><tr><td><table><tr><td>一、总体情况</td></tr><tr><td>{PROSE * 2}"
        "<table><tr><td>规章</td><td>7</td></tr><tr><td>收费</td><td>8</td></tr></table>"
        "</td></tr></table></td></tr></table></body>"
    )
    document = read(page)
    assert texts(document) == ["一、总体情况", PROSE * 2, "[表]"]
    assert [c.text for t in document.tables() for c in t.cells] == ["规章", "7", "收费", "8"]


def test_a_table_within_a_data_cell_stays_with_its_cell():
    table = only_table(
        "<table><tr><td>甲</td><td>1</td><td>2</td></tr><tr><td>乙</td><td>3</td><td>"
        "<table><tr><td>内</td><td>9</td></tr></table></td></tr><tr><td>丙</td><td>5</td><td>6</td></tr></table>"
    )
    cell = table.cells[5]
    assert cell.text == ""
    assert [inner.text for inner in cell.tables[0].cells] == ["内", "9"]


def test_what_the_page_does_not_show_is_a_hidden_part():
    page = (
        f"<head><style>.gone, #x {{ display: none; }}</style></head><body><p>{PROSE}</p>"
        "<p style='DISPLAY : none'>隐藏甲</p><div class='gone'>隐藏乙</div><p hidden>隐藏丙</p>"
        "<table><tr><td>规章</td><td>1</td></tr><tr style='display:none'><td>收费</td><td>2</td></tr></table>"
        "<!-- 承办人某甲 --><!-- ok --><p>公开<del>旧</del><ins>新</ins>稿</p></body>"
    )
    document = read(page)
    assert texts(document) == [PROSE, "[表]", "公开新稿"]
    assert sorted((part.kind.value, part.text) for part in document.hidden) == [
        ("comment", "承办人某甲"),
        ("deleted-text", "旧"),
        ("hidden-row", "收费 2"),
        ("hidden-text", "隐藏丙"),
        ("hidden-text", "隐藏乙"),
        ("hidden-text", "隐藏甲"),
        ("inserted-text", "新"),
    ]


def test_a_tab_that_a_script_opens_is_read():
    page = f"<body><p>请稍候</p><div style='display:none'><p>{PROSE}</p><p>{PROSE}</p></div></body>"
    assert PROSE in texts(read(page))


def test_word_properties_saved_with_a_page_are_metadata():
    page = "<html><head><!--[if gte mso 9]><xml><o:Author>某乙</o:Author></xml><![endif]--></head><body><p>正文</p></body></html>"
    (part,) = read(page).hidden
    assert (part.kind, part.name, part.text) == (HiddenKind.METADATA, "Author", "某乙")


def test_an_embedded_picture_is_an_image():
    page = "<body><p>扫描件</p><img width=600 src='data:image/png;base64,iVBORw0KGgo='><img src='icon.svg'></body>"
    (image,) = [block for block in read(page).blocks if isinstance(block, Image)]
    assert (image.media_type, image.data) == ("image/png", b"\x89PNG\r\n\x1a\n")


def test_a_web_archive_is_read():
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=xx\r\n\r\n"
        '--xx\r\nContent-Type: text/html; charset="gb2312"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        "<html><body><p>=B9=AB=BF=AA</p></body></html>\r\n--xx--\r\n"
    )
    document = open_bytes(archive.encode(), "青山县.mht")
    assert texts(document) == ["公开"]


def test_a_web_archive_without_a_page_is_damaged():
    with pytest.raises(Damaged, match="网页内容不完整"):
        read("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=xx\n\n--xx--\n")


def test_the_ending_of_the_name_does_not_matter():
    assert open_bytes(PAGE.encode(), "青山县.doc").source.media_type == "text/html"


@pytest.mark.parametrize(
    "content",
    [
        "<div>" * 5000 + "x",
        "<div>" * 5000 + "x" + "</div>" * 5000,
        "<body>" + "".join(f"<p><font color={n}>x" for n in range(3000)),
        "<body><div " + " ".join(f"a{n}" for n in range(9000)) + ">",
        "<body>" + "<div><table></div><tr><td>" * 2000,
    ],
)
def test_markup_without_bottom_is_refused_at_once(content):
    with pytest.raises(LimitExceeded, match="网页标签"):
        read(content)


def test_tables_nested_beyond_the_limit_are_refused():
    content = "<table><tr><td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>"
    with pytest.raises(LimitExceeded, match="表格嵌套超过 2 层"):
        read("<body>" + content * 4, nesting=2)


def test_cells_and_blocks_are_counted():
    with pytest.raises(LimitExceeded, match="单元格超过 100 个"):
        read("<body><table>" + "<tr><td colspan=90>1<td>2" * 9 + "</table>", cells=100)
    with pytest.raises(LimitExceeded, match="段落和表格超过 5 个"):
        read("<body>" + "<p>公开</p>" * 9, blocks=5)


def test_a_page_without_words_is_an_empty_document():
    assert read("<html><body></body></html>").blocks == ()


TAGS = st.sampled_from(
    "<p> </p> <div> </div> <table> </table> <tr> <td> <td\xa0rowspan=3> <td\xa0colspan=0> </td> <br> <ol> <li> </ol> <h1> "
    "<del> <ins> <thead> <caption> <b> </b> <!-- --> <style> <img\xa0src=a.png> <frameset> <svg> </body> &#0; 公开 12".split(
        " "
    )
).map(lambda tag: tag.replace("\xa0", " "))


@given(st.lists(TAGS, max_size=60).map("".join))
def test_any_markup_is_read_or_refused(content):
    with suppress(DocumentError):
        read("<html><body>" + content)
