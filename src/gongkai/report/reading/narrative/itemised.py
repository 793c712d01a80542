"""A total and the counts that make it up, such as `公开信息116条，其中部门文件4条、预决算信息2条`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal

from gongkai.documents.model import NOWHERE, Origin, Paragraph
from gongkai.report.model import Number, Section
from gongkai.report.reading.narrative.mentions import Mention, mentions_of
from gongkai.report.reading.narrative.sentences import Sentence, sentences_of

_INTRODUCTION = r"其中|包括|包含|分别(?:是|为)?|具体(?:内容)?(?:为|是|有|如下)?|即|主要(?:类别)?(?:有|为|是|包括)|含|按[^,:]{1,8}分|如下"
_INTRODUCED = re.compile(_INTRODUCTION)
_LABEL = re.compile(
    rf"^[,:;(、]*(?:(?:{_INTRODUCTION}|涉及|以及|和|及|与|另外?|公开|发布|\d{{1,2}}[.、])[,:(、]*)*"
)
_INTRODUCED_ITSELF = re.compile(
    rf"(?:{_INTRODUCTION}|类别|分类|统计|看|内容是|信息[中里内])[^,、。]{{0,4}}[:,][^,、]*$|(?:其中|包括|包含|含)[^,]*$"
)
_OF_A_KIND = re.compile(r"类[^,]{0,8}(?:最|占)|占比|占[^,]{0,6}比")
_AGAIN = re.compile(r"其中|分别|包括|包含|含|按[^,:]{1,8}(?:分|看|统计)|从[^,:]{1,8}看")
_INCOMPLETE = re.compile(r"其中|包括|包含|含|主要|等")
_REST = re.compile(r"^(?:其[他它余]|另外|剩余)")
_NO_PART = re.compile(
    r"较|比|同比|环比|增加|增长|减少|下降|上年|去年|收到|受理|召开|开展|举办|培训|会议|回应|处置|累计|结转|逾期|,.*,|%|率|每"
)
_NO_NAME = re.compile(
    r"其中|分别|较[上去]|[较比](?:上|去)年|同比|环比|增加|增长|减少了|下降|上年|去年|收到|累计|结转|逾期|,.*,|%"
)
"""What is no name of a part even in a list whose names are set off by 、: there a name may hold any noun."""
_CHANNEL = re.compile(
    r"网|微信|微博|公众号|客户端|抖音|视频号|栏|屏|媒体|渠道|平台|电视|广播|(?<![申填上通汇预情举])报(?![告名表送批警销])"
)
_TOTAL = re.compile(r"公开|发布|信息|申请|收到|受理|办理|答复|复议|诉讼|共|总|答复|制发")
_TOTAL_AFTER = re.compile(
    r"[,、]?(?:共|共计|合计|总计|总共|累计)(?:公开|发布|收到|受理|办理|主动公开)?(?:政府|各类)*(?:信息|申请)?(?:共|计|为)*$"
)
_LONGEST_LABEL = 20
_LONGEST_CHANNEL = 14
"""A longer label is the name of an entry in which a channel's word stands: 互联网上网服务营业场所经营许可."""
_LONGEST_NAME = 60
"""A catalogue entry is called by all that it holds: 机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名."""
_LONGEST_BARE_ITEM = 14
_FEWEST = 3
_NEAR = 4
"""A sum off by less than a fourth of the total is a slip; one further off may be no list of its parts at all."""
_STOP = "。"


