"""A document divided into title, preamble, the six parts and the signature."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from gongkai.documents.model import Block, Paragraph
from gongkai.report.edition import Edition, SectionForm
from gongkai.report.model import Irregularity, IrregularityKind, Section
from gongkai.report.numerals import find_dates
from gongkai.report.organizations import parse_body
from gongkai.report.reading.headings.candidates import (
    Candidate,
    Line,
    choose,
    core,
    lines_of,
    table_labels,
)
from gongkai.report.reading.headings.paragraphs import joined, running_heads, without_furniture
from gongkai.report.reading.headings.titles import Title, find_title
from gongkai.report.reading.run_together import without_table

_CELL = re.compile(
    r"[(（]?[一二三四五六七八九十\d]{1,2}[)）]?[、.．]?|[\d\s.,，+\-−—–/／\\]*|无数据|[（(]?\s*[)）]?"
)
_CELL_FRAGMENT = re.compile(r"(?:结|果|维|持|纠|正|其|他|尚|未|审|总|计)")
_DATE_AT_END = re.compile(
    r"[\d〇零○一二三四五六七八九０-９]\s*[\d〇零○一二三四五六七八九０-９\s]{3,}[年\-/.－]\s*[\d一二三四五六七八九十０-９]{1,3}\s*[月\-/.－]\s*[\d一二三四五六七八九十０-９]{1,3}\s*[日号]?\s*$"
)
_SEAL = re.compile(r"[（(](?:盖章|公章|章|印章)[）)]")
_SURE_PIECE = 5
_TITLE_REGION = 40
_SIGNATURE_REGION = 8
_LONGEST_SIGNATURE = 45


@dataclass(frozen=True, slots=True)
class SectionSplit:
    """What a document's words are divided into; tables are left out everywhere.

    `title` are the paragraphs that form the title and `title_read` what it says; `preamble` stands before part one;
    `sections` are in the document's order; `ranges` gives for each part the indexes of its blocks, so that a table
    can be attributed (two parts share a block where one begins in its middle).
    """

    title: tuple[Paragraph, ...]
    title_read: Title | None
    preamble: tuple[Paragraph, ...]
    sections: tuple[Section, ...]
    signature: tuple[Paragraph, ...]
    ranges: Mapping[str, range] = field(default_factory=dict)
    irregularities: tuple[Irregularity, ...] = ()


def split_sections(blocks: Sequence[Block], edition: Edition) -> SectionSplit:
    """Divide a document's blocks by the six headings of `edition`.

    A heading is found by its words and order, wherever it stands; what reads like one within part one or a table is
    not. Each part that is not found, not named as the form names it or out of order is an `Irregularity`. Page
    furniture is left out, and sentences broken by a page are joined.
    """
    lines = lines_of(blocks, edition)
    chain, strays = choose(lines, blocks, edition)
    headings = sorted((*chain, *strays), key=lambda item: item.first)
    head = headings[0].first if headings else len(lines)
    opening = [index for index, line in enumerate(lines[:head]) if line.prose][:_TITLE_REGION]
    title = find_title([lines[index].text for index in opening])
    title_lines = (
        {opening[place] for place in range(title.first, title.last + 1)} if title else set()
    )
    running = running_heads(
        (line.text for index, line in enumerate(lines) if line.prose and index not in title_lines),
        title.text if title else "",
    )
    before_title = min(title_lines, default=0)
    preamble = _paragraphs(
        [
            line
            for index, line in enumerate(lines[:head])
            if index not in title_lines and (index > before_title or _may_open(line.text))
        ],
        "",
        running,
    )
    labels = table_labels(edition)
    sections: list[Section] = []
    for place, heading in enumerate(headings):
        stop = headings[place + 1].first if place + 1 < len(headings) else len(lines)
        form = edition.sections[heading.section]
        body = list(lines[heading.last + 1 : stop])
        rest = heading.rest
        if form.table is not None:
            body = [
                replace(line, text=text)
                for line in body
                if not _is_cell(line.text, labels) and (text := without_table(line.text).strip())
            ]
            rest = without_table(rest).strip()
        sections.append(
            Section(
                id=form.id,
                heading=heading.heading,
                paragraphs=_paragraphs(body, rest, running, lines[heading.last].paragraph),
                origin=lines[heading.first].paragraph.origin,
            )
        )
    signature: tuple[Paragraph, ...] = ()
    if sections:
        kept, signature = split_signature(sections[-1].paragraphs)
        sections[-1] = replace_paragraphs(sections[-1], kept)
    elif preamble:
        preamble, signature = split_signature(preamble)
    return SectionSplit(
        title=tuple(lines[index].paragraph for index in sorted(title_lines)),
        title_read=title,
        preamble=preamble,
        sections=tuple(sections),
        signature=signature,
        ranges=_ranges(headings, lines, blocks, edition),
        irregularities=(
            *_irregularities(headings, strays, lines, edition),
            *_run_in(headings, lines, edition),
        ),
    )


def _may_open(text: str) -> bool:
    """True for a line above the title that belongs to the report: a body's name, a date, a sentence; no menu."""
    return bool(re.search(r"[，。；]", text)) or is_body_line(text) or is_date_line(text)


