"""An item as a document to take away: what its page says, in the layout of a 公文, as Word or PDF.

Everything in it is public: the released text with its pictures, the list that the page shows, the names of the files. The
same release gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import PurePath
from typing import Any

from django.utils import timezone, translation

from gongkai.documents.model import Paragraph
from gongkai.documents.writers.official import (
    OfficialBlock,
    OfficialCell,
    OfficialDocument,
    OfficialPicture,
    OfficialTable,
)
from gongkai.documents.writers.official_tables import MANY_COLUMNS, Span, tiled
from gongkai.letters.writing import in_chinese
from gongkai.papers.clean_html import clean_html
from gongkai.papers.pictures import pictures_named
from gongkai.web.files.confined import jobs, pool
from gongkai.web.portal.item_lists import list_of
from gongkai.web.portal.readings import signature_of
from gongkai.web.portal.surroundings import surroundings_of
from gongkai.web.publishing.items.models import Attachment, ItemPage, Validity, ValidityChange
from gongkai.web.publishing.items.prose import Block, BlockKind, blocks_of
from gongkai.web.publishing.items.public_files import PICTURES

FORMS = ("docx", "pdf")
MOST_LINES, MOST_COLUMNS = 1_000, 12
"""A longer or wider list is had from its file."""
_FACTS_SIZE = 10.5
_LEVELS = {2: 1, 3: 2}
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


def printed(item: ItemPage, form: str, *, address: str) -> bytes:
    """A public item as one of `FORMS`; ``address`` is that of its page with the host, empty where nobody outside can open it.

    Raises a `DocumentError` where its text is so long that it cannot be set within bounds, `Busy` where others come first.
    """
    # A document speaks the language of its text, whoever takes it away.
    with translation.override("zh-hans"):
        document = document_of(item, address=address)
    return pool.run(jobs.official, document, form, name=f"{item.title[:60]}.{form}")


def name_of(item: ItemPage, form: str) -> str:
    """Under which name it is handed out."""
    return f"{item.title[:80]}.{form}"


def document_of(item: ItemPage, *, address: str) -> OfficialDocument:
    """What is set."""
    files = list(item.attachments.all())
    blocks = blocks_of(clean_html(item.text))
    in_text = pictures_named(item.text)
    others = [each for each in files if each.sha256 not in in_text]
    parts: list[OfficialBlock] = [*_standing(item), _facts(item)]
    parts += _parts(blocks, {each.sha256: each for each in files})
    if not blocks and item.summary:
        parts.append(Paragraph(item.summary))
    signed = signature_of(item)
    signature: tuple[str, ...] = (signed.body, in_chinese(signed.on)) if signed else ()
    if not signature and _ends_signed(parts, item):
        last, on = parts[-2:]
        signature = tuple(part.text for part in (last, on) if isinstance(part, Paragraph))
        del parts[-2:]
    parts += _list(others)
    return OfficialDocument(
        title=item.title,
        blocks=tuple(parts),
        attachments=tuple(PurePath(each.name).stem for each in others),
        signature=signature,
        note=_note(item, address),
        landscape=any(
            len(part.widths) > MANY_COLUMNS for part in parts if isinstance(part, OfficialTable)
        ),
    )


def _ends_signed(parts: Sequence[OfficialBlock], item: ItemPage) -> bool:
    """Whether the text ends with the name of its body and a day, each on a line of its own."""
    body: Any = item.body
    lines = [part.text.strip() for part in parts[-2:] if isinstance(part, Paragraph)]
    return (
        len(lines) == 2
        and lines[0] in {body.name, item.issuing_body}
        and _DAY.fullmatch(lines[1]) is not None
    )


def _standing(item: ItemPage) -> Iterator[Paragraph]:
    """Of a document that no longer holds this comes first, so that nobody takes it for one that does."""
    if item.validity == Validity.VALID:
        return
    change = ValidityChange.objects.filter(item_id=item.pk, validity=item.validity).first()
    since = f"自{in_chinese(change.on)}起" if change else ""
    told = f"【本文件{since}{item.get_validity_display()}。"
    if change and change.basis:
        told += f"依据：{change.basis}。"
    by = ItemPage.objects.public().filter(pk=item.superseded_by_id).first()
    if by is not None:
        told += f"现行文件：{by.title}。"
    yield Paragraph(f"{told}】")


def _facts(item: ItemPage) -> OfficialTable:
    """What the register says of it, in two columns of label and value."""
    body: Any = item.body
    published = item.published_on or item.formed_on
    pairs = [
        ("索引号", item.index_number or "—"),
        ("文号", item.document_number or "无"),
        ("发布机构", body.name),
        ("发文机关", item.issuing_body or body.name),
        ("成文日期", in_chinese(item.formed_on)),
        ("发布日期", in_chinese(published)),
        ("公开事项", item.row.name),
        ("有效性", item.get_validity_display()),
    ]
    cells = []
    for number, (label, value) in enumerate(pairs):
        row, column = number // 2, number % 2 * 2
        cells.append(OfficialCell(row, column, label, head=True))
        cells.append(OfficialCell(row, column + 1, value, align="left"))
    return OfficialTable(
        tuple(cells), (4.5, 12.0, 4.5, 12.0), size=_FACTS_SIZE, description="登记信息"
    )


def _parts(blocks: Sequence[Block], files: Mapping[str, Attachment]) -> Iterator[OfficialBlock]:
    for is_row, group in groupby(blocks, key=lambda block: block.kind is BlockKind.ROW):
        told = list(group)
        if is_row:
            yield tiled([(row.cells, row.spans) for row in told])
            continue
        for block in told:
            yield from _part(block, files)


def _part(block: Block, files: Mapping[str, Attachment]) -> Iterator[OfficialBlock]:
    picture = files.get(block.picture)
    if picture is not None and picture.media_type in PICTURES:
        yield OfficialPicture(picture.read(), block.text.removeprefix("［图：").removesuffix("］"))
    elif block.kind is BlockKind.HEADING:
        yield Paragraph(block.text, heading_level=_LEVELS[block.level])
    elif block.text:
        yield Paragraph(f"{block.mark}{block.text}" if block.mark else block.text)


def _list(files: Sequence[Attachment]) -> Iterator[OfficialBlock]:
    found = list_of(files)
    if found is None:
        return
    file, shown = found
    if len(shown.lines) > MOST_LINES or len(shown.heads) > MOST_COLUMNS:
        yield Paragraph(f"“{file.name}”共{len(shown.lines)}行，请在网页上查看或者下载附件。")
        return
    yield Paragraph(PurePath(file.name).stem, heading_level=1)
    head = tuple(Span(is_head=True) for _each in shown.heads)
    lines = [(line, ()) for line in (*shown.lines, *shown.totals)]
    yield tiled([(shown.heads, head), *lines])


def _note(item: ItemPage, address: str) -> str:
    moments = surroundings_of(item).versions
    version = ""
    if moments:
        version = f"，{in_chinese(timezone.localdate(moments[-1]))}发布的第{len(moments)}版"
    source = f"：{address}" if address else ""
    return f"取自政府信息公开网页{source}{version}；以网页为准"
