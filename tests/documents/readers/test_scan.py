from __future__ import annotations

import random
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from gongkai.documents.errors import Damaged, DocumentError, LimitExceeded
from gongkai.documents.limits import DEFAULT_LIMITS, Limits
from gongkai.documents.model import Document, HiddenKind
from gongkai.documents.opening import open_bytes, open_document
from gongkai.documents.readers.scan import raster
from gongkai.documents.readers.scan.raster import estimate_skew, turned
from gongkai.documents.writers.redaction.recognition import glyphs_of_picture
from gongkai.screening.hidden import unsure_findings
from tests.documents.forge.as_scan import pictures, saved
from tests.documents.forge.fonts import needs_fonts
from tests.documents.forge.with_typst import Style, compile_pdf, page_markup

SANS = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
ROWS = (
    ("事项", "自然人", "商业企业", "总计"),
    ("本年新收", "7", "1024", "0"),
    ("上年结转", "3", "", "8"),
    ("予以公开", "6", "59", "1"),
)


def table_pdf(stroke: str = "0.5pt") -> bytes:
    cells = ", ".join(f"[{text}]" for row in ROWS for text in row)
    return compile_pdf(
        page_markup(
            Style(page_numbers=False),
            f"柳河镇全年主动公开信息若干条。\n\n#table(columns: (90pt, 60pt, 60pt, 60pt), stroke: {stroke}, "
            f"align: center, inset: 6pt, {cells})",
        )
    )


def grid_of(document: Document) -> dict[tuple[int, int], str]:
    (table,) = document.tables()
    return {(cell.row, cell.column): cell.text for cell in table.cells}


WANTED = {
    (row, column): text for row, texts in enumerate(ROWS) for column, text in enumerate(texts)
}


@needs_fonts
def test_scanned_pdf_page_gives_text_and_every_cell_with_its_confidence() -> None:
    data = saved(pictures(table_pdf(), dpi=200), "PDF", resolution=200)
    document = open_bytes(data, "扫描.pdf")
    assert document.recognised
    assert document.notes == ("第1页没有可用的文字层，文字由图片识别得到",)
    assert [p.text for p in document.paragraphs()] == ["柳河镇全年主动公开信息若干条。"]
    assert grid_of(document) == WANTED
    (table,) = document.tables()
    by_place = {(cell.row, cell.column): cell.origin.confidence for cell in table.cells}
    assert by_place[2, 2] is None
    assert all(value is not None and value > 0.5 for at, value in by_place.items() if at != (2, 2))


@needs_fonts
@pytest.mark.parametrize(
    "faults",
    [
        {"dpi": 150, "skew": 1.2},
        {"dpi": 120, "noise": 12.0},
        {"dpi": 100, "blur": 0.6},
    ],
    ids=["skew", "noise", "blur"],
)
def test_faulty_scans_keep_every_digit(faults: dict[str, float]) -> None:
    pages = pictures(table_pdf(), **faults)  # type: ignore[arg-type]
    assert grid_of(open_bytes(saved(pages, "PNG"), "扫描.png")) == WANTED


@needs_fonts
def test_scanned_table_without_rules_keeps_its_columns() -> None:
    document = open_bytes(saved(pictures(table_pdf("none"), dpi=200), "PNG"), "扫描.png")
    found = grid_of(document)
    assert {place: found.get(place, "") for place in WANTED} == WANTED


def test_ink_that_is_no_character_is_told_from_an_empty_cell() -> None:
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    for x in (200, 500, 800):
        draw.line((x, 300, x, 420), fill=0, width=2)
    for y in (300, 360, 420):
        draw.line((200, y, 800, y), fill=0, width=2)
    rng = random.Random(1)
    for _ in range(60):
        x, y = rng.randint(300, 380), rng.randint(312, 345)
        draw.line((x, y, x + rng.randint(-9, 9), y + rng.randint(-9, 9)), fill=0, width=2)
    (table,) = open_bytes(saved([picture], "PNG"), "图.png").tables()
    by_place = {(cell.row, cell.column): cell for cell in table.cells}
    assert by_place[1, 1].origin.confidence is None
    scribble = by_place[0, 0]
    assert scribble.origin.confidence is not None
    assert scribble.origin.confidence < 0.9


