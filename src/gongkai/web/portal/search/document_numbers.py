"""The number of a document or an item in whatever way it is written."""

from __future__ import annotations

import re

from gongkai.web.portal.search.words import Phrase, fold

_NUMBER = re.compile(
    r"(?P<word>[\u4e00-\u9fff]{2,8}?) ?(?:(?P<year>(?:19|20)\d\d) ?年? ?)?第? ?(?P<serial>\d{1,4}) ?(?:号|號)?(?:文件?)?"
)
_INDEX = re.compile(
    r"(?P<code>[a-z]{1,4}\d[0-9a-z]*(?: \d\d)?) (?P<year>(?:19|20)\d\d) (?P<serial>\d{1,4})"
)
_SERIAL = re.compile(r"第? ?(?P<serial>\d{1,4}) ?(?:号|號)(?:文件?)?")
# A word that a unit of time or quantity follows is no number of a document.
_NO_WORD = re.compile(r"[年月日第号]$")
DIGITS = 5


def read_number(question: str) -> tuple[Phrase, ...]:
    """What the numbers of the wanted item must hold: the body's word, the year, the serial; nothing for other questions.

    柳政31号, 第31号, 柳政发[2026]31号, 柳政发2026年第31号文 and QS11/2026-116 are numbers.
    """
    folded = fold(question).strip()
    if found := _INDEX.fullmatch(folded):
        serial = found["serial"].zfill(DIGITS)
        return tuple(Phrase((part,)) for part in (*found["code"].split(), found["year"], serial))
    if found := _SERIAL.fullmatch(folded):
        return (Phrase((found["serial"],)),)
    found = _NUMBER.fullmatch(folded)
    if found is None or _NO_WORD.search(found["word"]):
        return ()
    parts = [found["word"], found["year"], found["serial"]]
    return tuple(Phrase((part,)) for part in parts if part)
