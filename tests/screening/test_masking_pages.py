"""Clean copies of pages and pictures: neither bytes nor pixels hold what was taken away."""

from __future__ import annotations

import io

import docx
import pikepdf
import pypdfium2
import pytest
import typst
from PIL import Image, ImageDraw, ImageFont

from gongkai.documents.opening import open_bytes
from gongkai.screening.kinds import Kind
from gongkai.screening.masking import mask_file
from gongkai.screening.screen import screen
from tests.screening.test_masking import IDENTITY, OTHER, assert_nowhere

PAGE = f"""
#set page(width: 300pt, height: 200pt, margin: 20pt)
#set text(font: "Noto Sans CJK SC", size: 10pt)
当事人身份证号{IDENTITY}，罚款若干。
#pagebreak()
第二页没有个人信息。
"""


@pytest.fixture(scope="module")
def pdf_file(tmp_path_factory):
    source = tmp_path_factory.mktemp("pdf") / "a.typ"
    source.write_text(PAGE, "utf-8")
    first = io.BytesIO()
    with pikepdf.open(io.BytesIO(typst.compile(str(source)))) as pdf:
        pdf.attachments["底稿.txt"] = OTHER.encode()
        with pdf.open_metadata() as metadata:
            metadata["dc:creator"] = ["张建国"]
        pdf.docinfo["/Author"] = "张建国"
        pdf.save(first)
    # An incremental save: the earlier version with its own words stays in the file.
    return first.getvalue() + b"\n% " + OTHER.encode() + b"\n"


def streams(data):
    """The raw bytes of a PDF and every stream in it, decoded."""
    pieces = [data]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for found in pdf.objects:
            if isinstance(found, pikepdf.Stream):
                pieces.append(
                    found.read_bytes()
                    if found.get("/Filter") != "/DCTDecode"
                    else found.read_raw_bytes()
                )
            pieces.append(repr(found).encode("utf-8", "replace"))
    return b"\n".join(pieces)


@pytest.fixture(scope="module")
def masked_pdf(pdf_file):
    return mask_file(pdf_file, "决定书.pdf")


@pytest.mark.slow
def test_a_pdf_is_clean_in_every_stream_and_page(masked_pdf):
    masked = masked_pdf
    assert_nowhere(streams(masked.data), IDENTITY, OTHER, "张建国", "底稿")
    pages = pypdfium2.PdfDocument(masked.data)
    assert IDENTITY[2:15] not in pages[0].get_textpage().get_text_bounded()
    assert "第二页没有个人信息" in pages[1].get_textpage().get_text_bounded()
    assert masked.notes == ("第1页重绘为图片，允许公开的文字仍可检索和朗读。",)


@pytest.mark.slow
def test_the_pixels_of_a_removed_number_are_gone(pdf_file, masked_pdf):
    masked = masked_pdf
    before, after = pypdfium2.PdfDocument(pdf_file)[0], pypdfium2.PdfDocument(masked.data)[0]
    text_page = before.get_textpage()
    start = text_page.get_text_range().index(IDENTITY)
    scale = 200 / 72
    picture = after.render(scale=scale).to_pil().convert("RGB")
    old = before.render(scale=scale).to_pil().convert("RGB")
    for offset in range(18):
        left, bottom, right, top = text_page.get_charbox(start + offset)
        box = tuple(round(value * scale) for value in (left, 200 - top, right, 200 - bottom))
        colours = {colour for _, colour in picture.crop(box).getcolors(100_000)}
        if 2 <= offset < 15:
            assert all(abs(channel - 64) < 12 for colour in colours for channel in colour)
        else:
            assert picture.crop(box).tobytes() == old.crop(box).tobytes() or offset in (
                2,
                14,
                1,
                15,
            )


