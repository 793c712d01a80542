"""Forms that are not rewritten as they are: turned into Word or Excel first, or set anew."""

import pytest

from gongkai.documents.errors import ToolMissing
from gongkai.documents.opening import open_bytes
from gongkai.documents.readers import office
from gongkai.documents.writers.redaction import open_draft
from gongkai.documents.writers.redaction.draft import Change
from tests.documents.forge.as_ofd import line, ofd, text

IDENTITY = "140400198203050171"
RTF = (
    rb"{\rtf1\ansi\ansicpg936{\info{\author zhang}}\uc1 \u36523?\u20221?\u35777?\u21495?140400198203050171\par"
    rb"\trowd\cellx2000\cellx4000\intbl a\cell 12\cell\row\pard x\par}"
)
needs_libreoffice = pytest.mark.skipif(
    office.find_program() is None, reason="LibreOffice is not installed"
)


def masked(data: bytes, name: str) -> tuple[bytes, str, list[str]]:
    draft = open_draft(data, name)
    document = draft.document
    cells = [cell for table in document.tables() for cell in table.cells]
    changes = [
        Change(one.origin, one.text, at, at + len(IDENTITY), "某号")
        for one in (*document.paragraphs(), *cells)
        if (at := one.text.find(IDENTITY)) >= 0
    ]
    return draft.redact(changes), draft.suffix, list(draft.notes)


@needs_libreoffice
def test_rich_text_is_turned_into_word_and_rewritten():
    data, suffix, notes = masked(RTF, "名单.doc")
    copy = open_bytes(data, f"副本{suffix}")
    assert list(copy.lines()) == ["身份证号某号", "a", "12", "x"]
    assert copy.hidden == ()
    assert notes == ["已转换为.docx再遮盖，版式可能略有不同。"]


def test_without_libreoffice_the_tool_is_named(monkeypatch):
    monkeypatch.setattr(office, "find_program", lambda: None)
    with pytest.raises(ToolMissing, match="需要 LibreOffice"):
        open_draft(RTF, "名单.doc")


def test_an_ofd_file_is_set_anew_as_word():
    grid = [line(20, y, 160, y) for y in (40, 50, 60)] + [line(x, 40, x, 60) for x in (20, 60, 160)]
    cells = [
        text("姓名", 22, 47),
        text("身份证号", 62, 47),
        text("张小河", 22, 57),
        text(IDENTITY, 62, 57),
    ]
    data, suffix, notes = masked(
        ofd(["".join([text("公示名单", 20, 30), *grid, *cells])]), "名单.ofd"
    )
    copy = open_bytes(data, f"副本{suffix}")
    assert list(copy.lines()) == ["公示名单", "姓名", "身份证号", "张小河", "某号"]
    assert (copy.hidden, suffix) == ((), ".docx")
    assert notes == ["副本由文字和表格重新排成 .docx，版式与原件不同。"]
