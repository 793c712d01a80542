"""The poster of an item: who, what, until when, and a code that leads to the original."""

from __future__ import annotations

from gongkai.documents.writers import poster as writer
from gongkai.documents.writers.poster import Paper, Poster, PosterLine, PosterParagraph
from gongkai.web.publishing.renderings.prose import BlockKind
from gongkai.web.publishing.renderings.source import Source, code_of, in_chinese

_LINES = {BlockKind.HEADING: PosterLine.HEADING, BlockKind.ITEM: PosterLine.ITEM}


def poster_of(source: Source, paper: Paper) -> bytes:
    """The poster as a PDF.

    Raises:
        WriterError: this machine cannot set Chinese text.
    """
    return writer.write(as_poster(source, paper))


def as_poster(source: Source, paper: Paper) -> Poster:
    """What the poster says."""
    paragraphs = [
        PosterParagraph(
            f"{block.mark} {block.text}" if block.mark else block.text,
            _LINES.get(block.kind, PosterLine.TEXT),
        )
        for block in source.blocks
        if block.kind is not BlockKind.RULE
    ]
    if not paragraphs:
        paragraphs = [PosterParagraph(source.summary)]
    if source.files:
        paragraphs.append(
            PosterParagraph(
                f"附件{len(source.files)}个：{'、'.join(source.files)}。扫码查看和下载。"
            )
        )
    facts = [("文号", source.document_number), ("成文日期", in_chinese(source.formed_on))]
    foot = [
        ("扫码看原文", source.address),
        ("索引号", source.index_number),
        ("版本", f"第{source.version}版　{in_chinese(source.published_on)}首次发布"),
        ("张贴至", in_chinese(source.take_down_on) if source.take_down_on else "长期"),
        ("咨询", "　".join(part for part in (source.phone, source.office_address) if part)),
    ]
    return Poster(
        issuer=source.issuer,
        title=source.title,
        paragraphs=tuple(paragraphs),
        facts=tuple(pair for pair in facts if pair[1]),
        foot=tuple(pair for pair in foot if pair[1]),
        code=code_of(source.address),
        paper=paper,
    )
