"""What the children of `pool` do: whatever looks into a file from outside. Nothing here knows of the platform.

A *reading* is a document as `gongkai.documents.keeping` packs it: a file is read once, and what was read goes in and out
as bytes, so that no large document is ever held by the process that serves pages.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from gongkai.documents import open_bytes
from gongkai.documents.errors import Damaged, DocumentError
from gongkai.documents.keeping import pack, unpack
from gongkai.documents.limits import DEFAULT_LIMITS
from gongkai.documents.mail import Mail, read_mail
from gongkai.documents.media_types import sniff
from gongkai.documents.model import Block, Document, Layout, Paragraph, Table
from gongkai.documents.page_facts import page_facts
from gongkai.documents.tabular import Column, Sheet, find_sheet
from gongkai.documents.writers import official_docx, official_pdf
from gongkai.documents.writers.official import OfficialDocument
from gongkai.documents.writers.redaction.boxes import (
    Covered,
    FoundPlace,
    Pictures,
    as_pages,
    cover,
    page_picture,
    picture_pages,
    word_places,
)
from gongkai.documents.writers.redaction.boxes import (
    PageBox as PageBox,
)
from gongkai.documents.writers.redaction.boxes import page_count as pages_in
from gongkai.documents.writers.redaction.boxes import read_page as read_pictures_of
from gongkai.documents.writers.redaction.glyphs import Glyph as Glyph
from gongkai.documents.writers.redaction.image import clean_photo
from gongkai.documents.writers.redaction.pictures import ReadPicture as ReadPicture
from gongkai.documents.writers.redaction.pictures import unread_page as unread_page
from gongkai.documents.writers.redaction.places import Broken as Broken
from gongkai.documents.writers.viewing import view, view_of
from gongkai.guide.reading import Line, lines_of_document
from gongkai.papers.bundle import Bundle
from gongkai.papers.ledger import Ledger, read_ledger
from gongkai.papers.lists import ReadList, ShownList, read_list, shown_list, with_columns
from gongkai.papers.pictures import KeptPicture, kept_pictures
from gongkai.papers.proposal import Proposal, propose
from gongkai.papers.request_letter import Writer, writer_of
from gongkai.screening.anybody import mask_anybody, persons_named
from gongkai.screening.finding import Finding
from gongkai.screening.hidden import is_harmless, shown_part, variety_of
from gongkai.screening.kinds import varieties
from gongkai.screening.leaders import Post as Leader
from gongkai.screening.masking import MaskedFile, mask_file, mask_page
from gongkai.screening.policies import Choice, Distinct, ListPolicy, policies, policy_for
from gongkai.screening.preview import Preview, policy_of, preview
from gongkai.screening.profiles import Profile, shipped_profile
from gongkai.screening.screen import mask_text, screen, screen_text
from gongkai.screening.wording import Word

LONGEST_TEXT = 1_000_000
"""A table of so many characters is text enough to be found by."""
MOST_HIDDEN, LONGEST_HIDDEN = 50, 300
MOST_BLOCKS, MOST_CELLS, MOST_LINES = 5_000, 3_000, 50_000
SECONDS_A_PAGE = 60.0
"""For the pictures of one page."""

_NICENESS = 10
_is_aside = False

Result = TypeVar("Result")
Seen = tuple[tuple[Finding, ...], tuple[str, ...]]


class Sight(NamedTuple):
    """One page of a file as a reviewer sees it: html of which nothing acts, the page and how many there are.

    ``drawn``: it is a picture of the page.
    """

    html: str
    page: int
    pages: int
    drawn: bool


class Beside(NamedTuple):
    """What no page shows: notes of the reader, and what the file carries besides, each as a label and its words."""

    notes: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]


class StaleReading(Damaged):
    """A reading that was kept by another version; the file has to be read again."""


class Words(NamedTuple):
    """What a paper says, for the form of a new item: its proposal and its first words."""

    proposal: Proposal
    text: str


class FoundList(NamedTuple):
    """A list in a file, without its table, and what the file proposes."""

    found: ReadList
    proposal: Proposal


class MailRead(NamedTuple):
    """A mail, and who its words say has written it."""

    mail: Mail
    writer: Writer


def aside(work: Callable[..., Result], *args: Any) -> Result:
    """`work(*args)`, behind those who only read pages."""
    global _is_aside
    if not _is_aside and hasattr(os, "nice"):
        os.nice(_NICENESS)
        _is_aside = True
    return work(*args)


def media_type(data: bytes, name: str) -> str:
    """The media type. Raises a `DocumentError` for a form that cannot be read."""
    return sniff(data, name, DEFAULT_LIMITS)


def reading(data: bytes, name: str) -> bytes:
    """The file as a reading. Raises a `DocumentError`."""
    return pack(open_bytes(data, name))


def _document(packed: bytes, name: str) -> Document:
    try:
        return unpack(packed, name)
    except Damaged as error:
        raise StaleReading(
            name, found=error.found, expected=error.expected, next_step=error.next_step
        ) from error


def shown_text(packed: bytes, name: str) -> str:
    """What a reading shows, as text for a database."""
    return "\n".join(_document(packed, name).lines())[:LONGEST_TEXT].replace("\x00", "")


def screened(
    packed: bytes,
    name: str,
    on: date | None,
    own: Collection[str] = (),
    leaders: Sequence[Leader] = (),
    words: tuple[Word, ...] = (),
) -> Seen:
    """Findings and notes of a reading. `own` are numbers and addresses that the body has made public itself, `leaders`
    who is in office, by rank, `words` the wordings that hold for the body (none: those of the software).
    """
    found = screen(_document(packed, name), profile=_with(words), on=on, own=own, posts=leaders)
    return found.findings, found.notes


def screened_file(
    data: bytes,
    name: str,
    on: date | None,
    own: Collection[str] = (),
    leaders: Sequence[Leader] = (),
    words: tuple[Word, ...] = (),
) -> Seen:
    """As `screened`, of a file that nobody has read."""
    found = screen(open_bytes(data, name), profile=_with(words), on=on, own=own, posts=leaders)
    return found.findings, found.notes


def _with(words: tuple[Word, ...]) -> Profile | None:
    return replace(shipped_profile("county"), words=words) if words else None


def words_found(text: str) -> tuple[tuple[str, str, str], ...]:
    """Label, excerpt and level of what stands in a plain text."""
    return tuple((hit.variety.label, hit.excerpt, hit.level.value) for hit in screen_text(text))


def anybody_named(text: str) -> tuple[str, ...]:
    """Names, nicknames and accounts in a plain text, of people in office too."""
    return tuple(text[start:end] for start, end in persons_named(text))


def anybody_masked(texts: Collection[str]) -> list[str]:
    """Texts with everything masked that a profile masks, and everybody's name."""
    return [mask_anybody(text) for text in texts]


