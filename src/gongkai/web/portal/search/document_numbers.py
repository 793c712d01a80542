"""The number of a document or an item in whatever way it is written."""

from __future__ import annotations

import re

from gongkai.web.portal.search.words import Phrase, fold

_NUMBER = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{2,8}?)? ?(?:(?P<year>(?:19|20)\d\d) ?年? ?)?(?P<nth>第)? ?(?P<serial>\d{1,4}) ?(?P<sign>号|號)?(?:文件?)?"
)
_INDEX = re.compile(
    r"(?P<code>[a-z]{1,4}\d[0-9a-z]*(?: \d\d)?) (?P<year>(?:19|20)\d\d) (?P<serial>\d{1,5})"
)
# A word that a unit of time or quantity follows is no number of a document.
_NO_WORD = re.compile(r"[年月日第号]$")
DIGITS = 5


def read_number(question: str) -> tuple[Phrase, ...]:
    """What the numbers of the wanted item must hold: the body's word, the year, the serial; nothing for other questions.

    柳政31号, 柳政发[2026]31号, 柳政发2026年第31号文 and QS11/2026-116 are numbers.
    """
    folded = fold(question).strip()
    if found := _INDEX.fullmatch(folded):
        serial = found["serial"].zfill(DIGITS)
        return tuple(Phrase((part,)) for part in (*found["code"].split(), found["year"], serial))
    found = _NUMBER.fullmatch(folded)
    if found is None or (found["word"] and _NO_WORD.search(found["word"])):
        return ()
    if not found["word"]:
        # Without the body's word only what is called 号 is a number: 第18号, 〔2026〕18号.
        if not found["sign"]:
            return ()
        year = [Phrase((found["year"],))] if found["year"] else []
        return (*year, Phrase((found["serial"], "号")))
    parts = [found["word"], found["year"], found["serial"]]
    return tuple(Phrase((part,)) for part in parts if part)


def is_index_number(question: str) -> bool:
    """Whether a question is the number of one item, which is found or not."""
    return bool(_INDEX.fullmatch(fold(question).strip()))
