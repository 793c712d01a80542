"""Words in places of a file that nobody looks at: addresses of links, alternative texts, names, formats, attributes.

That such a place is there says nothing; what is written in it may. Readers gather the words of all of them, without a
list of places to look at, and hand them over by sort.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from gongkai.documents.model import HiddenKind, HiddenPart, Origin
from gongkai.documents.spacing import tidy

_TELLING = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]|@|\d{7}|\d{3,6}(?:[ \-－—._/\u00ad\u200b-\u200d]\d{3,})+"
)
_PLAIN_NUMBER = re.compile(r"-?\d{1,10}|\d{1,10}(?:\.\d+)?(?:pt|px|em|%)?")
_IDENTIFIER = re.compile(
    r"\{?[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\}?|(?=[0-9]*[A-Fa-f])(?![A-Fa-f]*\d{9})[0-9A-Fa-f]{6,40}|0[0-9A-F]{19}|D:\d{8,14}\S*"
)
_LOUD = re.compile(r"@|\d{7}|\d{3,6}(?:[ \-－—._/]\d{3,})+")
_DAY = re.compile(r"(?<!\d)(?:19|20)\d\d[01]\d[0-3]\d(?!\d)")
_SCHEMA = re.compile(r"https?://(?:schemas\.|www\.w3\.org/|purl\.o|ns\.adobe\.com)\S*")
_STUCK = re.compile(r"(?<=[A-Za-z_])(?=\d{7})")
"""A number that a name of a class or part begins with letters."""
_ADDRESS_PART = re.compile(r"(?<=\d)/(?=\d{7})")
"""Between two numbers of an address."""
_MOST = 5_000
_LONGEST = 50_000

_ATTRIBUTE = re.compile(r"""(?<=\s)([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_ATTRIBUTE_TELLS = re.compile(
    r"""=\s*(?:"[^"<]*(?:[^\x00-\x7f@&%]|[@&%]|\d{7}|\d{3}[ ._/-]\d{3})[^"<]*"|'[^'<]*(?:[^\x00-\x7f]|[@&%]|\d{7}|\d{3}[ ._/-]\d{3})[^'<]*')"""
)
_TAG = re.compile(r"<[A-Za-z_][^<>]*>")
_NODE = re.compile(r">([^<>]+)<")


def tells(text: str) -> bool:
    """Whether a text may say something of a person: it has a Chinese character, an at sign or a longer number."""
    if not _TELLING.search(text):
        return False
    return not (
        _PLAIN_NUMBER.fullmatch(text) or _IDENTIFIER.fullmatch(text) or _SCHEMA.fullmatch(text)
    )


def is_loud(text: str) -> bool:
    """Whether a name, a format or an address in a clean copy may say something of a person, so that it goes.

    Chinese words may stay (a font's name); a day as eight digits may.
    """
    if not tells(text):
        return False
    return _LOUD.search(_DAY.sub("", read_out(text))) is not None


def read_out(text: str) -> str:
    """An attribute as a person would write it: references and percent signs resolved."""
    if "&" in text:
        text = unescape(text)
    if "%" in text:
        text = unquote(text)
    return tidy(text)


def attributes(markup: str) -> Iterator[tuple[str, str]]:
    """Local name and value of each telling attribute of XML or HTML."""
    for tag in _TAG.finditer(markup):
        if not _ATTRIBUTE_TELLS.search(tag[0]):
            continue
        for name, double, single in _ATTRIBUTE.findall(tag[0]):
            if not name.startswith("xmlns") and tells(value := read_out(double or single)):
                yield name.rpartition(":")[2], value


def texts(markup: str) -> Iterator[str]:
    """The telling text nodes of XML."""
    for node in _NODE.findall(markup):
        if tells(text := read_out(node)):
            yield text


def parts(found: Iterable[tuple[str, str]], origin: Origin) -> list[HiddenPart]:
    """One part for each sort of place, with its words line by line, each once; `found` are sorts and words."""
    sorts: dict[str, dict[str, None]] = {}
    for sort, text in found:
        words = sorts.setdefault(sort, {})
        if len(words) < _MOST:
            words[_STUCK.sub(" ", _ADDRESS_PART.sub("\n", text[:_LONGEST]))] = None
    return [
        HiddenPart(HiddenKind.CARRIED_TEXT, sort, "\n".join(words), origin, len(words))
        for sort, words in sorts.items()
    ]
