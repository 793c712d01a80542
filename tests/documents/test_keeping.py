"""What was read and packed is taken up again as it was."""

from __future__ import annotations

import io
import json
import zlib

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents import open_bytes
from gongkai.documents.errors import Damaged
from gongkai.documents.keeping import pack, unpack
from gongkai.documents.model import (
    Document,
    HiddenKind,
    HiddenPart,
    Image,
    Layout,
    Origin,
    Paragraph,
    Source,
    Table,
    TableCell,
)

EVERYTHING = Document(
    Source("安排.docx", "0" * 64, "application/x", 12),
    (
        Paragraph("标题", Origin(file="安排.docx", page=1, raw=" 标题"), 1),
        Table(
            (
                TableCell(
                    0, 0, "村", Origin(row=1, column=1), 2, 3, (Table((TableCell(0, 0, "内"),)),)
                ),
                TableCell(2, 0, "", Origin(confidence=0.0), readings=("一", "二")),
            ),
            Origin(sheet="表"),
            Layout.FLOW,
        ),
        Image("image/png", b"\x89PNG\x00", Origin(page=2)),
        Image("image/png", None),
    ),
    (HiddenPart(HiddenKind.COMMENT, "批注", "词", Origin(page=1), 3),),
    True,
    ("有一页没有读出。",),
    (Paragraph("页眉"),),
)


def test_every_kind_of_part_comes_back():
    assert unpack(pack(EVERYTHING), "安排.docx") == EVERYTHING


def test_a_word_file_comes_back_as_it_was_read():
    file = docx.Document()
    file.add_heading("防汛安排", 1)
    file.add_table(2, 2).cell(0, 0).text = "东河村"
    stream = io.BytesIO()
    file.save(stream)
    document = open_bytes(stream.getvalue(), "安排.docx")
    assert unpack(pack(document), "安排.docx") == document


@given(st.binary(max_size=300))
def test_other_bytes_are_refused(data):
    with pytest.raises(Damaged, match="读取结果无法使用"):
        unpack(data, "甲")


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
        max_leaves=12,
    )
)
def test_other_facts_are_refused(facts):
    with pytest.raises(Damaged):
        unpack(zlib.compress(json.dumps({"form": 1, "blocks": facts}).encode()), "甲")
