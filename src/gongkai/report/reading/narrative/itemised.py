"""A total and the counts that make it up, such as `公开信息116条，其中部门文件4条、预决算信息2条`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gongkai.documents.model import NOWHERE, Origin
from gongkai.report.model import Number, Section
from gongkai.report.reading.narrative.mentions import Mention, mentions_of
from gongkai.report.reading.narrative.sentences import sentences_of

_LABEL = re.compile(
    r"^[,、:;]*(?:其中|包括|包含|含|分别(?:是|为)|即|主要(?:有|为|包括)|以及|和|及|另|另外)*[,:]?"
)
_INTRODUCED = re.compile(r"其中|包括|包含|分别|即|主要(?:有|为)|含")
_SECOND_LIST = re.compile(r"其中|分别")
_INCOMPLETE = re.compile(r"其中|包括|包含|含|主要|等")
_NO_PART = re.compile(
    r"较|比|同比|环比|增加|增长|减少|下降|上年|去年|收到|受理|召开|开展|举办|培训|会议|回应|处置|累计|结转|逾期|,.*,|%|率|每"
)
_TOTAL_AFTER = re.compile(
    r"[,、]?(?:共|共计|合计|总计|总共|累计)(?:公开|发布|收到|受理|办理|主动公开)?(?:政府|各类)*(?:信息|申请)?(?:共|计|为)*$"
)
_LONGEST_LABEL = 20
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class ItemisedCount:
    """A total with its parts as (label, count), all with the same counter word.

    `complete` is False where the words leave room for further parts (其中, 包括, 等) or nothing says that the list is
    one of parts; the sum may then be less than the total, but never more.
    """

    total: Number
    parts: tuple[tuple[str, Number], ...]
    unit: str
    quote: str
    section: str
    label: str = ""
    complete: bool = True
    vague: bool = False
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def sum(self) -> Number:
        """The parts added up."""
        return sum((value for _, value in self.parts), 0)


def read_itemised_counts(sections: Iterable[Section]) -> tuple[ItemisedCount, ...]:
    """Every total in the prose that is followed, or preceded, by the counts of its parts."""
    return tuple(
        found
        for section in sections
        for paragraph in section.paragraphs
        for sentence in sentences_of(paragraph, section.id)
        for found in _of_sentence(mentions_of(sentence, lambda left, right: ""))
    )


def _of_sentence(mentions: list[Mention]) -> Iterator[ItemisedCount]:
    place = 0
    while place < len(mentions):
        total = mentions[place]
        parts: list[tuple[str, Mention]] = []
        at = place + 1
        while at < len(mentions):
            item = mentions[at]
            label = _label(item)
            if item.unit != total.unit or label is None:
                break
            if parts and _SECOND_LIST.search(item.between):
                break
            parts.append((label, item))
            at += 1
        introduced = bool(parts) and bool(_INTRODUCED.search(parts[0][1].between))
        if (introduced and len(parts) >= 2) or len(parts) >= _FEWEST:
            before = _sums_up(total, parts)
            if before is not None:
                yield before
            elif _is_total(total):
                yield _itemised(total, parts)
            place = at
        else:
            place += 1


def _label(item: Mention) -> str | None:
    """The part's name between two counts; None where the words are no name of a part."""
    words = item.between
    bare = _LABEL.sub("", words).strip("的:,、")
    if not bare or len(bare) > _LONGEST_LABEL or _NO_PART.search(words):
        return None
    return bare


def _is_total(item: Mention) -> bool:
    return bool(
        re.search(
            r"公开|发布|信息|申请|收到|受理|办理|答复|复议|诉讼|共|总|答复|制发", item.comma_clause
        )
    )


def _sums_up(first: Mention, parts: list[tuple[str, Mention]]) -> ItemisedCount | None:
    """A list whose last count is the total: `甲3件、乙2件，共5件`."""
    label, last = parts[-1]
    if not _TOTAL_AFTER.fullmatch(last.between):
        return None
    items = [(re.split(r"[,、:]", first.between)[-1], first), *parts[:-1]]
    return ItemisedCount(
        total=last.value,
        parts=tuple((name, item.value) for name, item in items),
        unit=last.unit,
        quote=first.sentence.quote(first.start, last.end),
        section=first.sentence.section,
        label=label,
        vague=last.vague or any(item.vague for _, item in items),
        origin=first.sentence.paragraph.origin,
    )


def _itemised(total: Mention, parts: list[tuple[str, Mention]]) -> ItemisedCount:
    last = parts[-1][1]
    between = "".join(item.between for _, item in parts) + last.right
    complete = not _INCOMPLETE.search(between) and "分别" in between
    return ItemisedCount(
        total=total.value,
        parts=tuple((label, item.value) for label, item in parts),
        unit=total.unit,
        quote=total.sentence.quote(total.start, last.end),
        section=total.sentence.section,
        label=total.clause,
        complete=complete,
        vague=total.vague or any(item.vague for _, item in parts),
        origin=total.sentence.paragraph.origin,
    )
