"""Papers that belong to another desk than that of items. The rooms above say at start which they take."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from django.utils.html import strip_tags

from gongkai.web.bodies.models import PublicBody
from gongkai.web.office.errors import ActionError

FIRST_LINES = 3
"""A paper says what it is in its first lines."""
_LINE_ENDS = re.compile(r"</(?:p|h[1-6]|div|li|td|tr)>|<br\s*/?>|\n", re.IGNORECASE)


class Elsewhere(NamedTuple):
    """What a paper is, where it is handed in (empty where nowhere), and why it is no item."""

    what: str
    url: str
    why: str


Recogniser = Callable[[PublicBody, str], Elsewhere | None]
_recognisers: list[Recogniser] = []


def provide_recogniser(recogniser: Recogniser) -> None:
    """Register ``recogniser(body, title)``: where a paper with this title belongs, ``None`` where it is an item."""
    _recognisers.append(recogniser)


def elsewhere(body: PublicBody, title: str) -> Elsewhere | None:
    """Where a paper belongs, by the first room that knows it."""
    return next((found for recogniser in _recognisers if (found := recogniser(body, title))), None)


def refuse_elsewhere(body: PublicBody, title: str, text: str = "") -> None:
    """Raises `ActionError` where a paper with this title, or that begins so, belongs to another desk, or is another body's."""
    for found in _named(body, (title, *first_lines(text))):
        raise ActionError(found.why)


def refuse_foreign(body: PublicBody, title: str, text: str = "") -> None:
    """Raises `ActionError` where a paper with this title, or that begins so, is another body's, and no desk of this one takes it."""
    for found in _named(body, (title, *first_lines(text))):
        if not found.url:
            raise ActionError(found.why)


def _named(body: PublicBody, titles: Iterable[str]) -> Iterator[Elsewhere]:
    for title in titles:
        found = elsewhere(body, title)
        if found is not None:
            yield found


def first_lines(text: str) -> list[str]:
    """The first lines of a formatted text joined, as a title that is broken stands in them, and each for itself."""
    lines = [plain for each in _LINE_ENDS.split(text) if (plain := strip_tags(each).strip())]
    lines = lines[:FIRST_LINES]
    return [*("".join(lines[:number]) for number in range(len(lines), 1, -1)), *lines]