def masked_words(texts: Collection[str]) -> list[str]:
    """Texts with everything masked that a profile masks."""
    return [mask_text(text) for text in texts]


def masked(
    data: bytes,
    name: str,
    title: str = "",
    on: date | None = None,
    columns: Mapping[str, Choice] | None = None,
    distinct: Distinct | None = None,
) -> MaskedFile:
    """A clean copy. What was chosen for columns is held against the policy of the list under that title on that day.

    Raises a `ScreeningError` or a `DocumentError`.
    """
    if on is None:
        return mask_file(data, name)
    return mask_file(
        data,
        name,
        columns=columns,
        policy=lambda document: _policy(document, title, on),
        distinct=distinct,
    )


def previewed(packed: bytes, name: str, title: str, on: date) -> Preview:
    """What a clean copy would show, and what may be chosen. It holds personal data: for the office only."""
    document = _document(packed, name)
    return preview(document, on=on, policy=_policy(document, title, on))


def previewed_page(page: bytes, name: str, title: str, on: date) -> Preview:
    """As `previewed`, of a page of the office's own."""
    document = open_bytes(page, name)
    return preview(document, on=on, policy=_policy(document, title, on))


def masked_page(
    page: bytes,
    name: str,
    title: str,
    on: date,
    columns: Mapping[str, Choice],
    distinct: Distinct | None,
) -> bytes:
    """A page of the office's own with everything masked that a profile masks.

    ``columns`` may be choices for another paper: those for columns that the page does not have, or that its own policy
    does not leave, are as if nobody had chosen.
    """
    document = open_bytes(page, name)
    policy = _policy(document, title, on)
    left = {
        each.key: columns[each.key]
        for each in preview(document, on=on, policy=policy).fields
        if each.key in columns and columns[each.key] in {offer.choice for offer in each.offers}
    }
    return mask_page(
        page,
        name,
        columns=left,
        policy=policy,
        distinct=distinct if distinct in policy.distinct else None,
    )


