"""Read an item for the index: its facts, its text, and the text inside its files."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.web.files.readings import text_of
from gongkai.web.portal.models import SearchEntry
from gongkai.web.portal.models.entry import place_of
from gongkai.web.portal.search.words import fold
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.prose import words_of

# A file of more characters than this is found by its first ones.
LONGEST_FILE = 1_000_000


def entry_of(item: ItemPage) -> SearchEntry:
    """The entry of an item as it is public now; nothing is saved."""
    numbers = "\n".join(filter(None, [item.index_number, item.document_number]))
    # Keywords last: an excerpt shows a sentence that holds the word before it shows the list of them.
    facts = [item.issuing_body, item.subject, item.keywords]
    told = [item.summary, *words_of(item.text), *_files_of(item), *facts]
    plain = "\n".join(filter(None, told))
    return SearchEntry(
        item=item,
        place=place_of(item.pk, item.published_on),
        revision_number=item.live_revision_id,
        body_id=item.body_id,
        public_body_id=item.body.public_body_id or item.body_id,
        row_id=item.row_id,
        validity=item.validity,
        plain=plain.replace("\x00", ""),
        title=fold(item.title),
        numbers=fold(numbers),
        folded=fold("\n".join([item.title, numbers, plain])),
    )


def _files_of(item: ItemPage) -> Iterator[str]:
    for attachment in item.attachments.all():
        yield attachment.name
        yield (attachment.text or text_of(attachment))[:LONGEST_FILE]
