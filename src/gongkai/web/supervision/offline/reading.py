"""What goes into the pack: everything public of a body, its sections and villages, the newest first."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date
from typing import IO

from django.db.models import Q

from gongkai.web.bodies.models import ContactDetails, PublicBody
from gongkai.web.publishing.channels.renderings.web_page import parts_of
from gongkai.web.publishing.items.models import ItemPage
from gongkai.web.publishing.items.prose import blocks_of
from gongkai.web.supervision.offline.writing import PackFile, PackItem, write_pack

AT_ONCE = 500
LARGEST_FILE = 20 * 1024 * 1024
IN_MEMORY = 16 * 1024 * 1024


def make_pack(body: PublicBody, on: date) -> tuple[IO[bytes], int]:
    """The pack of a day as an open file at its beginning, and how many items it holds."""
    contacts = ContactDetails.objects.on(on).filter(body=body).first()
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)
    count = write_pack(
        pack_items(body),
        target,
        name=body.short_name,
        phone=contacts.phone if contacts else "",
        on=on,
    )
    target.seek(0)
    return target, count


def pack_items(body: PublicBody) -> Iterator[PackItem]:
    """Public items only: what is withdrawn is gone from the next pack."""
    public = (
        ItemPage.objects.public()
        .filter(Q(body=body) | Q(body__public_body=body))
        .select_related("body", "row")
        .prefetch_related("attachments")
        .order_by("-published_on", "-pk")
    )
    for item in public.iterator(chunk_size=AT_ONCE):
        blocks = blocks_of(item.text)
        yield PackItem(
            number=item.pk,
            title=item.title,
            body=item.body.name,
            row=item.row.name,
            category=item.row.category,
            index_number=item.index_number,
            document_number=item.document_number,
            published_on=item.published_on or item.formed_on,
            summary=item.summary,
            plain=" ".join(block.text for block in blocks),
            html="\n".join(parts_of(blocks)),
            files=tuple(
                PackFile(file.name, file.read())
                for file in item.attachments.all()
                if file.size <= LARGEST_FILE
            ),
        )
