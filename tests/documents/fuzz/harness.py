"""Coverage-guided fuzzing of the readers: `python -m tests.documents.fuzz.harness READER [RUNS]`.

The fuzzer's bytes become a file of the reader's form: as they are (text, html, xls, mail), or as one part of a sound
package (docx, xlsx), so that the fuzzer works on what lies behind the zip. Only a `DocumentError` may escape; a run
that takes longer than ten seconds or more than 2 GB is a finding.
"""

from __future__ import annotations

import io
import resource
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

with atheris.instrument_imports(include=["gongkai"]):
    from gongkai.documents import open_bytes
    from gongkai.documents.errors import DocumentError
    from gongkai.documents.guarding import TRIPPED
    from gongkai.documents.limits import Limits
    from gongkai.documents.mail import read_mail
    from gongkai.documents.readers import docx, html, text, xls, xlsx  # noqa: F401 instrumented here

LIMITS = Limits(size=4_000_000, decompressed=20_000_000, blocks=5_000, cells=50_000, seconds=8.0)
MEMORY = 2 * 1024**3
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
DOCX = {
    "[Content_Types].xml": b"<Types>wordprocessingml.document.main</Types>",
    "word/document.xml": f"<w:document {W}><w:body><w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/><w:gridSpan w:val='2'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>".encode(),
    "word/_rels/document.xml.rels": f"<R><X Id='a' Type='{KIND}styles' Target='styles.xml'/><X Id='b' Type='{KIND}numbering' Target='numbering.xml'/><X Id='c' Type='{KIND}comments' Target='comments.xml'/></R>".encode(),
    "word/styles.xml": f"<w:styles {W}><w:style w:styleId='1'><w:name w:val='heading 1'/><w:basedOn w:val='1'/></w:style></w:styles>".encode(),
    "word/numbering.xml": f"<w:numbering {W}><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>".encode(),
    "word/comments.xml": f"<w:comments {W}><w:comment w:author='a'><w:p/></w:comment></w:comments>".encode(),
}  # fmt: skip
XLSX = {
    "[Content_Types].xml": b"<Types>spreadsheetml.sheet.main</Types>",
    "xl/workbook.xml": f"<workbook {S} {R}><sheets><sheet name='a' r:id='a'/></sheets><definedNames><definedName name='x'>1</definedName></definedNames></workbook>".encode(),
    "xl/_rels/workbook.xml.rels": f"<R><X Id='a' Type='{KIND}worksheet' Target='worksheets/sheet1.xml'/><X Id='b' Type='{KIND}styles' Target='styles.xml'/><X Id='c' Type='{KIND}sharedStrings' Target='sharedStrings.xml'/></R>".encode(),
    "xl/worksheets/sheet1.xml": f"<worksheet {S}><cols><col min='1' max='2' hidden='1'/></cols><sheetData><row r='1'><c r='A1' t='s' s='1'><v>0</v></c><c r='B1'><v>1.5</v></c></row></sheetData><mergeCells><mergeCell ref='A1:B2'/></mergeCells></worksheet>".encode(),
    "xl/styles.xml": f"<styleSheet {S}><numFmts><numFmt numFmtId='164' formatCode='yyyy'/></numFmts><cellXfs><xf/><xf numFmtId='164'/></cellXfs></styleSheet>".encode(),
    "xl/sharedStrings.xml": f"<sst {S}><si><t>a</t></si></sst>".encode(),
}  # fmt: skip
SEEDS = {
    "text": ["一、总体\t0\t1\n|a|b|\n|-|-|\n".encode(), b"\ta\n\t0\n\n\tb\n\t1\n", b"a   1   2\nb   3   4\n"],
    "html": [b"<html><body><table><tr><td rowspan=2 colspan=3>1<td>2</table><p style='display:none'>x", b"MIME-Version: 1.0\nContent-Type: text/html\n\n<p>x"],
    "mail": [
        b"From: =?gb18030?B?zO+08w==?= <a@b.c>\r\nDate: Tue, 10 Mar 2026 10:12:33 +0800\r\nSubject: Fw: x\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        b"--x\r\nContent-Type: text/plain; format=flowed\r\n\r\na \r\nFrom: b <b@b.c>\r\nTo: c\r\n--x\r\nContent-Type: image/png\r\n"
        b"Content-Disposition: attachment; filename*0*=gbk''%C9%EA; filename*1=.png\r\nContent-Transfer-Encoding: base64\r\n\r\nYWJj\r\n--x--\r\n",
        b"From: \xcc\xef <a@b.c>\nContent-Type: multipart/alternative; boundary=y\n\n--x\nContent-Type: text/html\n\n<div>x\n--x\nContent-Type: message/rfc822\n\nFrom: a@b\n\nx\n--x--\n",
    ],
    "docx": [bytes([n]) + part for n, part in enumerate(DOCX.values())]
    + [bytes([n + 66]) + bytes(range(1, 240)) for n in range(6)],
    "xlsx": [bytes([n]) + part for n, part in enumerate(XLSX.values())]
    + [bytes([n + 66]) + bytes(range(1, 240)) for n in range(6)],
}  # fmt: skip


