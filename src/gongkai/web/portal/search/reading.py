"""Read an item for the index: its facts, its text, and the text inside its files."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.html import escape

from gongkai.documents import open_bytes
from gongkai.documents.errors import DocumentError
from gongkai.documents.model import Block, Document, Paragraph, Table
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.search.words import fold
from gongkai.web.publishing.models import Attachment, ItemPage

# A file of more characters than this is found by its first ones.
LONGEST_FILE = 1_000_000


def entry_of(item: ItemPage) -> SearchEntry:
    """The entry of an item as it is public now; nothing is saved."""
    numbers = "\n".join(filter(None, [item.index_number, item.document_number]))
    facts = [item.issuing_body, item.subject, item.keywords, item.summary]
    plain = "\n".join([*filter(None, facts), *_text_of(item), *_files_of(item)])
    return SearchEntry(
        item=item,
        revision_number=item.live_revision_id,
        plain=plain.replace("\x00", ""),
        title=fold(item.title),
        numbers=fold(numbers),
        folded=fold("\n".join([item.title, numbers, plain])),
    )


def _text_of(item: ItemPage) -> Iterator[str]:
    if item.text:
        page = f"<html><head><meta charset='utf-8'></head><body>{item.text}</body></html>"
        yield from _lines(open_bytes(page.encode(), f"{escape(item.pk)}.html"))


def _files_of(item: ItemPage) -> Iterator[str]:
    for attachment in item.attachments.all():
        yield attachment.name
        yield _text_in(attachment)


def _text_in(attachment: Attachment) -> str:
    try:
        with attachment.file.storage.open(attachment.file.name) as file:
            document = open_bytes(file.read(), attachment.name)
    except (DocumentError, OSError):
        # Found by its name only; the screening has already told the drafter that it cannot be read.
        return ""
    return "\n".join(_lines(document))[:LONGEST_FILE]


def _lines(document: Document) -> Iterator[str]:
    """What the file shows, never what it hides."""
    for block in document.blocks:
        yield from _lines_of(block)


def _lines_of(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    elif isinstance(block, Table):
        for cell in block.cells:
            yield cell.text
            for inner in cell.tables:
                yield from _lines_of(inner)
