"""The problems and measures that a report names in its fifth part, taken apart."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"(?:^|(?<=[。；;：:，]))\s*(?:[一二三四五六七八九十]是|[（(]\d{1,2}[）)]|\d{1,2}[.．、])"
)
_MEASURES = re.compile(r"下一步|改进措施|改进情况|整改措施|今后|努力方向|下步|打算")
_HEADING = re.compile(r"^[（(]?[一二三四五六七八九十]{1,2}[）)、]")
LONGEST = 300


def problems_in(text: str) -> list[tuple[str, str]]:
    """Problem and measure by pairs, in order; a problem without a measure has an empty one.

    Only what is numbered (一是, 1.) is taken: a sentence without a number may be either. Nothing is found in a text
    that numbers nothing.
    """
    problems: list[str] = []
    measures: list[str] = []
    into = problems
    for line in text.splitlines():
        line = line.strip()
        is_heading = bool(_HEADING.match(line)) and len(line) <= 30
        if _MEASURES.search(line[:30] if is_heading else line.split("。")[0][:40]):
            into = measures
        if is_heading:
            continue
        cut = _MEASURES.search(line)
        for at, item in _items(line):
            target = measures if into is measures or (cut and at > cut.start()) else problems
            target.append(item)
    return [
        (problem, measures[number] if number < len(measures) else "")
        for number, problem in enumerate(problems)
    ]


def _items(line: str) -> list[tuple[int, str]]:
    marks = list(_MARK.finditer(line))
    if not marks:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    return [
        (mark.start(), line[mark.end() : end].strip(" 。；;，")[:LONGEST])
        for mark, end in zip(marks, ends, strict=True)
        if line[mark.end() : end].strip(" 。；;，")
    ]