WORDS = {
    "docx": "body p r t tbl tr tc tcPr trPr pPr rPr ins del moveFrom moveTo sdt sdtContent hyperlink fldChar instrText vMerge "
            "hMerge gridSpan gridBefore numPr numId ilvl pStyle rStyle outlineLvl vanish hidden lastRenderedPageBreak br tab sym "
            "drawing pict txbxContent ruby rubyBase altChunk style name basedOn abstractNum num lvl numFmt lvlText start suff "
            "lvlOverride startOverride abstractNumId comment pStyle isLgl lvlRestart".split(),
    "xlsx": "sheetData row c v f is t r col cols mergeCells mergeCell oddHeader si rPh numFmts numFmt cellXfs xf sheets sheet "
            "definedNames definedName workbookPr".split(),
}  # fmt: skip
VALUES = ["0", "1", "-1", "99999999", "A1", "XFD1048576", "A1:XFD1048576", "restart", "continue", "begin", "end", "separate",
          "chineseCounting", "upperRoman", "%1、%9", "s", "inlineStr", "b", "e", "1e999", "nan", "yyyy-mm-dd", ";;;", "0000",
          "[h]:mm", "heading 1", "一", "veryHidden", "14", "164"]  # fmt: skip
NAMES = ["val", "styleId", "numId", "ilvl", "abstractNumId", "type", "author", "fldCharType", "char", "r", "s", "t", "ref", "min",
         "max", "hidden", "width", "ht", "numFmtId", "formatCode", "state", "name", "date1904"]  # fmt: skip


def as_xml(reader: str, data: bytes) -> bytes:
    """Well-formed XML in the reader's vocabulary: each pair of bytes opens, closes, or gives an attribute or text."""
    prefix, scope = ("w:", W) if reader == "docx" else ("", S)
    words = WORDS[reader]
    out, stack, pending = [f"<{prefix}root {scope}"], ["root"], set[str]()
    is_tag_open = True
    for first, second in zip(data[::2], data[1::2], strict=False):
        action = first % 4
        if action == 0 and is_tag_open:
            name = NAMES[first // 4 % len(NAMES)]
            if name not in pending:
                pending.add(name)
                out.append(
                    f' {prefix if reader == "docx" else ""}{name}="{VALUES[second % len(VALUES)]}"'
                )
            continue
        if is_tag_open:
            out.append(">")
            is_tag_open = False
        if action == 1 and len(stack) < 60:
            word = words[second % len(words)]
            stack.append(word)
            out.append(f"<{prefix}{word}")
            is_tag_open, pending = True, set()
        elif action == 2 and len(stack) > 1:
            out.append(f"</{prefix}{stack.pop()}>")
        elif action == 3:
            out.append(VALUES[second % len(VALUES)])
    out.append(">" if is_tag_open else "")
    out += [f"</{prefix}{word}>" for word in reversed(stack)]
    return "".join(out).encode()


def as_file(reader: str, data: bytes) -> bytes:
    """A file of the reader's form around the fuzzer's bytes.

    In a package the first byte chooses the part, and whether it gets the bytes as they are or well-formed XML.
    """
    parts = {"docx": DOCX, "xlsx": XLSX}.get(reader)
    if parts is None or not data:
        return data
    chosen = list(parts)[data[0] % len(parts)]
    if data[0] >= 64:
        root = (
            parts[chosen]
            .partition(b"<")[2][:40]
            .replace(b"<", b" ")
            .split()[0]
            .decode()
            .rpartition(":")[2]
            .rstrip(">")
        )
        body = as_xml(reader, data[1:])
        data = data[:1] + body.replace(b"root", root.encode())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, data[1:] if name == chosen else content)
    return buffer.getvalue()


def fuzz(reader: str, runs: int) -> None:
    """Run the fuzzer; it ends the process, with 0 when nothing was found.

    The bound on memory is the system's: the fuzzer's own begins with the peak of the process that started it.
    """
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))

    opens = read_mail if reader == "mail" else open_bytes

    def one(data: bytes) -> None:
        try:
            opens(as_file(reader, data), f"模糊.{reader}", limits=LIMITS)
        except DocumentError as error:
            if error.found == TRIPPED:
                raise

    with TemporaryDirectory() as corpus:
        seeds = SEEDS[reader] if reader in SEEDS else _old_workbook()
        for number, seed in enumerate(seeds):
            (Path(corpus) / str(number)).write_bytes(seed)
        options = [
            f"-runs={runs}",
            "-timeout=10",
            "-rss_limit_mb=0",
            "-max_len=20000",
            "-seed=1",
        ]
        atheris.Setup([sys.argv[0], corpus, *options], one)
        atheris.Fuzz()


def _old_workbook() -> list[bytes]:
    from tests.documents.readers.test_xls import VALID

    return [VALID]


if __name__ == "__main__":
    fuzz(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
