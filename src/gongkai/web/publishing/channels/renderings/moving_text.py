"""Short lines for an electronic screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.letters.writing import in_chinese
from gongkai.web.publishing.channels.renderings.plain import summary_of
from gongkai.web.publishing.channels.renderings.source import Source, refuse_personal

SHORTEST, LONGEST, USUAL = 8, 200, 32
# A number with its unit, a bracketed year, a word of Latin letters: never torn apart.
_PIECE = re.compile(r"[0-9A-Za-z.,:/%〔〕\-]+[年月日时分元万亿人户件个]?|.", re.S)
_AFTER = "，。；：、！？）》”"
_BREAKS = "。；！？，、："


def screen_lines(source: Source, width: int = USUAL) -> list[str]:
    """Title, what it is about, who says it and where to read on, in lines of at most ``width`` characters.

    Raises:
        ActionError: a line would show personal data.
    """
    asked = f"咨询电话{source.phone}。" if source.phone else ""
    parts = [
        source.title,
        summary_of(source),
        f"{source.issuer}，{in_chinese(source.published_on)}。",
        f"详情请到{source.office_address or source.issuer}查阅。{asked}",
    ]
    lines = [line for part in parts if part for line in split(part, width)]
    refuse_personal("\n".join(parts), "电子屏文字")
    return lines


def split(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` characters, broken after punctuation where that leaves half a line.

    A number stays with its unit unless it is longer than a line by itself. No character is lost.
    """
    if not SHORTEST <= width <= LONGEST:
        raise ValueError(f"{width} is not between {SHORTEST} and {LONGEST}")
    lines, line = [], ""
    for piece in _pieces(text, width):
        if line and len(line) + len(piece) > width:
            kept = _last_break(line, width)
            lines.append(line[:kept])
            line = line[kept:]
        line += piece
    return [*lines, line] if line else lines


def _pieces(text: str, width: int) -> Iterator[str]:
    """Pieces that stay together, punctuation with what stands before it; none longer than half a line."""
    held = ""
    for match in _PIECE.finditer(text):
        piece = match[0]
        if held and piece in _AFTER and len(held) < width // 2:
            held += piece
            continue
        for start in range(0, len(held), width // 2):
            yield held[start : start + width // 2]
        held = piece
    for start in range(0, len(held), width // 2):
        yield held[start : start + width // 2]


def _last_break(line: str, width: int) -> int:
    """Where to break: after the last punctuation of the second half, else at the end."""
    for at in range(len(line), width // 2, -1):
        if line[at - 1] in _BREAKS:
            return at
    return len(line)
