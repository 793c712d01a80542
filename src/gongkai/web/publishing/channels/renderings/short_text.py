"""A text message, and the lines of a banner: the shortest forms of an item."""

from __future__ import annotations

from gongkai.web.publishing.channels.addresses import reaches
from gongkai.web.publishing.channels.renderings.moving_text import split
from gongkai.web.publishing.channels.renderings.source import Source, refuse_personal

ONE_MESSAGE = 70
"""So many characters go out as one text message; more are charged as several."""
BANNER_WIDTH = 16
"""So many characters can be read from a street on a banner of the usual length."""


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
    """The title in banners of at most ``width`` characters, then who says it and where to read on; numbers stay whole.

    Raises:
        ActionError: it would show personal data.
    """
    last = f"咨询{source.phone}" if source.phone else f"到{source.issuer}查阅"
    lines = [*split(source.title, width), *split(f"详情看公开栏，{last}", width)]
    refuse_personal("\n".join(lines), "横幅")
    return lines
