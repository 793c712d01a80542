"""Pages and text that lie on their side, on their head or askew; numbers that a narrow cell breaks."""

from pathlib import Path

import pytest
import typst
from PIL import Image

from gongkai.documents.model import Document, HiddenKind, Table
from gongkai.documents.opening import open_bytes, open_document
from gongkai.documents.readers.layout.geometry import Glyph
from gongkai.documents.readers.layout.wrapped import rejoined
from gongkai.documents.spacing import is_broken_number, join
from tests.documents.forge.as_scan import pictures, saved

CASES = Path(__file__).parents[1] / "cases"
IDENTITY, PHONE = "140400198203050171", "13812345678"
MARKUP = """#set page(margin: 2cm)
#set text(font: ("Noto Sans CJK SC",), lang: "zh")
#rotate({angle}deg, reflow: {reflow})[公示名单 \\
  张小河，身份证号140400198203050171，联系电话13812345678。
  #table(columns: 3, [姓名], [身份证号], [电话], [李大山], [140400198203050171], [13812345678])]
"""


def pdf(angle: float, *, reflow: bool = False) -> Document:
    markup = MARKUP.format(angle=angle, reflow=str(reflow).lower())
    return open_bytes(typst.compile(markup.encode()), "公示.pdf")


@pytest.mark.parametrize("angle", [0, 90, 180, 270, 3, -2, 0.6, 93, 177])
def test_text_in_any_position_is_read(angle: float) -> None:
    lines = list(pdf(angle).lines())
    assert f"张小河，身份证号{IDENTITY}，联系电话{PHONE}。" in lines
    assert lines[-6:] == ["姓名", "身份证号", "电话", "李大山", IDENTITY, PHONE]


@pytest.mark.parametrize("angle", [45, -30])
def test_text_at_an_angle_stands_around_the_text(angle: float) -> None:
    document = pdf(angle)
    said = "".join(paragraph.text for paragraph in document.furniture)
    assert IDENTITY in said
    assert PHONE in said
    assert "第1页有斜排的文字（如水印），未计入正文" in document.notes


@pytest.mark.parametrize(
    ("file", "wanted"),
    [("07rotate90.pdf", {IDENTITY}), ("43rot180_upsidedown.pdf", {IDENTITY}), ("44sidetable.pdf", {IDENTITY, PHONE})],
)  # fmt: skip
def test_handed_pages_are_read(file: str, wanted: set[str]) -> None:
    said = "\n".join(open_document(CASES / "pdf-sideways-text" / file).lines())
    assert all(value in said for value in wanted)


def test_tables_of_turned_pages_are_tables() -> None:
    document = open_document(CASES / "pdf-sideways-text" / "p_rot270_p2p3.pdf")
    assert sum(table.row_count > 8 for table in document.tables()) >= 2


def test_writing_that_runs_down_is_not_covered() -> None:
    document = open_document(CASES / "pdf-sideways-text" / "d18-AR507-vertical-text.pdf")
    kinds = {part.kind for part in document.hidden}
    assert not kinds & {HiddenKind.COVERED_TEXT, HiddenKind.HIDDEN_TEXT}
    assert "本年度办理结果" in "".join("".join(document.lines()).split())


def table_of(document: Document) -> list[list[str]]:
    (table,) = (block for block in document.blocks if isinstance(block, Table))
    return [[cell.text for cell in row] for row in table.rows()]


@pytest.mark.parametrize("file", ["noline_wide.pdf", "hrules.pdf"])
def test_a_wrapped_list_without_vertical_rules_keeps_its_rows(file: str) -> None:
    rows = table_of(open_document(CASES / "pdf-borderless-wrapped" / file))[2:]
    assert [row[0] for row in rows] == ["1", "2", "3", "4"]
    assert [row[3] for row in rows] == ["13812345670", "13812345671", "13812345672", "13812345673"]
    assert {len(row[2]) for row in rows} == {18}


@pytest.mark.parametrize("file", ["form_ruled.pdf", "control_ruled.pdf"])
def test_a_number_wrapped_in_a_ruled_cell_is_one_number(file: str) -> None:
    said = list(open_document(CASES / "pdf-borderless-wrapped" / file).lines())
    assert any(len(line) == 18 and line[:17].isdigit() for line in said)
    assert any(len(line) == 11 and line.isdigit() for line in said)


@pytest.mark.parametrize(
    ("lengths", "broken"),
    [([10, 8], True), ([10, 1], True), ([8, 8, 2], True), ([7, 4], True), ([10, 9], True), ([4, 4, 3], True),
     ([4, 7], False), ([11, 7], False), ([5, 5], False), ([12, 12], False), ([18, 1], False), ([3, 3], False)],
)  # fmt: skip
def test_what_adds_up_to_one_number(lengths: list[int], broken: bool) -> None:
    assert is_broken_number(lengths) is broken


def test_two_numbers_of_a_cell_stay_two() -> None:
    assert join(["13800138000", "13900139000"]) == "13800138000 13900139000"
    assert join(["1404001970", "0305013X"]) == "14040019700305013X"
    assert join(["2024", "12"]) == "2024 12"


def column(*texts: str) -> list[Glyph]:
    return [
        Glyph(character, 100 + 5.0 * at, 105 + 5.0 * at, 50.0 + 14 * row, 10.0)
        for row, text in enumerate(texts)
        for at, character in enumerate(text)
    ]


@pytest.mark.parametrize(
    "texts",
    [("123456", "123456", "123456"), ("1200", "300"), ("2345678", "8765432"), ("123456789", "987654321")],
)  # fmt: skip
def test_figures_below_each_other_stay_as_they_are(texts: tuple[str, ...]) -> None:
    assert rejoined(column(*texts)) == column(*texts)


def test_halves_of_a_number_are_put_together_where_the_check_digit_is_right() -> None:
    broken = column("140400198", "203050171", "371312198", "807214214")
    assert {glyph.baseline for glyph in rejoined(broken[:18])} == {50.0}
    assert len({glyph.baseline for glyph in rejoined(broken)}) == 2


LIST = """#set page(margin: 2cm)
#set text(font: ("Noto Sans CJK SC",), lang: "zh")
#align(center)[青山县困难群众临时救助公示名单]
#table(columns: 4, [序号], [姓名], [身份证号], [联系电话], [1], [张小河], [140400198203050171], [13812345678], [2], [李大山],
  [371312198807214214], [13869470235])
"""


def scanned() -> Image.Image:
    return pictures(typst.compile(LIST.encode()), dpi=200)[0]


@pytest.mark.parametrize("quarters", [1, 3])
def test_a_list_that_lies_on_its_side_or_head_is_read_line_by_line(quarters: int) -> None:
    turned = scanned().rotate(90 * quarters, expand=True)
    assert table_of(open_bytes(saved([turned], "PNG"), "名单.png"))[1:] == [
        ["1", "张小河", "140400198203050171", "13812345678"],
        ["2", "李大山", "371312198807214214", "13869470235"],
    ]


def test_each_line_of_a_photograph_is_read_once() -> None:
    flat = scanned()
    width, height = flat.size
    corners = (-60, -40, -20, height + 60, width + 80, height + 30, width + 30, -70)
    askew = flat.transform((width, height), Image.Transform.QUAD, corners, fillcolor=80)
    dim = askew.point([round(level * 0.8) for level in range(256)])
    said = list(open_bytes(saved([dim], "JPEG", quality=75), "照片.jpg").lines())
    for once in ("140400198203050171", "13812345678", "371312198807214214", "13869470235"):
        assert said.count(once) == 1
