"""A long command says what it is at: one line per step."""

from __future__ import annotations

import io
import re

from gongkai.web.office.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def told(stream: io.StringIO) -> str:
    progress = Progress(stream)
    with progress.step("数据库"):
        pass
    with progress.step("公开信息"):
        progress.of(25)
        for _ in range(25):
            progress.go_on()
    return stream.getvalue()


def test_a_step_is_one_line_with_its_count_and_its_seconds():
    lines = told(io.StringIO()).splitlines()
    assert [re.sub(r"[0-9]+\.[0-9]", "0.0", line) for line in lines] == [
        "数据库　0.0 秒",
        "公开信息　25/25 件　0.0 秒",
    ]


def test_on_a_terminal_the_count_moves_within_its_line():
    text = told(Terminal())
    assert "公开信息……20/25 件" in text
    assert text.count("\n") == 2
