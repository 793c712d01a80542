"""Which files a command was given: files, folders, or `-` for standard input."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from gongkai.cli.files import BOUNDS, STANDARD_INPUT, expand
from gongkai.cli.refusal import Refusal
from gongkai.documents.confined import run_once
from gongkai.documents.errors import DocumentError
from gongkai.documents.limits import DEFAULT_LIMITS, MEBIBYTE
from gongkai.documents.opening import open_bytes, open_document
from gongkai.report.errors import NotAReport
from gongkai.report.interchange import NotReportJSON, from_json
from gongkai.report.model import AnnualReport
from gongkai.report.reading import read_report

SUFFIXES = frozenset(
    ".txt .md .html .htm .mht .docx .doc .wps .rtf .odt .pdf .ofd .xlsx .xls .et .csv"
    " .png .jpg .jpeg .tif .tiff .bmp .webp".split()
)

JSON = ".json"
"""The ending of the reports that `read --json` and `convert` write; a folder's are left out, they are copies."""

_STANDARD_INPUT_NAME = "标准输入"

READING_ERRORS = (DocumentError, NotAReport, NotReportJSON)
"""What reading a file as a report may raise; each is one Chinese sentence."""


def reports_in(paths: Iterable[Path]) -> list[Path]:
    """The files given, and those of the folders given that may be reports."""
    return expand(paths, lambda path: path.suffix.lower() in SUFFIXES)


def gather(paths: Iterable[Path]) -> tuple[list[Path], bool]:
    """The files to work on, and whether they are to be treated as several; ends the command where there is none."""
    given = list(paths)
    files = reports_in(given)
    if not files:
        raise Refusal(
            "没有找到可读的文件；请检查文件夹里是否有 docx、pdf、html、txt、xlsx 等文件。"
        )
    return files, len(files) > 1 or any(path.is_dir() for path in given)


def read_input(path: Path) -> AnnualReport:
    """Read one file, or standard input, as a report, in a child with bounds; raises one of `READING_ERRORS`."""
    given = standard_input((path,))
    name = path.name if given is None else _STANDARD_INPUT_NAME
    return run_once(read_here, path, given, name=name, bounds=BOUNDS)


def standard_input(paths: Iterable[Path]) -> bytes | None:
    """What stands on standard input, where it is among the paths."""
    return sys.stdin.buffer.read() if STANDARD_INPUT in paths else None


def read_here(path: Path, given: bytes | None = None) -> AnnualReport:
    """As `read_input`, in this process: for what is a child itself. `given` is what stood on standard input."""
    if path == STANDARD_INPUT:
        return read_report(open_bytes(given or b"", _STANDARD_INPUT_NAME))
    if path.suffix.lower() == JSON:
        return _read_json(path)
    return read_report(open_document(path))


def _read_json(path: Path) -> AnnualReport:
    try:
        if path.stat().st_size > DEFAULT_LIMITS.size:
            raise NotReportJSON(
                path.name, "", f"不超过 {DEFAULT_LIMITS.size // MEBIBYTE} MB 的文件"
            )
        return from_json(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        raise NotReportJSON(path.name, "", "可以读取的 UTF-8 文件") from error
