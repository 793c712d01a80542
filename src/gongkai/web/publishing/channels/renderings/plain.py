"""Plain text to paste anywhere, and the summary of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.letters.writing import in_chinese
from gongkai.web.publishing.channels.renderings.source import Source
from gongkai.web.publishing.items.prose import BlockKind, lines_of

LONGEST_SUMMARY = 120
_SENTENCE_END = re.compile(r"(?<=[。！？；])")


def as_text(source: Source) -> str:
    """The whole item: title, facts, text, files, and where the original is."""
    facts = [
        ("发布机关", source.issuer),
        ("文号", source.document_number),
        ("索引号", source.index_number),
        ("成文日期", in_chinese(source.formed_on)),
        ("发布日期", in_chinese(source.published_on)),
    ]
    parts = [
        source.title,
        "",
        *(f"{label}：{value}" for label, value in facts if value),
        "",
        *lines_of(source.blocks),
        *files_of(source),
        "",
        f"原文：{source.address}",
    ]
    return "\n".join(parts) + "\n"


def files_of(source: Source) -> Iterator[str]:
    """The names of the files, and where they can be had."""
    if source.files:
        yield ""
        for number, name in enumerate(source.files, start=1):
            yield f"附件{number}：{name}"
        yield "附件请在原文网页下载。"


def summary_of(source: Source, longest: int = LONGEST_SUMMARY) -> str:
    """The item's summary, or its first sentences, in at most so many characters; whole sentences where they fit."""
    words = source.summary.strip() or "".join(
        block.text for block in source.blocks if block.kind is BlockKind.PARAGRAPH
    )
    words = re.sub(r"\s+", " ", words)
    if len(words) <= longest:
        return words
    kept = ""
    for sentence in _SENTENCE_END.split(words):
        if len(kept) + len(sentence) > longest:
            break
        kept += sentence
    return kept or f"{words[: longest - 1]}…"