def _policy(document: Document, title: str, on: date) -> ListPolicy:
    """The policy that the file itself tells; else that of the item's title."""
    told = policy_of(document, on=on)
    return told if told is not policies()[-1] else policy_for(title, on=on)


def sight(data: bytes, name: str, page: int) -> Sight:
    """One page of a file, to be looked at. Raises a `DocumentError`."""
    seen = view(data, name, page)
    return Sight(seen.html, seen.page, seen.pages, seen.drawn)


def page_count(data: bytes, name: str) -> int:
    """How many pages `sight` shows of a file."""
    return view(data, name).pages


def words_of_page(packed: bytes, name: str, page: int) -> str:
    """What the reader understood of a drawn page, as html of which nothing acts; empty where it read no words."""
    document = _document(packed, name)
    blocks = tuple(block for block in document.blocks if block.origin.page == page)
    return view_of(replace(document, blocks=blocks, furniture=())).html


def beside(packed: bytes, name: str) -> Beside:
    """What a reading carries that its pages do not show, and what its reader tells of it."""
    document = _document(packed, name)
    parts = [part for part in document.hidden if not is_harmless(part)]
    told = [
        (varieties()[variety_of(part.kind)].label, f"{shown_part(part.name)} {part.text}".strip())
        for part in [*parts, *document.carried]
    ]
    return Beside(
        document.notes, tuple((label, text[:LONGEST_HIDDEN]) for label, text in told[:MOST_HIDDEN])
    )


def cleaned_photo(data: bytes, name: str) -> bytes:
    """A picture without what it carries, as JPEG."""
    return clean_photo(data, name)


def pictures_in(packed: bytes, name: str) -> tuple[KeptPicture, ...]:
    """The pictures of a reading, as its text keeps them."""
    return tuple(each for each in kept_pictures(_document(packed, name)) if each is not None)


class PagesToCover(NamedTuple):
    """A file as a PDF of pages on which boxes may be drawn: how many, and which hold pictures."""

    pdf: bytes
    page_count: int
    with_pictures: tuple[int, ...]


class CoveredCopy(NamedTuple):
    """A copy, and what a screening sees in what is written downwards in it: page, variety and masked excerpt."""

    covered: Covered
    downward: tuple[tuple[int, str, str], ...]


def pages_to_cover(data: bytes, name: str) -> PagesToCover:
    """A file as pages. Raises a `DocumentError`."""
    pages = as_pages(data, name)
    return PagesToCover(pages, pages_in(pages, name), picture_pages(pages, name))


def pictures_of_page(pdf: bytes, name: str, page: int) -> tuple[ReadPicture, ...]:
    """The pictures of one of those pages with the words in them."""
    limits = replace(DEFAULT_LIMITS, seconds=SECONDS_A_PAGE)
    return read_pictures_of(pdf, name, page, limits=limits)


def picture_of_page(pdf: bytes, name: str, page: int) -> bytes:
    """One of those pages as PNG."""
    return page_picture(pdf, name, page)


def places_of_word(pdf: bytes, name: str, word: str, pictures: Pictures) -> tuple[FoundPlace, ...]:
    """Every place of a word on those pages, and in what was read in their pictures."""
    return word_places(pdf, name, word, pictures)


def covered(
    pdf: bytes, name: str, drawn: Sequence[PageBox], pictures: Pictures, words: Collection[str]
) -> CoveredCopy:
    """A copy of those pages in which nothing is left under the boxes, proved. Raises a `DocumentError`."""
    made = cover(pdf, name, drawn, pictures=pictures, words=words)
    return CoveredCopy(
        made,
        tuple(
            (page, hit.variety_name, hit.excerpt)
            for page, text in made.downward
            for hit in screen_text(text)
        ),
    )


def official(document: OfficialDocument, form: str) -> bytes:
    """A document as docx or pdf. Raises `WriterError` where this machine cannot set it."""
    return {"docx": official_docx.write, "pdf": official_pdf.write}[form](document)


def blocks(packed: bytes, name: str) -> tuple[Block, ...]:
    """The paragraphs and small tables of a reading, in order."""
    return _small(_document(packed, name))


