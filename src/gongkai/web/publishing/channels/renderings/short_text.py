"""A text message, and the lines of a banner: the shortest forms of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.web.publishing.channels.addresses import reaches
from gongkai.web.publishing.channels.renderings.source import Source, refuse_personal

ONE_MESSAGE = 70
"""So many characters go out as one text message; more are charged as several."""
BANNER_WIDTH = 16
"""So many characters can be read from a street on a banner of the usual length."""
_NUMBER = r"第?\d[\d.,:/%\-]*(?:年度|季度|批次|[年月日时分元万亿人户件个亩期号届项次批])*"
_CUTS = tuple(
    re.compile(each)
    for each in (
        r"[^，。；：！？]+[，。；：！？]?|.",
        r"[（《“][^）》”]*[）》”]?|[^（《“]+",
        r"[^、]+、?|、",
        rf"(?:{_NUMBER})+|[A-Za-z]+|[^\dA-Za-z]+",
    )
)
"""Where a line may end, the best places first: after a mark, before a bracket, after an enumeration's mark, beside a number."""
_WORDS = re.compile(
    r"(?:人民政府|公共卫生|政府信息|社会保障|社会救助|农业农村|自然资源|行政处罚|行政许可|规范性文件|办公室|委员会|实施情况"
    r"|意见稿|一览表|明白纸|残疾人|合作医疗|最低生活保障|公开栏|村委会|便民服务|卫生院|派出所)$"
)
"""Words of more than two characters that end a run of them."""
_ALONE, _MARKS = "的和及与在对为", "、，。；：！？）》”"


def text_message(source: Source) -> str:
    """Who says what, where to read it and whom to ask, within one message: what it is about goes before where it stands.

    Raises:
        ActionError: it would tell personal data.
    """
    board = "详见村务公开栏"
    where = f"详见{source.address}" if reaches(source.address) else board
    asked = f"，咨询{source.phone}" if source.phone else ""
    head, said = f"【{source.issuer}】", "已公开，"
    # The body stands in front already; a title that begins with it says it twice.
    about = source.title.removeprefix(source.issuer.removesuffix("人民政府")) or source.title
    tails = [
        f"{said}{where}{asked}。",
        f"{said}{where}。",
        f"{said}{board}{asked}。",
        f"{said}{board}。",
    ]
    texts = [f"{head}{title}{tail}" for tail in tails for title in (source.title, about)]
    text = next((each for each in texts if len(each) <= ONE_MESSAGE), "")
    if not text:
        # The end of a title tells what it is, the beginning whose.
        room = ONE_MESSAGE - len(head) - len(tails[-1]) - 1
        text = f"{head}…{about[-room:]}{tails[-1]}"
    refuse_personal(text, "短信")
    return text


def banner_lines(source: Source, width: int = BANNER_WIDTH) -> list[str]:
    """The title in banners of at most ``width`` characters, then who says it and where to read on; words and numbers stay whole.

    Raises:
        ActionError: it would show personal data.
    """
    last = f"咨询{source.phone}" if source.phone else f"到{source.issuer}查阅"
    lines = [*whole_words(source.title, width), *whole_words(f"详情看公开栏，{last}", width)]
    refuse_personal("\n".join(lines), "横幅")
    return lines


def whole_words(text: str, width: int) -> list[str]:
    """The text in lines of at most ``width`` characters that end where a reader would pause. No character is lost.

    >>> whole_words("柳河镇2026年11月城乡低保对象名单（审核公示）", 16)
    ['柳河镇2026年11月', '城乡低保对象名单（审核公示）']
    """
    lines = [""]
    for piece in _pieces(text, width):
        if lines[-1] and len(lines[-1]) + len(piece) > width:
            lines.append("")
        lines[-1] += piece
    return lines


def _pieces(text: str, width: int, level: int = 0) -> Iterator[str]:
    """Pieces of at most ``width`` characters, cut no finer than is needed."""
    if len(text) <= width:
        yield text
    elif level < len(_CUTS):
        for piece in _CUTS[level].findall(text):
            yield from _pieces(piece, width, level + 1)
    elif text.isascii():
        yield from (text[at : at + width] for at in range(0, len(text), width))
    else:
        yield from reversed(list(_words_from_the_end(text)))


def _words_from_the_end(text: str) -> Iterator[str]:
    """The words of a run of characters, the last first: what titles end with is better known than how they begin."""
    while text:
        # A mark is no word: it stays with the one before it.
        bare = text.rstrip(_MARKS) or text
        found = _WORDS.search(bare)
        size = len(found[0]) if found else 1 if bare[-1] in _ALONE else 2
        at = max(0, len(bare) - size)
        yield text[at:]
        text = text[:at]
