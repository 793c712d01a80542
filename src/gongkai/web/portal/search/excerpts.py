"""Show where the words stand: marked titles, and an excerpt around the first hit."""

from __future__ import annotations

import re

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from gongkai.documents.script import traditional_forms
from gongkai.web.portal.search.words import Phrase, phrases

BEFORE, AFTER = 30, 90
_UNSEEN = r"[\u00ad\u200b-\u200f\u2060\ufeff]*"
_BETWEEN = r"[ \t\u00a0\u3000\u00ad\u200b-\u200f\u2060\ufeff]*"
_WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


def _expression(phrase: Phrase) -> str:
    """The phrase as it may be written: other case, width and script, spaces or unseen marks between characters."""
    runs = []
    for run in phrase.runs:
        letters = [
            f"[{re.escape(char)}{_WIDE.get(char, '')}{_WIDE.get(char.upper(), '')}{traditional_forms(char)}]"
            for char in run
        ]
        runs.append((_BETWEEN if run[0] >= "\u2e80" else _UNSEEN).join(letters))
    left = "" if phrase.runs[0][0] >= "\u2e80" else r"(?<![0-9A-Za-z])"
    right = "" if phrase.runs[-1][0] >= "\u2e80" else r"(?![0-9A-Za-z])"
    return left + r"(?:[\W_](?<!\n))*".join(runs) + right


def _finder(q: str) -> re.Pattern[str] | None:
    # The longest first, so that a phrase wins over one that begins it.
    asked = sorted(phrases(q), key=lambda phrase: -len(phrase.pattern))
    return re.compile("|".join(map(_expression, asked)), re.IGNORECASE) if asked else None


def highlight(text: str, q: str) -> SafeString:
    """The text, escaped, with every hit in ``<mark>``."""
    finder = _finder(q)
    if finder is None:
        return escape(text)
    parts, at = [], 0
    for hit in finder.finditer(text):
        parts += [escape(text[at : hit.start()]), "<mark>", escape(hit.group()), "</mark>"]
        at = hit.end()
    return mark_safe("".join([*parts, escape(text[at:])]))  # noqa: S308  every part is escaped


def excerpt(plain: str, q: str) -> SafeString:
    """Some words around the first hit, or the beginning; escaped and marked."""
    finder = _finder(q)
    hit = finder.search(plain) if finder else None
    start = max(0, hit.start() - BEFORE) if hit else 0
    end = max(start + BEFORE + AFTER, hit.end() if hit else 0)
    text = " ".join(plain[start:end].split())
    shown = highlight(text, q)
    return mark_safe(  # noqa: S308  escaped by highlight
        f"{'…' if start else ''}{shown}{'…' if end < len(plain) else ''}"
    )