@pytest.mark.slow
def test_a_picture_loses_pixels_and_exif():
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    picture = Image.new("RGB", (900, 200), "white")
    font = ImageFont.truetype("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 40)
    ImageDraw.Draw(picture).text((20, 60), f"身份证号：{IDENTITY}", fill="black", font=font)
    exif = picture.getexif()
    exif[0x013B] = "Zhang Jianguo"
    stream = io.BytesIO()
    picture.save(stream, "JPEG", exif=exif, quality=95)
    masked = mask_file(stream.getvalue(), "照片.jpg")
    assert b"Zhang" not in masked.data
    assert b"Exif" not in masked.data
    after = Image.open(io.BytesIO(masked.data)).convert("L")
    dark = sum(1 for value in after.crop((220, 50, 700, 130)).tobytes() if value < 90)
    assert dark > 5_000


@pytest.mark.slow
def test_a_picture_in_a_word_file_is_read_where_asked():
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    picture = Image.new("RGB", (1240, 1754), "white")
    font = ImageFont.truetype("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 40)
    ImageDraw.Draw(picture).text((40, 100), f"身份证号：{IDENTITY}", fill="black", font=font)
    drawn = io.BytesIO()
    picture.save(drawn, "PNG")
    document = docx.Document()
    document.add_picture(drawn)
    stream = io.BytesIO()
    document.save(stream)
    opened = open_bytes(stream.getvalue(), "海报.docx")
    found = [
        (finding.variety_name, finding.place.part)
        for finding in screen(opened, pictures=True).findings
        if finding.kind is Kind.RESIDENT_ID
    ]
    assert found == [("resident-id-18", "第1幅图片")]
    assert Kind.RESIDENT_ID not in {finding.kind for finding in screen(opened).findings}


WORDS = f"""
#set page(width: 400pt, height: 300pt, margin: 20pt)
#set text(font: "Noto Sans CJK SC", size: 10pt)
当事人王建国，身份证号{IDENTITY}，罚款若干。本局依照行政处罚法作出决定，十五日内缴纳罚款，逾期每日加处百分之三，依法申请强制执行。
#table(columns: 2, [村],[身份证号],[柳河村],[{IDENTITY}])
"""


@pytest.fixture(scope="module")
def readable_copy():
    return mask_file(typst.compile(WORDS.encode()), "决定书.pdf")


def words_of(data):
    document = pypdfium2.PdfDocument(data)
    return "".join(document[0].get_textpage().get_text_range().split())


def test_what_may_stay_can_be_searched_and_read_aloud_in_the_copy(readable_copy):
    words = words_of(readable_copy.data)
    assert (
        "本局依照行政处罚法作出决定，十五日内缴纳罚款，逾期每日加处百分之三，依法申请强制执行。"
        in words
    )
    assert "当事人王某某，身份证号" in words
    assert "柳河村" in words
    assert readable_copy.notes == ("第1页重绘为图片，允许公开的文字仍可检索和朗读。",)


def test_no_masked_word_stands_in_the_text_layer_or_in_any_object(readable_copy):
    words = words_of(readable_copy.data)
    assert IDENTITY not in words
    assert "王建国" not in words
    raw = streams(readable_copy.data)
    for value in (IDENTITY, "王建国"):
        assert value.encode() not in raw
        assert value.encode("utf-16-be") not in raw
    for key in (b"ActualText", b"StructTreeRoot", b"/Alt"):
        assert key not in raw


def test_a_readable_copy_masked_again_stays_as_it_is(readable_copy):
    again = mask_file(readable_copy.data, "决定书.pdf")
    assert again.log == ()
    assert words_of(again.data) == words_of(readable_copy.data)


def test_what_is_said_in_place_of_the_characters_of_a_page_does_not_stay():
    source = io.BytesIO()
    with pikepdf.open(io.BytesIO(typst.compile(PAGE.encode()))) as pdf:
        page = pdf.pages[1]
        spoken = IDENTITY.encode()
        page.obj.Contents = pikepdf.Array(
            [
                pdf.make_stream(b"/Span <</ActualText (" + spoken + b")>> BDC"),
                page.obj.Contents,
                pdf.make_stream(b"EMC"),
            ]
        )
        pdf.save(source)
    copy = mask_file(source.getvalue(), "决定书.pdf")
    assert IDENTITY.encode() not in streams(copy.data)
