"""The poster of an item: who, what, until when, and a code that leads to the original."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import PurePath

from gongkai.documents.writers import poster as writer
from gongkai.documents.writers.poster import (
    Paper,
    Poster,
    PosterLine,
    PosterParagraph,
    PosterTable,
)
from gongkai.letters.writing import in_chinese
from gongkai.web.publishing.channels.addresses import reaches
from gongkai.web.publishing.channels.renderings.source import Source, code_of
from gongkai.web.publishing.items.prose import Block, BlockKind

_LINES = {BlockKind.HEADING: PosterLine.HEADING, BlockKind.ITEM: PosterLine.ITEM}


def poster_of(source: Source, paper: Paper) -> bytes:
    """The poster as a PDF.

    Raises:
        WriterError: this machine cannot set Chinese text.
    """
    return writer.write(as_poster(source, paper))


def as_poster(source: Source, paper: Paper) -> Poster:
    """What the poster says."""
    paragraphs = list(_blocks(source.blocks)) or [PosterParagraph(source.summary)]
    shown = [table for table in source.tables if table.rows]
    for table in shown:
        paragraphs += [
            PosterParagraph(PurePath(table.file).stem, PosterLine.HEADING),
            PosterTable(table.rows),
        ]
    rest = [name for name in source.files if name not in {table.file for table in shown}]
    if rest:
        paragraphs.append(
            PosterParagraph(f"附件{len(rest)}个：{'、'.join(rest)}。扫码查看和下载。")
        )
    # A code that leads to somebody's own machine is worse than none.
    address = source.address if reaches(source.address) else ""
    facts = [("文号", source.document_number), ("成文日期", in_chinese(source.formed_on))]
    foot = [
        ("扫码看原文", address),
        ("索引号", source.index_number),
        ("版本", f"第{source.version}版　{in_chinese(source.published_on)}首次发布"),
        (
            "张贴至",
            in_chinese(source.down_from_boards_on) if source.down_from_boards_on else "长期",
        ),
        ("咨询", "　".join(part for part in (source.phone, source.office_address) if part)),
    ]
    return Poster(
        issuer=source.issuer,
        title=source.title,
        paragraphs=tuple(paragraphs),
        facts=tuple(pair for pair in facts if pair[1]),
        foot=tuple(pair for pair in foot if pair[1]),
        code=code_of(address) if address else (),
        paper=paper,
    )


def _blocks(blocks: tuple[Block, ...]) -> Iterator[PosterParagraph | PosterTable]:
    for is_row, group in groupby(blocks, key=lambda block: block.kind is BlockKind.ROW):
        if is_row:
            yield PosterTable(tuple(block.cells for block in group))
            continue
        for block in group:
            if block.text:
                text = f"{block.mark} {block.text}" if block.mark else block.text
                yield PosterParagraph(text, _LINES.get(block.kind, PosterLine.TEXT))
