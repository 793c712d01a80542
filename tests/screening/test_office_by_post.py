"""Where an application can be sent by post (邮政寄送, the law's words) is an office, not a home."""

from __future__ import annotations

import pytest

from gongkai.documents import open_bytes
from gongkai.screening.screen import screen


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("邮政寄送：寄至柳河镇人民路8号，柳河镇党政综合办公室。", []),
        ("慰问品寄送：柳河镇人民路8号王小明。", ["address"]),
    ],
)
def test_an_office_to_which_one_writes_is_no_home(sentence, told):
    found = screen(open_bytes(f"<html><body><p>{sentence}</p></body></html>".encode(), "正文.html"))
    assert [each.kind.value for each in found.findings if each.kind.value == "address"] == told
