"""Plain HTML to paste into the editor of another website: no styles, no scripts, no pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from gongkai.letters.writing import in_chinese
from gongkai.web.publishing.channels.renderings.source import Source
from gongkai.web.publishing.items.prose import Block, BlockKind

_TAGS = {BlockKind.PARAGRAPH: "p", BlockKind.QUOTE: "blockquote", BlockKind.ITEM: "li"}


def as_fragment(source: Source) -> str:
    """The text of the item, and the names of its files."""
    parts = list(parts_of(source.blocks))
    parts += [
        f"<p>附件{number}：{escape(name)}</p>" for number, name in enumerate(source.files, start=1)
    ]
    return "\n".join(parts)


def as_page(source: Source) -> str:
    """A whole page: title, facts, text."""
    facts = [
        ("发布机关", source.issuer),
        ("文号", source.document_number),
        ("索引号", source.index_number),
        ("成文日期", in_chinese(source.formed_on)),
        ("发布日期", in_chinese(source.published_on)),
    ]
    rows = "".join(
        f"<tr><th>{label}</th><td>{escape(value)}</td></tr>" for label, value in facts if value
    )
    return (
        '<!doctype html>\n<html lang="zh-Hans"><head><meta charset="utf-8">'
        f"<title>{escape(source.title)}</title></head>\n<body>\n<h1>{escape(source.title)}</h1>\n"
        f"<table>{rows}</table>\n{as_fragment(source)}\n</body></html>\n"
    )


def parts_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Elements of plain HTML for the blocks of a text: tables, lists, headings, paragraphs."""
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        told = list(group)
        if kind is BlockKind.ROW:
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row.cells) + "</tr>"
                for row in told
            )
            yield f"<table><tbody>{rows}</tbody></table>"
        elif kind is BlockKind.ITEM:
            tag = "ol" if told[0].mark[:1].isdigit() else "ul"
            yield f"<{tag}>{''.join(_element(block) for block in told)}</{tag}>"
        else:
            yield from (_element(block) for block in told if block.text or not block.picture)


def _element(block: Block) -> str:
    if block.kind is BlockKind.RULE:
        return "<hr>"
    tag = f"h{block.level}" if block.kind is BlockKind.HEADING else _TAGS[block.kind]
    words = "".join(
        f"<strong>{_words(run.text)}</strong>" if run.bold else _words(run.text)
        for run in block.runs
    )
    return f"<{tag}>{words}</{tag}>"


def _words(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
