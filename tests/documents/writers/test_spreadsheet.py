from decimal import Decimal
from io import BytesIO

import openpyxl

from gongkai.documents.writers import spreadsheet
from gongkai.documents.writers.spreadsheet import Look, Sheet, SheetCell


def test_values_formulas_spans_and_comments_are_written():
    sheet = Sheet(
        "台账",
        (
            SheetCell(0, 0, "村", Look.HEAD, row_span=1, column_span=2),
            SheetCell(1, 0, Decimal("12.35"), Look.FIGURE),
            SheetCell(1, 1, 2, Look.FIGURE, comment="核对"),
            SheetCell(2, 0, Decimal("14.35"), Look.FIGURE, formula="=SUM(A2:B2)"),
            SheetCell(2, 1, None, Look.OPEN),
        ),
        (20, 10),
        frozen=(1, 0),
    )
    data = spreadsheet.write([sheet], title="台账")
    values = openpyxl.load_workbook(BytesIO(data), data_only=True)["台账"]
    assert [values[name].value for name in ("A1", "A2", "B2", "A3", "B3")] == [
        "村",
        12.35,
        2,
        14.35,
        None,
    ]
    book = openpyxl.load_workbook(BytesIO(data))
    assert book["台账"]["A3"].value == "=SUM(A2:B2)"
    assert book["台账"]["B2"].comment.text == "核对"
    assert [str(item) for item in book["台账"].merged_cells.ranges] == ["A1:B1"]
    assert book["台账"].freeze_panes == "A2"


def test_no_author_is_written():
    book = openpyxl.load_workbook(BytesIO(spreadsheet.write([Sheet("表", (), (10,))])))
    assert not book.properties.creator
