"""What a file carries without showing it, as findings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from gongkai.documents.model import Document, HiddenKind, HiddenPart, Paragraph
from gongkai.screening.addresses import addresses
from gongkai.screening.finding import Finding, Place, fingerprint
from gongkai.screening.hit import plain
from gongkai.screening.masks import excerpt, last_four
from gongkai.screening.names import given_of, is_likely, is_name
from gongkai.screening.profiles import Profile
from gongkai.screening.text import hits_in_text

_VARIETY = {HiddenKind.METADATA: "author-metadata"}
_HARMLESS_NAMES = re.compile(r"_xlnm\.(?:Print_Area|Print_Titles|_FilterDatabase)", re.IGNORECASE)
# Properties that tell nothing of persons, machines or folders.
_HARMLESS_METADATA = re.compile(
    r"(?:xmp:)?(?:producer|creator_?tool|application|app_?version|title|subject|description|pages|n_?pages|words|created|"
    r"modified|(?:creation|create|mod|modify|metadata)_?date|revision|language|generator|format|category|trapped|keywords|"
    r"(?:instance|document|original_document|version)_?id|rendition_?class|pdf_?version|xmp_?tk|part|conformance|ptex.*|"
    r"kso.*|icv|_?docsecurity|标题|主题|应用程序|创建时间|修改时间)|creator",
    re.IGNORECASE,
)
_WRITTEN_METADATA = re.compile(
    r"(?:xmp:)?(?:title|subject|description|keywords|category|creator|标题|主题)", re.IGNORECASE
)
_ON_DISK = re.compile(r"[A-Za-z]:[\\/]|\\\\\w|/(?:home|Users)/")
# A number that is nobody's year, sum or page.
_NUMBER = re.compile(r"\d{9,}")
_MAY_BE_HOME = re.compile(r"\d|[一二三四五六七八九十]")
_WRITTEN = re.compile(r"[\u4e00-\u9fff·]+")
_BY_AUTHOR = frozenset({HiddenKind.COMMENT, HiddenKind.INSERTED_TEXT, HiddenKind.DELETED_TEXT})
_SCREENED = 100_000


_IN_CHINESE = {
    "author": "作者",
    "last_modified_by": "最后保存者",
    "company": "单位",
    "manager": "负责人",
    "template": "模板",
    "hyperlink_base": "链接的起点",
    "title": "标题",
    "subject": "主题",
    "keywords": "关键词",
    "description": "说明",
    "category": "类别",
    "comments": "备注",
    "creator": "作者",
}


def shown_part(name: str) -> str:
    """The name of a property as an office calls it; any other name as it is."""
    return _IN_CHINESE.get(name.removeprefix("xmp:").lower(), name)


def variety_of(kind: HiddenKind) -> str:
    """The variety that stands for a kind of hidden part."""
    return _VARIETY.get(kind, kind.value)


def is_harmless(part: HiddenPart) -> bool:
    """Whether it tells nothing that a hidden part is there: print areas, properties other than persons, machines and
    paths, and words in attributes. What is written in it may tell all the same.
    """
    if part.kind is HiddenKind.CARRIED_TEXT:
        return True
    if part.kind is HiddenKind.DEFINED_NAME:
        return _HARMLESS_NAMES.search(part.name) is not None
    if part.kind is HiddenKind.METADATA and _ON_DISK.search(part.text):
        return False
    if part.kind is HiddenKind.METADATA:
        return _HARMLESS_METADATA.fullmatch(part.name) is not None or not part.text.strip()
    return False


def _is_written(part: HiddenPart) -> bool:
    """Whether somebody may have written what stands in a harmless part."""
    if part.kind is HiddenKind.METADATA:
        return _WRITTEN_METADATA.fullmatch(part.name) is not None
    return part.kind is HiddenKind.CARRIED_TEXT


def masked_name(text: str, profile: Profile) -> str:
    """A name of a file, sheet or property with the personal data in it masked."""
    pieces, at = [], 0
    for hit in hits_in_text(text, non_public_numbers=profile.non_public_numbers):
        pieces += [text[at : hit.start], excerpt(hit.variety, text[hit.start : hit.end])]
        at = hit.end
    return "".join([*pieces, text[at:]])


def shown_place(text: str, profile: Profile, *, within: bool = False) -> str:
    """The name of a sheet, a column, a field or a defined name as a finding may show it: whom it is called after is masked.

    `within`: it stands in a table, where a number of a house is somebody's home.
    """
    known = _NUMBER.sub(lambda number: last_four(number[0]), masked_name(text, profile))
    if within and _MAY_BE_HOME.search(known):
        for hit in reversed(addresses(plain(known), labelled=True)):
            home = excerpt(hit.variety, known[hit.start : hit.end])
            known = known[: hit.start] + home + known[hit.end :]
    return _WRITTEN.sub(lambda word: _shown_word(word[0]), known)


def _shown_word(word: str) -> str:
    return excerpt("name-in-sensitive-list", word) if _is_called(word) else word


def _is_called(word: str) -> bool:
    """Whether a word that stands alone is what somebody is called; 单位 and 关键词 are not."""
    return is_name(word) and is_likely(given_of(word))


def hidden_findings(document: Document, profile: Profile) -> Iterator[Finding]:
    """One finding per hidden part that is not harmless by itself, and one per variety of personal data within any."""
    parts = sorted(
        (
            part
            for part in (*document.hidden, *document.carried)
            if not is_harmless(part) or _is_written(part)
        ),
        key=lambda part: (list(HiddenKind).index(part.kind), part.origin.sheet or "", part.name),
    )
    for (kind, sheet, name), group in groupby(
        parts, key=lambda part: (part.kind, part.origin.sheet, part.name)
    ):
        same = list(group)
        yield from _of_parts(document, profile, kind, sheet, name, same)


def unsure_findings(document: Document) -> Iterator[Finding]:
    """What of a recognised picture cannot be judged: one finding for the pages, one for the numbers of each page."""
    places = sorted(
        document.unsure, key=lambda place: (place.origin.page or 0, _variety_of_unsure(place))
    )
    for (page, variety), group in groupby(
        places, key=lambda place: (place.origin.page, _variety_of_unsure(place))
    ):
        same = list(group)
        yield Finding(
            variety_name=variety,
            count=len(same),
            place=Place(page=page),
            excerpt="",
            fingerprint=fingerprint(document.source.sha256, variety, page),
            advice="请对照原图看一看",
        )


def _variety_of_unsure(place: Paragraph) -> str:
    if place.text:
        return "unsure-number"
    return "poor-page" if place.origin.confidence else "unread-page"


def _of_parts(
    document: Document,
    profile: Profile,
    kind: HiddenKind,
    sheet: str | None,
    name: str,
    parts: list[HiddenPart],
) -> Iterator[Finding]:
    variety = variety_of(kind)
    named = kind is HiddenKind.DEFINED_NAME
    shown_name = shown_place(name, profile) if named else masked_name(name, profile)
    if kind in _BY_AUTHOR and name:
        shown_name = f"作者{name[:1]}{'*' * min(len(name) - 1, 8)}"
    first = parts[0].origin
    place = Place(
        sheet=shown_place(sheet, profile) if sheet else None,
        row=first.row,
        page=first.page,
        line=first.line,
        part=shown_part(shown_name) if shown_name and name != sheet else None,
    )
    text = "\n".join(part.text for part in parts if part.text)
    loud = [part for part in parts if not is_harmless(part)]
    if loud:
        yield _presence(document, variety, place, shown_name, loud)
    found: dict[str, list[str]] = {}
    for hit in hits_in_text(text[:_SCREENED], non_public_numbers=profile.non_public_numbers):
        found.setdefault(hit.variety, []).append(excerpt(hit.variety, text[hit.start : hit.end]))
    for inner, shown_values in found.items():
        yield Finding(
            variety_name=inner,
            count=len(shown_values),
            place=place,
            excerpt=shown_values[0],
            examples=tuple(shown_values[:3]),
            fingerprint=fingerprint(
                document.source.sha256, inner, variety, shown_name, len(shown_values)
            ),
        )


def _presence(
    document: Document, variety: str, place: Place, name: str, parts: list[HiddenPart]
) -> Finding:
    """That the parts are there."""
    shown = ""
    if parts[0].kind is HiddenKind.METADATA:
        text = "\n".join(part.text for part in parts if part.text)
        shown = text[:1] + "*" * min(len(text) - 1, 8) if text else ""
    return Finding(
        variety_name=variety,
        count=sum(part.count for part in parts),
        place=place,
        excerpt=shown,
        fingerprint=fingerprint(
            document.source.sha256, variety, name, place.sheet is not None, parts[0].origin.row
        ),
    )