@dataclass(frozen=True, slots=True)
class ItemisedCount:
    """A total with its parts as (label, count), all with the same counter word.

    `complete` is False where the words leave room for further parts (其中, 包括, 等) or nothing says that the list is
    one of parts; the sum may then be less than the total, but never more. `sure` is False where the sum is so far
    from the total that the counts may be no parts of it.
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

    @property
    def sure(self) -> bool:
        """True where the difference is that of a slip, and the parts are no channels."""
        difference = abs(Decimal(self.sum) - Decimal(self.total))
        return not self.by_channel and difference * _NEAR <= self.total

    @property
    def by_channel(self) -> bool:
        """True where the parts are channels, which may carry the same items."""
        return any(
            len(label) <= _LONGEST_CHANNEL and _CHANNEL.search(label) for label, _ in self.parts
        )


def read_itemised_counts(sections: Iterable[Section]) -> tuple[ItemisedCount, ...]:
    """Every total in the prose that is followed, or preceded, by the counts of its parts.

    A list may go on over semicolons, and behind a full stop where its sentence begins with 其中 and the like or is
    nothing but a name and a count. Counts in brackets behind a part are parts of that part. A list that has no total
    of its own (主要类别有：……) gives nothing.
    """
    return tuple(
        found
        for section in sections
        for paragraph in section.paragraphs
        for sentence in sentences_of(_unstopped(paragraph), section.id)
        for found in _of_sentence(_Stretch(sentence))
    )


def _unstopped(paragraph: Paragraph) -> Paragraph:
    """The paragraph as one sentence: stops become a mark of their own."""
    text = re.sub("[;；]", "，", paragraph.text).replace("。", _HELD_STOP)
    return replace(paragraph, text=text)


_HELD_STOP = "⏎"
"""Stands for a full stop, of which `sentences_of` would make an end."""


class _Stretch:
    """The counts of a paragraph with how deep in brackets each stands."""

    def __init__(self, sentence: Sentence) -> None:
        self.mentions = mentions_of(sentence, lambda left, right: "")
        self.text = sentence.text
        self.depths = [
            self.text.count("(", 0, item.start) - self.text.count(")", 0, item.start)
            for item in self.mentions
        ]

    def lead(self, at: int) -> str:
        """The words between the count before, whatever its depth, and this one."""
        return self.mentions[at].between

    def opens(self, at: int) -> bool:
        """True for the first count of its sentence, which is what 其中 at the head of the next one can only mean."""
        return at == 0 or _HELD_STOP in self.mentions[at].between

    def opens_names(self, at: int) -> bool:
        """True where 其中 leads up to this count, and 、 goes on behind it."""
        end = self.mentions[at].end
        return bool(_INTRODUCED.search(self.lead(at))) and self.text[end : end + 1] == "、"

    def alone(self, at: int) -> bool:
        """True where a sentence is nothing but a name and this count."""
        item = self.mentions[at]
        words = item.between.rpartition(_HELD_STOP)[2]
        return len(words) <= _LONGEST_BARE_ITEM and self.text[item.end : item.end + 1] in (
            "",
            _HELD_STOP,
        )


def _of_sentence(stretch: _Stretch) -> Iterator[ItemisedCount]:
    place = 0
    while place < len(stretch.mentions):
        parts, end = _parts(stretch, place, stretch.depths[place])
        if not parts:
            parts, end = _parts(stretch, place, stretch.depths[place] + 1)
        found = _judge(stretch, place, parts)
        if found is not None:
            yield found
        # The items of a list are no totals, whatever stands behind the last of them.
        place = end if len(parts) >= 2 else place + 1


def _parts(stretch: _Stretch, total: int, depth: int) -> tuple[list[tuple[str, Mention]], int]:
    """The counts behind a total at this depth of brackets that can be its parts, and the place behind them."""
    parts: list[tuple[str, Mention]] = []
    at = total + 1
    while at < len(stretch.mentions):
        item = stretch.mentions[at]
        if stretch.depths[at] > depth:
            at += 1
            continue
        if stretch.depths[at] < depth or item.unit != stretch.mentions[total].unit:
            break
        words = _own_words(stretch, at, depth)
        if _HELD_STOP in words:
            words = words.rpartition(_HELD_STOP)[2]
            first = at == total + 1 and stretch.opens(total)
            begins = stretch.alone(at) if parts else first and _INTRODUCED.match(words.lstrip(","))
            if not begins:
                break
        label = _label(words)
        named = label is None and (words.startswith("、") if parts else stretch.opens_names(at))
        if named:
            label = _name(words)
        if label is None or (parts and not named and _AGAIN.search(words)):
            break
        parts.append((label, item))
        at += 1
    return parts, at


def _own_words(stretch: _Stretch, at: int, depth: int) -> str:
    """What leads up to a count, without the brackets that were passed over."""
    words = stretch.lead(at)
    if at and stretch.depths[at - 1] > depth:
        words = words.partition(")")[2]
    return re.sub(r"\([^()]*\)", "", words)


def _label(words: str) -> str | None:
    """The part's name between two counts; None where the words are no name of a part."""
    bare = _LABEL.sub("", words).strip("的:,、(")
    if not bare or len(bare) > _LONGEST_LABEL or _NO_PART.search(bare):
        return None
    return bare


def _name(words: str) -> str | None:
    """A part's name in a list set off by 、, where the name may hold 、 itself and be long."""
    bare = _LABEL.sub("", words).strip("的:,、(")
    if not bare or len(bare) > _LONGEST_NAME or _NO_NAME.search(bare):
        return None
    return bare


def _introduced(stretch: _Stretch, parts: list[tuple[str, Mention]]) -> bool:
    between = parts[0][1].between
    return bool(_INTRODUCED.search(between)) or between.startswith((":", "("))


def _judge(stretch: _Stretch, place: int, parts: list[tuple[str, Mention]]) -> ItemisedCount | None:
    total = stretch.mentions[place]
    introduced = bool(parts) and _introduced(stretch, parts)
    if not ((introduced and len(parts) >= 2) or len(parts) >= _FEWEST):
        return None
    before = _sums_up(total, parts)
    if before is not None:
        return before
    lead = total.between.rpartition(_HELD_STOP)[2]
    if not total.value or not _TOTAL.search(total.comma_clause):
        return None
    if _INTRODUCED_ITSELF.search(lead) or _OF_A_KIND.search(lead):
        return None
    found = _itemised(total, parts)
    return found if introduced or found.sure else None


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


def _enough(total: Mention, parts: list[tuple[str, Mention]]) -> list[tuple[str, Mention]]:
    """The parts up to where they make the total, behind which something else is counted; else all."""
    reached: Number = 0
    for place, (_, item) in enumerate(parts, 1):
        reached += item.value
        if reached == total.value and place >= 2:
            return parts[:place]
    return parts


def _itemised(total: Mention, parts: list[tuple[str, Mention]]) -> ItemisedCount:
    parts = _enough(total, parts)
    last = parts[-1][1]
    between = "".join(item.between for _, item in parts) + last.right
    open_end = bool(_INCOMPLETE.search(between)) or "分别" not in between
    rest = bool(_REST.search(parts[-1][0])) and not last.right.startswith("等")
    return ItemisedCount(
        total=total.value,
        parts=tuple((label, item.value) for label, item in parts),
        unit=total.unit,
        quote=total.sentence.quote(total.start, last.end),
        section=total.sentence.section,
        label=total.clause,
        complete=rest or not open_end,
        vague=total.vague or any(item.vague for _, item in parts),
        origin=total.sentence.paragraph.origin,
    )