@needs_fonts
def test_a_number_cut_off_at_the_edge_of_the_picture_is_doubtful() -> None:
    page = pictures(table_pdf(), dpi=150)[0]
    page = page.resize((page.width * 2, page.height * 2)).crop((0, 0, 985, 2400))
    document = open_bytes(saved([page], "PNG"), "截断.png")
    cells = [cell for table in document.tables() for cell in table.cells if cell.text]
    at_edge = [cell for cell in cells if cell.column == max(cell.column for cell in cells)]
    assert at_edge
    assert all((cell.origin.confidence or 0) < 0.5 for cell in at_edge if len(cell.text) > 1)


@needs_fonts
def test_pages_of_a_tiff_are_pages_of_the_document() -> None:
    texts = ("第一页内容在此。", "第二页内容在此。")
    pages = [
        pictures(compile_pdf(page_markup(Style(page_numbers=False), text)), dpi=150)[0]
        for text in texts
    ]
    document = open_bytes(saved(pages, "TIFF"), "扫描.tiff")
    assert [(p.text, p.origin.page) for p in document.paragraphs()] == [
        ("第一页内容在此。", 1),
        ("第二页内容在此。", 2),
    ]


@pytest.mark.parametrize("skew", [-2.6, -1.2, -0.3, 0.0, 0.7, 2.9])
def test_skew_is_estimated_to_a_tenth_of_a_degree(skew: float) -> None:
    page = np.full((1700, 1200), 255, np.uint8)
    for y in range(200, 1500, 40):
        page[y : y + 14, 150:1050:9] = 0
        page[y : y + 14, 151:1050:9] = 0
    assert estimate_skew(turned(page, -skew)) == pytest.approx(skew, abs=0.11)


def test_camera_and_place_are_hidden_parts() -> None:
    picture = Image.new("RGB", (300, 400), "white")
    exif = Image.Exif()
    exif[0x010F] = "Camera Maker"
    exif[0x8825] = {1: "N", 2: (38.0, 1.0, 2.0)}
    out = BytesIO()
    picture.save(out, "JPEG", exif=exif)
    document = open_bytes(out.getvalue(), "照片.jpg")
    assert document.blocks == ()
    assert [(part.kind, part.name, part.text) for part in document.hidden] == [
        (HiddenKind.EXIF, "Make", "Camera Maker"),
        (HiddenKind.GPS, "GPSLatitudeRef", "N"),
        (HiddenKind.GPS, "GPSLatitude", "(38.0, 1.0, 2.0)"),
    ]


