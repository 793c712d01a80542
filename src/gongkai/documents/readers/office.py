"""Old and rare office files (.doc, .wps, .rtf, .odt, .ods, .xlsb, Word and Excel XML, UOF) by way of LibreOffice.

LibreOffice runs as a process of its own with a fresh profile in which macros, active content, links and the network
are off. It writes docx or xlsx, which the readers of those forms read.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from html import unescape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from gongkai.documents import media_types
from gongkai.documents.archive import Archive
from gongkai.documents.budget import Budget
from gongkai.documents.compound import CompoundFile
from gongkai.documents.compound_hidden import hidden_parts
from gongkai.documents.errors import Damaged, Encrypted, LimitExceeded, ToolMissing
from gongkai.documents.limits import Limits
from gongkai.documents.model import Document, HiddenKind, Source
from gongkai.documents.readers import docx, xlsx

_DOCX, _XLSX = "docx:MS Word 2007 XML", "xlsx:Calc MS Excel 2007 XML"
_FORMS = {
    media_types.DOC: ("doc", _DOCX),
    media_types.WPS: ("wps", _DOCX),
    media_types.RTF: ("rtf", _DOCX),
    media_types.ODT: ("odt", _DOCX),
    media_types.WORD_XML: ("xml", _DOCX),
    media_types.UOF: ("uot", _DOCX),
    media_types.ODS: ("ods", _XLSX),
    media_types.XLSB: ("xlsb", _XLSX),
    media_types.EXCEL_XML: ("xml", _XLSX),
}
_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Calc/Content/Update", "Link", "2"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)
_WORD_FLAGS_AT, _WORD_ENCRYPTED = 10, 0x0100
# A mark ends each cell of a table in the text of an old Word file ([MS-DOC] 2.4.3), two end a row.
_CELLS = re.compile(r"(?:[^\x00-\x08\r]{1,60}\x07+){4}")
_TAG = re.compile(r"<[^>]*>")


def read(data: bytes, source: Source, limits: Limits) -> Document:
    """Read by converting.

    Raises `ToolMissing` where LibreOffice is not installed, `Encrypted` for a password, `LimitExceeded` when the
    conversion takes longer than the time limit, `Damaged` when it gives nothing.
    """
    budget = Budget(source.name, limits)
    compound = None
    if source.media_type in (media_types.DOC, media_types.WPS):
        compound = CompoundFile(data, source.name)
    _refuse_encrypted(data, compound, source, budget)
    suffix, form = _FORMS[source.media_type]
    converted = _convert(data, suffix, form, source.name, budget)
    _refuse_lost_tables(compound, converted, source.name)
    reader = docx.read if form == _DOCX else xlsx.read
    document = reader(converted, source, replace(limits, seconds=budget.seconds_left()))
    if compound is None:
        return document
    kept = tuple(part for part in document.hidden if part.kind is not HiddenKind.METADATA)
    return replace(document, hidden=(*kept, *hidden_parts(compound, source.name, limits)))


def converted(data: bytes, media_type: str, name: str, limits: Limits) -> tuple[bytes, str]:
    """The file as docx or xlsx, and the ending that tells which; errors as in `read`. Old workbooks too."""
    budget = Budget(name, limits)
    compound = None
    if media_type in (media_types.DOC, media_types.WPS):
        compound = CompoundFile(data, name)
    _refuse_encrypted(data, compound, Source(name, "", media_type, len(data)), budget)
    suffix, form = _FORMS.get(media_type, ("xls", _XLSX))
    made = _convert(data, suffix, form, name, budget)
    _refuse_lost_tables(compound, made, name)
    return made, "." + form.partition(":")[0]


def as_pdf(data: bytes, media_type: str, name: str, limits: Limits) -> bytes:
    """A Word file, new or old, as the PDF that it would be on paper; errors as in `read`."""
    suffix = _FORMS.get(media_type, ("docx", _DOCX))[0]
    budget = Budget(name, limits)
    compound = None
    if media_type in (media_types.DOC, media_types.WPS):
        compound = CompoundFile(data, name)
    _refuse_encrypted(data, compound, Source(name, "", media_type, len(data)), budget)
    return _convert(data, suffix, "pdf:writer_pdf_Export", name, budget)


def _refuse_encrypted(
    data: bytes, compound: CompoundFile | None, source: Source, budget: Budget
) -> None:
    locked = False
    if compound is not None and "WordDocument" in compound:
        head = compound.read("WordDocument")[_WORD_FLAGS_AT : _WORD_FLAGS_AT + 2]
        locked = bool(int.from_bytes(head, "little") & _WORD_ENCRYPTED)
    elif source.media_type in (media_types.ODT, media_types.ODS):
        archive = Archive(data, budget)
        manifest = "META-INF/manifest.xml"
        locked = manifest in archive and b"encryption-data" in archive.read(manifest)
    if locked:
        raise Encrypted(
            source.name,
            found="设有打开密码",
            expected="未加密的文件",
            next_step="请去除密码后再试",
        )


def _refuse_lost_tables(compound: CompoundFile | None, made: bytes, name: str) -> None:
    """Refuse a Word file whose cells LibreOffice has run together into one line: no column could be told in it."""
    if compound is None or "WordDocument" not in compound:
        return
    text = compound.read("WordDocument")
    written = (text[odd:].decode("utf-16-le", "replace") for odd in (0, 1))
    rows = [match[0].replace("\x07", "") for each in written for match in _CELLS.finditer(each)]
    with ZipFile(BytesIO(made)) as archive:
        paragraphs = archive.read("word/document.xml").decode("utf-8", "replace").split("</w:p>")
    lines = "\n".join(unescape(_TAG.sub("", each)) for each in paragraphs) if rows else ""
    if not any(row in lines for row in rows):
        return
    raise Damaged(
        name,
        found="转换时表格丢失，各栏连成了一行",
        expected="表格完整的 Word 文件",
        next_step="请用原软件（Word 或 WPS）打开，另存为 .docx 后再试",
    )


def _convert(data: bytes, suffix: str, form: str, name: str, budget: Budget) -> bytes:
    program = find_program()
    if program is None:
        raise ToolMissing(
            name,
            found="读取这种旧格式需要 LibreOffice，本机没有安装",
            expected="已安装 LibreOffice",
            next_step="请安装后再试，或用原软件另存为 .docx 或 .xlsx",
        )
    with TemporaryDirectory(prefix="gongkai-") as folder:
        place = Path(folder)
        profile = place / "profile"
        _write_profile(profile)
        source = place / f"source.{suffix}"
        source.write_bytes(data)
        command = [
            program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--invisible",
            "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard",
            "--convert-to", form, "--outdir", str(place / "out"), str(source),
        ]  # fmt: skip
        _run(command, place, name, budget)
        result = place / "out" / f"source.{form.partition(':')[0]}"
        if not result.is_file():
            raise Damaged(
                name,
                found="LibreOffice 无法打开",
                expected="完整的办公文件",
                next_step="请用原软件另存为 .docx 或 .xlsx 后再试",
            )
        if result.stat().st_size > budget.limits.size:
            raise LimitExceeded(
                name, found="转换后文件过大", expected="更小的文件", next_step="请拆分后再试"
            )
        return result.read_bytes()


def find_program() -> str | None:
    """The path of LibreOffice, or None."""
    for name in ("soffice", "libreoffice"):
        if (found := shutil.which(name)) is not None:
            return found
    return next((place for place in _PLACES if Path(place).is_file()), None)


def _write_profile(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    user = profile / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        f'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>',
        encoding="utf-8",
    )


def _run(command: list[str], folder: Path, name: str, budget: Budget) -> None:
    """Run to the end, or end the whole process group at the time limit."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if key.upper() in ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LC_ALL", "LC_CTYPE")
    }
    environment["HOME"] = str(folder)
    # The command is a fixed program with paths of our own making.
    process = subprocess.Popen(  # noqa: S603
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(budget.seconds_left())
    except subprocess.TimeoutExpired as error:
        raise LimitExceeded(
            name,
            found=f"转换超过 {budget.limits.seconds:g} 秒",
            expected="可在时限内转换的文件",
            next_step="请用原软件另存为 .docx 或 .pdf 后再试",
        ) from error
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    elif process.poll() is None:
        process.kill()
    process.wait()
