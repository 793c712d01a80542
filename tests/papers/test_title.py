"""A title is no number of a person, however the lines of a picture were read."""

from __future__ import annotations

import pytest

from gongkai.documents import open_bytes
from gongkai.papers.proposal import propose


def proposed(name: str, *lines: str) -> str:
    page = "".join(f"<p>{line}</p>" for line in lines)
    return propose(open_bytes(f"<html><body>{page}</body></html>".encode(), name)).title.value


@pytest.mark.parametrize(
    ("name", "lines", "title"),
    [
        (
            "停水.html",
            ("身份证号140400198203050171", "1 1 7 请储水。"),
            "停水",
        ),
        ("停水.html", ("140400198203050171", "停水通知"), "停水通知"),
        ("停水.html", ("13812345678", "停水通知"), "停水通知"),
        ("140400198203050171.html", ("13812345678",), "未命名文件"),
        ("补贴140400198203050171.html", ("身份证号",), "补贴"),
    ],
)
def test_a_title_is_never_the_number_of_a_person(name, lines, title):
    assert proposed(name, *lines) == title