def test_a_cut_picture_is_damaged() -> None:
    data = saved([Image.effect_noise((300, 400), 50)], "PNG")
    with pytest.raises(Damaged, match="图片损坏或不完整"):
        open_bytes(data[: len(data) // 2], "断.png")


def test_too_many_pixels_are_refused_before_they_are_unpacked() -> None:
    data = saved([Image.new("L", (4000, 4000), 255)], "PNG")
    with pytest.raises(LimitExceeded, match="图片像素过多"):
        open_bytes(data, "大.png", limits=Limits(image_pixels=1_000_000))


def test_mutated_pictures_give_a_document_or_a_document_error() -> None:
    rng = random.Random(7)
    for form in ("PNG", "JPEG", "TIFF", "BMP", "WEBP"):
        data = saved([Image.new("L", (24, 32), 255)], form)
        for _ in range(8):
            mutated = bytearray(data)
            for _ in range(rng.randint(1, 6)):
                mutated[rng.randrange(12, len(mutated))] = rng.randrange(256)
            try:
                document = open_bytes(
                    bytes(mutated), f"乱.{form.lower()}", limits=Limits(image_pixels=100_000)
                )
            except DocumentError:
                continue
            assert isinstance(document, Document)


CASES = Path(__file__).parents[1] / "cases" / "scan-rotated"


@pytest.mark.parametrize("file", ["s90.png", "s180.png", "scan90.pdf"])
def test_a_scan_that_lies_on_its_side_or_head_is_turned(file: str) -> None:
    document = open_document(CASES / file)
    said = "".join("".join(document.lines()).split())
    assert "140400198203050171" in said
    assert "13812345678" in said
    assert not document.unsure


def test_a_number_under_a_stamp_is_not_relied_on() -> None:
    (place,) = [each for each in open_document(CASES / "sstamp.png").unsure if each.text]
    assert place.origin.page == 1
    assert place.origin.confidence is not None
    assert place.origin.confidence < 0.6


def test_a_page_that_makes_no_sense_is_said_to_be_unread() -> None:
    picture = Image.open(CASES / "s0.png").convert("L")
    noise = Image.effect_noise(picture.size, 90)
    small = Image.blend(picture, noise, 0.3).resize((picture.width // 2, picture.height // 2))
    stream = BytesIO()
    small.save(stream, "PNG")
    (place,) = open_bytes(stream.getvalue(), "照片.png").unsure
    assert (place.text, place.origin.page) == ("", 1)


@pytest.mark.parametrize("quarters", [3])
def test_glyphs_of_a_turned_scan_are_found_where_they_lie(quarters: int) -> None:
    upright = Image.open(CASES / "s0.png").convert("RGB")
    turned = upright.rotate(90 * quarters, expand=True)
    glyphs = glyphs_of_picture(turned, "照片.png", DEFAULT_LIMITS)
    text = "".join(glyph.character for glyph in glyphs)
    at = text.index("140400198203050171")
    picture = np.asarray(turned.convert("L"))
    for glyph in glyphs[at : at + 18]:
        patch = picture[
            int(glyph.top) : int(glyph.bottom) + 1, int(glyph.left) : int(glyph.right) + 1
        ]
        assert patch.min() < 128


def _blurred_below(picture: Image.Image, top: float) -> bytes:
    """The picture with everything below a share of its height out of focus."""
    low = picture.crop((0, int(picture.height * top), *picture.size))
    spoilt = picture.copy()
    spoilt.paste(low.filter(ImageFilter.GaussianBlur(7)), (0, int(picture.height * top)))
    stream = BytesIO()
    spoilt.save(stream, "PNG")
    return stream.getvalue()


def _page_of_text() -> Image.Image:
    picture = Image.new("L", (1240, 1754), 255)
    draw = ImageDraw.Draw(picture)
    face = ImageFont.truetype(SANS, 34)
    lines = (
        "关于公布第三季度困难群众临时救助名单的公告",
        "经村级评议、镇级审核，现将名单予以公示，",
        "公示期为七个工作日，有异议的请向镇里反映。",
        "河东村二组三户，柳林村一组五户，渡口村两户，",
        "救助金额按照县里的标准核定，逐户发放到卡。",
        "柳河镇人民政府社会事务办公室",
    )
    for at, line in enumerate(lines * 3):
        draw.text((120, 150 + at * 65), line, font=face, fill=20)
    return picture


def test_a_page_half_out_of_focus_is_said_to_be_poor() -> None:
    picture = _page_of_text()
    found = open_bytes(_blurred_below(picture, 0.45), "照片.png")
    (place,) = [each for each in found.unsure if not each.text]
    assert place.origin.confidence == 0.5
    (finding,) = [each for each in unsure_findings(found) if each.variety_name == "poor-page"]
    assert "看不清" in finding.message()
    sharp = BytesIO()
    picture.save(sharp, "PNG")
    assert open_bytes(sharp.getvalue(), "照片.png").unsure == ()


def test_a_bar_that_covers_something_is_no_ink_and_a_dark_field_with_writing_stays() -> None:
    page = np.full((400, 400), 255, np.uint8)
    page[50:80, 50:150] = raster.BAR
    page[200:260, 50:350] = raster.BAR
    page[220:240, 100:300:8] = 255
    clean = raster.without_bars(page, 2.5)
    assert (clean[45:85, 45:155] == 255).all()
    assert (clean[200:260, 50:350] == page[200:260, 50:350]).all()
