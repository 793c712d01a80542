import io
import struct
import zipfile
from contextlib import suppress

import docx
import PIL.Image
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents import open_bytes
from gongkai.documents.errors import Damaged, DocumentError, Encrypted, LimitExceeded, Unsafe
from gongkai.documents.limits import Limits
from gongkai.documents.model import Document, HiddenKind, Image, Layout, Paragraph, Table
from tests.documents.compound_files import compound

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def package(body: str, links: dict[str, str] | None = None, **parts: str | bytes) -> bytes:
    """A docx of the given body; `links` maps a relationship type to a part, `parts` are further parts."""
    relations = "".join(
        f'<Relationship Id="r{n}" Type="{RELATION}{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '//' in target else ''}/>"
        for n, (kind, target) in enumerate((links or {}).items())
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
            'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Id="a" Type="{RELATION}officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f"<Relationships>{relations}</Relationships>"
        )
        archive.writestr(
            "word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def read(body: str, links: dict[str, str] | None = None, **parts: str | bytes) -> Document:
    return open_bytes(package(body, links, **parts), "柳河镇.docx")


def p(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def texts(document: Document) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else "[表]" for block in document.blocks]


def hidden(document: Document) -> list[tuple[str, str, str]]:
    return [(part.kind.value, part.name, part.text) for part in document.hidden]


def grid(table: Table) -> list[tuple[int, int, int, int, str]]:
    return [(c.row, c.column, c.row_span, c.column_span, c.text) for c in table.cells]


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tbl(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def test_a_file_that_python_docx_wrote_is_read():
    file = docx.Document()
    file.add_heading("一、总体情况", 1)
    file.add_paragraph("2024 年，柳河镇公开 12 件。")
    table = file.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "项目"
    table.cell(0, 2).merge(table.cell(1, 2)).text = "总计"
    table.cell(1, 0).text = "规章"
    table.cell(1, 1).text = "１２"
    file.core_properties.author = "某甲"
    buffer = io.BytesIO()
    file.save(buffer)
    document = open_bytes(buffer.getvalue(), "柳河镇.wps")
    assert texts(document) == ["一、总体情况", "2024 年，柳河镇公开 12 件。", "[表]"]
    assert document.blocks[0].heading_level == 1
    (read_table,) = document.tables()
    assert read_table.layout is Layout.GRID
    assert grid(read_table) == [
        (0, 0, 1, 2, "项目"),
        (0, 2, 2, 1, "总计"),
        (1, 0, 1, 1, "规章"),
        (1, 1, 1, 1, "１２"),
    ]
    assert ("metadata", "author", "某甲") in hidden(document)


NUMBERING = f"""<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="bullet"/><w:lvlText w:val="x"/></w:lvl></w:abstractNum>
<w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="8"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {NAMESPACES}>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="3"><w:name w:val="小节"/><w:basedOn w:val="2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="character" w:styleId="h"><w:name w:val="藏"/><w:rPr><w:vanish/></w:rPr></w:style>
</w:styles>"""


def test_numerals_that_word_writes_by_itself_become_text():
    def item(text: str, level: int, number: int = 7) -> str:
        return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')

    body = (
        item("总体情况", 0) + item("主动公开", 1) + item("依申请公开", 1) + item("2024年", 2) + item("点", 3)
        + item("主动公开政府信息情况", 0) + item("甲", 1) + item("五", 0, 8) + item("六", 0, 8) + item("无", 0, 99)
    )  # fmt: skip
    document = read(body, {"numbering": "numbering.xml"}, **{"word/numbering.xml": NUMBERING})
    assert texts(document) == [
        "一、总体情况", "（一）主动公开", "（二）依申请公开", "1. 2024年", "点",
        "二、主动公开政府信息情况", "（一）甲", "五、五", "六、六", "无",
    ]  # fmt: skip
    assert document.blocks[0].origin.raw == "总体情况"


def test_styles_give_level_and_numeral_through_what_they_are_based_on():
    body = (
        p("总体情况", '<w:pStyle w:val="2"/>')
        + p("小", '<w:pStyle w:val="3"/>')
        + p("不编号", '<w:pStyle w:val="2"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("正文", '<w:outlineLvl w:val="9"/>')
    )
    document = read(
        body,
        {"numbering": "numbering.xml", "styles": "styles.xml"},
        **{"word/numbering.xml": NUMBERING, "word/styles.xml": STYLES},
    )
    assert [(b.text, b.heading_level) for b in document.paragraphs()] == [
        ("一、总体情况", 1),
        ("二、小", 2),
        ("不编号", 1),
        ("正文", None),
    ]


def test_tracked_changes_are_read_as_accepted_and_recorded():
    body = (
        "<w:p><w:r><w:t>收到</w:t></w:r><w:del w:author='某甲'><w:r><w:delText>11</w:delText></w:r></w:del>"
        "<w:ins w:author='某乙'><w:r><w:t>12</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del w:author='某甲'/></w:rPr></w:pPr><w:r><w:t>前半</w:t></w:r></w:p>"
        "<w:p><w:r><w:t>后半</w:t></w:r></w:p>"
        "<w:p><w:moveFrom w:author='某甲'><w:r><w:t>移走</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo w:author='某甲'><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>"
    )
    document = read(body)
    assert texts(document) == ["收到12件", "前半后半", "移来"]
    assert hidden(document) == [
        ("deleted-text", "某甲", "11"),
        ("inserted-text", "某乙", "12"),
        ("deleted-text", "某甲", "移走"),
        ("inserted-text", "某甲", "移来"),
    ]


def test_a_deleted_and_a_hidden_row_are_left_out_and_recorded():
    table = (
        f"<w:tbl><w:tr>{tc('甲')}{tc('1')}</w:tr>"
        f"<w:tr><w:trPr><w:del w:author='某甲'/></w:trPr>{tc('乙')}{tc('2')}</w:tr>"
        f"<w:tr><w:trPr><w:hidden/></w:trPr>{tc('丙')}{tc('3')}</w:tr>"
        f"<w:tr>{tc('丁')}{tc('4')}</w:tr></w:tbl>"
    )
    document = read(table)
    (one,) = document.tables()
    assert [cell.text for cell in one.cells] == ["甲", "1", "丁", "4"]
    assert hidden(document) == [("deleted-text", "某甲", "乙 2"), ("hidden-row", "", "丙 3")]


def test_a_text_box_is_read_once_although_it_stands_in_the_file_twice():
    box = f"<w:txbxContent>{p('联系电话')}{tbl(tc('内') + tc('9'))}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert texts(read(body)) == ["正文", "联系电话", "[表]"]


def test_a_text_box_in_the_old_form_is_read():
    body = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{p('联系电话')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    assert texts(read(body)) == ["联系电话"]


def test_content_controls_links_fields_and_ruby_give_their_shown_text():
    body = (
        "<w:sdt><w:sdtContent><w:p><w:hyperlink r:id='x'><w:r><w:t>网址</w:t></w:r></w:hyperlink>"
        "<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>"
        "<w:fldSimple w:instr='DATE'><w:r><w:t>今天</w:t></w:r></w:fldSimple></w:p></w:sdtContent></w:sdt>"
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>PAGE</w:instrText><w:t>码</w:t>"
        "<w:fldChar w:fldCharType='separate'/><w:t>3</w:t><w:fldChar w:fldCharType='end'/></w:r></w:p>"
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>yan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>䶮</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
        "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:sym w:font='Wingdings' w:char='F0FE'/></w:r></w:p>"
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r></w:p><w:p><w:r><w:t>之后</w:t></w:r></w:p>"
    )
    assert texts(read(body)) == ["网址控件今天", "3", "䶮", "甲乙 丙☑", "之后"]


def test_notes_follow_the_text_and_headers_are_furniture():
    note = (
        "<w:{0}s "
        + NAMESPACES
        + "><w:{0} w:type='separator'>"
        + p("——")
        + "</w:{0}><w:{0}>"
        + p("{1}")
        + "</w:{0}></w:{0}s>"
    )
    header = f"<w:hdr {NAMESPACES}>{p('柳河镇人民政府')}<w:p><w:r><w:pict><v:textpath string='内部资料'/></w:pict></w:r></w:p></w:hdr>"
    document = read(
        p("正文"),
        {"footnotes": "footnotes.xml", "endnotes": "endnotes.xml", "header": "header1.xml", "footer": "footer1.xml"},
        **{
            "word/footnotes.xml": note.format("footnote", "脚注"),
            "word/endnotes.xml": note.format("endnote", "尾注"),
            "word/header1.xml": header,
            "word/footer1.xml": f"<w:ftr {NAMESPACES}>{p('— 1 —')}</w:ftr>",
        },
    )  # fmt: skip
    assert texts(document) == ["正文", "脚注", "尾注"]
    assert [one.text for one in document.furniture] == ["柳河镇人民政府", "内部资料", "— 1 —"]


def test_pages_are_known_only_where_word_left_them():
    body = p("甲") + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r></w:p>" + p("丙")
    assert [block.origin.page for block in read(body).blocks] == [1, 2, 2]
    assert read(p("甲")).blocks[0].origin.page is None


def test_merged_cells_make_a_true_grid_and_text_beneath_them_is_hidden():
    document = read(
        tbl(
            tc("三", '<w:vMerge w:val="restart"/>') + tc("申请人", '<w:gridSpan w:val="2"/>'),
            tc("藏", "<w:vMerge/>") + tc("自然人") + tc("总计"),
            "<w:trPr><w:gridBefore w:val='1'/></w:trPr>" + tc("1") + tc("2"),
            tc("左", '<w:hMerge w:val="restart"/>') + tc("", "<w:hMerge/>") + tc("3"),
        )
    )
    (table,) = document.tables()
    assert grid(table) == [
        (0, 0, 2, 1, "三"),
        (0, 1, 1, 2, "申请人"),
        (1, 1, 1, 1, "自然人"),
        (1, 2, 1, 1, "总计"),
        (2, 1, 1, 1, "1"),
        (2, 2, 1, 1, "2"),
        (3, 0, 1, 2, "左"),
        (3, 2, 1, 1, "3"),
    ]
    assert hidden(document) == [("hidden-text", "", "藏")]


def test_lines_within_a_cell_are_joined_but_digits_never_closed_up():
    (table,) = read(
        tbl(f"<w:tc>{p('结果')}{p('维持')}</w:tc><w:tc>{p('12')}{p('3')}</w:tc>" + tc(""))
    ).tables()
    assert [cell.text for cell in table.cells] == ["结果维持", "12 3", ""]
    assert table.cells[0].origin.raw == "结果\n维持"


def test_a_table_in_a_table_stays_with_its_cell():
    inner = tbl(tc("内") + tc("9"))
    (table,) = read(tbl(tc("甲") + f"<w:tc>{p('说明')}{inner}</w:tc>")).tables()
    assert table.cells[1].text == "说明"
    assert [cell.text for cell in table.cells[1].tables[0].cells] == ["内", "9"]


def test_a_frame_of_one_cell_is_unwrapped():
    inner = tbl(tc("内") + tc("9"))
    assert texts(read(tbl(f"<w:tc>{p('说明')}{inner}</w:tc>"))) == ["说明", "[表]"]


def test_hidden_text_is_taken_out():
    body = (
        "<w:p><w:r><w:t>见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏甲</w:t></w:r>"
        "<w:r><w:rPr><w:rStyle w:val='h'/></w:rPr><w:t>藏乙</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>闻</w:t></w:r></w:p>"
    )
    document = read(body, {"styles": "styles.xml"}, **{"word/styles.xml": STYLES})
    assert texts(document) == ["见闻"]
    assert hidden(document) == [("hidden-text", "", "藏甲藏乙")]


def native(label: str, content: bytes) -> bytes:
    name = label.encode("gb18030") + b"\0"
    path = b"C:\\" + name
    inner = b"\x02\0" + name + path + b"\0\0\x03\0" + struct.pack("<I", len(path)) + path
    return (
        struct.pack("<I", len(inner) + 4 + len(content))
        + inner
        + struct.pack("<I", len(content))
        + content
    )


def test_all_that_a_file_carries_without_showing_it_is_told():
    core = (
        '<c:coreProperties xmlns:c="http://x" xmlns:dc="http://y"><dc:creator>某甲</dc:creator>'
        "<c:lastModifiedBy>某乙</c:lastModifiedBy><dc:title> </dc:title></c:coreProperties>"
    )
    app = "<Properties><Company>青山县</Company><Template>D:\\模板\\内部.dotx</Template><Pages>3</Pages></Properties>"
    custom = '<Properties><property name="文号"><lpwstr>青政密〔2024〕1号</lpwstr></property></Properties>'
    comments = f"<w:comments {NAMESPACES}><w:comment w:author='某丙'>{p('此处请核')}{p('再议')}</w:comment></w:comments>"
    settings = f"<w:settings {NAMESPACES}><w:docVars><w:docVar w:name='v' w:val='变量'/></w:docVars></w:settings>"
    document = read(
        p("正文"),
        {"comments": "comments.xml", "settings": "settings.xml", "oleObject": "file:///C:/Users/mou/1.xlsx", "hyperlink": "http://example.cn"},
        **{
            "docProps/core.xml": core,
            "docProps/app.xml": app,
            "docProps/custom.xml": custom,
            "docProps/thumbnail.jpeg": b"\xff\xd8\xff",
            "word/comments.xml": comments,
            "word/settings.xml": settings,
            "word/vbaProject.bin": b"x",
            "word/embeddings/名单.txt": "姓名\t电话\n某丁\t0000-1\n".encode(),
            "word/embeddings/坏.bin": b"\0\1\2",
            "customXml/item1.xml": "<a><b>机密</b></a>",
        },
    )  # fmt: skip
    assert sorted(hidden(document)) == [
        ("comment", "某丙", "此处请核 再议"),
        ("embedded-file", "thumbnail.jpeg", ""),
        ("embedded-file", "名单.txt", "姓名\t电话\n某丁\t0000-1"),
        ("embedded-file", "坏.bin", ""),
        ("external-link", "oleObject", "file:///C:/Users/mou/1.xlsx"),
        ("macro", "vbaProject.bin", ""),
        ("metadata", "author", "某甲"),
        ("metadata", "company", "青山县"),
        ("metadata", "customXml/item1.xml", "机密"),
        ("metadata", "last_modified_by", "某乙"),
        ("metadata", "template", "D:\\模板\\内部.dotx"),
        ("metadata", "v", "变量"),
        ("metadata", "文号", "青政密〔2024〕1号"),
    ]


def test_a_picture_stands_in_its_place():
    body = "<w:p><w:r><w:drawing><a:blip r:embed='r0'/></w:drawing></w:r></w:p>" + p("后")
    first, second = read(body, {"image": "media/1.png"}, **{"word/media/1.png": b"png"}).blocks
    assert isinstance(first, Image)
    assert (first.media_type, first.data) == ("image/png", b"png")
    assert isinstance(second, Paragraph)


def test_where_and_with_what_a_picture_was_taken_is_hidden():
    exif = PIL.Image.Exif()
    exif[0x013B] = "someone"
    exif.get_ifd(0x8825)[1] = "N"
    buffer = io.BytesIO()
    PIL.Image.new("L", (4, 4)).save(buffer, "JPEG", exif=exif)
    document = read(p("正文"), **{"word/media/1.jpeg": buffer.getvalue()})
    assert hidden(document) == [
        ("exif", "1.jpeg", "Artist: someone"),
        ("gps", "1.jpeg", "GPSLatitudeRef: N"),
    ]


def test_a_file_taken_in_whole_is_read_in_its_place():
    body = p("前") + "<w:altChunk r:id='r0'/>" + p("后")
    document = read(
        body,
        {"aFChunk": "chunk.html"},
        **{"word/chunk.html": "<html><body><p>中</p></body></html>"},
    )
    assert texts(document) == ["前", "中", "后"]


def test_a_strict_file_is_read():
    data = package(p("严格"))
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("document.xml"):
                content = content.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
            archive.writestr(name, content)
    assert texts(open_bytes(buffer.getvalue(), "柳河镇.docx")) == ["严格"]


def test_an_outside_entity_is_refused():
    data = package(p("&x;"))
    source = zipfile.ZipFile(io.BytesIO(data))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in source.namelist():
            prefix = (
                b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
                if name == "word/document.xml"
                else b""
            )
            archive.writestr(name, prefix + source.read(name))
    with pytest.raises(Unsafe, match="DOCTYPE"):
        open_bytes(buffer.getvalue(), "柳河镇.docx")


def test_a_file_without_text_part_is_damaged():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types>wordprocessingml.document.main</Types>")
    with pytest.raises(Damaged, match="缺少正文部件"):
        open_bytes(buffer.getvalue(), "柳河镇.docx")


def test_nesting_cells_and_blocks_are_limited():
    nested = p("x")
    for _ in range(5):
        nested = tbl(tc("a") + f"<w:tc>{nested}</w:tc>")
    with pytest.raises(LimitExceeded, match="表格嵌套超过 3 层"):
        open_bytes(package(nested), "f.docx", limits=Limits(nesting=3))
    with pytest.raises(LimitExceeded, match="单元格超过 5 个"):
        open_bytes(package(tbl(tc("1") * 6)), "f.docx", limits=Limits(cells=5))
    with pytest.raises(LimitExceeded, match="段落和表格超过 5 个"):
        open_bytes(package(p("x") * 6), "f.docx", limits=Limits(blocks=5))


def test_a_file_under_a_password_is_encrypted():
    data = compound({"EncryptedPackage": b"x" * 5000, "EncryptionInfo": b"y" * 5000})
    with pytest.raises(Encrypted, match="设有打开密码"):
        open_bytes(data, "柳河镇.docx")


def test_an_embedded_ole_package_is_unwrapped_under_its_own_name():
    wrapped = compound({"\x01Ole10Native": native("名单.txt", "某丁 0000-1\n".encode() * 400)})
    document = read(p("正文"), **{"word/embeddings/oleObject1.bin": wrapped})
    (part,) = document.hidden
    assert (part.kind, part.name) == (HiddenKind.EMBEDDED_FILE, "名单.txt")
    assert part.text.startswith("某丁 0000-1\n某丁")


VALID = package(
    p("总体情况", '<w:pStyle w:val="2"/>') + tbl(tc("甲", '<w:gridSpan w:val="2"/>') + tc("1")),
    {"styles": "styles.xml", "numbering": "numbering.xml"},
    **{"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING},
)


@given(
    st.lists(st.tuples(st.integers(0, len(VALID) - 1), st.integers(0, 255)), min_size=1, max_size=8)
)
def test_a_mutated_file_is_read_or_refused(changes):
    data = bytearray(VALID)
    for at, value in changes:
        data[at] = value
    with suppress(DocumentError):
        open_bytes(bytes(data), "f.docx")


PIECES = st.sampled_from([
    "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>1</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>",
    "<w:tcPr><w:vMerge/></w:tcPr>", "<w:tcPr><w:gridSpan w:val='99999999'/></w:tcPr>", "<w:ins>", "</w:ins>", "<w:del>", "</w:del>",
    "<w:pPr><w:numPr><w:numId w:val='7'/><w:ilvl w:val='x'/></w:numPr></w:pPr>", "<w:pPr><w:pStyle w:val='3'/></w:pPr>",
    "<w:fldChar/>", "<w:sym w:char='110000'/>", "<w:sym/>", "<w:altChunk/>", "<w:lastRenderedPageBreak/>", "<mc:AlternateContent/>",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40))
def test_any_nesting_of_word_elements_is_read_or_refused(pieces):
    body, stack = "", []
    for piece in pieces:
        if piece.startswith("</"):
            while stack:
                top = stack.pop()
                body += f"</{top}>"
                if f"</{top}>" == piece:
                    break
        else:
            body += piece
            if not piece.endswith("/>") and "</" not in piece:
                stack.append(piece[1:-1])
    body += "".join(f"</{name}>" for name in reversed(stack))
    with suppress(DocumentError):
        read(body, {"styles": "styles.xml", "numbering": "numbering.xml"},
             **{"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING})  # fmt: skip
