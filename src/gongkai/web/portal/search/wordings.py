"""Words for one another, fillers of a question, and short names of bodies, as ``wordings.toml`` has them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

MOST_VARIANTS = 6
_DIGITS = {character: str(digit) for digit, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
}
_YEAR_IN_WORDS = re.compile(rf"([{''.join(_DIGITS)}]{{4}})年")
_IN_WORDS = re.compile(r"([二三]?)(十?)([一二三四五六七八九]?)(?=[月日号])")
_DAY = re.compile(r"((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)")


@dataclass(frozen=True)
class Wordings:
    """``same``: a word and what else is said for it; ``slips``: a word mistyped and what is meant; ``fillers``: what is taken out of a question, the longest first,
    and what stays of it; ``forms``: words for kinds of papers and times; ``bodies``: a part of a body's name as people say it, and as it is today;
    ``asked``: the word of each group that people say first.
    """

    same: dict[str, tuple[str, ...]]
    slips: dict[str, str]
    fillers: tuple[tuple[str, str], ...]
    forms: frozenset[str]
    bodies: dict[str, str]
    asked: tuple[str, ...]


@cache
def wordings() -> Wordings:
    """The words of this edition."""
    text = resources.files("gongkai.web.portal.search").joinpath("wordings.toml").read_text("utf-8")
    data = tomllib.loads(text)
    same: dict[str, tuple[str, ...]] = {}
    for group in data["same"]:
        for word in group:
            others = tuple(each for each in group if each != word)
            same[word] = tuple(dict.fromkeys([*same.get(word, ()), *others]))
    kept = data["kept_of_filler"]
    fillers = sorted(data["filler"], key=len, reverse=True)
    return Wordings(
        same,
        data["slips"],
        tuple((each, kept.get(each, "")) for each in fillers),
        frozenset(data["forms"]),
        data["body"],
        tuple(group[0] for group in data["same"]),
    )


def without_fillers(question: str) -> str:
    """The question without what is asked around it; itself where nothing would be left."""
    bare = question
    for filler, kept in wordings().fillers:
        bare = bare.replace(filler, f" {kept} " if kept else " ")
    return bare if bare.strip() else question


def other_words(question: str) -> list[tuple[str, str]]:
    """Words of a question for which there are others, each with one of these; the longest words first."""
    known = [word for word in wordings().same if word in question]
    known.sort(key=len, reverse=True)
    # A word within another one that is there is not meant by itself.
    meant = [word for word in known if not any(word != wide and word in wide for wide in known)]
    # What holds a narrower word holds the wider one too.
    return [(word, other) for word in meant for other in wordings().same[word] if word not in other]


def said_otherwise(question: str, word: str, other: str) -> str:
    """The question with another word in the place of one; what both it and its neighbours say is said once.

    >>> said_otherwise("宅基地审批", "宅基地", "建房审批")
    '建房审批'
    """
    before, _, after = question.partition(word)
    for length in range(len(other), 1, -1):
        if after.startswith(other[-length:]):
            after = after[length:]
            break
    for length in range(len(other), 1, -1):
        if before.endswith(other[:length]):
            before = before[:-length]
            break
    return before + other + after


def variants(question: str) -> Iterator[str]:
    """The question with one word said otherwise, some of them."""
    meant = question
    for slip, word in wordings().slips.items():
        meant = re.sub(re.escape(slip), word, meant, flags=re.IGNORECASE)
    if found := _DAY.search(meant):
        # As papers write it.
        day = f"{found[1]}年{int(found[2])}月{int(found[3])}日"
        meant = meant.replace(found[0], day)
    meant = _in_digits(meant)
    if meant != question:
        yield meant
    made = (said_otherwise(meant, word, other) for word, other in other_words(meant))
    for number, variant in enumerate(dict.fromkeys(made)):
        if number == MOST_VARIANTS:
            return
        yield variant


def _in_digits(question: str) -> str:
    """Years, months and days as papers write them: 二〇二六年十月二十三日 is 2026年10月23日."""
    plain = _YEAR_IN_WORDS.sub(
        lambda found: "".join(_DIGITS[each] for each in found[1]) + "年", question
    )
    return _IN_WORDS.sub(_number, plain)


def _number(found: re.Match[str]) -> str:
    tens, ten, ones = found.groups()
    if not ten:
        # 二 alone is ones to the expression's tens; 二三月 is no number.
        return _DIGITS.get(tens or ones, "") if len(found[0]) == 1 else found[0]
    return str(10 * int(_DIGITS[tens] if tens else 1) + int(_DIGITS[ones] if ones else 0))
