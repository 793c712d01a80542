"""What speaks for a person's name at a place in a sentence, added up in points.

The grammar of `persons` reads names by surname and frame. Here every span that may be a name is weighed: what the network
calls it, its letters, whether it is a word, what stands before it and behind it. Each sign and its points are declared
below; who reaches `ENOUGH` is somebody's name. Whether it must go is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from gongkai.screening.labelling import Word
from gongkai.screening.later import later
from gongkai.screening.lexicon import any_of, dictionary
from gongkai.screening.names import (
    COMPOUND,
    HAN,
    KIN,
    LISTS,
    MASKED,
    MINORITY,
    NAMES,
    PARTS,
    ROLE,
    SURNAMES,
    WORDS,
    given_of,
    is_likely,
    is_word,
)
from gongkai.screening.segments import Segmentation

ENOUGH = 5
"""Points from which a span is a name."""


class Sign(NamedTuple):
    """`points` where `pattern` ends right before a span, or begins right behind it; of several the first that holds counts."""

    points: int
    pattern: re.Pattern[str]


_SOMEBODY = any_of(LISTS["somebody"])
BEFORE = (
    # 其妻, 来电人：, 老伴, 房东, 亲戚
    Sign(
        3,
        later(
            rf"(?:{ROLE}|{KIN}|{_SOMEBODY})(?:姓名|名字|签字|签名)?(?:的?(?:名)?[叫为是系])?[】：:“\"（(\s]*$"
        ),
    ),
    # 绰号“胡老鸭”, 本名佟铁
    Sign(
        5,
        later(r"(?:绰号|外号|人称|诨号|小名|乳名|本名|真名|原名|化名|自称)(?:叫|为|是)?[：:“\"]?$"),
    ),
    # 上河村, 四组, 三年级二班
    # 女粟佳怡、母杨金翠
    Sign(3, later(r"(?:^|[，,、；;：:（(其])(?:长|次|独)?[父母妻夫子女兄弟姐妹孙侄]$")),
    Sign(2, later(r"(?:[村组屯班]|社区|嘎查)的?$")),
    Sign(2, later(r"(?:[他她]叫|名叫|叫做|[位名]叫)$")),
    Sign(
        1,
        later(
            rf"(?:[由把被向对与和及给让请跟同从替陪找见到选了为将使于经]|{any_of(LISTS['verb_before'])})$"
        ),
    ),
)
_PAIR = r"[两俩]个?(?:兄弟|姐妹|姊妹|兄妹|姐弟|夫妇|夫妻|口子|父子|母子|母女|父女)"
BEHIND = (
    Sign(5, later(r"\s*[（(]\s*(?:本名|真名|原名|化名|绰号|外号|小名)")),
    # 何时和何必两兄弟
    Sign(5, later(rf"(?:[和与、][{HAN}]{{2,3}})?{_PAIR}")),
    # （母亲…, （男，, （本名…, ，1391…
    Sign(
        3,
        later(
            rf"\s*[（(]\s*(?:(?:其|系|是|原为)?[^（）()，,\n]{{0,6}}?(?:{KIN}|{ROLE})|[男女](?=[，,、）)])|\d{{1,3}}岁|已故|身份证)|"
            r"\s*[，,、：:（(]?\s*(?:联系)?(?:电话|手机)?(?:号码?)?[为是：:]?\s*1[3-9]\d{9}(?!\d)"
        ),
    ),
    # ，男，; ，六十七岁; ，1956年3月生; ，其妻; ，肢体三级，
    Sign(
        3,
        later(
            rf"\s*[，,、]\s*(?:[男女]\s*[，,]|(?:身份证|公民身份)|(?:18|19|20)\d\d年\S{{0,8}}生|[一二][九〇零]\S{{2}}年\S{{0,8}}生|其{KIN}|其[兄弟姐妹父母妻夫子女儿孙侄][{HAN}]?|"
            r"[^，,。；;\n]{1,12}?(?:[病症癌瘤炎]|残疾?|[肢视听智精言]\S{1,3}[一二三四]级)(?=[，,。；;]))|"
            r"[，,]?\s*(?:\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?)(?:多|来)?岁"
        ),
    ),
    # ，撒拉族，
    Sign(3, later(rf"\s*[，,][{HAN}]{{1,5}}族[，,]")),
    # 高血压，
    Sign(3, later(rf"(?:有|患有?)?{any_of(LISTS['medical']['illness'])}")),
    # 发言：, 说，
    Sign(3, later(r"(?:发言|表示|说|讲|问|答|喊|称)[：:]")),
    # 的父亲, 的询问笔录, 家门口, 户，, 夫妇
    Sign(
        2,
        later(
            rf"(?:的?(?:{KIN})|的(?:证言|证词|陈述|供述|询问|笔录|住[处所宅]|遗体)|的?(?:夫妇|夫妻|一家|全家|母子|父子|父女|母女)|等?[两俩二三四五]个?(?:人|家|户|位)|"
            rf"家(?=[的里中门因失就住，,。；、有]|$)|户(?=[，,；;、。])|先生|女士|小姐|同志|同学|小朋友|大爷|大妈|大娘|老汉|阿姨|师傅|奶奶|爷爷)"
        ),
    ),
    Sign(
        2,
        later(
            rf"(?:[{HAN}]{{0,2}}?{any_of(LISTS['person_verb'])}|[因在][{HAN}\d]{{0,14}}?{any_of(LISTS['event'])})"
        ),
    ),
    Sign(
        1,
        later(
            rf"(?:[曾已未没不也都刚正又再现因在从把被将与和对给向随带背是有的]|今年|去年|前年|目前|多次|当场|独自|{any_of(LISTS['predicate'])})"
        ),
    ),
)
_EDGE_BEFORE = later(r"(?:^|[，,。；;：:、（(“\"！？!?\s])$")
_EDGE_BEHIND = later(r"(?:[，,。；;、）)”\"：:\s]|$)")

_PLACE_OR_BODY = later(
    r"(?:[镇乡县市区村路街巷湾沟桥坝岭河江湖寨屯坪嘎站厂店社园]|大院|大桥|公司|产业|集团|基地|医院|学校|小学|中学|水库|林场|工程|项目|烧烤|砂石|食品|建筑|建材|路桥|工艺|养殖|种植|农业|科技|商贸|实业|合作|酒业|木材)"
)
_ENDS_A_PLACE = frozenset("村镇乡县区市旗州路街巷桥湖沟屯寨湾坪坝厂店局院校社所站园岭")
_ENDS_A_DIVISION = frozenset("村镇乡县区市旗州")
_NO_LETTERS = later(
    r"[的了着过很这那哪谁啥某个们吗呢吧啊把被将\d]|人员|大家|自己|本人|有关|相关|其他|其它|以上|以下|上述|如下|所有|部分|全体|同志|代表|户主|负责|姓名|不详|不明|无名|[年日号]$|[一二三四五六七八九十]月$|^[其该此本两三几各每多另再也都就又是有在和与及或我你他她它第还对已未没不]|谢谢"
)
_PLAIN = later(rf"[{HAN}]{{2,4}}")
_ANY_SURNAME = later(rf"{COMPOUND}|[{SURNAMES}{NAMES['role_surnames']}]")
_WHOLE_NAME = later(rf"{MINORITY}|{PARTS}")
_DEED = later(
    any_of([*LISTS["person_verb"], *LISTS["predicate"], *LISTS["after_verb"], *LISTS["event"]])
)
_KIN_AND_SURNAME = later(rf"[父母妻夫子女兄弟姐妹孙侄][{SURNAMES}]")
_KIN_LETTERS = frozenset("父母妻夫子女")
_LISTED_BY = frozenset("、，,；;")
_ROLE_OR_KIN = later(rf"(?:{ROLE}|{KIN}|{_SOMEBODY})")
_PART = any_of(part for part in NAMES["parts"] if len(part) > 1)
_WHOLE_PART = later(_PART)
_AT_AN_EDGE = r"(?:(?<=[村组屯班，,。；;：:、“（(】\s由对把被与和给让])|^)"
_MAY_BEGIN = later(
    rf"(?:{ROLE}|{KIN}|{_SOMEBODY})(?:[叫为是系]|[】：:“\"（(]|[：:]\s)?|"
    r"(?<=[，,、；;：:（(其])(?:长|次|独)?[父母妻夫子女兄弟姐妹孙侄]|"
    rf"{_AT_AN_EDGE}(?={COMPOUND}|{_PART}|[{SURNAMES}{NAMES['role_surnames']}]|[{HAN}]{{2,4}}\s*[（(，,])",
    re.MULTILINE,
)
_LISTED = later(
    rf"(?<![{HAN}])[{HAN}]{{2,4}}(?:[（(][^（）()\n]{{0,30}}[）)])?(?:[、和与及][{HAN}]{{2,4}}(?:[（(][^（）()\n]{{0,30}}[）)])?)+"
)
_ITEM = later(rf"(?:^|(?<=[、和与及]))[{HAN}]{{2,4}}")
_LISTED_WITH, _SEEN = 3, 2
"""Points for standing in a list beside a name, and for having been a name elsewhere in the text."""
_VERY_OFTEN, _OFTEN, _SOMETIMES = -10.0, -12.0, -14.0
"""Natural logarithms of how often a word is written."""
_WINDOW = 16


def said_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The points of what is said before and behind `text[start:end]` in its line; a mere edge says nothing."""
    first = max(text.rfind("\n", 0, start) + 1, start - _WINDOW)
    before = next((sign.points for sign in BEFORE if sign.pattern.search(text[first:start])), 0)
    line = text[end : end + 40].partition("\n")[0]
    return before, next((sign.points for sign in BEHIND if sign.pattern.match(line)), 0)


