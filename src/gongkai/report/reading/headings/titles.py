"""The title of a report, on one line or several, and what it says of body and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.report.numerals import parse_year
from gongkai.report.organizations import parse_body

_YEAR = r"(?:\d{4}|[〇零○一二三四五六七八九]{4})"
_DATED = re.compile(rf"(?P<year>{_YEAR})(?:年度?|(?=[)）]))")
_TITLE = re.compile(
    r"(?:关于)?(?:印发|公布|发布)?(?P<head>[^，。；！？]{0,50}?)"
    r"(?:政务公开和政府信息公开|政府信息与政务公开|政府信息公开|政务信息公开|政务公开|信息公开)"
    rf"(?:{_YEAR}年度?)?(?:工作)?(?:情况)?(?:的)?(?:年度)?(?:工作)?(?:情况)?(?:的)?(?:总结)?(?:年度报告|年报|报告)"
    rf"(?:[（(]{_YEAR}年?度?[)）])?"
)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_LABEL = re.compile(r"^(?:标题|题目|题名|名称|文件名称|信息名称|主题)[:：]")
_SENT = re.compile(
    r"(?P<sender>[^《》]{0,30})关于(?:报送|上报|呈报|印发|公布|发布|公开)《(?P<title>[^《》]+)》的(?:函|报告|通知|公告|请示)"
)
"""A letter that brings a report: the report's title is the one within."""
_LONGEST_TITLE = 80
_MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Title:
    """A title found in lines `first` to `last`; `body` is the body as the title names it, None where it does not."""

    first: int
    last: int
    text: str
    body: str | None
    year: int | None


def squeeze(text: str) -> str:
    """`text` without white space and marks of emphasis, brackets of book titles around it removed."""
    return re.sub(r"[\s*#]+", "", text).strip("《》")


def parse_title(text: str) -> Title | None:
    """Read a text without line breaks as a title; None where it is none.

    Of a sender and what it writes about (`青山县政府办公室关于青山县2024年…`) the latter reports.
    """
    name = _LABEL.sub("", squeeze(text).translate(_HALF_WIDTH))
    sent = _SENT.fullmatch(name)
    if sent is not None:
        name = sent["title"]
        if parse_body(sent["sender"]) is not None and _DATED.match(name):
            name = sent["sender"] + name
    if len(name) > _LONGEST_TITLE:
        return None
    matched = _TITLE.fullmatch(name)
    if matched is None:
        return None
    dated = _DATED.search(name)
    year = parse_year(dated["year"]) if dated else None
    if year is None and not re.search(r"年度|年报", matched[0]):
        return None
    parts = [part for part in _DATED.split(matched["head"])[::2] if part]
    parts = [part for named in parts for part in reversed(named.split("关于")) if part]
    parts = [f"{part}政府" if part.endswith("人民") else part for part in parts]
    body = next((part for part in parts if parse_body(part) is not None), None)
    return Title(0, 0, name, body or (parts[0] if parts else None), year)


def find_title(lines: Sequence[str]) -> Title | None:
    """The report's title among lines in reading order: the fullest, on as few lines as it needs, the earliest."""
    best: tuple[float, Title] | None = None
    for first in range(len(lines)):
        for count in range(1, _MOST_LINES + 1):
            part = lines[first : first + count]
            if len(part) < count or sum(map(len, part)) > _LONGEST_TITLE + 20:
                break
            title = parse_title("".join(part))
            if title is None:
                continue
            score = -0.5 * (count - 1) - 0.02 * first
            score += 2 * (title.year is not None) + title.text.endswith("年度报告")
            if title.body is not None:
                score += 2 if parse_body(title.body) is not None else -1
            if best is None or score > best[0]:
                best = (score, Title(first, first + count - 1, title.text, title.body, title.year))
    return None if best is None else best[1]
