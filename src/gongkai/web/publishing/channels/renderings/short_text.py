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
    """Who says what, where to read it and whom to ask, within one message where the title allows it.

    Raises:
        ActionError: it would tell personal data.
    """
    where = f"详见{source.address}" if reaches(source.address) else "详见村务公开栏"
    asked = f"，咨询{source.phone}" if source.phone else ""
    head, tail = f"【{source.issuer}】", f"已公开，{where}{asked}。"
    room = max(ONE_MESSAGE - len(head) - len(tail), 12)
    title = source.title if len(source.title) <= room else f"{source.title[: room - 1]}…"
    text = f"{head}{title}{tail}"
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
