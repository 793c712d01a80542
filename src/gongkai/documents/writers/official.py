"""公文 as an object: what `official_docx` and `official_pdf` write as a page after GB/T 9704-2012.

Nothing here knows what the words mean; a report and a letter are the same to it. Lengths are in millimetres, type sizes
in points.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Literal

from PIL import Image as PictureFile

from gongkai.documents.model import Paragraph

PAPER = (210.0, 297.0)
TOP, LEFT, RIGHT, BOTTOM = 37.0, 28.0, 26.0, 35.0  # 天头37、订口28，版心156×225
TEXT_WIDTH = PAPER[0] - LEFT - RIGHT
CHARACTERS_A_LINE = 28
BODY_SIZE = 16.0  # 三号
TITLE_SIZE = 22.0  # 二号
PAGE_NUMBER_SIZE = 14.0  # 四号
LETTERHEAD_SIZE = 48.0
TABLE_SIZE = 9.0  # 小五：表格不受正文字号约束
LINE_PITCH = 28.95
PAGE_NUMBER_DROP = 7.0  # 页码一字线上距版心下边缘
DOTS_PER_INCH = 150.0
TALLEST_PICTURE = 190.0

FONTS: dict[str, tuple[str, ...]] = {
    "title": (
        "方正小标宋简体",
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "STZhongsong",
        "华文中宋",
    ),
    "body": ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "FZFangSong-Z02S"),
    "heading": ("黑体", "SimHei", "STHeiti", "Heiti SC", "FZHei-B01S"),
    "subheading": ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "FZKai-Z03S"),
    "song": ("宋体", "SimSun", "STSong", "Songti SC", "FZShuSong-Z01S"),
}
"""Faces by use, the prescribed one first; they may not be shipped, so writers fall back on `FALLBACK_FONTS`."""

FALLBACK_FONTS: dict[str, tuple[str, ...]] = {
    "serif": ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "思源宋体", "SimSun"),
    "sans": (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "思源黑体",
        "Microsoft YaHei",
    ),
}
"""Faces with the simplified Chinese shapes. The Japanese faces of the same families never stand in for them."""


class Form(StrEnum):
    """Which of the standard's pages a document takes."""

    PLAIN = "plain"
    """Title and text only: reports, plans, lists."""
    DOCUMENT = "document"
    """发文机关标志 in red, 发文字号, a red line."""
    LETTER = "letter"
    """信函格式: red double lines at head and foot, no number on the first page."""


@dataclass(frozen=True, slots=True)
class OfficialCell:
    """One cell of a table; `row` and `column` count from 0 in the grid. `head` marks a heading of columns or of a row.

    `shaded` marks a cell that is still to be filled in.
    """

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    head: bool = False
    align: Literal["left", "center", "right"] = "center"
    shaded: bool = False


