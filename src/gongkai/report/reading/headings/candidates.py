"""The headings of the six parts, found by their words and their order rather than by numerals or exact strings.

Every line that may be a heading is a candidate with a score; the best sequence that keeps the order of the parts wins.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache

from gongkai.documents.model import Block, Paragraph, Table
from gongkai.report.edition import Edition, SectionForm, TableForm
from gongkai.report.organizations import parse_body
from gongkai.report.reading.headings.titles import parse_title

_KEPT = re.compile(r"[0-9A-Za-z〇㐀-鿿]")
_DASHES = "-‐‑–—―－ー"
_MARK = re.compile(
    rf"""[#*>\s]*(?:
        (?P<inner>[(（【\[〔]\s*(?P<inner_value>[一二三四五六七八九十\d]{{1,3}})\s*[)）】\]〕]\s*[、.．]?)
      | 第\s*(?P<part>[一二三四五六七八九\d])\s*(?:部分|章)\s*[、:：.．]?
      | (?P<han>[一二ニ三四五六七八九十{re.escape(_DASHES)}])\s*[、.．,，:：·。]
      | (?P<digit>\d{{1,2}})\s*[、.．)）](?!\d)
      | (?P<bare>[一二三四五六])(?=\s*(?:总体|主动公开|收到|政府信息公开行政|存在|其他需))
    )?[\s*]*""",
    re.VERBOSE,
)
_VALUES = {
    **{character: value for value, character in enumerate("一二三四五六七八九十", start=1)},
    "ニ": 2,
    **dict.fromkeys(_DASHES, 1),
}
_PREFACE = (
    r"(?:本年度报告|本报告|数据|所列|统计|报告中|根据|按照|依据|为|现将|发布|来源|日期)[^》”]"
)
_TITLE_IN_RUN = re.compile(
    r"(?:^|[\s>＞»›/|])(?P<title>[^\s>＞»›/|，。；]{6,70}年度报告)(?=\s*$|\s+\S)"
)
_LEADER = re.compile(r"[\s.…·_\-—]*[(（]?\d{1,3}[)）]?\s*$")
_NO_HEADING_AFTER = re.compile(r"^\s*(?:[，,、；;]|等|和|及|以及|六个|部分|的|是|中|，)")
_GLUED = re.compile(r"\s*[:：。]?\s*(?:[\d（(〔【“]|无[。.]?$|.{7})|\s+\S")
_STATES = re.compile(r"\d|未[发收产被有出曾接]|没有|无政府|无行政|^无|。\s*\S|不足|共|[:：]\s*\S")
_NEARLY_THE_SAME = 0.92
_ENDS_SENTENCE = re.compile(r"[，,；;、]\s*$")

SURE = 13.0
"""From this score on a heading out of order is still believed."""
_THRESHOLD = 8.5
_ALTERNATIVE = 0.85
_KEYWORD_FLOOR = 0.6
_FEWEST_SHARED = 0.8
_LONGEST_HEADING = 60
_LONGEST_UNMARKED = 30
_LONGEST_DIVIDED = 40
_TABLE_NEAR = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a paragraph's part from a heading on, or a cell that reads like a heading.

    `block` is the index of its block; `row` the row of its cell, None outside tables; `prose` is False for a cell of
    a table of figures, which is here only as a possible heading; `part` counts the parts of a divided paragraph.
    """

    text: str
    block: int
    paragraph: Paragraph
    row: int | None = None
    prose: bool = True
    part: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line, or two lines together, that may be the heading of a part; `rest` is text on the same line after it."""

    section: int
    first: int
    last: int
    heading: str
    rest: str
    score: float
    near: bool = field(default=False, compare=False)


@lru_cache(maxsize=8192)
def core(text: str) -> str:
    """The characters and digits of a text in half width; punctuation, marks and white space do not count."""
    return "".join(_KEPT.findall(unicodedata.normalize("NFKC", text)))


def lines_of(blocks: Sequence[Block], edition: Edition) -> tuple[Line, ...]:
    """The lines of a document: its paragraphs, each divided before a heading that stands in its middle.

    The cells of a table with one column are paragraphs too: such a table only holds the page together. In another
    table a cell can only be a heading where it has its row to itself.
    """
    divider = _divider(edition)
    found: list[Line] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            found.extend(_divided(block, index, divider))
        elif isinstance(block, Table):
            alone = block.column_count == 1
            filled = Counter(cell.row for cell in block.cells if cell.text.strip())
            for cell in block.cells:
                if not cell.text.strip() or not (alone or len(cell.text) <= _LONGEST_HEADING):
                    continue
                paragraph = Paragraph(cell.text, cell.origin)
                if alone:
                    found.extend(_divided(paragraph, index, divider, row=cell.row))
                elif filled[cell.row] == 1 and _is_marked(cell.text):
                    found.append(Line(cell.text, index, paragraph, row=cell.row, prose=False))
    return tuple(found)


def _divided(
    paragraph: Paragraph, index: int, divider: re.Pattern[str], row: int | None = None
) -> list[Line]:
    pieces = [
        piece
        for line in paragraph.text.splitlines()
        for part in divider.split(line)
        for piece in _title_apart(part)
        if piece.strip()
    ]
    return [
        Line(piece.strip(), index, paragraph, row=row, part=part)
        for part, piece in enumerate(pieces)
    ]


def _title_apart(text: str) -> tuple[str, ...]:
    """A run of text that begins with the trail of pages (`首页 > 年报 > …`) or goes on behind the report's title, divided."""
    for found in _TITLE_IN_RUN.finditer(text):
        title = parse_title(found["title"])
        if title is not None and title.body is not None and parse_body(title.body) is not None:
            start, end = found.span("title")
            return text[:start], text[start:end], text[end:]
    return (text,)


