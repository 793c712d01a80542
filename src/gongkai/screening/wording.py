"""Words that ought to be others: dated lists of bodies, places, titles, terms, laws, fixed phrases and typing errors."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from gongkai.screening.errors import ListInvalid
from gongkai.screening.hit import Hit
from gongkai.screening.kinds import Kind, varieties
from gongkai.screening.lexicon import any_of, lexicon

_HISTORIC = re.compile(
    r"(?:原|时任|前|“|《[^》]{0,30}|原(?![因则有料来告件始])[\u4e00-\u9fff]{0,6}[省市县区州盟旗])$"
)
_NEVER_HISTORIC = frozenset({"typo", "fixed-phrase", "discriminatory-word"})
# A repealed law is named in 《》; what speaks of its repeal is right.
_REPEAL = re.compile(r"[^。\n]{0,24}(?:废止|失效|不再适用|修订前|施行前|施行期间|同时废)")
_LITERAL_START = re.compile(r"([\u4e00-\u9fff]+)(?![\u4e00-\u9fff?*{|])(?!.*\|(?![^(]*\)))")
_LITERAL_END = re.compile(r"^\(\?<=\[[^\]]*\]\)([\u4e00-\u9fff]+)$")
_LONG_PHRASE = 6
_ENDS_OF_NAMES = frozenset("局会部国来")
_BESIDE = re.compile(r"[\s，,、。；;“”\"'‘’]")


@dataclass(frozen=True, slots=True)
class Word:
    """A wrong word, what is right, the first day on which it is wrong, and who says so.

    `not_before` and `not_after` are regular expressions: where one matches what stands beside it, the word is another.
    `like` is a regular expression in place of `wrong`: of the phrases that it finds, all are wrong but `right`, where
    signs and spaces do not count; with `right` not being such a phrase, every one is wrong. `near`: what differs from
    `right` in one Chinese character is wrong, but for the first and, in a name or short phrase, the last.
    """

    variety: str
    wrong: str
    right: str
    from_: date
    cite: str
    not_before: str | None = None
    not_after: str | None = None
    like: str | None = None
    near: bool = False


@dataclass(frozen=True, slots=True)
class WordList:
    """Words with one compiled search for all that are literal, and one for each that is not."""

    words: Mapping[str, Word]
    pattern: re.Pattern[str] | None
    phrases: tuple[tuple[re.Pattern[str], Word, str], ...] = ()
    halves: re.Pattern[str] | None = None
    by_half: Mapping[str, tuple[tuple[Word, int], ...]] = field(default_factory=dict)


def read_word_list(data: Mapping[str, Any], name: str) -> tuple[Word, ...]:
    """The words of a list in the form of `lists/wording.toml`; `ListInvalid` names the file and the entry.

    A word that marks what is not public (`variety` is one of the marks of secrecy) has no `right`: nothing may stand for it.
    """
    words = []
    for number, entry in enumerate(data.get("word", ()), start=1):
        variety = varieties().get(str(entry.get("variety")))
        marks = variety is not None and variety.kind is Kind.SECRECY_MARK
        for key, form in (
            ("variety", str),
            ("wrong", str),
            *(() if marks else (("right", str),)),
            ("from", date),
            ("cite", str),
        ):
            if not isinstance(entry.get(key), form) or entry[key] == "":
                raise ListInvalid(name, f"word[{number}].{key}", "没有填写，或者类型不对")
        if variety is None or not (marks or variety.kind is Kind.WORDING):
            raise ListInvalid(
                name,
                f"word[{number}].variety",
                f"“{entry['variety']}”不是规范表述或者密级、内部标志的一类",
            )
        for key in ("not_before", "not_after", "like"):
            try:
                re.compile(entry.get(key, ""))
            except re.error as error:
                raise ListInvalid(name, f"word[{number}].{key}", "不是正则表达式") from error
        words.append(
            Word(
                variety=entry["variety"],
                wrong=entry["wrong"],
                right="" if marks else entry["right"],
                from_=entry["from"],
                cite=entry["cite"],
                not_before=entry.get("not_before"),
                not_after=entry.get("not_after"),
                like=entry.get("like"),
                near=entry.get("near") is True,
            )
        )
    return tuple(words)


def parse_word_list(text: str, name: str) -> tuple[Word, ...]:
    """As `read_word_list`, from TOML text."""
    try:
        return read_word_list(tomllib.loads(text), name)
    except tomllib.TOMLDecodeError as error:
        raise ListInvalid(name, "全文", "不是TOML") from error


@cache
def shipped_words() -> tuple[Word, ...]:
    """The list that comes with the software."""
    return read_word_list(lexicon("wording"), "wording.toml")


def word_list(words: Sequence[Word]) -> WordList:
    """The words made ready for searching; worth keeping, for it takes some milliseconds."""
    by_wrong = {word.wrong: word for word in words if word.like is None and not word.near}
    by_half: dict[str, tuple[tuple[Word, int], ...]] = {}
    for word in words:
        if word.near:
            middle = len(word.right) // 2
            for half, offset in ((word.right[:middle], 0), (word.right[middle:], middle)):
                by_half[half] = (*by_half.get(half, ()), (word, offset))
    return WordList(
        by_wrong,
        re.compile(any_of(by_wrong)) if by_wrong else None,
        tuple(
            (re.compile(word.like), word, _needed(word.like))
            for word in words
            if word.like is not None
        ),
        re.compile(f"(?={any_of(by_half)})") if by_half else None,
        by_half,
    )


def wordings(
    text: str, words: Sequence[Word] | WordList, *, on: date | None = None
) -> Iterator[tuple[Hit, Word]]:
    """Wrong words in `text` with what is right; `on` is the document's date, None where it is not known.

    A word after 原, 时任 or within a title in 《》 is history and not wrong; a repealed law is, unless its repeal is told.
    """
    listed = words if isinstance(words, WordList) else word_list(words)
    told = list(_told(text, listed, on))
    yield from told
    for hit, word in _nearly(text, listed, on):
        if not any(hit.start < other.end and other.start < hit.end for other, _ in told):
            told.append((hit, word))
            yield hit, word


def _told(text: str, listed: WordList, on: date | None) -> Iterator[tuple[Hit, Word]]:
    """The wrong words that the list names, and those that its expressions find."""
    if listed.pattern is not None:
        for match in listed.pattern.finditer(text):
            word = listed.words[match.group()]
            if _is_wrong(text, match, word, on):
                yield Hit(word.variety, *match.span()), word
    for pattern, word, needed in listed.phrases:
        for match in pattern.finditer(text) if needed in text else ():
            if _bare(match.group()) != _bare(word.right) and _is_wrong(text, match, word, on):
                yield Hit(word.variety, *match.span()), word


def _nearly(text: str, listed: WordList, on: date | None) -> Iterator[tuple[Hit, Word]]:
    """Set phrases with one wrong character: one half stands as it should, the other nearly."""
    for place in listed.halves.finditer(text) if listed.halves is not None else ():
        for half, words in listed.by_half.items():
            if not text.startswith(half, place.start()):
                continue
            for word, offset in words:
                start, end = place.start() - offset, place.start() - offset + len(word.right)
                if start < 0 or not _is_nearly(text[start:end], word.right):
                    continue
                if on is None or on >= word.from_:
                    yield Hit(word.variety, start, end), word


def _is_nearly(written: str, right: str) -> bool:
    """Whether one Chinese character is another: not the first, nor the last of a body's name or a short phrase."""
    if len(written) != len(right):
        return False
    wrong = [at for at, (one, other) in enumerate(zip(written, right, strict=True)) if one != other]
    last = len(right) - (len(right) < _LONG_PHRASE or right[-1] in _ENDS_OF_NAMES)
    return len(wrong) == 1 and 0 < wrong[0] < last and "\u4e00" <= written[wrong[0]] <= "\u9fff"


def _needed(like: str) -> str:
    """Letters without which the expression finds nothing: what stands first or last in it as it is; may be empty."""
    first, last = _LITERAL_START.match(like), _LITERAL_END.search(like)
    found = [match[1] for match in (first, last) if match]
    return max(found, key=len, default="")


def _bare(phrase: str) -> str:
    return _BESIDE.sub("", phrase)


def _is_wrong(text: str, match: re.Match[str], word: Word, on: date | None) -> bool:
    if on is not None and on < word.from_:
        return False
    before = text[max(0, match.start() - 32) : match.start()]
    after = text[match.end() : match.end() + 12]
    if word.variety == "repealed-law":
        if before.endswith("原") or before.endswith("原《") or _REPEAL.match(text, match.end()):
            return False
    elif word.variety not in _NEVER_HISTORIC and _HISTORIC.search(before):
        return False
    if word.not_before and re.search(word.not_before, before):
        return False
    return not (word.not_after and re.match(word.not_after, after))
