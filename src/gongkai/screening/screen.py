"""A document, a text or a file's bytes: what in it must not go out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.documents.errors import DocumentError
from gongkai.documents.model import Document, Image
from gongkai.documents.opening import open_bytes
from gongkai.screening.counting import counts
from gongkai.screening.finding import Finding, Ignored, Place, Screening, fingerprint
from gongkai.screening.hidden import (
    hidden_findings,
    masked_name,
    shown_place,
    unsure_findings,
)
from gongkai.screening.kinds import Kind, Level, Variety, varieties
from gongkai.screening.leaders import Post
from gongkai.screening.masks import excerpt, masked
from gongkai.screening.profiles import Profile, shipped_profile
from gongkai.screening.sightings import Sighting, sightings
from gongkai.screening.text import hits_in_text

_EXAMPLES = 3
_SINGLY = 20
"""So many of one variety in running text are told one by one; more are one finding with a count."""
_LEVELS = (Level.ERROR, Level.WARNING, Level.NOTICE, Level.UNASSESSABLE)


@dataclass(frozen=True, slots=True)
class TextFinding:
    """`text[start:end]` of the text that was screened shows the variety; `excerpt` is its masked form."""

    variety_name: str
    start: int
    end: int
    excerpt: str

    @property
    def variety(self) -> Variety:
        """The way in which the kind shows itself, with level and next step."""
        return varieties()[self.variety_name]

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.variety.kind

    @property
    def level(self) -> Level:
        """How grave it is."""
        return self.variety.level


def screen_text(text: str, *, profile: Profile | None = None) -> tuple[TextFinding, ...]:
    """Personal data and secrecy marks in `text`, in order of position; wording is left to `screen`."""
    profile = profile or shipped_profile("county")
    return tuple(
        TextFinding(
            hit.variety, hit.start, hit.end, excerpt(hit.variety, text[hit.start : hit.end])
        )
        for hit in hits_in_text(text, non_public_numbers=profile.non_public_numbers)
    )


def mask_text(text: str, *, profile: Profile | None = None) -> str:
    """`text` with everything masked that a profile masks; marks of secrecy and wording stay."""
    profile = profile or shipped_profile("county")
    pieces, at = [], 0
    for hit in hits_in_text(text):
        if varieties()[hit.variety].kind in (Kind.SECRECY_MARK, Kind.WORDING):
            continue
        pieces += [text[at : hit.start], masked(hit.variety, text[hit.start : hit.end], profile)]
        at = hit.end
    return "".join([*pieces, text[at:]])


def screen(
    document: Document,
    *,
    profile: Profile | None = None,
    ignored: Iterable[Ignored] = (),
    on: date | None = None,
    pictures: bool = False,
    posts: Sequence[Post] = (),
    own: Collection[str] = (),
) -> Screening:
    """Everything in `document` that must not go out: its text, its file name and its hidden parts.

    A column of a table is one finding with a count. `ignored` are the findings that somebody decided to leave.
    `on` is the date of the document: words that were right on that day are not told. `pictures`: read the pictures in
    the text too, some seconds each; one that cannot be read becomes a note. `posts`: the body's leaders in order of rank;
    what the text calls them is compared with it. `own`: numbers and addresses that the body has made public itself.
    """
    profile = profile or shipped_profile("county")
    unread: list[str] = []
    findings = [
        *_name_findings(document, profile),
        *_visible_findings(document, profile, on, posts, own),
        *hidden_findings(document, profile),
        *unsure_findings(document),
        *_count_findings(document),
        *(_picture_findings(document, profile, unread) if pictures else ()),
    ]
    findings = list(_told_apart(findings))
    findings.sort(key=lambda finding: _LEVELS.index(finding.level))
    records = {record.fingerprint: record for record in ignored}
    return Screening(
        name=masked_name(document.source.name, profile),
        sha256=document.source.sha256,
        media_type=document.source.media_type,
        findings=tuple(finding for finding in findings if finding.fingerprint not in records),
        ignored=tuple(
            (finding, records[finding.fingerprint])
            for finding in findings
            if finding.fingerprint in records
        ),
        notes=(*(masked_name(note, profile) for note in document.notes), *unread),
    )


def _told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """With a fingerprint of its own for each, also where one field of a form holds several values."""
    seen: Counter[str] = Counter()
    for finding in findings:
        before = seen[finding.fingerprint]
        seen[finding.fingerprint] += 1
        yield (
            replace(finding, fingerprint=fingerprint(finding.fingerprint, before))
            if before
            else finding
        )


def _name_findings(document: Document, profile: Profile) -> Iterator[Finding]:
    name = document.source.name
    for hit in hits_in_text(name, non_public_numbers=profile.non_public_numbers):
        yield Finding(
            variety_name=hit.variety,
            count=1,
            place=Place(part="文件名"),
            excerpt=excerpt(hit.variety, name[hit.start : hit.end]),
            fingerprint=fingerprint(document.source.sha256, hit.variety, "name", hit.start),
        )


def _visible_findings(
    document: Document,
    profile: Profile,
    on: date | None,
    posts: Sequence[Post] = (),
    own: Collection[str] = (),
) -> Iterator[Finding]:
    groups: dict[tuple[object, object], list[Sighting]] = {}
    counts: dict[tuple[object, object], Counter[str]] = {}
    for sighting in sightings(document, profile, on=on, posts=posts):
        if own and sighting.value.strip().lower() in own:
            continue
        key: tuple[object, object] = (sighting.variety, sighting.right)
        if sighting.column is not None:
            key = (varieties()[sighting.variety].kind, sighting.column)
        kept = groups.setdefault(key, [])
        count = counts.setdefault(key, Counter())
        if sighting.continued:
            continue
        count[sighting.variety] += 1
        if len(kept) < (_EXAMPLES if sighting.column is not None else _SINGLY + 1):
            kept.append(sighting)
    for key, kept in groups.items():
        count = counts[key]
        if not kept:
            continue
        if kept[0].column is None and count.total() <= _SINGLY and kept[0].right is None:
            for sighting in kept:
                yield _finding(document, profile, [sighting], sighting.variety, 1)
        else:
            variety = count.most_common(1)[0][0]
            yield _finding(document, profile, kept[:_EXAMPLES], variety, count.total())


def _count_findings(document: Document) -> Iterator[Finding]:
    """Sentences that give another number of people than the rows of the list."""
    for count in counts(document):
        if not count.agrees:
            yield Finding(
                variety_name="count-mismatch",
                count=1,
                place=Place(page=count.origin.page, line=count.origin.line),
                excerpt=f"{count.said}{count.unit}",
                fingerprint=fingerprint(
                    document.source.sha256, "count-mismatch", count.said, count.rows, count.start
                ),
                advice=f"名单共{count.rows}行，请核对“{count.said}{count.unit}”",
            )


def _picture_findings(document: Document, profile: Profile, unread: list[str]) -> Iterator[Finding]:
    images = [block for block in document.blocks if isinstance(block, Image)]
    for number, image in enumerate(images, start=1):
        part = f"第{number}幅图片"
        if image.data is None:
            unread.append(f"{part}没有读出，请人看一看。")
            continue
        try:
            seen = open_bytes(image.data, part)
        except DocumentError:
            unread.append(f"{part}没有读出，请人看一看。")
            continue
        for finding in _visible_findings(seen, profile, None):
            yield replace(
                finding,
                place=replace(finding.place, part=part, page=image.origin.page),
                fingerprint=fingerprint(document.source.sha256, part, finding.fingerprint),
            )


def _finding(
    document: Document, profile: Profile, examples: list[Sighting], variety: str, count: int
) -> Finding:
    first = examples[0]
    column = shown_place(first.column[1], profile, within=True) if first.column else None
    place = Place(
        sheet=shown_place(first.origin.sheet, profile) if first.origin.sheet else None,
        column=column,
        row=first.origin.row,
        page=first.origin.page,
        line=first.origin.line,
        part=f"第{first.paragraph}段"
        if first.paragraph and not (first.origin.line or first.origin.page)
        else None,
        field=shown_place(first.label, profile, within=True) if first.label else None,
    )
    shown = tuple(excerpt(sighting.variety, sighting.value) for sighting in examples)
    if first.right is not None:
        name = fingerprint(variety, first.value)
    else:
        # Heads that are masked alike are other columns all the same.
        masked_head = first.column is not None and column != first.column[1]
        where = (first.origin.column,) if masked_head else ()
        name = fingerprint(document.source.sha256, variety, place, first.start, count, *where)
    return Finding(
        variety_name=variety,
        count=count,
        place=place,
        excerpt=shown[0],
        examples=shown if count > 1 else (),
        fingerprint=name,
        advice=f"建议写作“{first.right}”" if first.right is not None else None,
    )
