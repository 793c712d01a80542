"""Files that once ended, filled or held up the process: each is read or refused within ten seconds and a gigabyte."""

import io
import re
import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from PIL import Image

from gongkai.documents.confined import Bounds, Confinement
from gongkai.documents.errors import Damaged, DocumentError, LimitExceeded
from gongkai.documents.guarding import TRIPPED
from gongkai.documents.limits import MEBIBYTE, Limits
from gongkai.documents.opening import open_bytes
from gongkai.documents.writers.redaction import open_draft
from tests.documents.compound_files import compound

HOSTILE = sorted(
    path
    for path in (Path(__file__).parent / "hostile").iterdir()
    if path.suffix not in (".md", ".py")
)
BOUNDS = Bounds(memory=1024 * MEBIBYTE, processor=20.0, seconds=60.0)
"""Ten seconds on a quiet machine; the three pages that are recognised twice take most of it."""


def opened(data: bytes, name: str) -> str:
    """What is said of a file; empty where it can be read."""
    return _said(lambda: open_bytes(data, name))


def rebuilt(data: bytes, name: str) -> str:
    def rebuild() -> None:
        draft = open_draft(data, name)
        assert draft.document is not None
        draft.redact([])

    return _said(rebuild)


def _said(work) -> str:
    try:
        work()
    except DocumentError as error:
        return str(error)
    return ""


@pytest.fixture(scope="module")
def confinement():
    with Confinement(1, BOUNDS) as confined:
        yield confined


# Three scanned pages: to rebuild them is to open them too.
TRIALS = [
    pytest.param(path, work, id=f"{path.name}-{work.__name__}")
    for path in HOSTILE
    for work in (opened, rebuilt)
    if path.suffix != ".pdf" or work is rebuilt
]


@pytest.mark.parametrize(("path", "work"), TRIALS)
def test_hostile_file_is_read_or_refused_in_bounds(path: Path, work, confinement) -> None:
    said = confinement.run(work, path.read_bytes(), path.name, name=path.name)
    assert not said or said.endswith("。")
    assert TRIPPED not in said


@pytest.mark.parametrize(
    "line",
    ["a|\n", "|a\n", "a|b\n", "\ta\n", "\t第一项。\n", "a  b\n", "a\t\n", "---\n", "　　a\n"],
)
def test_lines_that_look_like_a_table_cost_no_more_than_their_number(line, confinement) -> None:
    data = (line * (175_000 // len(line.encode()))).encode()
    assert "超过" not in confinement.run(opened, data, "行.txt", name="行.txt")


def test_a_line_of_very_many_fields_is_no_row(confinement) -> None:
    document = open_bytes(("a|" * 600 + "\n").encode() * 3, "宽.txt")
    assert not list(document.tables())


def test_a_picture_of_four_hundred_frames_is_refused_before_the_first_is_read() -> None:
    frames = [Image.new("1", (60, 80), 1)] * 400
    stream = io.BytesIO()
    frames[0].save(stream, "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    with pytest.raises(LimitExceeded, match="页数超过 300 页"):
        open_bytes(stream.getvalue(), "扫描.tif")


def test_a_sector_table_that_names_a_sector_twice_is_refused() -> None:
    data = bytearray(compound({"Workbook": b"x" * 5000}))
    first = struct.unpack_from("<I", data, 76)[0]
    struct.pack_into("<3I", data, 76, first, first, first)
    with pytest.raises(Damaged, match="复合文档结构不完整"):
        open_bytes(bytes(data), "重复.xls")


def formatted_sheet(rows: int, *, hidden: int | None = None) -> bytes:
    """Two rows of text, the second with a number, then rows that only have a format."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        page, form = book.add_worksheet(), book.add_format({"border": 1})
        page.write_row(0, 0, ["姓名", "身份证号"], form)
        page.write_row(1, 0, ["张小河", "140400198203050171"], form)
        for row in range(2, rows):
            for column in range(12):
                page.write_blank(row, column, None, form)
        if hidden is not None:
            page.set_row(hidden, None, None, {"hidden": True})
    return stream.getvalue()


def test_cells_that_only_have_a_format_do_not_count() -> None:
    data = formatted_sheet(400)
    few = Limits(cells=100)
    (table,) = open_bytes(data, "名单.xlsx", limits=few).tables()
    assert [cell.text for cell in table.cells] == [
        "姓名",
        "身份证号",
        "张小河",
        "140400198203050171",
    ]
    draft = open_draft(data, "名单.xlsx", limits=few)
    assert "140400198203050171" in list(draft.document.lines())
    rebuilt_rows = openpyxl.load_workbook(io.BytesIO(draft.redact([]))).active.max_row
    assert (
        50 < rebuilt_rows < 150
    )  # a form may end in blank rows, a list need not reach the sheet's edge


def test_a_sheet_that_the_workbook_names_a_thousand_times_is_one_sheet() -> None:
    data = formatted_sheet(2)
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made := io.BytesIO(), "w") as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                entry = re.search(rb"<sheet .*?/>", part)
                assert entry is not None
                part = part.replace(entry[0], entry[0] * 1000)
            new.writestr(name, part)
    assert len(list(open_bytes(made.getvalue(), "名单.xlsx").tables())) == 1
    assert len(list(open_draft(made.getvalue(), "名单.xlsx").document.tables())) == 1