@lru_cache(maxsize=8)
def _divider_for(headings: tuple[str, ...]) -> re.Pattern[str]:
    """Where a line is divided: before what may be a heading after a stop, and before a whole heading anywhere."""
    starts = "|".join(r"\s*".join(map(re.escape, _core_of(heading)[:6])) for heading in headings)
    whole = "|".join(
        r"\s*".join("[、.．,，]" if sign == "、" else re.escape(sign) for sign in heading)
        for heading in headings
    )
    return re.compile(
        rf"(?<=[。；！？;!?：:”）)\s])(?=(?:[一二三四五六]|第[一二三四五六]部分)\s*[、.．,，:：\s]\s*(?:{starts}))"
        rf"|(?<!^)(?<![由括：:；;，,、（(《“])(?={whole})"
        rf"|(?<=年度报告)(?={_PREFACE})"
    )


def _core_of(heading: str) -> str:
    return _official_core(heading)


def _divider(edition: Edition) -> re.Pattern[str]:
    return _divider_for(tuple(form.heading for form in edition.sections))


@cache
def _official_core(heading: str) -> str:
    matched = _MARK.match(heading)
    return core(heading[matched.end() :] if matched else heading)


def choose(
    lines: Sequence[Line], blocks: Sequence[Block], edition: Edition
) -> tuple[list[Candidate], list[Candidate]]:
    """The headings that keep the order of the parts, and those that are certain but stand out of order.

    Both in the document's order; no part twice.
    """
    candidates = _candidates(lines, blocks, edition)
    chain = _best_chain(candidates)
    taken = {item.section for item in chain}
    strays: list[Candidate] = []
    occupied = {line for item in chain for line in range(item.first, item.last + 1)}
    for item in sorted(candidates, key=lambda item: (-item.score, item.first)):
        if (
            item.section not in taken
            and item.score >= SURE
            and item.near
            and not occupied & set(range(item.first, item.last + 1))
        ):
            taken.add(item.section)
            occupied.update(range(item.first, item.last + 1))
            strays.append(item)
    return chain, sorted(strays, key=lambda item: item.first)


