"""What is read out over the village loudspeaker: plain words, numbers as they are spoken."""

from __future__ import annotations

from gongkai.letters.writing import in_chinese
from gongkai.web.publishing.channels.renderings.numbers import read_aloud
from gongkai.web.publishing.channels.renderings.source import Source, refuse_personal
from gongkai.web.publishing.items.prose import Block, BlockKind

CHARACTERS_A_MINUTE = 200
_ENDS = "。！？；：，"


def broadcast_script(source: Source) -> str:
    """Greeting, title, text and where to ask, for a reader; each paragraph on a line of its own.

    Raises:
        ActionError: personal data would be read out.
    """
    asked = f"，咨询电话：{source.phone}" if source.phone else ""
    place = f"{source.office_address}{source.office}" if source.office else source.issuer
    parts = [
        f"各位村民：下面播送{source.issuer}的一条公开信息。",
        f"标题：{_ended(source.title)}",
        *_told(source.blocks or ()),
        *([] if source.blocks else [_ended(source.summary)]),
        *(["名单、表格等附件不在广播中播送，请到公开栏或者网上查看。"] if source.files else []),
        f"以上信息于{in_chinese(source.published_on)}发布。",
        f"需要了解详情的，请到{place}{asked}。",
        "播送完毕。",
    ]
    refuse_personal("\n".join(parts), "广播稿")
    return "\n".join(read_aloud(part) for part in parts if part.strip("。")) + "\n"


def _told(blocks: tuple[Block, ...]) -> list[str]:
    told = []
    for block in blocks:
        if block.kind is BlockKind.RULE:
            continue
        if block.kind is BlockKind.ROW:
            told.append(_ended("，".join(cell for cell in block.cells if cell)))
        elif block.mark and block.mark != "•":
            told.append(_ended(f"第{block.mark.rstrip('.')}，{block.text}"))
        else:
            told.append(_ended(block.text))
    return told


def _ended(text: str) -> str:
    text = text.strip().replace("\n", "，")
    return text if not text or text[-1] in _ENDS else f"{text}。"


def minutes(script: str) -> int:
    """About how long it takes to read, in whole minutes, at a calm pace."""
    return max(1, round(len(script) / CHARACTERS_A_MINUTE))