@dataclass(frozen=True, slots=True)
class OfficialTable:
    """A table with spans. `widths` are the columns' shares of the text width; `head_rows` are repeated on each page.

    The cells tile the grid without gap or overlap; `ValueError` otherwise. `description` is read out in place of a
    caption and not printed. `together` keeps the table on one page where it fits.
    """

    cells: tuple[OfficialCell, ...]
    widths: tuple[float, ...]
    head_rows: int = 0
    size: float = TABLE_SIZE
    description: str = ""
    together: bool = True

    def __post_init__(self) -> None:
        taken = [
            (row, column)
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        grid = {
            (row, column) for row in range(self.row_count) for column in range(len(self.widths))
        }
        if len(taken) != len(grid) or set(taken) != grid:
            raise ValueError("the cells of a table must tile its grid")

    @property
    def row_count(self) -> int:
        """Rows of the grid."""
        return max((cell.row + cell.row_span for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class OfficialPicture:
    """A picture between two paragraphs: `data` is a PNG or JPEG, `description` is read out in its place and not printed."""

    data: bytes
    description: str = ""

    def size(self) -> tuple[float, float]:
        """Width and height on the page: its own at 150 dots an inch, or less where that is more than the page has."""
        with PictureFile.open(BytesIO(self.data)) as picture:
            width_of, height_of = picture.size
        natural = (width_of / DOTS_PER_INCH * 25.4, height_of / DOTS_PER_INCH * 25.4)
        share = min(1.0, TEXT_WIDTH / natural[0], TALLEST_PICTURE / natural[1])
        return natural[0] * share, natural[1] * share


OfficialBlock = Paragraph | OfficialTable | OfficialPicture | PageBreak
"""A paragraph's `heading_level` 1–4 stands for 一、 （一） 1. （1） of the standard."""


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """公文: what is printed, in the words it is printed in. Empty parts are left out.

    `title` may hold one line break where it should be broken. `letterhead` 发文机关标志, `document_number` 发文字号,
    `addressee` 主送机关 without its colon, `attachments` 附件名称, `signature` 署名 and 成文日期 as printed line by line,
    `sealed` where a seal will be set over them, `note` 附注 without brackets, `copies` 抄送机关, `printed_by` and
    `printed_on` 印发机关 and 印发日期. `landscape` turns the page for a wide table. Of `appendix` the title and the blocks
    stand on a page of their own after everything else, under the mark 附件.
    """

    title: str
    blocks: tuple[OfficialBlock, ...] = ()
    signature: tuple[str, ...] = ()
    form: Form = Form.PLAIN
    letterhead: str = ""
    document_number: str = ""
    addressee: str = ""
    attachments: tuple[str, ...] = ()
    sealed: bool = False
    note: str = ""
    copies: str = ""
    printed_by: str = ""
    printed_on: str = ""
    landscape: bool = False
    appendix: OfficialDocument | None = None

    @property
    def paper(self) -> tuple[float, float]:
        """Width and height of the page."""
        return (PAPER[1], PAPER[0]) if self.landscape else PAPER

    def attachment_lines(self) -> tuple[str, ...]:
        """附件说明 as printed: `附件：…` for one, `附件：1.…` and so on for several."""
        if len(self.attachments) < 2:
            return tuple(f"附件：{name}" for name in self.attachments)
        return tuple(
            f"{'附件：' if number == 1 else ''}{number}.{name}"
            for number, name in enumerate(self.attachments, 1)
        )

    def signature_lines(self) -> tuple[tuple[str, float], ...]:
        """Each line of the signature with its distance from the right edge of the text in characters.

        Unsealed: name two characters in, the date's first character two to the right of the name's; a date longer
        than the name stands two characters in and pushes the name inwards. Sealed: the date stands four characters
        in and the name is centred above it.
        """
        if not self.signature:
            return ()
        *names, last = self.signature
        if not names or not _DATE.fullmatch(last.strip()):
            return tuple((line, 2.0) for line in self.signature)
        date_width = width(last)
        longest = max(width(name) for name in names)
        if self.sealed:
            middle = 4 + date_width / 2
            return (*((name, max(0.0, middle - width(name) / 2)) for name in names), (last, 4.0))
        if longest - date_width >= 2:
            return (
                *((name, 2 + longest - width(name)) for name in names),
                (last, longest - date_width),
            )
        left = 4 + date_width
        return (*((name, max(0.0, left - width(name))) for name in names), (last, 2.0))


_DATE = re.compile(r"\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.{1,6}月.{1,6}日\s*")


def width(text: str) -> float:
    """How many Chinese characters wide a line is; a Latin letter or digit counts half."""
    return sum(1.0 if unicodedata.east_asian_width(mark) in "WFA" else 0.5 for mark in text)


def title_lines(title: str) -> tuple[str, ...]:
    """The title broken where it reads well, each line at most 20 characters wide where that can be.

    A break of its own is kept. Otherwise a title too long for one line is broken before its year, which keeps the
    body's name and the document's kind apart; one without a year is left to the writer.
    """
    if "\n" in title:
        return tuple(line for line in title.split("\n") if line.strip())
    if width(title) <= TEXT_WIDTH / 25.4 * 72 / TITLE_SIZE:
        return (title,)
    year = re.search(r"(?<!^)\d{4}\s*年", title)
    if year is None:
        return (title,)
    return title[: year.start()], title[year.start() :]


def letterhead_size(letterhead: str) -> float:
    """Points in which 发文机关标志 fills at most one line; the standard leaves the size to the body."""
    room = TEXT_WIDTH / 25.4 * 72 * 0.98
    return min(LETTERHEAD_SIZE, math.floor(room / max(1.0, width(letterhead))))


def printable(text: str) -> str:
    """The text without the control characters that no XML file and no page can hold."""
    return "".join(mark for mark in text if mark in "\t\n" or _fits_on_a_page(mark))


def _fits_on_a_page(mark: str) -> bool:
    code = ord(mark)
    return (
        code >= 0x20 and not 0xD800 <= code <= 0xDFFF and code & 0xFFFE != 0xFFFE and code != 0x7F
    )