def _best_chain(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The sequence with rising parts and rising lines whose scores above the threshold add up to most."""
    ordered = sorted(
        (item for item in candidates if item.score >= _THRESHOLD),
        key=lambda item: (item.first, item.last),
    )
    totals: list[float] = []
    before: list[int | None] = []
    for place, item in enumerate(ordered):
        best, link = 0.0, None
        for earlier in range(place):
            other = ordered[earlier]
            if other.last < item.first and other.section < item.section and totals[earlier] > best:
                best, link = totals[earlier], earlier
        totals.append(best + item.score - _THRESHOLD + 0.5)
        before.append(link)
    if not ordered:
        return []
    at: int | None = max(range(len(ordered)), key=lambda place: totals[place])
    chain: list[Candidate] = []
    while at is not None:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


@dataclass(frozen=True, slots=True)
class _Start:
    """The beginning of a line: its mark, where the words after it begin, and their `core`."""

    text: str
    mark: re.Match[str] | None
    start: int
    body: str

    @property
    def marked(self) -> bool:
        return self.mark is not None and self.mark.lastgroup is not None


def _is_marked(text: str) -> bool:
    mark = _MARK.match(text)
    return mark is not None and mark.lastgroup is not None


def _start_of(text: str) -> _Start:
    mark = _MARK.match(text)
    start = mark.end() if mark else 0
    return _Start(text, mark, start, core(text[start : start + 2 * _LONGEST_HEADING]))


def _candidates(
    lines: Sequence[Line], blocks: Sequence[Block], edition: Edition
) -> list[Candidate]:
    labels = table_labels(edition)
    starts = [_start_of(line.text) for line in lines]
    found: list[Candidate] = []
    for index, (line, start) in enumerate(zip(lines, starts, strict=True)):
        if not start.marked and len(line.text) > _LONGEST_UNMARKED:
            continue
        if start.body in labels or core(line.text) in labels:
            continue
        single = [
            item
            for section, form in enumerate(edition.sections)
            if (item := _candidate(start, index, index, section, form)) is not None
        ]
        found.extend(single)
        following = starts[index + 1] if index + 1 < len(lines) else None
        if following is None or following.marked or following.body in labels:
            continue
        if not (line.prose and lines[index + 1].prose):
            continue
        if len(line.text) + len(following.text) > _LONGEST_DIVIDED:
            continue
        together = _start_of(line.text + following.text)
        for section, form in enumerate(edition.sections):
            joined = _candidate(together, index, index + 1, section, form)
            if joined is None or joined.rest:
                continue
            alone = max((item.score for item in single if item.section == section), default=0.0)
            if joined.score > alone + 0.7:
                found.append(joined)
    believed = {item.first: item for item in found if item.score >= _THRESHOLD}
    kinds: dict[int, str | None] = {}
    return [_with_surroundings(item, lines, blocks, edition, believed, kinds) for item in found]


def _candidate(
    line: _Start, first: int, last: int, section: int, form: SectionForm
) -> Candidate | None:
    if not line.body:
        return None
    text, marked = line.text, line.marked
    score = _mark_score(line.mark, section + 1, 1.0)
    rest = text[line.start :]
    contents = _LEADER.search(rest) if len(text) <= 2 * _LONGEST_HEADING else None
    if contents and contents.start() > 0:
        alike = _alikeness(core(rest[: contents.start()]), form)
        if alike is not None and alike > 0.9:
            return Candidate(section, first, last, _printed(text), "", 10 * alike + score - 6)
    length, prefix_alike = _prefix(line.body, form) if marked else (0, 0.0)
    cut = line.start + _position(rest, length) if length else 0
    glued = prefix_alike == 1.0 and bool(_GLUED.match(text[cut:]))
    alike = _alikeness(line.body, form) if len(text) <= _LONGEST_HEADING and not glued else None
    if alike is not None and not _ENDS_SENTENCE.search(text):
        if alike < _NEARLY_THE_SAME and _STATES.search(rest):
            return None
        score = _mark_score(line.mark, section + 1, alike)
        if marked or alike >= 0.7:
            return Candidate(section, first, last, _printed(text), "", 10 * alike + score + 2)
        return None
    if not length or _NO_HEADING_AFTER.match(text[cut:]):
        return None
    return Candidate(
        section,
        first,
        last,
        _printed(text[:cut]),
        text[cut:].lstrip(" 　:：。*"),
        10 * prefix_alike + score - 1,
    )


def _mark_score(matched: re.Match[str] | None, wanted: int, alike: float) -> float:
    if matched is None:
        return 1.0
    if matched["inner"]:
        inner = matched["inner_value"]
        return -2.0 if (_VALUES.get(inner) or inner) in {wanted, str(wanted)} else -5.0
    written = matched["part"] or matched["han"] or matched["bare"]
    if written:
        value = _VALUES.get(written) or (int(written) if written.isdigit() else 0)
        if value == wanted:
            return 3.0
        return -1.0 if wanted < value <= wanted + 2 and alike >= 0.8 else -3.0
    if matched["digit"]:
        return 2.0 if int(matched["digit"]) == wanted else -3.5
    return 1.0


def _printed(text: str) -> str:
    return text.replace("**", "").strip(" #*　：:。")


def _position(text: str, count: int) -> int:
    """Where `count` kept characters of `text` are over."""
    for place, character in enumerate(text):
        if count == 0:
            return place
        count -= len(core(character))
    return len(text)


@lru_cache(maxsize=4096)
def _alike(body: str, official: str, keywords: tuple[tuple[str, ...], ...]) -> float | None:
    if body == official:
        return 1.0
    if len(body) > 2 * len(official) + 8:
        return None
    shared = len(set(official) & set(body))
    ratio = 0.0
    if 2 * shared >= len(set(official)) * _FEWEST_SHARED:
        ratio = SequenceMatcher(None, official, body, autojunk=False).ratio()
    listed = [words for words in keywords if _in_order(body, words)]
    for words in listed:
        alternative = SequenceMatcher(None, "".join(words), body, autojunk=False).ratio()
        ratio = max(ratio, _ALTERNATIVE * alternative, _KEYWORD_FLOOR)
    return ratio if listed or ratio >= 0.75 else None


def _alikeness(body: str, form: SectionForm) -> float | None:
    return _alike(body, _official_core(form.heading), form.keywords)


def _prefix(body: str, form: SectionForm) -> tuple[int, float]:
    """How many characters at the start of a longer text are the heading, and how alike; (0, 0) for none."""
    official = _official_core(form.heading)
    if body.startswith(official):
        return len(official), 1.0
    best = (0, 0.0)
    for length in range(len(official) - 2, min(len(official) + 2, len(body)) + 1):
        start = body[:length]
        if start[-2:] != official[-2:]:
            continue
        ratio = SequenceMatcher(None, official, start, autojunk=False).ratio()
        if ratio >= 0.85 and ratio > best[1]:
            best = (length, ratio)
    return best


def _in_order(body: str, words: tuple[str, ...]) -> bool:
    at = 0
    for word in words:
        found = body.find(word, at)
        if found < 0:
            return False
        at = found + len(word)
    return True


def _with_surroundings(
    item: Candidate,
    lines: Sequence[Line],
    blocks: Sequence[Block],
    edition: Edition,
    believed: dict[int, Candidate],
    kinds: dict[int, str | None],
) -> Candidate:
    """Add to the score what follows: the right table, or words rather than the next heading of a list of contents."""
    form = edition.sections[item.section]
    line = lines[item.last]
    score = item.score
    near = bool(item.rest)
    if line.paragraph.heading_level is not None:
        score += 1
    if not line.prose:
        score -= 1
    tables: list[str | None] = []
    for index in range(line.block, min(line.block + _TABLE_NEAR, len(blocks))):
        block = blocks[index]
        if isinstance(block, Table):
            if index not in kinds:
                kinds[index] = table_kind(block, edition)
            tables.append(kinds[index])
    if form.table is not None and tables and form.table in tables:
        score += 3
        near = True
    elif form.table is not None and tables and tables[0] is not None:
        score -= 1
    following = item.last + 1
    if following < len(lines) and not item.rest:
        after = believed.get(following)
        if after is None or after.section == item.section:
            near = True
            score += 2 if form.table is None else 0.5
        elif lines[following].block - line.block > 1:
            near = True
    elif item.rest or item.last == len(lines) - 1:
        near = True
        score += 1
    return Candidate(item.section, item.first, item.last, item.heading, item.rest, score, near)


@cache
def _labels_of(edition_id: str, table: TableForm) -> frozenset[str]:
    words = {table.corner}
    for block in table.blocks:
        words.update((block.label, block.head))
        for row in block.rows:
            words.update((row.label, *row.aliases, *row.groups))
        for column in block.columns:
            words.update((column.label, *column.aliases, *column.groups))
    return frozenset(core(word) for word in words if core(word))


def table_labels(edition: Edition) -> frozenset[str]:
    """Every label of the edition's tables, as `core` leaves it; none of them is ever a heading."""
    return frozenset[str]().union(*(_labels_of(edition.id, table) for table in edition.tables))


def table_kind(table: Table, edition: Edition) -> str | None:
    """Id of the form's table whose labels this table holds most of; None where it holds fewer than two."""
    texts = {core(cell.text) for cell in table.cells[:200]}
    counts = {form.id: len(texts & _labels_of(edition.id, form)) for form in edition.tables}
    best = max(counts, key=lambda id: counts[id], default=None)
    return best if best is not None and counts[best] >= 2 else None