def _of_word(name: str) -> int:
    """Points against a name that is a word: the more, the oftener it is written."""
    likely = dictionary().get(name)
    if likely is None:
        return -2 if name in WORDS else 0
    if len(name) > 2:
        return -4
    if likely > _VERY_OFTEN:
        return -4
    if likely > _OFTEN:
        return -3
    return -2 if likely > _SOMETIMES else -1


def _of_letters(name: str) -> int:
    if _WHOLE_NAME.fullmatch(name):
        return 3
    if _WHOLE_PART.fullmatch(name):
        return 2
    surname = _ANY_SURNAME.match(name)
    if surname is None or surname.end() == len(name):
        return -1
    return 2 if len(name) - surname.end() <= 2 and is_likely(given_of(name)) else 1


class Scales:
    """A text with its division and its labelled words, on which spans are weighed."""

    def __init__(self, text: str, division: Segmentation, labels: list[Word]) -> None:
        self.text = text
        self.division = division
        self.named = set(division.names)
        self.labels = {(word.start, word.end): word.label for word in labels}
        self.starts = {word.start for word in labels if word.label == "PER"}
        self.ends = {word.end for word in labels if word.label == "PER"}

    def points(self, start: int, end: int) -> int:
        """The sum of what speaks for and against `text[start:end]` being a name."""
        name = self.text[start:end]
        network, letters = self._of_network(start, end), _of_letters(name)
        # Three letters that nobody reads as a name are rather a role's deed.
        unread = -2 if len(name) > 2 and network <= 0 and letters < 2 else 0
        return (
            network
            + letters
            + unread
            + _of_word(name)
            + self._of_edges(start, end)
            + self._around(start, end)
        )

    def _of_network(self, start: int, end: int) -> int:
        label = self.labels.get((start, end))
        if label == "PER":
            return 4
        # 漆|博雅, 武|桂花: the surname as a word of its own.
        if self.labels.get((start + 1, end)) == "PER" and (start, start + 1) in self.labels:
            return 4
        if self.labels.get((start, start + 1)) == "PER" and (start + 1, end) in self.labels:
            return 3
        if label in _UNKNOWN and end - start > 2 and (start, end) in self.named:
            return 3
        return (start in self.starts) + (end in self.ends) - (label in _PLACES and end - start > 2)

    def _of_edges(self, start: int, end: int) -> int:
        """Whether words end where the span begins and ends, in one division or the other."""
        if (start, end) in self.named:
            return 1
        torn = 0
        for at in (start, end):
            if at not in self.division.edges and at not in self.starts | self.ends:
                torn -= 2
        return torn

    def _around(self, start: int, end: int) -> int:
        before, behind = said_around(self.text, start, end)
        edge = _EDGE_BEFORE.search(self.text, max(0, start - 1), start)
        return (before or int(edge is not None)) + (
            behind or int(_EDGE_BEHIND.match(self.text, end) is not None)
        )

    def may_be(self, start: int, end: int) -> bool:
        """Whether the letters could be a name at all, by what they are and what goes on behind them."""
        name = self.text[start:end]
        if end > len(self.text) or (
            _PLAIN.fullmatch(name) is None and _WHOLE_NAME.fullmatch(name) is None
        ):
            return False
        called = _ROLE_OR_KIN.match(name)
        if _NO_LETTERS.search(name) or (called and called.end() > 1):
            return False
        if MASKED.match(self.text, end) or MASKED.search(name) or _DEED.fullmatch(name):
            return False
        if _KIN_AND_SURNAME.match(name) and (start + 1) in self.starts | {
            at for at, _ in self.named
        }:
            return False
        # 母抚养; 女某、母某某
        if name[0] in _KIN_LETTERS and (
            name[1:] in dictionary()
            or (_KIN_AND_SURNAME.match(name) and self.text[max(0, start - 1) : start] in _LISTED_BY)
        ):
            return False
        if len(name) > 2 and (name[-1] in _ENDS_A_PLACE or is_word(name)):
            return False
        return name[-1] not in _ENDS_A_DIVISION and _PLACE_OR_BODY.match(self.text, end) is None

    def weighed(self) -> Iterator[tuple[int, int]]:
        """The spans that are names, none within another, in order."""
        points = {span: self.points(*span) for span in {*self._spans()} if self.may_be(*span)}
        first = self._heaviest(points)
        names = {self.text[start:end] for start, end in first}
        again = {
            (match.start(), match.end())
            for name in names
            for match in re.finditer(re.escape(name), self.text)
        }
        for span in again - points.keys():
            if self.may_be(*span):
                points[span] = self.points(*span)
        beside = {span for row in self._lists() if not first.isdisjoint(row) for span in row}
        yield from sorted(
            self._heaviest(
                {
                    span: told + _SEEN * (span in again) + _LISTED_WITH * (span in beside)
                    for span, told in points.items()
                }
            )
        )

    @staticmethod
    def _heaviest(points: Mapping[tuple[int, int], int]) -> set[tuple[int, int]]:
        taken: set[tuple[int, int]] = set()
        enough = [span for span, told in points.items() if told >= ENOUGH]
        for start, end in sorted(enough, key=lambda span: (-points[span], span[0], -span[1])):
            if not any(start < other and first < end for first, other in taken):
                taken.add((start, end))
        return taken

    def _lists(self) -> Iterator[list[tuple[int, int]]]:
        """The spans that stand in one list: 甲（…）、乙和丙, the last with up to two letters that follow it."""
        for row in _LISTED.finditer(self.text):
            spans = []
            for piece in _ITEM.finditer(row.group()):
                start, end = row.start() + piece.start(), row.start() + piece.end()
                shortest = start + 2 if end == row.end() else end
                spans += [(start, stop) for stop in range(shortest, end + 1)]
            yield spans

    def _spans(self) -> Iterator[tuple[int, int]]:
        for (start, end), label in self.labels.items():
            if label == "PER" or (label in _UNKNOWN and (start, end) in self.named):
                yield start, end
                if self.text[end - 1] in "家户":
                    yield start, end - 1
                if start and self.text[start - 1] in _SURNAMES:
                    yield start - 1, end
                for last in (end + 1, end + 2) if end == start + 1 else ():
                    yield start, last
        for match in _MAY_BEGIN.finditer(self.text):
            start = match.end()
            surname = _ANY_SURNAME.match(self.text, start)
            longest = 2 + (len(surname.group()) if surname else 1)
            yield from ((start, end) for end in range(start + 2, start + longest + 1))
            for whole in _WHOLE_NAME.finditer(self.text, start, start + 20):
                if whole.start() == start:
                    yield whole.span()
                break


_SURNAMES = frozenset(SURNAMES + NAMES["role_surnames"])
_UNKNOWN = frozenset({"ORG", "n", "nr", "nz", "v", "vn"})
_PLACES = frozenset({"LOC", "ORG", "TIME"})
