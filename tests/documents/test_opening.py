import sys
from pathlib import Path

import pytest

from gongkai.documents import open_bytes, open_document
from gongkai.documents.errors import LimitExceeded, ToolMissing, Unreadable
from gongkai.documents.limits import Limits


def test_a_file_that_is_absent_or_a_folder_is_unreadable(tmp_path):
    with pytest.raises(Unreadable, match=r"文件“没有\.docx”：找不到文件"):
        open_document(tmp_path / "没有.docx")
    with pytest.raises(Unreadable, match="是文件夹"):
        open_document(tmp_path)


def test_a_file_beyond_the_size_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "大.txt"
    path.write_bytes(b"x" * 2000)
    with pytest.raises(LimitExceeded, match=r"文件有 0\.0 MB"):
        open_document(path, limits=Limits(size=1000))
    with pytest.raises(LimitExceeded):
        open_bytes(b"x" * 2000, "大.txt", limits=Limits(size=1000))


def test_a_missing_optional_part_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "gongkai.documents.readers.scan", None)
    with pytest.raises(ToolMissing, match=r"gongkai\[ocr\]"):
        open_bytes(b"\x89PNG\r\n\x1a\n", "照片.png")


def test_importing_the_room_loads_no_parser():
    import subprocess

    code = (
        "import sys, gongkai.documents\n"
        "print(sorted({'lxml', 'docx', 'openpyxl', 'pypdfium2', 'PIL', 'selectolax', 'filetype'}"
        " & set(sys.modules)))"
    )
    source = Path(__file__).parents[2] / "src"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": str(source)},
    )  # fmt: skip
    assert done.stdout == "[]\n"
