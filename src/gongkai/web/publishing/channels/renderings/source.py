"""The one source: a released item with everything that its forms may say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import segno
from django.utils.translation import gettext as _

from gongkai.documents.errors import DocumentError
from gongkai.papers.pictures import pictures_named
from gongkai.screening.kinds import Level
from gongkai.web.bodies.models import ContactDetails
from gongkai.web.files.confined import jobs, pool
from gongkai.web.files.readings import ask, content_of
from gongkai.web.office.errors import ActionError, WrongState
from gongkai.web.publishing.channels.actions.post import version_of
from gongkai.web.publishing.items.gate import examine
from gongkai.web.publishing.items.models import Attachment, ItemPage, Validity
from gongkai.web.publishing.items.posting_period import is_list_of_people, proposed_take_down
from gongkai.web.publishing.items.prose import Block, blocks_of
from gongkai.web.publishing.items.public_files import PICTURES
from gongkai.web.vetting.errors import Blocked

# What still can be read on a board, and on how many sheets it hangs.
MOST_ROWS, MOST_COLUMNS = 300, 10
BOARD_DAYS_OF_A_LIST = 30
"""Practice: where no law lays a period down, a list of people hangs on a board for a month at most, whatever the site shows."""
GRAVE = frozenset({Level.ERROR.value, Level.WARNING.value})


@dataclass(frozen=True)
class FileTable:
    """A table of a file, row by row; ``rows`` is empty where it is too large to be hung up."""

    file: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Source:
    """A released version. ``address`` is its permanent address with the host; ``phone`` that of the body's
    disclosure office, in force on the day, empty where none is registered. ``pictures`` stand in the text, by their digest. ``down_from_boards_on``: until when a board may
    show it, which for a list of people is sooner than the site."""

    title: str
    issuer: str
    document_number: str
    index_number: str
    summary: str
    formed_on: date
    published_on: date
    version: int
    take_down_on: date | None
    address: str
    blocks: tuple[Block, ...]
    files: tuple[str, ...]
    tables: tuple[FileTable, ...]
    office: str
    office_address: str
    phone: str
    pictures: Mapping[str, Attachment] = field(default_factory=dict)
    lists_people: bool = False
    down_from_boards_on: date | None = None


def source_of(item: ItemPage, *, address: str, on: date) -> Source:
    """The released version of an item, screened once more.

    Raises:
        WrongState: the item is not public, or no longer holds.
        Blocked: the screening finds what must not go out.
    """
    public = ItemPage.objects.public().select_related("body__public_body").filter(pk=item.pk)
    current = public.first()
    if current is None or current.published_on is None:
        raise WrongState(
            _("“{draft_title}”没有发布或者已撤下，不能用于其他渠道。").format(
                draft_title=item.draft_title
            )
        )
    if current.validity != Validity.VALID:
        raise WrongState(
            _("“{draft_title}”{validity}，不能再用于其他渠道。").format(
                draft_title=item.draft_title, validity=current.get_validity_display()
            )
        )
    examination = examine(current)
    if not examination.passes:
        raise Blocked(examination.blocking, examination.unread)
    answering = current.body.public_body or current.body
    files = list(current.attachments.all())
    in_text = pictures_named(current.text)
    others = [file for file in files if file.sha256 not in in_text]
    contacts = ContactDetails.objects.on(on).filter(body=answering).first()
    return Source(
        title=current.title,
        issuer=current.issuing_body or current.body.name,
        document_number=current.document_number,
        index_number=current.index_number,
        summary=current.summary,
        formed_on=current.formed_on,
        published_on=current.published_on,
        version=version_of(current),
        take_down_on=current.take_down_on,
        address=address,
        blocks=blocks_of(current.text),
        files=tuple(file.name for file in others),
        tables=tuple(table for file in others for table in _tables_of(file)),
        office=contacts.office_name if contacts else "",
        office_address=contacts.address if contacts else "",
        phone=contacts.phone if contacts else "",
        pictures={
            file.sha256: file
            for file in files
            if file.sha256 in in_text and file.media_type in PICTURES
        },
        lists_people=is_list_of_people(current),
        down_from_boards_on=_down_from_boards(current, on),
    )


def _down_from_boards(item: ItemPage, on: date) -> date | None:
    if not is_list_of_people(item):
        return item.take_down_on
    latest = proposed_take_down(item, on) or on + timedelta(days=BOARD_DAYS_OF_A_LIST)
    return min(item.take_down_on or latest, latest)


def _tables_of(attachment: Attachment) -> Iterator[FileTable]:
    try:
        tables = ask(content_of(attachment), jobs.grids, MOST_ROWS, MOST_COLUMNS)
    except (DocumentError, OSError):
        # Somebody has answered for a file that cannot be read; it is had from the page.
        return
    for rows in tables:
        yield FileTable(attachment.name, rows)


def code_of(address: str) -> tuple[tuple[bool, ...], ...]:
    """The address as a two-dimensional code, without a quiet zone."""
    return tuple(
        tuple(bool(module) for module in row) for row in segno.make(address, error="m").matrix
    )


def refuse_personal(text: str, form: str) -> None:
    """Stop what everybody must hear or see in passing: here nothing is let stand, whoever answered for it.

    Raises:
        ActionError: naming what was found, masked.
    """
    hits = pool.run(jobs.words_found, text, name=form, quick=True)
    found = [f"{label}（{shown}）" for label, shown, level in hits if level in GRAVE]
    if found:
        told = "、".join(dict.fromkeys(found))
        raise ActionError(
            _(
                "{form}不能含有个人信息或者密级标志：{told}；请改用海报或网页，或者先修改信息。"
            ).format(form=form, told=told)
        )