def blocks_of_page(data: bytes, name: str) -> tuple[Block, ...]:
    """As `blocks`, of a page."""
    return _small(open_bytes(data, name))


def _small(document: Document) -> tuple[Block, ...]:
    found: list[Block] = []
    for block in document.blocks:
        if len(found) == MOST_BLOCKS:
            break
        if isinstance(block, Paragraph) or (
            isinstance(block, Table) and len(block.cells) <= MOST_CELLS
        ):
            found.append(block)
    return tuple(found)


def grids(
    packed: bytes, name: str, most_rows: int, most_columns: int
) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """The tables of a reading, row by row; one without rows where it is larger than that."""
    return tuple(
        tuple(_rows_of(block))
        if block.row_count <= most_rows and block.column_count <= most_columns
        else ()
        for block in _document(packed, name).blocks
        if isinstance(block, Table) and block.layout is Layout.GRID
    )


def _rows_of(table: Table) -> list[tuple[str, ...]]:
    rows = []
    for cells in table.rows():
        row = [""] * table.column_count
        for cell in cells:
            row[cell.column] = cell.text
        if any(row):
            rows.append(tuple(row))
    return rows


def guide_lines(packed: bytes, name: str) -> list[Line]:
    """The lines of a guide."""
    return lines_of_document(_document(packed, name))[:MOST_LINES]


def lines_of_guide(data: bytes, name: str) -> list[Line]:
    """As `guide_lines`, of a file that nobody has read."""
    return lines_of_document(open_bytes(data, name))[:MOST_LINES]


def words(packed: bytes, name: str) -> Words:
    """What a paper proposes for an item, and what it says."""
    document = _document(packed, name)
    return Words(propose(document), "\n".join(document.lines())[:LONGEST_TEXT])


def facts_of_page(data: bytes, name: str) -> dict[str, str]:
    """What a web page tells of itself."""
    return dict(page_facts(data, name))


def list_in(packed: bytes, name: str) -> FoundList | None:
    """The list of a reading; None where there is none."""
    document = _document(packed, name)
    found = read_list(document)
    if found is None:
        return None
    return FoundList(replace(found, table=Table(())), propose(document))


def list_shown(packed: bytes, name: str, most_lines: int, most_columns: int) -> ShownList | None:
    """The list of a reading, to be looked through; None where there is none, or too large a one."""
    return shown_list(_document(packed, name), most_lines=most_lines, most_columns=most_columns)


def list_with_columns(packed: bytes, name: str, heads: Collection[str], title: str) -> bytes:
    """A workbook with these columns of the list only."""
    found = read_list(_document(packed, name))
    assert found is not None
    return with_columns(found, list(heads), title=title)


def ledger(data: bytes, name: str) -> Ledger | None:
    """The ledger of a file."""
    return read_ledger(open_bytes(data, name))


def mail(data: bytes, name: str) -> MailRead:
    """A mail that came as a file. Raises a `DocumentError`."""
    read = read_mail(data, name)
    return MailRead(read, writer_of((read.original or read).text))


def sheet(data: bytes, name: str, columns: Sequence[Column], most: int) -> tuple[Sheet, int]:
    """The first table with all required columns, cut behind so many rows, and how many it has.

    Raises `NoSheet` or a `DocumentError`.
    """
    found = find_sheet(open_bytes(data, name), columns)
    return replace(found, rows=found.rows[:most]), len(found.rows)


@lru_cache(maxsize=1)
def _bundle(path: str, name: str) -> Bundle:
    # The child keeps the last zip open, whose directory may be long.
    return Bundle(Path(path).open("rb"), name)


def bundle_names(path: str, name: str) -> tuple[list[str], list[str]]:
    """The files of a zip that lies at `path`, and those of them that may be items."""
    found = _bundle(path, name)
    return found.names, found.items


def bundle_part(path: str, name: str, part: str) -> bytes:
    """The bytes of one file of a zip. Raises a `DocumentError`."""
    return _bundle(path, name).read(part)


def bundle_ledger(path: str, name: str, part: str) -> Ledger | None:
    """The ledger in one file of a zip; None where it is none or cannot be read."""
    try:
        return ledger(_bundle(path, name).read(part), part)
    except DocumentError:
        return None
