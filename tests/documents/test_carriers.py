"""Words in places that nobody looks at: told of by the readers, gone in the copies, byte by byte."""

import io
import re
import zipfile
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
import xlsxwriter
from docx.oxml.ns import qn

from gongkai.documents.carried import is_loud, tells
from gongkai.documents.model import Document, HiddenKind
from gongkai.documents.opening import open_bytes, open_document
from gongkai.documents.writers.redaction import open_draft
from gongkai.documents.writers.redaction.draft import Change

CASES = Path(__file__).parent / "cases"
NUMBER = re.compile(rb"1[34]\d{9}(?:\d{6}[\dXx])?|zhang\w*@")


def told(document: Document) -> str:
    """All that a document says in any place."""
    parts = [*document.hidden, *document.carried]
    lines = [*document.lines(), *(paragraph.text for paragraph in document.furniture)]
    return "\n".join([*lines, *(f"{part.name} {part.text}" for part in parts)])


def leaks(data: bytes) -> list[bytes]:
    """Numbers and mailboxes anywhere in a file, its parts and their names."""
    if data[:2] != b"PK":
        return NUMBER.findall(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = "\n".join(package.namelist()).encode()
        return [
            hit
            for raw in (names, *map(package.read, package.namelist()))
            for hit in NUMBER.findall(raw)
        ]


def copy_of(data: bytes, name: str) -> bytes:
    """The rebuilt file; what the draft shows in cells, names and formats is blanked where it has a number."""
    draft = open_draft(data, name)
    document = draft.document
    paragraphs = [*document.paragraphs(), *document.furniture]
    cells = [cell for table in document.tables() for cell in table.cells]
    changes = [
        Change(one.origin, one.text, match.start(), match.end(), "某")
        for one in (*paragraphs, *cells)
        for match in re.finditer(r"1[34]\d{9}(?:\d{6}[\dXx])?", one.text)
    ]
    return draft.redact(changes)


@pytest.mark.parametrize(
    ("file", "place"),
    [
        ("04hyperlink_mailto.docx", "链接地址"),
        ("06alttext.docx", "替代文字"),
        ("07dropdown.docx", "下拉选项"),
        ("08ffdata.docx", "其他属性"),
        ("13chartcache.docx", "图表"),
        ("props.docx", "title"),
        ("01validation.xlsx", "下拉选项"),
        ("14hyperlink.xlsx", "链接地址"),
        ("30sheetname.xlsx", "工作表名"),
        ("31props.xlsx", "keywords"),
        ("23alt.html", "替代文字"),
        ("24tel.html", "链接地址"),
        ("28script.html", "脚本"),
        ("38meta.html", "页面说明（meta）"),
    ],
)
def test_a_carrier_is_told_of_and_gone_in_the_copy(file: str, place: str) -> None:
    data = (CASES / "hidden-carriers" / file).read_bytes()
    document = open_bytes(data, file)
    found = [part for part in (*document.hidden, *document.carried) if part.name == place]
    assert found
    assert NUMBER.search("\n".join(part.text for part in found).encode())
    assert not leaks(copy_of(data, file))


@pytest.mark.parametrize("file", sorted(path.name for path in (CASES / "hidden-data").iterdir()))
def test_words_put_out_of_sight_in_a_page_are_hidden_text(file: str) -> None:
    document = open_document(CASES / "hidden-data" / file)
    assert [part.kind for part in document.hidden] == [HiddenKind.HIDDEN_TEXT]
    assert "底稿" not in copy_of((CASES / "hidden-data" / file).read_bytes(), file).decode()


PLACES_OF_A_PAGE = (
    '<html lang="zh-{}">', '<meta name=description content="{}">', "<style>.a{}{{color:red}}</style>",
    '<style>p:after{{content:"{}"}}</style>', "<style>@import '{}.css';</style>", "<script>var a='{}'</script>",
    '<p class="b{}">x</p>', "<p data-x={}>x</p>", "<p id=n{}>x</p>", '<p style="background:url({})">x</p>',
    '<a href="tel:{}">x</a>', '<a href="?m={}">x</a>', '<table><td colspan="{}">x</table>', '<img src="http://x.cn/{}.png">',
    '<img alt="{}">', "<svg><text>{}</text></svg>", "<template>{}</template>", "<datalist><option value={}></datalist>",
    '<input value="{}">', '<input type=hidden value="{}">', "<select><option>{}</select>", "<textarea>{}</textarea>",
    '<div style="display:none">{}</div>', '<p style="text-indent:-9999px">{}</p>', "<!-- 联系 {} -->", '<p title="{}">x</p>',
    "<p onclick=\"call('{}')\">x</p>", "<p a{}=1>x</p>", '<iframe srcdoc="{}"></iframe>', '<a href="tel:%31{rest}">x</a>',
    "<script>'\\u0031{rest}'</script>", '<p lang="{}">x</p>', '<base href="//{}/">', '<link title="{}">', '<object data="{}"></object>',
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES_OF_A_PAGE)
def test_every_place_of_a_page(place: str) -> None:
    number = "13800138000"
    markup = place.format(number, rest=number[1:])
    page = f"<html><body>{markup}<p>公示正文，没有号码。</p></body></html>".encode()
    assert number in told(open_bytes(page, "页.html"))
    copy = copy_of(page, "页.html")
    assert not leaks(copy)
    assert "公示正文，没有号码。" in copy.decode()


def test_reversed_text_is_told_and_kept_as_it_is_read() -> None:
    page = "<html><body><p>名单<bdo dir=rtl>00083100831</bdo></p></body></html>".encode()
    assert "13800138000" in told(open_bytes(page, "页.html"))
    assert "13800138000" in next(iter(open_draft(page, "页.html").document.lines()))


def test_what_arranges_a_page_stays() -> None:
    page = (
        '<html><head><style>td{border:1px solid #000;text-align:center}</style></head><body><table width="600"><tr>'
        '<td colspan="2" style="color:red">甲</td></tr></table><a href="/art/202403/t20240305_123456.html">附件</a></body></html>'
    )
    copy = copy_of(page.encode(), "页.html").decode()
    for kept in ("td{border:1px solid #000;text-align:center}", 'width="600"', 'colspan="2"', "color:red", "t20240305_123456.html"):  # fmt: skip
        assert kept in copy


def made_docx() -> bytes:
    file = docx.Document()
    style = file.styles.add_style("张三13800138001", 1)
    file.add_paragraph("公示正文", style)
    table = file.add_table(1, 1)
    caption = table._tbl.tblPr.makeelement(qn("w:tblCaption"), {qn("w:val"): "13800138002"})
    table._tbl.tblPr.append(caption)
    numbering = file.part.numbering_part.element
    numbering.find(f".//{qn('w:lvlText')}").set(qn("w:val"), "13800138003%1、")
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def test_names_and_numbering_of_a_word_file() -> None:
    data = made_docx()
    said = told(open_bytes(data, "a.docx"))
    for number in ("13800138001", "13800138002", "13800138003"):
        assert number in said
    assert not leaks(copy_of(data, "a.docx"))


def made_xlsx() -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet("名单13800138001")
        page.write_string(0, 0, "姓名")
        page.write_number(1, 0, 5, book.add_format({"num_format": '"13800138002"0'}))
        page.write_formula(2, 0, '=LEN("13800138003")', None, 11)
        page.data_validation(3, 0, 3, 0, {"validate": "list", "source": ["13800138004"]})
        page.conditional_format(
            4, 0, 4, 0, {"type": "formula", "criteria": '=A5="13800138005"', "format": None}
        )
        book.define_name("号码", "=13800138006")
        page.write_comment(5, 0, "13800138007")
        page.insert_textbox(6, 0, "13800138008", {"description": "13800138009"})
    return buffer.getvalue()


def test_names_formats_and_formulas_of_a_workbook() -> None:
    data = made_xlsx()
    said = told(open_bytes(data, "a.xlsx"))
    for last in range(1, 10):
        assert f"1380013800{last}" in said
    copy = copy_of(data, "a.xlsx")
    assert not leaks(copy)
    assert openpyxl.load_workbook(io.BytesIO(copy)).sheetnames == ["名单某"]


def test_a_string_that_no_cell_uses_is_told() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_string(0, 0, "张三13800138000")
        page.write_string(0, 1, "姓名")
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(made := io.BytesIO(), "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith("sheet1.xml"):
                part = part.replace(b"<v>0</v>", b"<v>1</v>", 1)
            new.writestr(name, part)
    assert "13800138000" in told(open_bytes(made.getvalue(), "a.xlsx"))
    assert not leaks(copy_of(made.getvalue(), "a.xlsx"))


def test_sheets_whose_names_become_alike_are_told_apart() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for last in range(2):
            book.add_worksheet(f"1380013800{last}").write_string(0, 0, "甲")
    copy = copy_of(buffer.getvalue(), "a.xlsx")
    assert openpyxl.load_workbook(io.BytesIO(copy)).sheetnames == ["某", "工作表2"]


@pytest.mark.parametrize("file", ["14acroform.pdf", "16outline.pdf", "48acroform_ap.pdf"])
def test_fields_and_bookmarks_of_a_pdf(file: str) -> None:
    data = (CASES / "pdf-form-fields" / file).read_bytes()
    document = open_bytes(data, file)
    assert told(document).count("140400198203050171") == 1
    copy = copy_of(data, file)
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/Outlines" not in pdf.Root
    assert "140400198203050171" not in told(open_bytes(copy, file))


def test_a_value_that_a_form_does_not_show_is_said_to_be_left_out() -> None:
    data = (CASES / "pdf-form-fields" / "14acroform.pdf").read_bytes()
    draft = open_draft(data, "a.pdf")
    draft.redact([])
    assert "表单中没有显示在页面上的填写内容没有带入副本。" in draft.notes


@pytest.mark.parametrize(
    ("text", "says"),
    [("rId7", False), ("914400", False), ("3240405", False), ("{28A0092B-C50C-407E-A947-70E740481C1C}", False),
     ("http://schemas.openxmlformats.org/drawingml/2006/main", False), ("张三", True), ("13800138000", True),
     ("0351-1234567", True), ("a@b.cn", True), ("02020603050405020304", False)],
)  # fmt: skip
def test_what_an_attribute_tells(text: str, says: bool) -> None:
    assert tells(text) is says


def test_words_may_stay_in_a_clean_attribute_and_numbers_not() -> None:
    assert not is_loud("宋体")
    assert not is_loud("t20240305_1.html")
    assert is_loud("13800138000")


def with_parts(data: bytes, changed: dict[str, tuple[bytes, bytes]], comment: bytes = b"") -> bytes:
    """The package with one passage replaced in each part named."""
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made := io.BytesIO(), "w") as new:  # fmt: skip
        for name in old.namelist():
            before, after = changed.get(name, (b"", b""))
            part = old.read(name)
            new.writestr(name, part.replace(before, after, 1) if before else part)
        new.comment = comment
    return made.getvalue()


def plain_docx() -> bytes:
    file = docx.Document()
    file.add_paragraph("公示正文")
    file.save(buffer := io.BytesIO())
    return buffer.getvalue()


W_RUN = "<w:p><w:r>{}</w:r></w:p><w:sectPr"
LETTERS_AS_SYMBOLS = "".join(f'<w:sym w:font="Arial" w:char="F0{ord(c):02X}"/>' for c in "13800138000")  # fmt: skip


@pytest.mark.parametrize(
    "inside",
    [
        "<!-- 13800138000 --><w:sectPr",
        "<?note 13800138000?><w:sectPr",
        W_RUN.format(LETTERS_AS_SYMBOLS),
        W_RUN.format(
            "<w:ruby><w:rt><w:r><w:t>13800138000</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby>"
        ),
    ],
)
def test_what_stands_beside_the_text_of_a_word_file(inside: str) -> None:
    data = with_parts(plain_docx(), {"word/document.xml": (b"<w:sectPr", inside.encode())})
    assert "13800138000" in told(open_bytes(data, "a.docx"))
    copy = copy_of(data, "a.docx")
    assert not leaks(copy)
    assert "13800138000" not in told(open_bytes(copy, "a.docx"))


def test_the_word_below_a_reading_stays_in_the_copy() -> None:
    ruby = W_RUN.format(
        "<w:ruby><w:rt><w:r><w:t>qing</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>青山</w:t></w:r></w:rubyBase></w:ruby>"
    )
    data = with_parts(plain_docx(), {"word/document.xml": (b"<w:sectPr", ruby.encode())})
    assert "青山" in told(open_bytes(copy_of(data, "a.docx"), "a.docx"))


def test_a_counter_in_a_numbering_text_is_no_per_cent() -> None:
    file = docx.Document()
    level = file.part.numbering_part.element.find(f".//{qn('w:lvlText')}")
    level.set(qn("w:val"), "13800138000 %1.")
    file.save(buffer := io.BytesIO())
    draft = open_draft(buffer.getvalue(), "a.docx")
    shown = draft.document.furniture[0]
    assert "%" not in shown.text
    copy = draft.redact([Change(shown.origin, shown.text, 0, 11, "某")])
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        numbering = next(name for name in package.namelist() if "numbering" in name)
        assert 'val="某 %1."' in package.read(numbering).decode()


def test_properties_and_the_comment_of_a_package() -> None:
    file = docx.Document()
    file.core_properties.content_status = "13800138001"
    file.core_properties.identifier = "13800138002"
    file.save(buffer := io.BytesIO())
    data = with_parts(buffer.getvalue(), {}, comment=b"13800138003")
    said = told(open_bytes(data, "a.docx"))
    for last in range(1, 4):
        assert f"1380013800{last}" in said
    copy = copy_of(data, "a.docx")
    assert not leaks(copy)
    assert b"13800138003" not in copy


def test_escaped_formats_joined_constants_and_readings_of_a_workbook() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet()
        page.write_string(0, 0, "姓名")
        escaped = "".join(f"\\{figure}" for figure in "13800138001")
        page.write_number(1, 0, 5, book.add_format({"num_format": f"0{escaped}"}))
        page.write_formula(2, 0, '="138001"&"38002"', None, "")
    said_aside = b'<rPh sb="0" eb="1"><t>13800138003</t></rPh></si>'
    data = with_parts(buffer.getvalue(), {"xl/sharedStrings.xml": (b"</si>", said_aside)})
    said = told(open_bytes(data, "a.xlsx"))
    for last in range(1, 4):
        assert f"1380013800{last}" in said
    copy = copy_of(data, "a.xlsx")
    assert not leaks(copy)
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        assert escaped.encode() not in package.read("xl/styles.xml")


TURNED_ROUND = "00083100831"


@pytest.mark.parametrize(
    "markup",
    [
        f'<span style="unicode-bidi:bidi-override;direction:rtl">{TURNED_ROUND}</span>',
        f"<style>.r{{direction: rtl; unicode-bidi: bidi-override}}</style><p class='a r'>{TURNED_ROUND}</p>",
    ],
)
def test_text_that_a_style_turns_round_is_read_as_it_is_shown(markup: str) -> None:
    page = f"<html><body><p>名单</p>{markup}</body></html>".encode()
    assert "13800138000" in told(open_bytes(page, "页.html"))
    copy = copy_of(page, "页.html")
    assert not leaks(copy)
    assert TURNED_ROUND.encode() not in copy


@pytest.mark.parametrize(
    "markup",
    [
        "<style>.a::before{content:'\\31\\33 \\000038 00138000'}</style>",
        '<img src="data:image/svg+xml;base64,PHN2Zz48dGV4dD4xMzgwMDEzODAwMDwvdGV4dD48L3N2Zz4=">',
        '<base href="/20240305123456/13800138000/">',
        "<del>13800138000</del>",
    ],
)
def test_escapes_packed_pictures_and_struck_words_of_a_page(markup: str) -> None:
    page = f"<html><body>{markup}<p>公示正文，没有号码。</p></body></html>".encode()
    assert "13800138000" in told(open_bytes(page, "页.html"))
    copy = copy_of(page, "页.html")
    assert not leaks(copy)
    assert "13800138000" not in told(open_bytes(copy, "页.html"))


def pdf_with(change: str) -> bytes:
    """A page without words that carries 13800138000 in one place."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(300, 300))
        page.obj.Contents = pdf.make_stream(b"0 0 m")
        match change:
            case "XFA":
                described = pdf.make_stream(b"<f><v>13800138000</v></f>")
                pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=described)
            case "页码标签":
                label = pikepdf.Dictionary(P=pikepdf.String("13800138000-"))
                pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, label]))
            case "结构":
                figure = pikepdf.Dictionary(
                    S=pikepdf.Name.Figure, Alt=pikepdf.String("13800138000")
                )
                pdf.Root.StructTreeRoot = pikepdf.Dictionary(K=figure)
            case "代读":
                page.obj.Contents = pdf.make_stream(
                    b"/Span <</ActualText (13800138000)>> BDC EMC /Span <</Alt <3133>>> BDC EMC"
                )
            case "内容注释":
                page.obj.Contents = pdf.make_stream(b"% 13800138000\n0 0 m")
            case "资源":
                marked = pikepdf.Dictionary(A=pikepdf.Dictionary(B=pikepdf.String("13800138000")))
                page.obj.Resources = pikepdf.Dictionary(Properties=marked)
            case "附件":
                pdf.attachments["a.txt"] = pikepdf.AttachedFileSpec(
                    pdf, b"13800138000", filename="a.txt"
                )
        pdf.save(buffer := io.BytesIO())
    data = buffer.getvalue()
    return data + b"\n% 13800138000\n" if change == "文件之后" else data


@pytest.mark.parametrize(
    "change", ["XFA", "页码标签", "结构", "代读", "内容注释", "资源", "附件", "文件之后"]
)
def test_places_of_a_pdf(change: str) -> None:
    data = pdf_with(change)
    assert "13800138000" in told(open_bytes(data, "a.pdf"))
    copy = copy_of(data, "a.pdf")
    assert "13800138000" not in told(open_bytes(copy, "a.pdf"))
    with pikepdf.open(io.BytesIO(copy)) as pdf:
        for found in pdf.objects:
            assert b"13800138000" not in found.unparse(resolved=False)
            if isinstance(found, pikepdf.Stream):
                assert b"13800138000" not in found.read_bytes()
