"""Whatever words come, each writer writes them, and nothing in them is taken for a command."""

from io import BytesIO

import docx
import openpyxl
import pypdfium2
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents.model import Paragraph
from gongkai.documents.writers import official_docx, official_pdf, spreadsheet
from gongkai.documents.writers.official import (
    Form,
    OfficialCell,
    OfficialDocument,
    OfficialTable,
    printable,
)
from gongkai.documents.writers.spreadsheet import Sheet, SheetCell

WORDS = st.text(max_size=60) | st.sampled_from(
    ['#panic("x")', "=1+1", "@甲 <乙> $丙$ \\丁", "]]><a>", "﻿‮甲\x00", "*_`//"]
)
DOCUMENTS = st.builds(
    OfficialDocument,
    title=WORDS,
    blocks=st.lists(
        st.builds(Paragraph, WORDS, heading_level=st.none() | st.integers(1, 9)), max_size=4
    ).map(tuple),
    signature=st.lists(WORDS, max_size=3).map(tuple),
    form=st.sampled_from(Form),
    letterhead=WORDS,
    document_number=WORDS,
    addressee=WORDS,
    attachments=st.lists(WORDS, max_size=2).map(tuple),
    sealed=st.booleans(),
    note=WORDS,
    copies=WORDS,
    printed_by=WORDS,
    printed_on=WORDS,
)


@given(document=DOCUMENTS)
@settings(max_examples=40)
def test_any_words_make_a_word_file(document):
    lines = [item.text for item in docx.Document(BytesIO(official_docx.write(document))).paragraphs]
    for block in document.blocks:
        assert printable(block.text) in lines


@given(document=DOCUMENTS)
@settings(max_examples=25)
def test_any_words_make_a_pdf(document):
    opened = pypdfium2.PdfDocument(official_pdf.write(document))
    assert len(opened) >= 1
    opened.close()


@given(words=st.lists(WORDS, min_size=1, max_size=4))
@settings(max_examples=40)
def test_any_words_make_a_table_and_a_sheet(words):
    cells = tuple(OfficialCell(0, column, text) for column, text in enumerate(words))
    table = OfficialTable(cells, tuple(1.0 for _ in words))
    row = (
        docx.Document(BytesIO(official_docx.write(OfficialDocument("", (table,)))))
        .tables[0]
        .rows[0]
    )
    assert [cell.text for cell in row.cells] == [printable(text) for text in words]
    sheet = Sheet(
        "表", tuple(SheetCell(0, column, text) for column, text in enumerate(words)), (10,)
    )
    book = openpyxl.load_workbook(BytesIO(spreadsheet.write([sheet])))
    assert [cell.data_type for cell in book["表"][1] if cell.value is not None] == [
        "s" for cell in book["表"][1] if cell.value is not None
    ]