def replace_paragraphs(section: Section, paragraphs: tuple[Paragraph, ...]) -> Section:
    """The section with other paragraphs."""
    return Section(section.id, section.heading, paragraphs, section.origin)


def _paragraphs(
    lines: Sequence[Line],
    rest: str,
    running: frozenset[str],
    heading: Paragraph | None = None,
) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    if rest and heading is not None:
        found.append(replace(heading, text=rest, heading_level=None))
    last: Paragraph | None = None
    for line in lines:
        if not line.prose:
            continue
        if line.part and last is line.paragraph and found:
            found[-1] = replace(found[-1], text=found[-1].text + line.text)
        else:
            found.append(replace(line.paragraph, text=line.text))
        last = line.paragraph
    return joined(without_furniture(found, running))


def _is_cell(text: str, labels: frozenset[str]) -> bool:
    """True for a line that is a cell of one of the form's tables, several of them, or pieces of wrapped ones."""
    if _CELL.fullmatch(text.replace("|", " ").strip()) or core(text) in labels:
        return True
    name = core(text)
    if len(name) >= _SURE_PIECE and any(name in label for label in labels):
        return True
    if re.search(r"[。；！？，]", text):
        return False
    pieces = [core(piece) for piece in text.split() if core(piece)]
    if len(pieces) == 1 and len(pieces[0]) == 1:
        return bool(_CELL_FRAGMENT.fullmatch(pieces[0]))
    return bool(pieces) and all(
        (len(pieces) > 1 and bool(_CELL_FRAGMENT.fullmatch(piece)))
        or _of_labels(re.sub(r"\d+$", "", piece), labels)
        for piece in pieces
    )


def _of_labels(piece: str, labels: frozenset[str]) -> bool:
    """True where nothing but pieces of labels, two characters or more each, makes up a line."""
    at = 0
    while at < len(piece):
        stop = len(piece)
        while stop - at >= 2 and not any(piece[at:stop] in label for label in labels):
            stop -= 1
        if stop - at < 2:
            return False
        at = stop
    return True


def split_signature(
    paragraphs: Sequence[Paragraph],
) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Take the body's name and the date at the end off; lines of contact after or before them stay."""
    start = max(0, len(paragraphs) - _SIGNATURE_REGION)
    dates = [
        index for index in range(start, len(paragraphs)) if is_date_line(paragraphs[index].text)
    ]
    bodies = [
        index for index in range(start, len(paragraphs)) if is_body_line(paragraphs[index].text)
    ]
    taken: set[int] = set()
    for index in range(len(paragraphs) - 1, start - 1, -1):
        if _is_signed_line(paragraphs[index].text):
            taken = {index}
            break
    if not taken and dates:
        taken = {dates[-1]}
        if dates[-1] - 1 in bodies:
            taken.add(dates[-1] - 1)
        elif dates[-1] + 1 in bodies:
            taken.add(dates[-1] + 1)
        while min(taken) - 1 in bodies:
            taken.add(min(taken) - 1)
    elif not taken and bodies and bodies[-1] == len(paragraphs) - 1 and len(paragraphs) > 1:
        taken = {bodies[-1]}
    kept = tuple(item for index, item in enumerate(paragraphs) if index not in taken)
    signed = tuple(piece for index in sorted(taken) for piece in _name_and_date(paragraphs[index]))
    return kept, signed


