"""Names of persons in running text, told by how likely each division of it into words and names is.

Words have the probabilities of a dictionary, names those of their surname and of the letters that people give; the
likeliest division wins. Who the person is, and whether the name must go, is not asked here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from gongkai.screening.lexicon import dictionary, lines
from gongkai.screening.names import MASKED, NAMES, SURNAMES, WORDS, is_word

_LONGEST = 4
_NAME_AT_ALL = -0.5
_OF_A_WORD = -14.0
_OF_A_LETTER = -17.0
_OF_A_GIVEN_LETTER = -7.2
_OF_A_PAIR = -9.5
_OF_A_COMPOUND = -7.0
_RARE_SURNAME = -9.0
_NEVER = -20.0
_ONE_LETTER = -1.0
_BORROWED = -2.0
# A word that everybody uses is no given name because of that (一直); those people are called after stand among the pairs.
_TOO_COMMON = -10.5
_RUN = re.compile(r"[\u4e00-\u9fff]{2,}")
# Particles and verbs of the sentence around a name.
_NO_GIVEN = frozenset(
    "某的得了于身确罹其在是为和与及或等已因被将把系患从到至向对由按经不未有也均都后前时以应须请并且病残癌障户者员们类属述诉称说据"
)
_PLACE_ENDS = frozenset("村镇乡县区市旗州路街巷桥湖沟屯寨湾坪组厂店局院校证率额费表册款")
# Surnames that are rather prepositions and adverbs: behind a boundary or a role only.
RATHER_WORDS = frozenset("于向应时都和经从路车文边方明常全")
_ROLES = frozenset("人员者户民属子女父母妻夫兄弟姐妹告生工友主童妇村组")
_GOES_ON = frozenset("村镇乡街路巷县市区旗州河湖沟塬坝桥岭寨湾坪屯嘎〔[")
_PLACES_BEHIND = frozenset(
    "社区 街道 小区 小学 中学 初中 高中 医院 公司 银行 幼儿园 林场 农场 水库 大道 花园 家园 广场 商行 超市".split()
)
# Letters that stand alone beside a name; any other single letter belongs to a word that the dictionary does not know.
_BEFORE = frozenset(
    "的由对将把被向与和及给为让使请经致系是因称说见到从随在以自替帮代找问跟同叫查据其该原本我他她你你们女男儿子父母妻夫兄弟姐妹叔伯舅姑姨爷奶婆媳婿孙侄员人户生工者属童友主方某名位了得受按或但而且故经若如现又还仅另并即已约未只于有欠日村组屯"
)
_BEHIND = frozenset(
    "的和与及在于因向对将把被是为系称说不已未曾又也都就却并能可会要到从由给等户家男女经无有后前时所就按应须需愿自以用拿持骑驾开坐走去来回住患死伤哭打骂骗偷抢卖买借还欠付收领交签写寄送提报请求问答认否拒停离之现述诉接或尿喝吃占修建砍挖拆搬种养放砸踢推拉撞碰追赶逃躲租押抵换退补缴赌醉亡故逝孕"
)
_GIVEN = frozenset(NAMES["given"]) - {"\n"}
_PAIRS = frozenset(NAMES["pairs"])
_COMPOUND = frozenset(NAMES["compound"])
_SURNAMES = frozenset(SURNAMES)


class _Letters(NamedTuple):
    first: dict[str, float]
    middle: dict[str, float]
    last: dict[str, float]


@cache
def _words() -> dict[str, float]:
    known = dict(dictionary())
    for word in WORDS:
        if len(word) <= _LONGEST:
            known.setdefault(word, _OF_A_WORD)
    return known


@cache
def _letters() -> _Letters:
    told = _Letters({}, {}, {})
    for line in lines("letters.txt"):
        *numbers, letters = line.split()
        for likely, number in zip(told, numbers, strict=True):
            if number != "-":
                likely.update(dict.fromkeys(letters, -int(number) / 2))
    return told


@cache
def _of_surname(name: str) -> tuple[float, str] | None:
    """How likely the surname is, and the given name behind it."""
    if name[:2] in _COMPOUND and len(name) > 2:
        return _OF_A_COMPOUND, name[2:]
    if name[0] not in _SURNAMES:
        return None
    return _letters().first.get(name[0], _RARE_SURNAME), name[1:]


def _of_letter(likely: dict[str, float], letter: str) -> float:
    told = likely.get(letter, _NEVER)
    return max(told, _OF_A_GIVEN_LETTER) if letter in _GIVEN else told - 1


def _likely(name: str) -> float | None:
    """How likely a person is called `name`, or None where nobody is."""
    split = _of_surname(name)
    if split is None:
        return None
    surname, given = split
    if given in _PAIRS:
        return _NAME_AT_ALL + surname + _OF_A_PAIR
    if any(letter in _NO_GIVEN for letter in given) or given[-1] == "家" or len(given) > 2:
        return None
    letters = _letters()
    if len(given) == 1:
        return _NAME_AT_ALL + surname + _of_letter(letters.last, given) + _ONE_LETTER
    told = _of_letter(letters.middle, given[0]) + _of_letter(letters.last, given[1])
    if given[0] in _GIVEN and given[1] in _GIVEN:
        word = _words().get(given, _NEVER)
        told = max(told, word + _BORROWED) if word < _TOO_COMMON else told
    return _NAME_AT_ALL + surname + told


class Segmentation(NamedTuple):
    """The likeliest division of a text: where its names stand, its words (True: a name), what looks like a name and is the head of a place (向青山|县), every position at which one may begin or end, and where the words end that places are called by (小学)."""

    names: tuple[tuple[int, int], ...]
    edges: frozenset[int]
    words: tuple[tuple[int, int, bool], ...]
    places: frozenset[tuple[int, int]]
    of_places: frozenset[int] = frozenset()

    def tears(self, start: int, end: int) -> bool:
        """Whether a name from `start` to `end` would begin within a word, or end within a longer one (向|青山县)."""
        if start not in self.edges or (start, end) in self.places:
            return True
        if end in self.edges:
            return False
        at = bisect_left(self.words, (end, 0, False)) - 1
        first, last, named = self.words[at]
        if named:
            return False
        before = self.words[at - 1] if at else None
        # 柳河|小学: half a word of a place behind it.
        if last - first == 2 and last in self.of_places:
            return True
        return last - first > 2 or bool(
            before and not before[2] and before[0] == start and before[1] - before[0] > 1
        )


def divide(text: str) -> Segmentation:
    """Divide the runs of Han letters in `text` into words and full names with a known surname."""
    names: list[tuple[int, int]] = []
    edges = set(range(len(text) + 1))
    words: list[tuple[int, int, bool]] = []
    places: set[tuple[int, int]] = set()
    for run in _RUN.finditer(text):
        edges.difference_update(range(run.start() + 1, run.end()))
        pieces = [
            (run.start() + start, run.start() + end, named)
            for start, end, named in _pieces(run.group())
        ]
        edges.update(end for _, end, _ in pieces)
        words.extend(pieces)
        for at, (start, end, named) in enumerate(pieces):
            if not named:
                continue
            before = _word(text, pieces, at - 1)
            behind = _word(text, pieces, at + 1)
            if text[end : end + 1] in _GOES_ON or behind in _PLACES_BEHIND:
                places.add((start, end))
            if _stands_free(text[start:end], before, behind) and not (
                text[end : end + 1] in _GOES_ON or MASKED.search(text, end, end + 1)
            ):
                names.append((start, end))
    ends = frozenset(end for start, end, _ in words if text[start:end] in _PLACES_BEHIND)
    return Segmentation(tuple(names), frozenset(edges), tuple(words), frozenset(places), ends)


def _word(text: str, pieces: list[tuple[int, int, bool]], at: int) -> str:
    """The word at this place; empty where another name or nothing stands there."""
    if not 0 <= at < len(pieces) or pieces[at][2]:
        return ""
    return text[pieces[at][0] : pieces[at][1]]


def _stands_free(name: str, before: str, behind: str) -> bool:
    """Whether a name may stand between these words: a single letter beside it is rather part of a word that nobody knows."""
    if is_word(name) or name[-1] in _PLACE_ENDS:
        return False
    if len(before) == 1 and before not in _BEFORE:
        return False
    if len(behind) == 1 and behind not in _BEHIND:
        return False
    if before and name[0] in RATHER_WORDS and before[-1] not in _ROLES:
        return False
    return behind not in _PLACES_BEHIND and behind[-1:] not in _PLACE_ENDS


def _pieces(run: str) -> Iterator[tuple[int, int, bool]]:
    words = _words()
    length = len(run)
    best = [0.0] * (length + 1)
    ends = [0] * length
    named = [False] * length
    for at in range(length - 1, -1, -1):
        most = words.get(run[at], _OF_A_LETTER) + best[at + 1]
        end, is_name = at + 1, False
        may_begin = run[at] in _SURNAMES or run[at : at + 2] in _COMPOUND
        for stop in range(at + 2, min(at + _LONGEST, length) + 1):
            piece = run[at:stop]
            likely = words.get(piece)
            if likely is not None and likely + best[stop] > most:
                most, end, is_name = likely + best[stop], stop, False
            if may_begin and (called := _likely(piece)) is not None:
                if called + best[stop] > most:
                    most, end, is_name = called + best[stop], stop, True
        best[at], ends[at], named[at] = most, end, is_name
    at = 0
    while at < length:
        yield at, ends[at], named[at]
        at = ends[at]
