import io
import stat
import zipfile
from pathlib import Path

import docx
import pytest

from gongkai.documents import open_bytes
from gongkai.documents.errors import Damaged, Encrypted, LimitExceeded, ToolMissing
from gongkai.documents.limits import Limits
from gongkai.documents.model import Paragraph
from gongkai.documents.readers import office
from gongkai.documents.writers.redaction import open_draft
from tests.documents.compound_files import compound, properties

needs_libreoffice = pytest.mark.skipif(
    office.find_program() is None, reason="LibreOffice is not installed"
)
RTF = (
    rb"{\rtf1\ansi\ansicpg936{\info{\author x}}\uc1 {\field{\*\fldinst INCLUDEPICTURE http://127.0.0.1:9/a.png}}"
    rb"\u19968?\u12289? 2024\par "
    rb"\trowd\cellx2000\cellx4000\intbl a\cell 12\cell\row\trowd\cellx2000\cellx4000\intbl b\cell 34\cell\row\pard x\par}"
)


@needs_libreoffice
def test_rich_text_is_read_through_libreoffice():
    document = open_bytes(RTF, "松林镇.doc")
    assert document.source.media_type == "application/rtf"
    assert document.source.size == len(RTF)
    assert [b.text for b in document.blocks if isinstance(b, Paragraph)] == ["一、 2024", "x"]
    assert [[c.text for c in t.cells] for t in document.tables()] == [["a", "12", "b", "34"]]


@needs_libreoffice
def test_a_file_that_libreoffice_cannot_open_is_damaged():
    with pytest.raises(Damaged, match="LibreOffice 无法打开"):
        open_bytes(compound({"WordDocument": b"\xec\xa5"}), "松林镇.doc")


def test_without_libreoffice_the_tool_is_named(monkeypatch):
    monkeypatch.setattr(office, "find_program", lambda: None)
    with pytest.raises(ToolMissing, match="需要 LibreOffice"):
        open_bytes(RTF, "松林镇.rtf")


def test_a_doc_under_a_password_is_encrypted():
    word = bytearray(64)
    word[11] = 0x01
    with pytest.raises(Encrypted, match="设有打开密码"):
        open_bytes(compound({"WordDocument": bytes(word)}), "松林镇.doc")


def test_an_open_document_under_a_password_is_encrypted():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    with pytest.raises(Encrypted):
        open_bytes(buffer.getvalue(), "松林镇.odt")


def program(folder, script: str, monkeypatch) -> None:
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office, "find_program", lambda: str(path))


def test_a_conversion_that_hangs_is_ended_with_its_children(tmp_path, monkeypatch):
    marker = tmp_path / "pid"
    program(tmp_path, f"sleep 60 & echo $! > {marker}\nwait", monkeypatch)
    with pytest.raises(LimitExceeded, match="转换超过 1 秒"):
        open_bytes(RTF, "松林镇.rtf", limits=Limits(seconds=1.0))
    state = f"/proc/{int(marker.read_text())}/stat"
    assert not Path(state).exists() or Path(state).read_text().split()[2] == "Z"


def test_the_profile_switches_macros_links_and_network_off(tmp_path, monkeypatch):
    kept = tmp_path / "kept.xcu"
    program(
        tmp_path,
        f'cp "$(echo "$1" | sed s,.*file://,,)/user/registrymodifications.xcu" {kept}',
        monkeypatch,
    )
    with pytest.raises(Damaged):
        open_bytes(RTF, "松林镇.rtf")
    settings = kept.read_text()
    assert '<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value>' in settings
    assert '<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value>' in settings
    assert '<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value>' in settings


def test_properties_of_a_doc_come_from_the_file_itself(tmp_path, monkeypatch):
    import docx

    written = tmp_path / "made.docx"
    file = docx.Document()
    file.add_paragraph("正文")
    file.save(str(written))
    program(tmp_path, f"mkdir out\ncp {written} out/source.docx", monkeypatch)
    data = compound({"WordDocument": bytes(64), "\x05SummaryInformation": properties({4: "某甲"})})
    document = open_bytes(data, "松林镇.doc")
    assert [block.text for block in document.paragraphs()] == ["正文"]
    assert ("metadata", "author", "某甲") in [
        (p.kind.value, p.name, p.text) for p in document.hidden
    ]
    assert [p.text for p in document.hidden if p.name == "author"] == ["某甲"]


def word_of(*paragraphs: str, table: bool = False) -> bytes:
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    if table:
        made.add_table(1, 1).cell(0, 0).text = "姓名"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


CELLS = "低保名单\r序号\x07姓名\x07住址\x07金额\x07\x071\x07单于飞燕\x07大坪村1组\x07300\x07\x07"


@pytest.mark.parametrize("suffix", [".doc", ".wps"])
def test_a_table_that_the_conversion_ran_together_is_refused_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    data = compound({"WordDocument": b"\xec\xa5" + bytes(30) + CELLS.encode("utf-16-le")})
    lost = word_of("低保名单", "序号姓名住址金额1单于飞燕大坪村1组300")
    monkeypatch.setattr(office, "_convert", lambda *given: lost)
    with pytest.raises(Damaged, match=r"转换时表格丢失.*另存为 \.docx"):
        open_bytes(data, f"松林镇{suffix}")
    with pytest.raises(Damaged, match="转换时表格丢失"):
        open_draft(data, f"松林镇{suffix}")


def test_a_table_that_the_conversion_kept_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = compound({"WordDocument": b"\xec\xa5" + bytes(30) + CELLS.encode("utf-16-le")})
    monkeypatch.setattr(office, "_convert", lambda *given: word_of("低保名单", table=True))
    assert len(list(open_bytes(data, "松林镇.doc").tables())) == 1