def _name_and_date(paragraph: Paragraph) -> tuple[Paragraph, ...]:
    """A line with a body's name and a date as two."""
    if not _is_signed_line(paragraph.text):
        return (paragraph,)
    dated = _DATE_AT_END.search(paragraph.text)
    if dated is None or not dated.start():
        return (paragraph,)
    name, day = paragraph.text[: dated.start()].strip(), dated[0].strip()
    return (replace(paragraph, text=name), replace(paragraph, text=day))


def is_date_line(text: str) -> bool:
    """True for a line that is a date and nothing else, in any numeral form."""
    bare = re.sub(r"\s", "", text).strip("（）()。")
    dates = find_dates(bare)
    return len(dates) == 1 and (dates[0][1], dates[0][2]) == (0, len(bare))


def is_body_line(text: str) -> bool:
    """True for a line that is the name of a body and nothing else."""
    bare = _SEAL.sub("", text).strip()
    if len(bare) > _LONGEST_SIGNATURE or re.search(r"[，。；：:,;]", bare):
        return False
    return parse_body(bare) is not None


def _is_signed_line(text: str) -> bool:
    """True for a line with a body's name and a date, such as `柳河镇人民政府 2025年1月15日`."""
    bare = re.sub(r"\s", "", text)
    dates = find_dates(bare)
    if len(dates) != 1 or dates[0][2] != len(bare) or len(bare) > _LONGEST_SIGNATURE + 15:
        return False
    return parse_body(_SEAL.sub("", bare[: dates[0][1]])) is not None


def _ranges(
    headings: Sequence[Candidate],
    lines: Sequence[Line],
    blocks: Sequence[Block],
    edition: Edition,
) -> dict[str, range]:
    ranges: dict[str, range] = {}
    for place, heading in enumerate(headings):
        first = lines[heading.first].block
        stop = len(blocks)
        if place + 1 < len(headings):
            following = lines[headings[place + 1].first]
            shared = following.part > 0 or bool(following.row)
            stop = following.block + (1 if shared else 0)
        ranges[edition.sections[heading.section].id] = range(first, stop)
    return ranges


def _run_in(
    headings: Sequence[Candidate], lines: Sequence[Line], edition: Edition
) -> tuple[Irregularity, ...]:
    """Headings that were cut out of a line with nothing before them: the text runs together."""
    return tuple(
        Irregularity(
            IrregularityKind.TEXT_RUN_TOGETHER,
            edition.sections[item.section].id,
            before=f"{lines[item.first - 1].text[-8:]}{item.heading}",
            after=item.heading,
            repaired=True,
            origin=lines[item.first].paragraph.origin,
        )
        for item in headings
        if lines[item.first].part > 0
        and not re.search(r"[。；！？;!?：:”）)]\s*$", lines[item.first - 1].text)
    )


def _irregularities(
    headings: Sequence[Candidate],
    strays: Sequence[Candidate],
    lines: Sequence[Line],
    edition: Edition,
) -> tuple[Irregularity, ...]:
    found: list[Irregularity] = []
    by_section = {item.section: item for item in headings}
    for index, form in enumerate(edition.sections):
        heading = by_section.get(index)
        if heading is None:
            found.append(
                Irregularity(
                    IrregularityKind.HEADING_MISSING, form.id, before="", after=form.heading
                )
            )
            continue
        origin = lines[heading.first].paragraph.origin
        if heading in strays:
            found.append(
                Irregularity(
                    IrregularityKind.HEADING_ORDER,
                    form.id,
                    before=heading.heading,
                    after=form.heading,
                    repaired=True,
                    origin=origin,
                )
            )
        if not _same_heading(heading.heading, form):
            found.append(
                Irregularity(
                    IrregularityKind.HEADING_VARIANT,
                    form.id,
                    before=heading.heading,
                    after=form.heading,
                    repaired=True,
                    origin=origin,
                )
            )
    return tuple(found)


def _same_heading(printed: str, form: SectionForm) -> bool:
    return re.sub(r"\s", "", printed).replace(",", "，") == form.heading
